"""What must run once: a duty, and the parts it may use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pymongo.asynchronous.database import AsyncDatabase

from api.settings import Settings
from api.work.lease import Lease
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import Texts


@dataclass(frozen=True, slots=True)
class Parts:
    """What duties are made of. `clock` tells the present moment, UTC."""

    settings: Settings
    database: AsyncDatabase[Document]
    archive: Archive
    texts: Texts
    clock: Callable[[], datetime]


class Duty(Protocol):
    """Something that one process at a time does for the whole installation."""

    @property
    def name(self) -> str:
        """What logs call it."""
        ...

    async def run(self, lease: Lease) -> None:
        """Do it until cancelled.

        A duty that raises is begun again after a pause, and disturbs no other; it finds what it
        left half done in the database. What must never be done twice is committed in a transaction
        that ends with `lease.check(session)`; its `LeaseLostError` ends all duties.
        """
        ...
