"""What a process keeps in memory of some collections, kept true by its change stream."""

import asyncio
from collections.abc import Set as AbstractSet
from typing import ClassVar

import structlog
from pymongo.errors import PyMongoError

from api.live import RETRY_SECONDS, reached

Change = tuple[str, str]
"""A collection's name, and the `_id` of a document that changed or is gone."""


class Following:
    """A follower of `Live` that reads what changed.

    Changes are noted as they come and read together, so a burst of them (an import, a rush at the
    tills) costs a few questions. A kind of it says what its `collections` are, what logs call them
    (`what`), and how it reads them: `read_all` and `read_again`.
    """

    collections: ClassVar[frozenset[str]]
    what: ClassVar[str]

    def __init__(self) -> None:
        self._everything = False
        self._changed: set[Change] = set()
        self._woken = asyncio.Event()
        self._read = asyncio.Event()

    async def read_all(self) -> None:
        """Read everything. Raises `pymongo.errors.PyMongoError`, and is then asked again."""
        raise NotImplementedError

    async def read_again(self, changed: AbstractSet[Change]) -> None:
        """Read what changed. After a `pymongo.errors.PyMongoError` everything is read."""
        raise NotImplementedError

    async def ready(self) -> None:
        """Return once it is known what there is.

        Raises `pymongo.errors.ServerSelectionTimeoutError` when the database was not reached yet.
        """
        await reached(self._read)

    def started(self) -> None:
        """The stream is open: everything may have changed."""
        self._everything = True
        self._woken.set()

    def changed(self, collection: str, key: str) -> None:
        """Note what changed."""
        self._changed.add((collection, key))
        self._woken.set()

    async def run(self) -> None:
        """Read what changed until cancelled; a database that is away is waited for."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            everything, changed = self._everything, self._changed
            self._everything, self._changed = False, set()
            try:
                await (self.read_all() if everything else self.read_again(changed))
                self._read.set()
            except PyMongoError as error:
                log = structlog.get_logger()
                log.warning(f"{self.what} not read", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
                self.started()
