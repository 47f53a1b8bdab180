"""Lots: passports projected from evidence, each knowing whether it is behind."""

from collections.abc import AsyncIterator, Mapping
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
        IndexModel([("stays.place", ASCENDING)]),
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


class Lots:
    """Passports by thing (`01/{gtin}/10/{lot}` or `01/{gtin}/21/{serial}`)."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._lots = database[LOTS.name]

    async def known(self, thing: str) -> Known | None:
        """Where a thing's passport stands; None for one that no evidence ever named."""
        found = await self._lots.find_one({"_id": thing}, {"revision": 1, "lineage": 1})
        return None if found is None else Known(found["revision"], _lineage_from(found))

    async def dirty(self) -> AsyncIterator[str]:
        """The things whose passports are behind the evidence."""
        async for document in self._lots.find({"dirty": True}, {"_id": 1}):
            yield document["_id"]

    async def mark_all(self) -> int:
        """Mark every passport dirty; how many there are."""
        result = await self._lots.update_many({}, MARK_DIRTY)
        return result.matched_count

    async def put(self, passport: Passport, revision: int, *, dirty: bool) -> bool:
        """Store a passport built at this revision; False when the evidence has moved on since."""
        result = await self._lots.update_one(
            {"_id": passport.thing, "revision": revision},
            {"$set": {**passport_document(passport), "dirty": dirty}},
        )
        return result.matched_count == 1


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
            steps=tuple(Step(**step) for step in document.get("steps", ())),
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
