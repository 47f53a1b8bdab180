"""Everything that decisions may know of a shopper, in one read."""

from collections.abc import Mapping
from dataclasses import dataclass

from pymongo.asynchronous.database import AsyncDatabase

from personalization.shoppers.profile import Profile
from personalization.shoppers.segments import Segment
from personalization.shoppers.visits import VISITS_LOOKED_AT, Visit
from personalization.store.budgets import CUSTOMER_USES, offer_uses
from personalization.store.segments import SEGMENT_MEMBERS, SEGMENTS, segment_from
from personalization.store.shoppers import SHOPPERS, profile_from
from personalization.store.visits import VISITS, visit_from
from provenance.store.collection import Document


@dataclass(frozen=True, slots=True)
class Held:
    """A profile with what rests on it: the latest visits, the segments whose list names it, all
    segments as they are in force, and how often it used offers, by offer id."""

    profile: Profile
    visits: tuple[Visit, ...]
    listed: frozenset[str]
    segments: tuple[Segment, ...]
    used: Mapping[str, int]


class HeldFacts:
    """One question about one shopper."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._shoppers = database[SHOPPERS.name]

    async def get(self, session: str, customer: str | None) -> Held | None:
        """What is held of a session, who is `customer` in limits; None without a profile."""
        cursor = await self._shoppers.aggregate(_pipeline(session, customer))
        found = await cursor.to_list()
        return _held(found[0]) if found else None


def _pipeline(session: str, customer: str | None) -> list[Document]:
    latest = [{"$sort": {"at": -1}}, {"$limit": VISITS_LOOKED_AT}]
    by_shopper = {"localField": "_id", "foreignField": "shopper"}
    theirs = [{"$match": {"customer": customer}}]
    in_force = [{"$set": {"versions": {"$slice": ["$versions", -1]}}}]
    return [
        {"$match": {"_id": session}},
        {"$lookup": {"from": VISITS.name, **by_shopper, "pipeline": latest, "as": "visits"}},
        {"$lookup": {"from": SEGMENT_MEMBERS.name, **by_shopper, "as": "listed"}},
        {"$lookup": {"from": SEGMENTS.name, "pipeline": in_force, "as": "segments"}},
        {"$lookup": {"from": CUSTOMER_USES.name, "pipeline": theirs, "as": "used"}},
    ]


def _held(found: Document) -> Held:
    return Held(
        profile=profile_from(found),
        visits=tuple(visit_from(visit) for visit in found["visits"]),
        listed=frozenset(member["segment"] for member in found["listed"]),
        segments=tuple(segment_from(segment) for segment in found["segments"]),
        used=offer_uses(found["used"]),
    )
