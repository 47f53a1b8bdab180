"""Lots: passports projected from evidence, each knowing whether it is behind."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import JourneyGap, JourneyGapKind
from provenance.journey import Journey, Step
from provenance.passport import Passport
from provenance.stays import Stay
from provenance.store.collection import Collection, Document
from provenance.text import Message

LOTS = Collection(
    name="lots",
    required=["lineage", "revision", "dirty"],
    properties={
        "lineage": {"bsonType": "array", "items": {"bsonType": "object"}},
        "revision": {"bsonType": ["int", "long"]},
        "dirty": {"bsonType": "bool"},
        "stays": {"bsonType": "array"},
        "steps": {"bsonType": "array"},
    },
    indexes=[
        IndexModel([("lineage.name", ASCENDING), ("lineage.until", ASCENDING)]),
        IndexModel([("stays.place", ASCENDING), ("stays.until", ASCENDING)]),
        IndexModel([("dirty", ASCENDING)], partialFilterExpression={"dirty": True}),
    ],
)

MARK_DIRTY = {"$inc": {"revision": 1}, "$set": {"dirty": True}}
NOT_BUILT = {"v": LOTS.version, "lineage": [], "places": [], "gtins": []}
"""What a lot starts with when evidence first names it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a stored passport rests on, and how many changes of evidence its thing has seen."""

    revision: int
    lineage: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Stock:
    """How many lots (and instances) there are of something, and how many of them at which place.

    `places` are GLN paths, None for lots of which nobody knows where they are; a lot may be at
    several.
    """

    lots: int
    places: Mapping[str | None, int]


class Lots:
    """Passports by thing (`01/{gtin}/10/{lot}` or `01/{gtin}/21/{serial}`)."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._lots = database[LOTS.name]

    async def known(self, thing: str) -> Known | None:
        """Where a thing's passport stands; None for one that no evidence ever named."""
        found = await self._lots.find_one({"_id": thing}, {"revision": 1, "lineage": 1})
        return None if found is None else Known(found["revision"], _lineage_from(found))

    async def dirty(self, most: int = 0) -> AsyncIterator[str]:
        """The things whose passports are behind the evidence; all, or at most so many."""
        async for document in self._lots.find({"dirty": True}, {"_id": 1}, limit=most):
            yield document["_id"]

    async def mark_all(self) -> int:
        """Mark every passport dirty; how many there are."""
        result = await self._lots.update_many({}, MARK_DIRTY)
        return result.matched_count

    async def behind(self) -> int:
        """How many passports are behind the evidence."""
        return await self._lots.count_documents({"dirty": True})

    async def resting_on(
        self, things: Sequence[str], *, first: int, after: str | None
    ) -> Sequence[Passport]:
        """The passports whose story rests on any of these things, in order of their keys.

        `after` is the key of the last one of the page before.
        """
        wanted = _resting_on(things)
        if after is not None:
            wanted["_id"] = {"$gt": after}
        found = self._lots.find(wanted, sort=[("_id", ASCENDING)], limit=first)
        return [passport_from(document) async for document in found]

    async def stock_of(self, things: Sequence[str], *, with_made_from: bool) -> Stock:
        """How many passports are of these things, or made from them too, and where they are now."""
        [found] = await (
            await self._lots.aggregate(
                [
                    {"$match": _resting_on(things) if with_made_from else _of(things)},
                    {"$facet": {"all": _COUNTED, "places": _OPEN_PLACES}},
                ]
            )
        ).to_list()
        return Stock(
            lots=found["all"][0]["number"] if found["all"] else 0,
            places={each["_id"]: each["number"] for each in found["places"]},
        )

    async def among(
        self, candidates: Sequence[str], things: Sequence[str], *, with_made_from: bool
    ) -> Sequence[str]:
        """Which of these keys are of some things, or made from them too."""
        reached = _resting_on(things) if with_made_from else _of(things)
        found = self._lots.find({"$and": [{"_id": {"$in": list(candidates)}}, reached]}, {"_id": 1})
        return [document["_id"] async for document in found]

    async def put(self, passport: Passport, revision: int, *, dirty: bool) -> bool:
        """Store a passport built at this revision; False when the evidence has moved on since."""
        result = await self._lots.update_one(
            {"_id": passport.thing, "revision": revision},
            {"$set": {**passport_document(passport), "dirty": dirty}},
        )
        return result.matched_count == 1


def _resting_on(things: Sequence[str]) -> Document:
    """A whole product is asked for by its GTIN, everything else by its key."""
    names = [thing for thing in things if "/" in thing]
    products = [_of_product(thing) for thing in things if "/" not in thing]
    return {"$or": [{"lineage.name": {"$in": names}}, *products]}


def _of(things: Sequence[str]) -> Document:
    """An instance rests on its lot, and is of the same product."""
    return {
        "$or": [
            {**_of_product(thing.split("/")[1]), "lineage.name": thing}
            if "/" in thing
            else _of_product(thing)
            for thing in things
        ]
    }


def _of_product(gtin: str) -> Document:
    return {"_id": {"$gte": f"01/{gtin}/", "$lt": f"01/{gtin}0"}}  # "0" comes after "/"


_COUNTED: Sequence[Document] = ({"$count": "number"},)
_OPEN_PLACES: Sequence[Document] = (
    {"$unwind": "$stays"},
    {"$match": {"stays.until": None, "$expr": {"$eq": ["$stays.thing", "$_id"]}}},
    {"$group": {"_id": {"lot": "$_id", "place": "$stays.place"}}},
    {"$group": {"_id": "$_id.place", "number": {"$sum": 1}}},
)


def is_projected(thing: str) -> bool:
    """Whether a thing has a passport: a lot or an instance of a trade item."""
    parts = thing.split("/")
    return len(parts) == 4 and parts[0] == "01" and parts[2] in {"10", "21"}


def passport_document(passport: Passport) -> Document:
    """How a passport is stored, without its `_id`, `revision` and `dirty`."""
    return {
        "v": LOTS.version,
        "lot": passport.lot,
        "lineage": [
            {"name": name, "until": until} for name, until in sorted(passport.lineage.items())
        ],
        "use_by": passport.use_by and passport.use_by.isoformat(),
        "best_before": passport.best_before and passport.best_before.isoformat(),
        "produced_at": passport.produced_at,
        "steps": [asdict(step) for step in passport.journey.steps],
        "sources": list(passport.journey.sources),
        "gaps": [
            {"kind": gap.kind.value, "key": gap.message.key, "args": dict(gap.message.args)}
            | {"thing": gap.thing, "at": gap.at}
            for gap in passport.journey.gaps
        ],
        "stays": [
            {"place": stay.place, "since": stay.since, "until": stay.until}
            | {"parents": list(stay.parents), "thing": stay.thing}
            for stay in passport.stays
        ],
        "places": sorted(passport.places),
        "gtins": sorted(passport.made_from),
    }


def passport_from(document: Document) -> Passport:
    """The passport as the rules read it; one that was never built yet has nothing in it."""
    use_by, best_before = document.get("use_by"), document.get("best_before")
    return Passport(
        thing=document["_id"],
        lot=document.get("lot"),
        lineage=_lineage_from(document),
        journey=Journey(
            steps=tuple(
                Step(**{**step, "certifications": tuple(step.get("certifications", ()))})
                for step in document.get("steps", ())
            ),
            sources=tuple(document.get("sources", ())),
            gaps=tuple(
                JourneyGap(
                    kind=JourneyGapKind(gap["kind"]),
                    message=Message(gap["key"], gap["args"]),
                    thing=gap["thing"],
                    at=gap["at"],
                )
                for gap in document.get("gaps", ())
            ),
        ),
        stays=tuple(
            Stay(**{**stay, "parents": tuple(stay["parents"])})
            for stay in document.get("stays", ())
        ),
        use_by=use_by and date.fromisoformat(use_by),
        best_before=best_before and date.fromisoformat(best_before),
        produced_at=document.get("produced_at"),
    )


def _lineage_from(document: Document) -> dict[str, datetime]:
    return {each["name"]: each["until"] for each in document["lineage"]}
