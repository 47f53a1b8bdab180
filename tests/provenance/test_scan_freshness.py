"""How fresh a scan says that a lot is, from its stays and their readings."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import (
    FreshnessBasis,
    FreshnessState,
)
from provenance.events import MasterData
from provenance.places import Place, PlaceKind
from provenance.scan import temperature_curve
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.scan_market import (
    BOWL,
    LINK,
    MARKET,
    TO_NORTH,
    cold,
    found,
    occasion,
    stocked,
    told,
)
from tests.provenance.stories import (
    FARM,
    LOT,
    MIXED,
    NORTH,
    SALAD,
    SOUTH,
    born,
    hour,
    made,
    seen,
)


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    return await stocked(database)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2026, 4, 26, 21, 59, tzinfo=UTC), FreshnessState.LAST_DAY),
        (datetime(2026, 4, 26, 22, tzinfo=UTC), FreshnessState.EXPIRED),
    ],
)
async def test_a_use_by_date_ends_at_midnight_in_the_store(
    archive: Archive, now: datetime, state: FreshnessState
) -> None:
    await told(archive, born(0, FARM, LOT, master_data=MasterData(use_by=date(2026, 4, 26))))
    assert (await found(archive, LINK, occasion(now=now))).freshness.state is state


async def test_where_only_the_store_is_known_its_usual_place_counts_half(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1, "north-fridge": 2}, 0, 24)
    known = (await found(archive, LINK)).freshness
    assert known.basis is FreshnessBasis.TEMPERATURE_HISTORY
    assert known.coverage == pytest.approx((4 + 18 / 2) / 24)
    assert known.place is not None
    assert known.place.id == "north-fridge"
    shelved = seen(6.1, "stocking", f"{NORTH}/254/fish", LOT)
    await told(archive, shelved)
    better = (await found(archive, LINK)).freshness
    assert better.coverage == pytest.approx((4 + 0.1 / 2 + 17.9) / 24)
    assert better.place is not None
    assert better.place.id == "north-fridge"


async def test_warm_hours_cost_quality(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1}, 0, 4)
    await cold(archive, {"north-fridge": 1}, 6, 24)
    good = (await found(archive, LINK)).freshness.score
    await cold(archive, {"north-fridge": 7.5}, 6, 24)
    worse = (await found(archive, LINK)).freshness.score
    assert good is not None
    assert worse is not None
    assert worse < good


async def test_a_date_on_the_package_before_the_record_is_time_unmeasured(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1, "north-fridge": 1}, 0, 24)
    printed = await found(archive, f"{LINK}?13=260418")
    recorded = await found(archive, LINK)
    assert printed.freshness.coverage < recorded.freshness.coverage


@pytest.mark.parametrize(
    ("category", "inherits"), [("prepared/salad", False), ("fish/fresh/temperate", True)]
)
async def test_goods_of_another_class_start_a_clock_of_their_own(
    archive: Archive, category: str, inherits: bool
) -> None:
    """Six warm days of the salmon count for what is still fresh fish, not for a salad."""
    await archive.products.put([replace(BOWL, category=category)])
    await told(archive, born(0, NORTH, LOT), made(144, NORTH, [LOT], [MIXED]))
    await cold(archive, {"north-fridge": 7}, 0, 150)
    when = occasion(now=hour(150))
    answer = await found(archive, f"https://id.gs1.org/01/{SALAD}/10/S1", when)
    since, _ = (await temperature_curve(archive, answer, when, points=2000))[0]
    assert since == (hour(0) if inherits else hour(144))
    assert answer.freshness.score is not None
    assert (answer.freshness.score == 0) is inherits


async def test_the_curve_shows_the_lots_own_hours(archive: Archive) -> None:
    await told(archive, *TO_NORTH)
    await cold(archive, {"farm": 1, "north-fridge": 3}, 0, 24)
    answer = await found(archive, LINK)
    curve = await temperature_curve(archive, answer, occasion(), points=1000)
    assert (curve[0], curve[-1]) == ((hour(0), 1.0), (hour(24), 3.0))
    assert not [at for at, _ in curve if hour(4) < at < hour(6)]


async def test_a_lot_elsewhere_is_judged_by_its_store_here(archive: Archive) -> None:
    """Another store's warm share does not count against ours."""
    other = replace(MARKET, id="south", name="South", default_places={"fish": "south-fridge"})
    await archive.places.put(
        [
            Place("south", "South", PlaceKind.STORE, epc=SOUTH),
            Place("south-fridge", "Fridge", PlaceKind.FRIDGE, parent="south"),
        ],
        [other],
    )
    stores = (MARKET, other)
    await told(
        archive,
        born(0, FARM, LOT),
        seen(4, "shipping", FARM, LOT, to=NORTH),
        seen(4.5, "shipping", FARM, LOT, to=SOUTH),
        seen(6, "receiving", NORTH, LOT),
        seen(6, "receiving", SOUTH, LOT),
    )
    await cold(archive, {"farm": 1, "north-fridge": 1, "south-fridge": 14}, 0, 24)
    north, south, anywhere = [
        (await found(archive, LINK, occasion(store, stores=stores))).freshness.state
        for store in ("north", "south", None)
    ]
    assert north is not FreshnessState.DO_NOT_EAT
    assert south is anywhere is FreshnessState.DO_NOT_EAT


async def test_in_a_store_the_journey_and_the_curve_tell_its_branch(archive: Archive) -> None:
    other = replace(MARKET, id="south", name="South", default_places={"fish": "south-fridge"})
    await archive.places.put(
        [
            Place("south", "South", PlaceKind.STORE, epc=SOUTH),
            Place("south-fridge", "Fridge", PlaceKind.FRIDGE, parent="south"),
        ],
        [other],
    )
    await told(
        archive,
        born(0, FARM, LOT),
        seen(4, "shipping", FARM, LOT, to=NORTH),
        seen(4, "shipping", FARM, LOT, to=SOUTH),
        seen(6, "receiving", NORTH, LOT),
        seen(7, "receiving", SOUTH, LOT),
    )
    await cold(archive, {"farm": 1, "north-fridge": 2, "south-fridge": 14}, 0, 24)

    async def shown(store: str | None) -> tuple[set[str], set[float]]:
        when = occasion(store, stores=(MARKET, other))
        answer = await found(archive, LINK, when)
        curve = await temperature_curve(archive, answer, when, points=1000)
        names = {step.place.name for step in answer.origin.steps if step.place}
        return names, {celsius for _, celsius in curve}

    assert await shown("north") == ({"Fjord Farm", "North Market"}, {1, 2})
    assert await shown("south") == ({"Fjord Farm", "South"}, {1, 14})
    assert await shown(None) == ({"Fjord Farm", "North Market", "South"}, {1, 14})
