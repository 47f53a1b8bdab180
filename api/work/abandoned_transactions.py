"""The duty that ends transactions whose process died: MongoDB would hold their locks for a minute.

A process that is killed inside a transaction tells nobody, and whoever writes the same documents
next (the readings of a place, say) would wait until `transactionLifetimeLimitSeconds` are over.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from api.tasks import rest
from api.work.lease import TERM, Lease
from provenance.store.collection import Document

LOOK_SECONDS = 2.0

_Transaction = tuple[bytes, int]
"""Its session's id and its number in it."""

_log = structlog.get_logger()


class AbandonedTransactions:
    """Needs no check of its lease.

    Abandoned is a transaction that has waited for its process for a lease's term, and that no
    command came to between two looks. One that was not is begun again by its process
    (`with_transaction`), so nothing is lost by a mistake.
    """

    name = "abandoned transactions"

    def __init__(
        self,
        database: AsyncDatabase[Document],
        idle: timedelta = TERM,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._client = database.client
        self._idle = idle
        self._look_seconds = look_seconds

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Look for them again and again."""
        before: Mapping[_Transaction, int] = {}
        while True:
            waiting = await self._waiting()
            await self._end(
                [each for each, worked in waiting.items() if before.get(each) == worked]
            )
            before = waiting
            await rest(self._look_seconds)

    async def _waiting(self) -> Mapping[_Transaction, int]:
        """Transactions of Freshlens with no command under way; how long (µs) commands took."""
        options: Any = self._client.options
        idle = {"$gte": self._idle // timedelta(microseconds=1)}
        ours = {"type": "idleSession", "appName": options.pool_options.appname}
        found = await self._client.admin.aggregate(
            [
                {"$currentOp": {"idleSessions": True}},
                {"$match": {**ours, "transaction.timeInactiveMicros": idle}},
                {"$project": {"lsid.id": 1, "transaction": 1}},
            ]
        )
        return {
            (each["lsid"]["id"], each["transaction"]["parameters"]["txnNumber"]): (
                each["transaction"]["timeActiveMicros"]
            )
            async for each in found
        }

    async def _end(self, abandoned: list[_Transaction]) -> None:
        if not abandoned:
            return
        try:
            sessions = [{"id": session} for session, _ in abandoned]
            await self._client.admin.command("killSessions", sessions)
        except OperationFailure as error:
            _log.warning("abandoned transactions stay open for a minute", error=str(error))
        else:
            _log.info("abandoned transactions ended", transactions=len(abandoned))
