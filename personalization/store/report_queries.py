"""What reports count in the database; every question is answered from an index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pymongo.asynchronous.database import AsyncDatabase

from personalization.reports.days import Spans
from personalization.store.insight_hours import INSIGHT_HOURS
from personalization.store.past_baskets import paid_in
from personalization.store.redemptions import REDEMPTIONS
from provenance.store.collection import Document


@dataclass(frozen=True, slots=True)
class OfferCount:
    """How often screens showed an offer in a zone (None: anywhere), and held it back for an
    experiment. At least `visits` different visits met it."""

    offer: str
    zone: str | None
    shown: int
    withheld: int
    visits: int


@dataclass(frozen=True, slots=True)
class OfferDay:
    """Paid orders that used an offer on a day of the store's, less what was returned; `saving` is
    in minor units."""

    offer: str
    day: date
    currency: str
    redemptions: int
    saving: int


@dataclass(frozen=True, slots=True)
class ProductCount:
    """How often a product was scanned, and put into a cart, by at least `visits` different
    visits."""

    product: str
    scans: int
    adds: int
    visits: int


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """What happened in a zone (None: anywhere). At least `visits` different visits were there;
    `visit_hours` counts each of them in every hour in which it was."""

    store: str
    zone: str | None
    visits: int
    visit_hours: int
    dwells: int
    dwell_seconds: float
    scans: int
    adds: int
    pick_ups: int
    ignores: int
    shown: int


class ReportQueries:
    """The counts of one database. `spans` are the stores asked about, with their times."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._hours = database[INSIGHT_HOURS.name]
        self._redemptions = database[REDEMPTIONS.name]

    async def exposures(self, offers: Iterable[str], spans: Spans) -> Sequence[OfferCount]:
        """The exposures of these offers (ids), of all their versions."""
        found = await self._hours.aggregate(exposures_pipeline(offers, spans))
        return [
            OfferCount(
                **each["_id"], **{name: each[name] for name in ("shown", "withheld", "visits")}
            )
            async for each in found
        ]

    async def uses(self, offers: Iterable[str], spans: Spans) -> Sequence[OfferDay]:
        """The redemptions of these offers (ids), day by day."""
        found = await self._redemptions.aggregate(uses_pipeline(offers, spans))
        return [
            OfferDay(
                offer=each["_id"]["offer"],
                day=date.fromisoformat(each["_id"]["day"]),
                currency=each["_id"]["currency"],
                redemptions=each["redemptions"],
                saving=each["saving"],
            )
            async for each in found
        ]

    async def used_versions(self, spans: Spans) -> Sequence[str]:
        """The offers (`{id}@{version}`) that paid orders used."""
        found = await self._redemptions.aggregate(used_versions_pipeline(spans))
        return [each["_id"] async for each in found]

    async def products(self, spans: Spans) -> Sequence[ProductCount]:
        """Scans and adds of every product."""
        found = await self._hours.aggregate(products_pipeline(spans))
        return [ProductCount(each.pop("_id"), **each) async for each in found]

    async def zones(self, spans: Spans) -> Sequence[ZoneCount]:
        """What happened in each zone and in each store as a whole."""
        found = await self._hours.aggregate(zones_pipeline(spans))
        return [ZoneCount(**each.pop("_id"), **each) async for each in found]


def exposures_pipeline(offers: Iterable[str], spans: Spans) -> list[Document]:
    """Versions of an offer have keys from `{id}@` on; "A" comes after "@"."""
    keys = [{"offer": {"$gte": f"{offer}@", "$lt": f"{offer}A"}} for offer in sorted(set(offers))]
    return [
        {"$match": {"$and": [any_of(keys), _in_hours(spans)]}},
        {
            "$group": {
                "_id": {
                    "offer": {"$first": {"$split": ["$offer", "@"]}},
                    "zone": "$zone",
                    "store": "$store",
                    "day": _day("hour", spans),
                },
                "shown": {"$sum": "$shown"},
                "withheld": {"$sum": "$withheld"},
                "visits": {"$max": "$visitors"},
            }
        },
        {
            "$group": {
                "_id": {"offer": "$_id.offer", "zone": "$_id.zone"},
                "shown": {"$sum": "$shown"},
                "withheld": {"$sum": "$withheld"},
                "visits": {"$sum": "$visits"},
            }
        },
    ]


def uses_pipeline(offers: Iterable[str], spans: Spans) -> list[Document]:
    """An order counts once for each version of an offer that it used."""
    named = {"uses.offer": {"$in": sorted(set(offers))}}
    return [
        {"$match": {"$and": [named, paid_in(spans)]}},
        {"$project": {"store": 1, "captured_at": 1, "currency": 1, "uses": 1}},
        {"$unwind": "$uses"},
        {"$match": named},
        {
            "$group": {
                "_id": {
                    "offer": "$uses.offer",
                    "day": _day("captured_at", spans),
                    "currency": "$currency",
                },
                "redemptions": {"$sum": 1},
                "saving": {"$sum": "$uses.saving"},
            }
        },
    ]


def used_versions_pipeline(spans: Spans) -> list[Document]:
    """Every version that an order used."""
    key = {"$concat": ["$uses.offer", "@", {"$toString": "$uses.version"}]}
    return [
        {"$match": paid_in(spans)},
        {"$project": {"uses.offer": 1, "uses.version": 1}},
        {"$unwind": "$uses"},
        {"$group": {"_id": key}},
        {"$sort": {"_id": 1}},
    ]


def products_pipeline(spans: Spans) -> list[Document]:
    """Of cells about a product anywhere in the store."""
    return [
        {"$match": {"$and": [_in_hours(spans), {"zone": None, "product": {"$ne": None}}]}},
        {
            "$group": {
                "_id": {"product": "$product", "store": "$store", "day": _day("hour", spans)},
                "scans": {"$sum": "$scans"},
                "adds": {"$sum": "$adds"},
                "visits": {"$max": "$visitors"},
            }
        },
        {
            "$group": {
                "_id": "$_id.product",
                **{name: {"$sum": f"${name}"} for name in ("scans", "adds", "visits")},
            }
        },
        {"$sort": {"_id": 1}},
    ]


def zones_pipeline(spans: Spans) -> list[Document]:
    """A visit's name is new every day: the fullest hours of the days, added up, are at least so
    many different visits."""
    sums = ("dwells", "dwell_seconds", "scans", "adds", "pick_ups", "ignores", "shown")
    return [
        {"$match": {"$and": [_in_hours(spans), {"product": None, "offer": None}]}},
        {
            "$group": {
                "_id": {"store": "$store", "zone": "$zone", "day": _day("hour", spans)},
                "visits": {"$max": "$visitors"},
                "visit_hours": {"$sum": "$visitors"},
                **{name: {"$sum": f"${name}"} for name in sums},
            }
        },
        {
            "$group": {
                "_id": {"store": "$_id.store", "zone": "$_id.zone"},
                **{name: {"$sum": f"${name}"} for name in ("visits", "visit_hours", *sums)},
            }
        },
        {"$sort": {"_id.store": 1, "_id.zone": 1}},
    ]


def _in_hours(spans: Spans) -> Document:
    return any_of(
        [
            {"store": store, "hour": {"$gte": span.hours.since, "$lt": span.hours.until}}
            for store, span in spans.items()
        ]
    )


def any_of(filters: list[Document]) -> Document:
    """The filter of what one of these lets through; nothing, where there is none."""
    return {"$or": filters} if filters else {"_id": {"$in": []}}


def _day(moment: str, spans: Spans) -> Document:
    zones = [
        {"case": {"$eq": ["$store", store]}, "then": span.zone.key} for store, span in spans.items()
    ]
    zone: object = {"$switch": {"branches": zones, "default": "UTC"}} if zones else "UTC"
    return {"$dateToString": {"date": f"${moment}", "format": "%Y-%m-%d", "timezone": zone}}
