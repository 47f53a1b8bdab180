"""What reports count of carts in the database, from indexes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pymongo.asynchronous.database import AsyncDatabase

from personalization.carts.cart import CartStatus
from personalization.carts.lines import total
from personalization.reports.days import Spans
from personalization.store.carts import CART_ENDS, CARTS, cart_from
from personalization.store.report_queries import any_of
from provenance.store.collection import Document


@dataclass(frozen=True, slots=True)
class CartCount:
    """Carts of a store that came this far, and what was in them (minor units, before offers)."""

    store: str
    reached: str
    currency: str
    carts: int
    value: int


class CartCounts:
    """The carts of one database, those that are gone too."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._carts = database[CARTS.name]
        self._ends = database[CART_ENDS.name]

    async def reached(self, spans: Spans, first: date, last: date) -> Sequence[CartCount]:
        """Carts whose last change was in these times: those that remain as counts, of the days
        `first` to `last`, and those that are still there. Without lines they are `EXPIRED`."""
        found = await self._ends.aggregate(cart_ends_pipeline(spans, first, last))
        counts: dict[tuple[str, str, str], tuple[int, int]] = {}
        async for each in found:
            part = each["_id"]
            key = (part["store"], part["reached"], part["currency"])
            counts[key] = (each["carts"], each["value"])
        async for document in self._carts.find(carts_there(spans)):
            cart = cart_from(document)
            reached = cart.status if cart.lines else CartStatus.EXPIRED
            key = (cart.store, reached.value, cart.currency.code)
            carts, value = counts.get(key, (0, 0))
            counts[key] = (carts + 1, value + total(cart))
        return [CartCount(*key, carts, value) for key, (carts, value) in sorted(counts.items())]

    async def changed_since(self, since: datetime) -> Mapping[str, int]:
        """By store, open carts with a change since then."""
        found = await self._carts.aggregate(carts_changed_pipeline(since))
        return {each["_id"]: each["carts"] async for each in found}


def cart_ends_pipeline(spans: Spans, first: date, last: date) -> list[Document]:
    """What remains of carts that are gone."""
    days = {"$gte": first.isoformat(), "$lte": last.isoformat()}
    return [
        {"$match": {"store": {"$in": sorted(spans)}, "day": days}},
        {
            "$group": {
                "_id": {"store": "$store", "reached": "$reached", "currency": "$currency"},
                "carts": {"$sum": 1},
                "value": {"$sum": "$value"},
            }
        },
    ]


def carts_there(spans: Spans) -> Document:
    """The filter of carts that are still there."""
    if not spans:
        return any_of([])
    return {
        "status": {"$in": [each.value for each in CartStatus if each is not CartStatus.MERGED]},
        "changed_at": {
            "$gte": min(span.since for span in spans.values()),
            "$lt": max(span.until for span in spans.values()),
        },
        "$or": [
            {"store": store, "changed_at": {"$gte": span.since, "$lt": span.until}}
            for store, span in spans.items()
        ],
    }


def carts_changed_pipeline(since: datetime) -> list[Document]:
    """Open carts by store."""
    changed = {"status": CartStatus.OPEN.value, "changed_at": {"$gte": since}}
    return [{"$match": changed}, {"$group": {"_id": "$store", "carts": {"$sum": 1}}}]
