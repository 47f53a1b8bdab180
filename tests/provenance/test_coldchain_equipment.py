"""Time constants, biases and sampling intervals, in the real database."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.values import Exposure, Reading, Window
from provenance.freshness.classes import freshness_class
from provenance.freshness.product_class import FreshnessClass
from provenance.places import Place, PlaceKind
from provenance.sensors import Sensor
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from provenance.store.readings import Readings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
found = freshness_class("fish/fresh/temperate")
assert found is not None
FISH: FreshnessClass = found


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def steady(
    celsius: float, minutes: range, place: str = "fridge", sensor: str = "s1"
) -> list[Reading]:
    return [Reading(place, sensor, after(minute), celsius) for minute in minutes]


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


async def checkpoints(archive: Archive) -> Sequence[Document]:
    return await archive.database.cold_hours.find().sort("_id").to_list()


async def exposure(archive: Archive, since: float, until: float) -> Exposure:
    window = Window("fridge", after(since), after(until))
    return (await archive.readings.exposures([window], FISH))[window]


def fridge(minutes: float = 0, *sensors: str) -> Place:
    constant = timedelta(minutes=minutes)
    return Place(
        "fridge", "Fridge", PlaceKind.FRIDGE, sensors=sensors or ("s1",), time_constant=constant
    )


async def test_a_bias_is_taken_off_and_the_evidence_stays(archive: Archive) -> None:
    await archive.sensors.put([Sensor("s1", bias_kelvin=1.5)])
    await archive.readings.record(steady(3.5, range(0, 121, 10)))
    assert (await exposure(archive, 0, 120)).mean_celsius == pytest.approx(2.0)
    stored = await archive.database.readings.find().to_list()
    assert {celsius for each in stored for celsius in each["samples"].values()} == {3.5}


async def test_another_bias_makes_its_places_totals_again_and_no_others(archive: Archive) -> None:
    await archive.readings.record(steady(3.5, range(0, 121, 10)))
    await archive.readings.record(steady(3.5, range(0, 121, 10), "truck", "s2"))
    before = {each["_id"]: each for each in await checkpoints(archive)}
    await archive.sensors.put([Sensor("s1", bias_kelvin=1.5), Sensor("s2")])
    assert await archive.readings.adopt(sensors=["s1", "s2"]) == 1
    assert await archive.readings.adopt(sensors=["s1", "s2"]) == 0
    assert (await exposure(archive, 0, 120)).mean_celsius == pytest.approx(2.0)
    changed = {each["place"] for each in await checkpoints(archive) if before[each["_id"]] != each}
    assert changed == {"fridge"}


async def test_a_time_constant_makes_the_totals_again(archive: Archive) -> None:
    await archive.places.put([fridge()])
    await archive.readings.record([*steady(2, range(0, 60, 10)), *steady(12, range(60, 100, 10))])
    at_once = await exposure(archive, 0, 90)
    await archive.places.put([fridge(90)])
    assert await archive.readings.adopt(places=["fridge"]) == 1
    delayed = await exposure(archive, 0, 90)
    assert delayed.pessimistic < at_once.pessimistic
    assert delayed.ends is not None
    assert delayed.ends.time_constant == 90 * 60
    assert 2 < delayed.ends.last < 12
    curve = await archive.readings.curve([Window("fridge", after(0), after(90))], 40)
    assert [celsius for _, celsius in curve] == [2.0] * 6 + [12.0] * 4, "the air as measured"


async def test_a_gap_is_three_intervals_of_the_sensor(archive: Archive) -> None:
    await archive.sensors.put([Sensor("s1", interval=timedelta(minutes=30))])
    await archive.readings.record(steady(2, range(0, 181, 90)))
    assert (await exposure(archive, 0, 180)).coverage == pytest.approx(1)
    await archive.sensors.put([Sensor("s1", interval=timedelta(minutes=5))])
    await archive.readings.adopt(sensors=["s1"])
    silent = await exposure(archive, 0, 180)
    assert silent.covered == 0
    assert silent.pessimistic > silent.optimistic


@pytest.mark.parametrize("seed", range(6))
async def test_any_order_of_arrival_ends_exactly_the_same(archive: Archive, seed: int) -> None:
    """With a low-pass, a bias, and sensors that measure at different intervals."""
    dice = random.Random(seed)  # noqa: S311
    await archive.places.put([fridge(dice.choice([20, 90, 300]), "a", "b")])
    await archive.sensors.put(
        [Sensor("a", 0.7, timedelta(minutes=1)), Sensor("b", -0.4, timedelta(hours=1))]
    )
    given = [
        Reading("fridge", dice.choice("ab"), after(dice.randrange(900)), dice.uniform(-3, 25))
        for _ in range(80)
    ]
    given = list({(each.sensor, each.at): each for each in given}.values())
    await archive.readings.record(given)
    in_order = await checkpoints(archive)
    for collection in ("readings", "cold_hours"):
        await archive.database[collection].delete_many({})
    dice.shuffle(given)
    while given:
        size = dice.randrange(1, 20)
        await archive.readings.record(given[:size])
        given = given[size:]
    assert await checkpoints(archive) == in_order
    await archive.readings.rebuild("fridge")
    assert await checkpoints(archive) == in_order


async def test_a_process_that_remembers_the_old_bias_notices(archive: Archive) -> None:
    await archive.readings.record(steady(3, range(0, 60, 10)))
    other = Archive(archive.database)
    await other.sensors.put([Sensor("s1", bias_kelvin=1)])
    assert await other.readings.adopt(sensors=["s1"]) == 1
    assert await archive.readings.record(steady(3, range(60, 121, 10))) == Written(7, 0)
    assert (await exposure(archive, 0, 120)).mean_celsius == pytest.approx(2.0)
    carried = await checkpoints(archive)
    await archive.readings.rebuild("fridge")
    assert await checkpoints(archive) == carried


async def test_a_sensor_that_joins_a_place_brings_its_bias(archive: Archive) -> None:
    await archive.sensors.put([Sensor("s2", bias_kelvin=2)])
    await archive.readings.record(steady(3, range(0, 60, 10)))
    await archive.readings.record(steady(5, range(5, 65, 10), sensor="s2"))
    assert (await exposure(archive, 0, 55)).mean_celsius == pytest.approx(3.0)
    another = Archive(archive.database)
    assert await another.readings.adopt(places=["fridge"], sensors=["s2"]) == 0


async def test_checkpoints_of_the_first_version_are_made_again(archive: Archive) -> None:
    await archive.readings.record(steady(3, range(0, 300, 10)))
    now = await checkpoints(archive)
    await archive.database.cold_hours.update_many({}, {"$set": {"v": 1}})
    await archive.database.command("collMod", "cold_places", validator={})
    await archive.database.cold_places.update_many(
        {}, {"$set": {"v": 1}, "$unset": {"number": 1, "sensors": 1, "time_constant": 1}}
    )
    process = Readings(archive.database)
    window = Window("fridge", after(0), after(60))
    assert (await process.exposures([window], FISH))[window].covered == 0
    await process.record(steady(3, range(290, 301, 10)))
    assert (await checkpoints(archive))[:4] == now[:4]
    await process.rebuild()
    assert (await checkpoints(archive))[:4] == now[:4]


async def test_an_emptied_place_is_unmeasured(archive: Archive) -> None:
    await archive.readings.rebuild("fridge")
    assert (await exposure(archive, 0, 60)).covered == 0


@pytest.mark.parametrize("bias", [11.0, -11.0, float("nan")])
def test_a_bias_has_bounds(bias: float) -> None:
    with pytest.raises(ValueError, match="is no bias"):
        Sensor("s1", bias_kelvin=bias)


@pytest.mark.parametrize("interval", [timedelta(0), timedelta(minutes=61)])
def test_a_sampling_interval_has_bounds(interval: timedelta) -> None:
    with pytest.raises(ValueError, match="sampling interval"):
        Sensor("s1", interval=interval)


@pytest.mark.parametrize("minutes", [-1, 361])
def test_a_time_constant_has_bounds(minutes: float) -> None:
    with pytest.raises(ValueError, match="time constant"):
        fridge(minutes)
