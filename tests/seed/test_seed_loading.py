from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.archive import COLLECTIONS, Archive
from provenance.store.collection import Document
from seed import Loaded, load, loaded_day, sample_day
from seed.loading import SAMPLE_DAYS
from seed.lots import lots

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    await database[SAMPLE_DAYS.name].drop()
    return Archive(database)


def silent(what: str, done: int, total: int) -> None:
    """Nobody watches."""


async def counts(archive: Archive) -> dict[str, int]:
    return {
        collection.name: await archive.database[collection.name].count_documents({})
        for collection in COLLECTIONS
    }


async def test_an_empty_database_has_no_sample_day(archive: Archive) -> None:
    assert await loaded_day(archive) is None


async def test_the_first_load_brings_a_whole_market(archive: Archive) -> None:
    steps: dict[str, tuple[int, int]] = {}
    loaded = await load(
        archive, now=NOW, progress=lambda what, done, total: steps.update({what: (done, total)})
    )
    assert await loaded_day(archive) == loaded.day == sample_day(NOW)
    _, stores = await archive.places.known()
    assert len(stores) == 2
    found = await counts(archive)
    for name, least in {"products": 40, "recipes": 20, "reviews": 50, "recalls": 1}.items():
        assert found[name] >= least
    assert found["open_food_facts"] == 1
    assert found["lots"] >= len(lots(loaded.day))
    assert steps.keys() == {"Market", "Journeys", "Temperatures"}
    assert all(done == total for done, total in steps.values())


async def test_the_same_moment_changes_nothing(archive: Archive) -> None:
    await load(archive, now=NOW, progress=silent)
    before = await counts(archive)
    again = await load(archive, now=NOW, progress=silent)
    assert again.stored == 0
    assert await counts(archive) == before


async def test_later_that_day_only_the_sensors_went_on(archive: Archive) -> None:
    await load(archive, now=NOW, progress=silent)
    before = await counts(archive)
    later = await load(archive, now=NOW + timedelta(hours=3), progress=silent)
    changed = {name for name, count in (await counts(archive)).items() if count != before[name]}
    assert later.stored > 0
    assert changed == {"readings", "cold_hours"}


async def test_the_next_day_restocks_and_keeps_what_was_there(archive: Archive) -> None:
    first = await load(archive, now=NOW, progress=silent)
    before = await counts(archive)
    second = await load(archive, now=NOW + timedelta(days=1), progress=silent)
    after = await counts(archive)
    things = {lot.thing for day in (first.day, second.day) for lot in lots(day).values()}
    stored = archive.database["lots"].find({"_id": {"$in": sorted(things)}}, {"_id": 1})
    assert {document["_id"] async for document in stored} == things
    assert after["events"] == 2 * before["events"]
    assert after["recalls"] == 2 * before["recalls"]
    assert {name for name in before if after[name] == before[name]} >= {
        *("products", "places", "prices", "plu", "recipes", "reviews", "ratings"),
    }


async def test_an_interrupted_load_is_taken_up_again(archive: Archive) -> None:
    class InterruptedLoadError(Exception):
        pass

    def interrupt(what: str, done: int, total: int) -> None:
        if what == "Journeys" and done > total / 2:
            raise InterruptedLoadError

    with pytest.raises(InterruptedLoadError):
        await load(archive, now=NOW, progress=interrupt)
    assert await loaded_day(archive) is None
    loaded = await load(archive, now=NOW, progress=silent)
    assert loaded.stored > 0
    assert await load(archive, now=NOW, progress=silent) == Loaded(loaded.day, 0, NOW)
