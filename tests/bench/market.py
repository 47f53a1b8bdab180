"""The database that is measured: the sample market, and one of its lots to be multiplied."""

from dataclasses import dataclass
from datetime import date, datetime

from pymongo.asynchronous.database import AsyncDatabase

from api.wiring import COLLECTIONS
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from provenance.store.events import EVENTS
from provenance.store.lots import LOTS
from seed import load
from tests.bench.mould import Mould, made_mould


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


async def mould_of(database: AsyncDatabase[Document], thing: str) -> Mould:
    """What copies of a stored lot are cast from.

    Nothing but the lot, its events and what it was made from is taken for copying: products, places
    and readings are shared, so every copy has the whole story of the first.
    """
    passport = await database[LOTS.name].find_one({"_id": thing})
    assert passport is not None
    hashes = [step["hash"] for step in passport["steps"]]
    events = await database[EVENTS.name].find({"hash": {"$in": hashes}}).to_list()
    return made_mould(passport, events)


def copies_of(thing: str, mould: Mould, lots: int) -> Copies:
    """So many copies of a thing."""
    gtin, lot = thing.split("/")[1::2]
    return Copies(gtin, len(lot), lots, len(mould.events))
