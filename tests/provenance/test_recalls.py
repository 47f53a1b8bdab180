"""Recalls reach what they name and, where asked, everything made from it; no more and no less."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import FreshnessState, Product, Recall, Scan
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice, Withdrawal
from provenance.scan import Occasion, scan
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from provenance.store.recalls import OtherRecallError
from tests.provenance.stories import (
    DEPOT,
    FARM,
    FIRST,
    FISH,
    LOT,
    MIXED,
    NORTH,
    OTHER_LOT,
    PALLET,
    SALAD,
    as_read,
    born,
    made,
    packed,
    seen,
)

NOW = datetime(2026, 4, 21, 12, tzinfo=UTC)
GLASS = RecallNotice("glass", (LOT,), {"en": "Glass"}, {"en": "Bring it back."}, NOW)
EVERYTHING = replace(GLASS, id="everything", with_made_from=True)


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    archive = Archive(database)
    names = {"en": "Food"}
    await archive.products.put([Product(id=gtin, gtin=gtin, names=names) for gtin in (FISH, SALAD)])
    return archive


async def recall(archive: Archive, thing: str, now: datetime = NOW) -> Recall | None:
    found = await scan(
        archive, f"https://id.gs1.org/{thing}", Occasion(now=now, stores={}, places={})
    )
    assert isinstance(found, Scan)
    assert (found.freshness.state is FreshnessState.DO_NOT_EAT) is (found.recall is not None)
    return found.recall


async def test_a_recall_of_a_lot_concerns_this_lot_and_its_pieces_only(archive: Archive) -> None:
    await archive.events.capture(
        as_read(born(0, FARM, LOT, OTHER_LOT), seen(2, "stocking", NORTH, LOT, FIRST))
    )
    await archive.recalls.announce(GLASS)
    assert [
        await recall(archive, thing) is not None for thing in (LOT, FIRST, OTHER_LOT, f"01/{FISH}")
    ] == [True, True, False, False]


async def test_a_recall_of_a_product_concerns_every_lot_of_it(archive: Archive) -> None:
    await archive.recalls.announce(replace(GLASS, things=(FISH,)))
    assert [
        await recall(archive, thing) is not None for thing in (LOT, f"01/{FISH}", f"01/{SALAD}")
    ] == [True, True, False]


@pytest.mark.parametrize("first", ["recall", "evidence"])
async def test_what_was_made_from_a_recalled_lot_is_recalled_whatever_came_first(
    archive: Archive, first: str
) -> None:
    events = as_read(born(0, FARM, LOT), packed(1, PALLET, LOT), made(2, DEPOT, [PALLET], [MIXED]))
    if first == "recall":
        await archive.recalls.announce(EVERYTHING)
    await archive.events.capture(events)
    if first == "evidence":
        assert await recall(archive, MIXED) is None
        await archive.recalls.announce(EVERYTHING)
    found = await recall(archive, MIXED)
    assert found is not None
    assert (found.id, found.made_from) == ("everything", LOT)
    own = await recall(archive, LOT)
    assert own is not None
    assert own.made_from is None


async def test_a_recall_of_the_lot_alone_does_not_reach_what_was_made_from_it(
    archive: Archive,
) -> None:
    await archive.events.capture(as_read(born(0, FARM, LOT), made(2, DEPOT, [LOT], [MIXED])))
    await archive.recalls.announce(GLASS)
    assert await recall(archive, MIXED) is None


async def test_a_recall_counts_from_its_hour_and_the_first_is_told(archive: Archive) -> None:
    later = NOW + timedelta(hours=1)
    await archive.recalls.put([replace(GLASS, id="late", things=(FISH,), since=later), GLASS])
    assert await recall(archive, LOT, NOW - timedelta(seconds=1)) is None
    told = await recall(archive, LOT, later)
    assert told is not None
    assert told.id == "glass"
    assert await recall(archive, OTHER_LOT, NOW) is None
    assert await recall(archive, OTHER_LOT, later) is not None


async def test_a_withdrawn_recall_stays_on_record_and_reaches_nothing(archive: Archive) -> None:
    await archive.recalls.announce(EVERYTHING)
    took_back = Withdrawal(NOW + timedelta(hours=1), "Ana", "Analysis was negative")
    for again in (took_back, Withdrawal(NOW + timedelta(days=1), "Bo", "Other")):
        notice = await archive.recalls.withdraw("everything", again)
        assert notice is not None
        assert notice.withdrawn == took_back
    assert await recall(archive, LOT, NOW + timedelta(days=2)) is None
    assert await archive.recalls.latest(first=5, before=None, in_force=True) == []
    assert [each.id for each in await archive.recalls.latest(first=5, before=None, in_force=False)]
    assert await archive.recalls.withdraw("nothing", took_back) is None
    topics = [each["topic"] async for each in archive.database.notifications.find()]
    assert sorted(topics) == ["recall.announced", "recall.withdrawn"]


async def test_repeating_an_announcement_is_one_recall_and_its_id_is_no_other(
    archive: Archive,
) -> None:
    assert await archive.recalls.announce(GLASS) == GLASS
    assert await archive.recalls.announce(replace(GLASS, since=NOW + timedelta(hours=2))) == GLASS
    with pytest.raises(OtherRecallError):
        await archive.recalls.announce(replace(GLASS, things=(MIXED,)))
    assert await archive.database.notifications.count_documents({}) == 1
    assert await archive.recalls.put([GLASS]) == Written(0, 1)


async def test_stock_counts_what_a_recall_reaches_and_where_it_is(archive: Archive) -> None:
    await archive.events.capture(
        as_read(
            born(0, FARM, LOT, OTHER_LOT),
            seen(1, "shipping", FARM, LOT, to=NORTH),
            seen(2, "receiving", NORTH, LOT),
            made(3, NORTH, [LOT], [MIXED]),
        )
    )
    await project_dirty(archive.events, archive.lots)
    stock = await archive.lots.stock_of([LOT], with_made_from=False)
    assert stock.lots == 1
    wide = await archive.lots.stock_of([LOT], with_made_from=True)
    assert (wide.lots, dict(wide.places)) == (2, {NORTH: 2})
    assert (await archive.lots.stock_of([FISH], with_made_from=True)).lots == 2


async def test_scans_of_recalled_goods_are_summed(archive: Archive) -> None:
    day = NOW.replace(hour=0)
    await archive.recalls.count_scans({("glass", day): 2, ("glass", day + timedelta(days=1)): 3})
    await archive.recalls.count_scans({("glass", day): 1})
    assert await archive.recalls.scans(["glass", "other"]) == {"glass": 6}
