"""Who works: one document in MongoDB says so, by the server's own clock, with a fencing number.

The fence (Gray and Cheriton's leases with Kleppmann's fencing tokens) grows by one whenever
somebody takes the lease. A holder that was paused past its term, and wakes while a successor
works, cannot commit anything that checks its lease.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pymongo import ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from provenance.store.collection import Collection, Document

LEASES = Collection(
    name="leases",
    required=["holder", "fence", "until"],
    properties={
        "holder": {"bsonType": "string"},
        "fence": {"bsonType": ["int", "long"]},
        "until": {"bsonType": "date"},
        "checks": {"bsonType": ["int", "long"]},
    },
)
"""`_id` is what is leased; `checks` is written so that transactions of two holders collide."""

TERM = timedelta(seconds=6)
"""How long a holder that says nothing more keeps the lease."""


class LeaseLostError(Exception):
    """Somebody else holds the lease by now: stop, and leave the work to them."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One holder's time of holding: taking the lease again is another value with a higher fence."""

    name: str
    holder: str
    fence: int
    term: timedelta
    _leases: AsyncCollection[Document] = field(repr=False, compare=False)

    async def renew(self) -> None:
        """Hold it for another term from now.

        Raises `LeaseLostError`; while the database is away `pymongo.errors.PyMongoError`.
        """
        ends = [{"$set": {"until": _after(self.term)}}]
        if (await self._leases.update_one(self._mine, ends)).matched_count == 0:
            raise LeaseLostError

    async def check(self, session: AsyncClientSession) -> None:
        """Make the caller's transaction fail unless this lease is still the one that counts.

        Call it last in the transaction: whoever would take the lease waits for a transaction that
        has checked, and two that check at once are run one after the other (`with_transaction`
        repeats the later one). Raises `LeaseLostError`.
        """
        checked = {"$inc": {"checks": 1}}
        result = await self._leases.update_one(self._mine, checked, session=session)
        if result.matched_count == 0:
            raise LeaseLostError

    async def release(self) -> None:
        """Let a successor take over at once; nothing happens when it is lost already."""
        await self._leases.update_one(self._mine, [{"$set": {"until": "$$NOW"}}])

    @property
    def _mine(self) -> Document:
        return {"_id": self.name, "holder": self.holder, "fence": self.fence}


async def acquired(
    database: AsyncDatabase[Document], name: str, holder: str, term: timedelta = TERM
) -> Lease | None:
    """Take the lease if it is free or its term has ended; None while somebody holds it.

    `holder` says to people who it is. All happens in one atomic step by the server's clock
    (`$$NOW`), so the clocks of our machines do not matter.
    """
    leases = database[LEASES.name]
    taker = f"{holder}/{secrets.token_hex(4)}"
    free = {"$lte": [{"$ifNull": ["$until", "$$NOW"]}, "$$NOW"]}
    taken = {
        "v": {"$literal": LEASES.version},
        "holder": {"$cond": [free, {"$literal": taker}, "$holder"]},
        "fence": {"$cond": [free, {"$add": [{"$ifNull": ["$fence", 0]}, 1]}, "$fence"]},
        "until": {"$cond": [free, _after(term), "$until"]},
    }
    try:
        found: Any = await leases.find_one_and_update(
            {"_id": name}, [{"$set": taken}], upsert=True, return_document=ReturnDocument.AFTER
        )
    except DuplicateKeyError:  # two made the first document at once, and the other was faster
        return None
    if found["holder"] != taker:
        return None
    return Lease(name, taker, found["fence"], term, leases)


def _after(term: timedelta) -> Document:
    return {"$add": ["$$NOW", int(term.total_seconds() * 1000)]}
