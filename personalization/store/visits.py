"""Visits of shoppers who agreed to HISTORY, one document for a shopper, store and day."""

from dataclasses import dataclass
from datetime import date, datetime

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.shoppers.visits import VISITS_KEPT, Purchase, Visit
from provenance.store.collection import Collection, Document

_STRINGS = {"bsonType": "array", "items": {"bsonType": "string"}}

VISITS = Collection(
    name="visits",
    required=("shopper", "store", "day", "at"),
    properties={
        "_id": {"bsonType": "string"},
        "shopper": {"bsonType": "string"},
        "store": {"bsonType": "string"},
        "day": {"bsonType": "string"},
        "at": {"bsonType": "date"},
        "zones": _STRINGS,
        "categories": _STRINGS,
        "receipts": {"bsonType": "array", "items": {"bsonType": "object"}},
    },
    indexes=(
        IndexModel([("shopper", ASCENDING), ("at", DESCENDING)]),
        IndexModel([("at", ASCENDING)], expireAfterSeconds=int(VISITS_KEPT.total_seconds())),
    ),
)
"""By `{shopper}|{store}|{day}`; `at` is when the visit began (UTC). `zones` rest on ANALYTICS."""


@dataclass(frozen=True, slots=True)
class VisitDay:
    """Whose visit it is, where and on which date of the store."""

    shopper: str
    store: str
    day: date


class Visits:
    """Written only inside `Shoppers.resting_on`, so in the `session` that it hands on."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._visits = database[VISITS.name]

    async def note_way(
        self, session: AsyncClientSession, visit: VisitDay, zones: frozenset[str], at: datetime
    ) -> bool:
        """Note zones that the shopper passed through; whether that was new."""
        return await self._note(session, visit, at, {"zones": {"$each": sorted(zones)}})

    async def note_purchase(
        self, session: AsyncClientSession, visit: VisitDay, purchase: Purchase, at: datetime
    ) -> bool:
        """Note a purchase; whether that was new. Its receipt counts once."""
        receipt = {
            "number": purchase.receipt,
            "amount": purchase.amount,
            "currency": purchase.currency,
        }
        added = {"categories": {"$each": sorted(purchase.categories)}, "receipts": receipt}
        return await self._note(session, visit, at, added)

    async def _note(
        self, session: AsyncClientSession, visit: VisitDay, at: datetime, added: Document
    ) -> bool:
        named = {"shopper": visit.shopper, "store": visit.store, "day": visit.day.isoformat()}
        result = await self._visits.update_one(
            {"_id": "|".join(named.values())},
            {
                "$setOnInsert": {"v": VISITS.version, **named},
                "$min": {"at": at},
                "$addToSet": added,
            },
            upsert=True,
            session=session,
        )
        return result.upserted_id is not None or result.modified_count == 1


def visit_from(document: Document) -> Visit:
    """A stored visit."""
    spent: dict[str, int] = {}
    for receipt in document.get("receipts", ()):
        currency = receipt["currency"]
        spent[currency] = spent.get(currency, 0) + receipt["amount"]
    return Visit(
        store=document["store"],
        day=date.fromisoformat(document["day"]),
        at=document["at"],
        zones=frozenset(document["zones"]) if "zones" in document else None,
        categories=frozenset(document.get("categories", ())),
        spent=spent,
    )
