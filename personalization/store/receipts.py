"""Receipts: what was sold, so that a review can be that of somebody who bought it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.redemptions.redemption import Redemption
from provenance.store.collection import Collection, Document

_COUNT = {"bsonType": ["int", "long"]}

RECEIPTS = Collection(
    name="receipts",
    required=("store", "number", "at", "lines", "total", "currency"),
    properties={
        "store": {"bsonType": "string"},
        "number": {"bsonType": "string"},
        "at": {"bsonType": "date"},
        "currency": {"bsonType": "string"},
        "total": _COUNT,
        "lines": {
            "bsonType": "array",
            "items": {
                "bsonType": "object",
                "required": ["product", "quantity", "paid"],
                "properties": {
                    "product": {"bsonType": "string"},
                    "lot": {"bsonType": ["string", "null"]},
                    "quantity": {"bsonType": "int"},
                    "grams": {"bsonType": ["double", "int", "null"]},
                    "full": _COUNT,
                    "paid": _COUNT,
                },
            },
        },
        "void_at": {"bsonType": ["date", "null"]},
        "uncounted_since": {"bsonType": ["date", "null"]},
    },
    indexes=(
        IndexModel([("store", ASCENDING), ("at", ASCENDING)]),
        IndexModel([("store", ASCENDING), ("number", ASCENDING)]),
        IndexModel(
            [("uncounted_since", ASCENDING)],
            partialFilterExpression={"uncounted_since": {"$type": "date"}},
        ),
    ),
)
"""By the redemption's id. `full` is the price before offers, `paid` after; minor units.
`uncounted_since` is when it became due for the counts of `personalization.store.baskets`. A receipt
says what was sold: a return does not change it, a reversal makes it void. It names nobody."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What was sold: `full` is its price before offers and `paid` after, in minor units."""

    product: str
    lot: str | None
    quantity: int
    weight_grams: float | None
    full: int
    paid: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sale by the number that is printed on it. `total` is with delivery, in minor units."""

    id: str
    store: str
    number: str
    at: datetime
    lines: Sequence[ReceiptLine]
    total: int

    def lists(self, product: str) -> bool:
        """Whether the product was bought with it."""
        return any(line.product == product for line in self.lines)


class Receipts:
    """All receipts."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._receipts = database[RECEIPTS.name]

    async def get(self, receipt: str) -> Receipt | None:
        """The receipt with that id; None when there is none, or the sale was reversed."""
        found = await self._receipts.find_one({"_id": receipt, "void_at": None})
        return _receipt_from(found) if found else None

    async def add(
        self, session: AsyncClientSession, sold: Redemption, number: str, now: datetime
    ) -> None:
        """Write the receipt of a sale."""
        lines = sold.basket.lines
        document = {
            "_id": sold.id,
            "v": RECEIPTS.version,
            "store": sold.order.store,
            "number": number,
            "at": now,
            "currency": sold.basket.context.currency.code,
            "total": sold.basket.total,
            "lines": [
                {
                    "product": line.product,
                    "lot": line.lot,
                    "quantity": line.quantity,
                    "grams": line.weight_grams,
                    "full": line.subtotal,
                    "paid": line.total,
                }
                for line in lines
            ],
            "void_at": None,
            "uncounted_since": now,
        }
        await self._receipts.insert_one(document, session=session)

    async def void(self, session: AsyncClientSession, reversed_: str, now: datetime) -> None:
        """The sale was reversed."""
        await self._receipts.update_one(
            {"_id": reversed_}, {"$set": {"void_at": now, "uncounted_since": now}}, session=session
        )


def _receipt_from(found: Document) -> Receipt:
    return Receipt(
        id=found["_id"],
        store=found["store"],
        number=found["number"],
        at=found["at"],
        lines=[
            ReceiptLine(
                product=line["product"],
                lot=line["lot"],
                quantity=line["quantity"],
                weight_grams=line["grams"],
                full=line["full"],
                paid=line["paid"],
            )
            for line in found["lines"]
        ],
        total=found["total"],
    )
