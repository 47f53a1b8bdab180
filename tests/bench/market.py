"""The database that is measured: the sample market, and one of its lots many times over."""

import hashlib
import re
from asyncio import gather
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import bson
from bson.raw_bson import RawBSONDocument
from pymongo import WriteConcern
from pymongo.asynchronous.database import AsyncDatabase

from api.wiring import COLLECTIONS
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from provenance.store.events import EVENTS
from provenance.store.lots import LOTS
from seed import load

BATCH = 500
"""Lots that are written together."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of a lot: their things are `01/{gtin}/10/{0…01}` and on."""

    gtin: str
    digits: int
    lots: int
    events_each: int

    def thing(self, number: int) -> str:
        """The thing of one copy, counted from 0."""
        return f"01/{self.gtin}/10/{number:0{self.digits}d}"


async def stock(database: AsyncDatabase[Document], now: datetime) -> date:
    """Load the sample market; the day that it is of."""
    await prepare(database, COLLECTIONS)
    loaded = await load(Archive(database), now=now, progress=lambda *_: None)
    return loaded.day


async def multiply(
    database: AsyncDatabase[Document], thing: str, lots: int, progress: Callable[[int], None]
) -> Copies:
    """Store a lot's passport and events so often again, under other numbers; told how many are.

    Nothing but the lot is taken for copying: products, places and readings are shared, so every
    copy has the whole story of the first.
    """
    passport = await database[LOTS.name].find_one({"_id": thing})
    assert passport is not None
    hashes = [step["hash"] for step in passport["steps"]]
    events = await database[EVENTS.name].find({"hash": {"$in": hashes}}).to_list()
    mould = _Mould(passport, events)
    fast = WriteConcern(w=1)
    stored_lots = database[LOTS.name].with_options(write_concern=fast)
    stored_events = database[EVENTS.name].with_options(write_concern=fast)
    for first in range(0, lots, BATCH):
        numbers = range(first, min(first + BATCH, lots))
        cast = [mould.cast(number) for number in numbers]
        await gather(
            stored_lots.insert_many([each.passport for each in cast], ordered=False),
            stored_events.insert_many([one for each in cast for one in each.events], ordered=False),
        )
        progress(numbers.stop)
    await database.client.admin.command("fsync")  # or the checkpoint runs while we measure
    gtin, lot = thing.split("/")[1::2]
    return Copies(gtin, len(lot), lots, len(events))


@dataclass(frozen=True, slots=True)
class _Cast:
    passport: RawBSONDocument
    events: Sequence[RawBSONDocument]


class _Mould:
    """A lot in BSON: its names are replaced by others as long, so that all else stays valid.

    The names are the lot number, the hashes of its events and the pallets that carried it.
    """

    def __init__(self, passport: Document, events: Sequence[Document]) -> None:
        self._lot = passport["_id"].rpartition("/")[2]
        self._hashes = [re.split("[;?]", event["hash"])[1] for event in events]
        encoded = [bson.encode(document) for document in (passport, *events)]
        pallets = {found for each in encoded for found in re.findall(rb"\b00/(\d{18})", each)}
        self._pallets = sorted(pallet.decode() for pallet in pallets)
        names = "|".join(map(re.escape, [self._lot, *self._hashes, *self._pallets])).encode()
        self._passport, *self._events = (re.split(b"(%b)" % names, each) for each in encoded)

    def cast(self, number: int) -> _Cast:
        names = self._names(number)
        return _Cast(
            _filled(self._passport, names), [_filled(event, names) for event in self._events]
        )

    def _names(self, number: int) -> Mapping[bytes, bytes]:
        names = {self._lot: f"{number:0{len(self._lot)}d}"}
        for position, hash_ in enumerate(self._hashes):
            names[hash_] = hashlib.sha256(f"{number}/{position}".encode()).hexdigest()
        for position, pallet in enumerate(self._pallets):
            names[pallet] = f"{position}{number:0{len(pallet) - 1}d}"
        return {old.encode(): new.encode() for old, new in names.items()}


def _filled(pieces: Sequence[bytes], names: Mapping[bytes, bytes]) -> RawBSONDocument:
    return RawBSONDocument(b"".join([names.get(piece, piece) for piece in pieces]))
