"""One run of the bench: what it was asked for, and the databases of its parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from pymongo.asynchronous.database import AsyncDatabase

from api.settings import Settings
from api.wiring import prepared
from provenance.store.collection import Document


@dataclass(frozen=True, slots=True)
class Options:
    """`seconds` for each measure, `lots` and `events` in the large databases.

    Each measure over HTTP has its time cut into `rounds`, so that all of them see the machine's
    good and bad moments alike.
    """

    seconds: float
    lots: int
    events: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Run:
    """What every part is given: the MongoDB at `uri`, the moment it began (UTC), the options."""

    settings: Settings
    uri: str
    now: datetime
    options: Options

    def named(self, name: str) -> Settings:
        """The settings of an installation with a database of this run's own."""
        database = f"{self.settings.database}_{name}"
        return replace(self.settings, database=database, mongodb_uri=self.uri)

    @asynccontextmanager
    async def database(self, name: str) -> AsyncIterator[AsyncDatabase[Document]]:
        """That installation's database, its collections prepared."""
        async with prepared(self.named(name), self.uri) as database:
            yield database
