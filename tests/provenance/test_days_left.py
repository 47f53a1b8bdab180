"""How long the lots in a store will last."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from provenance.answer import FreshnessState
from provenance.days_left import DaysLeft, Premises, Stock, days_left
from provenance.events import Action, MasterData
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.scan_market import LINK, MARKET, NOW, cold, found, stocked, told
from tests.provenance.stories import DAY, FARM, FISH, NORTH, SALAD, born, seen

FISH_LOTS = [f"01/{FISH}/10/F{number}" for number in range(3)]
SALADS = [f"01/{SALAD}/10/S{number}" for number in range(2)]


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = await stocked(database)
    for thing in (*FISH_LOTS, *SALADS):
        use_by = MasterData(use_by=date(2026, 4, 26))
        await told(
            archive,
            born(0, FARM, thing, master_data=use_by),
            seen(4, "shipping", FARM, thing, to=NORTH),
            seen(6, "receiving", NORTH, thing),
        )
    await project_dirty(archive.events, archive.lots)
    await cold(archive, {"farm": 1, "north-fridge": 2}, 0, 24)
    return archive


async def listed(
    archive: Archive, category: str | None = None, *, first: int = 10, after: str | None = None
) -> Stock:
    places, stores = await archive.places.known()
    premises = Premises(
        MARKET,
        {place.epc: place for place in places if place.epc},
        {store.id: store for store in stores},
    )
    return await days_left(archive, premises, now=NOW, category=category, first=first, after=after)


def by_thing(stock: Stock) -> Mapping[str, DaysLeft]:
    return {each.thing: each for each in stock.lots}


async def test_a_lot_has_the_freshness_that_its_scan_shows(archive: Archive) -> None:
    stock = by_thing(await listed(archive))
    assert list(stock) == sorted([*FISH_LOTS, *SALADS])
    scanned = await found(archive, LINK.replace("/10/L1", "/10/F0"))
    lot = stock[FISH_LOTS[0]]
    assert lot.freshness.remaining == scanned.freshness.remaining
    assert lot.freshness.remaining_upper == scanned.freshness.remaining_upper
    assert lot.freshness.coverage == scanned.freshness.coverage
    assert lot.until_use_by is not None
    assert lot.until_use_by > timedelta(days=5)
    assert lot.freshness.mean_kinetic_celsius is not None
    assert 1 < lot.freshness.mean_kinetic_celsius < 2
    assert (lot.lot, lot.product.id) == ("F0", FISH)


async def test_pages_join_without_a_gap(archive: Archive) -> None:
    seen_things: list[str] = []
    after, pages = None, 0
    while pages == 0 or after is not None:
        page = await listed(archive, first=2, after=after)
        seen_things += [each.thing for each in page.lots]
        after, pages = page.after, pages + 1
    assert seen_things == sorted([*FISH_LOTS, *SALADS])
    assert pages == 3


@pytest.mark.parametrize(
    ("category", "things"),
    [("fish", FISH_LOTS), ("prepared/salad", SALADS), ("fis", []), ("fish/fresh/tropical", [])],
)
async def test_a_category_is_a_path_or_its_beginning(
    archive: Archive, category: str, things: list[str]
) -> None:
    assert list(by_thing(await listed(archive, category))) == things


async def test_a_lot_that_left_is_not_listed(archive: Archive) -> None:
    await told(archive, seen(8, "retail_selling", NORTH, FISH_LOTS[1], action=Action.DELETE))
    assert FISH_LOTS[1] not in by_thing(await listed(archive))


async def test_a_recalled_lot_has_nothing_left(archive: Archive) -> None:
    texts = {"en": "Glass."}
    notices = [
        RecallNotice("r1", [FISH_LOTS[2]], texts, texts, DAY),
        RecallNotice("r2", [SALAD], texts, texts, DAY),
    ]
    await archive.recalls.put(notices)
    stock = by_thing(await listed(archive))
    for thing in (FISH_LOTS[2], *SALADS):
        assert stock[thing].freshness.state is FreshnessState.DO_NOT_EAT
        assert stock[thing].freshness.remaining == timedelta(0)
    assert stock[FISH_LOTS[0]].freshness.state is not FreshnessState.DO_NOT_EAT


class Commands(CommandListener):
    """How many commands a client sends."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in {"find", "getMore", "aggregate"}:
            self.asked.append(str(event.command[event.command_name]))

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_what_is_read_depends_neither_on_lots_nor_on_readings(
    archive: Archive, mongodb_uri: str
) -> None:
    commands = Commands()
    await listed(archive)  # rebuilds what is behind
    places, stores = await archive.places.known()
    premises = Premises(MARKET, {p.epc: p for p in places if p.epc}, {s.id: s for s in stores})
    async with AsyncMongoClient[Document](
        mongodb_uri, tz_aware=True, event_listeners=[commands]
    ) as client:
        process = Archive(client[archive.database.name])
        await days_left(process, premises, now=NOW, first=1)
        few = len(commands.asked)
        commands.asked.clear()
        await days_left(process, premises, now=NOW, first=100)
    assert few == 4  # lots, own and published products, exposures
    assert len(commands.asked) == few + 1  # exposures of a second class
