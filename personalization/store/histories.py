"""What segments are made from, of every shopper who agreed to it; no session is handed on."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from pymongo.asynchronous.database import AsyncDatabase

from personalization.shoppers.consent import Purpose
from personalization.shoppers.visits import VISITS_LOOKED_AT, Visit
from personalization.store.segments import SEGMENT_MEMBERS
from personalization.store.shoppers import SHOPPERS
from personalization.store.visits import VISITS, visit_from
from provenance.store.collection import Document


@dataclass(frozen=True, slots=True)
class History:
    """The latest visits of a shopper, the segments whose list names them, and their tier."""

    visits: tuple[Visit, ...]
    listed: frozenset[str]
    loyalty: str | None


class Histories:
    """The shoppers of one database who agreed to HISTORY."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._shoppers = database[SHOPPERS.name]

    async def all(self, most: int) -> AsyncIterator[History]:
        """Their histories, at most so many."""
        async for found in await self._shoppers.aggregate(histories_pipeline(most)):
            yield History(
                visits=tuple(visit_from(visit) for visit in found["visits"]),
                listed=frozenset(member["segment"] for member in found["listed"]),
                loyalty=found["loyalty"]["tier"] if found.get("loyalty") else None,
            )


def histories_pipeline(most: int) -> list[Document]:
    """As `personalization.store.shopper_facts` reads one."""
    by_shopper = {"localField": "_id", "foreignField": "shopper"}
    latest = [{"$sort": {"at": -1}}, {"$limit": VISITS_LOOKED_AT}]
    return [
        {"$match": {"purposes": Purpose.HISTORY.value}},
        {"$limit": most},
        {"$lookup": {"from": VISITS.name, **by_shopper, "pipeline": latest, "as": "visits"}},
        {"$lookup": {"from": SEGMENT_MEMBERS.name, **by_shopper, "as": "listed"}},
        {"$project": {"_id": 0, "visits": 1, "listed.segment": 1, "loyalty.tier": 1}},
    ]
