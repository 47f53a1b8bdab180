"""One database-level change stream a process (DESIGN, section 2).

It keeps the places in memory true, wakes whoever watches a scan, and tells its followers what
changed of theirs.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure, PyMongoError, ServerSelectionTimeoutError

from personalization.store.carts import CARTS
from provenance.places import Place, Store
from provenance.store.alarms import ALARMS
from provenance.store.archive import Archive
from provenance.store.certificates import CERTIFICATES
from provenance.store.cold_hours import COLD_HOURS
from provenance.store.collection import Document
from provenance.store.lots import LOTS
from provenance.store.places import PLACES
from provenance.store.prices import PRICES
from provenance.store.products import OPEN_FOOD_FACTS, PRODUCTS
from provenance.store.recalls import RECALLS
from provenance.store.reviews import RATINGS

REMEMBERED = 10_000
"""Changes kept for those who come back; whoever was away for more starts anew."""

RETRY_SECONDS = 1.0
PATIENCE_SECONDS = 2.0
"""How long a request waits for a process that has just started."""

EVERY_SCAN = "every scan"
"""The key of changes that may change any scan."""

EVERY_ALARM = "alarms"
"""The key of changes of alarms."""


EVERY_OFFER = "offers"
"""The key of changes of the live offers, as this process knows them."""


def cart_key(cart_id: str) -> str:
    """The key of changes of a cart."""
    return f"cart:{cart_id}"


_WATCHED = (
    ALARMS,
    LOTS,
    PLACES,
    PRICES,
    OPEN_FOOD_FACTS,
    PRODUCTS,
    CERTIFICATES,
    COLD_HOURS,
    RECALLS,
    RATINGS,
    CARTS,
)


def touched_keys(change: Mapping[str, Any]) -> frozenset[str]:
    """What a change is about: product ids, traced things, `place:{id}`, `cart:{id}`.

    A price's key is `{store}|{product}|{from}`, a cold hour's `{place}|{hour}`.
    """
    collection, key = change["ns"]["coll"], str(change["documentKey"]["_id"])
    if collection == ALARMS.name:
        return frozenset({EVERY_ALARM})
    if collection == PRICES.name:
        return frozenset({key.split("|")[1]})
    if collection == COLD_HOURS.name:
        return frozenset({f"place:{key.rpartition('|')[0]}"})
    if collection == PLACES.name:
        return frozenset({f"place:{key}"})
    if collection == CARTS.name:
        return frozenset({cart_key(key)})
    if collection in (RECALLS.name, CERTIFICATES.name):
        return frozenset({EVERY_SCAN})  # rare, and through lineages and places about anything
    return frozenset({key})  # lots by thing; products, published facts and ratings by product


@dataclass(slots=True, eq=False)
class Watcher:
    """Somebody who wants to know when any of `keys` changes; `woken` is set when one did."""

    keys: frozenset[str]
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def watches(self, keys: frozenset[str]) -> bool:
        """Whether a change is of interest."""
        return not self.keys.isdisjoint(keys)


async def reached(known: asyncio.Event) -> None:
    """Return once something was read from the database.

    Raises `pymongo.errors.ServerSelectionTimeoutError` when it was not reached in time.
    """
    if not known.is_set():
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await known.wait()
        except TimeoutError:
            raise ServerSelectionTimeoutError("the database was not reached yet") from None


class Follower(Protocol):
    """Keeps something of its own in memory true. Neither call may wait: the stream goes on."""

    @property
    def collections(self) -> frozenset[str]:
        """What it wants to hear of; scans do not rest on these."""
        ...

    def started(self) -> None:
        """The stream is open: read everything now. Comes again after a break."""
        ...

    def changed(self, collection: str, key: str) -> None:
        """The document with this `_id` changed or is gone."""
        ...


class Live:
    """The process's view of what changes.

    `stores` are all stores by id and `places` all places by GLN path, kept up to date once
    `started` is set.
    """

    def __init__(
        self, database: AsyncDatabase[Document], followers: Sequence[Follower] = ()
    ) -> None:
        """`database` is reached through a client of its own: streams would block others."""
        self.stores: dict[str, Store] = {}
        self.places: dict[str, Place] = {}
        self.started = asyncio.Event()
        self._database = database
        self._places = Archive(database).places
        self._watchers: set[Watcher] = set()
        self._recent: deque[tuple[str, frozenset[str]]] = deque(maxlen=REMEMBERED)
        self._cursor = ""
        self._touches = 0
        self._followers = tuple(followers)

    async def ready(self) -> None:
        """Return once stores and places are known.

        Raises `pymongo.errors.ServerSelectionTimeoutError` when the database was not reached yet.
        """
        await reached(self.started)

    @property
    def cursor(self) -> str:
        """Where the stream stands: opaque; hand it to `missed` after coming back."""
        return self._cursor

    def missed(self, cursor: str, keys: frozenset[str]) -> bool | None:
        """Whether any of `keys` changed after `cursor`; None when it is too old to tell."""
        if cursor == self._cursor:
            return False
        changed = False
        for at, touched in reversed(self._recent):  # most ask about a moment ago
            if at == cursor:
                return changed
            changed = changed or not keys.isdisjoint(touched)
        return None

    @contextmanager
    def watching(self, keys: frozenset[str]) -> Iterator[Watcher]:
        """Be woken while the context is open."""
        watcher = Watcher(keys)
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    def touch(self, keys: frozenset[str]) -> None:
        """Something in this process's memory changed that no change of the stream stands for."""
        self._touches += 1
        at = self._cursor.partition("#")[0]
        self._note(f"{at}#{self._touches}", keys)

    async def run(self) -> None:
        """Follow the stream until cancelled; a database that is away is waited for."""
        resume: Mapping[str, Any] | None = None
        pipeline = _pipeline(self._followers)
        while True:
            try:
                async with await self._database.watch(pipeline, resume_after=resume) as stream:
                    resume = stream.resume_token or resume
                    await self._start(resume)
                    async for change in stream:
                        resume = change["_id"]
                        await self._hear(change)
            except PyMongoError as error:
                if isinstance(error, OperationFailure):  # the history it stood in is gone
                    resume = None
                    self._recent.clear()
                structlog.get_logger().warning("change stream lost", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _start(self, resume: Mapping[str, Any] | None) -> None:
        """After the stream is open, so that nothing falls in between: read what we keep."""
        await self._know(None)
        if resume:
            self._cursor = str(resume["_data"])
            self._recent.append((self._cursor, frozenset()))
        for follower in self._followers:
            follower.started()
        self.started.set()
        for watcher in self._watchers:
            watcher.woken.set()

    async def _know(self, place_id: str | None) -> None:
        """Read a place, or all, as they are now: one may be gone or have another GLN."""
        places, stores = await self._places.known(place_id and [place_id])
        if place_id is not None:
            places = [*(each for each in self.places.values() if each.id != place_id), *places]
            stores = [*(each for each in self.stores.values() if each.id != place_id), *stores]
        self.places = {place.epc: place for place in places if place.epc}
        self.stores = {store.id: store for store in stores}

    async def _hear(self, change: Mapping[str, Any]) -> None:
        if self._followed(change):
            return
        if change["ns"]["coll"] == PLACES.name:
            await self._know(change["documentKey"]["_id"])
        self._note(str(change["_id"]["_data"]), touched_keys(change))

    def _note(self, cursor: str, keys: frozenset[str]) -> None:
        self._cursor = cursor
        self._recent.append((cursor, keys))
        for watcher in self._watchers:
            if watcher.watches(keys):
                watcher.woken.set()

    def _followed(self, change: Mapping[str, Any]) -> bool:
        """Tell followers; True where only they care, so that no cursor of a scan moves."""
        collection, key = change["ns"]["coll"], str(change["documentKey"]["_id"])
        for follower in self._followers:
            if collection in follower.collections:
                follower.changed(collection, key)
        return collection not in _WATCHED_NAMES


_WATCHED_NAMES = frozenset(collection.name for collection in _WATCHED)


def _pipeline(followers: Sequence[Follower]) -> list[dict[str, Any]]:
    names = _WATCHED_NAMES.union(*(follower.collections for follower in followers))
    return [
        {
            "$match": {
                "ns.coll": {"$in": sorted(names)},
                "documentKey": {"$exists": True},  # a collection that is dropped has none
            }
        },
        {"$project": {"ns": 1, "documentKey": 1}},
    ]
