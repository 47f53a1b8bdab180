"""Events in, hours counted, experiments read out: on the real database."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from random import Random

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from personalization.experiments.unit import shopper_unit_id
from personalization.experiments.uplift import Count, CutBy
from personalization.insights.event import EventKind, ShopperEvent, exposure_event
from personalization.insights.exposure import Exposure, Shown
from personalization.insights.hours import Cell
from personalization.insights.intake import MOST_OF_VISIT, InsightIntake
from personalization.insights.results import results
from personalization.shoppers.consent import WORDING, Purpose
from personalization.store.market import Market
from provenance.answer import Product
from provenance.batches import Taken, Unfit
from provenance.places import Place, PlaceKind, Store
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import Message
from tests.api.app_samples import STORE
from tests.personalization.insight_samples import AB, SIGNER, bought, exposure
from tests.personalization.redemption_samples import NOW
from tests.personalization.zone_samples import FISH, MEAT, PLAN

COD = "09521321000018"
SESSION = "session-of-a-shopper"


@pytest.fixture
async def market(database: AsyncDatabase[Document]) -> Market:
    archive, market = Archive(database), Market(database)
    other = replace(STORE, id="s2", name="Other")
    stores: Sequence[Store] = [STORE, other]
    await archive.places.put(
        [Place(store.id, store.name, PlaceKind.STORE) for store in stores], stores
    )
    await archive.products.put([Product(COD, COD, {"en": "Cod"})])
    await market.zones.put_plans([PLAN])
    await market.experiments.draft(AB)
    return market


def intake(market: Market) -> InsightIntake:
    return InsightIntake(Archive(market.database), market, SIGNER)


def event(number: int, kind: EventKind = EventKind.SCAN, **more: object) -> ShopperEvent:
    told = {"visit": "visit-1", "store": "s1", "at": NOW, "product": COD, **more}
    return ShopperEvent(id=f"key|{number}", kind=kind, **told)  # type: ignore[arg-type]


async def shown(market: Market, *exposures: Exposure) -> Taken:
    return await intake(market).take([exposure_event(each, NOW) for each in exposures], NOW)


async def stored(market: Market) -> Sequence[Document]:
    return await market.database.insight_events.find().sort("_id").to_list()


async def cells(market: Market) -> dict[tuple[str | None, str | None, str | None], Cell]:
    """Count what is due; the cells of the hour from noon, by zone, product and offer."""
    for due in await market.insight_events.due(100):
        await market.insight_hours.count(due.store, due.hour)
        await market.insight_events.counted(due)
    found = await market.insight_hours.between(["s1"], NOW, NOW + timedelta(hours=1))
    return {(cell.zone, cell.product, cell.offer): cell for cell in found}


async def test_events_are_kept_once_however_often_and_by_whomever_at_once_they_are_sent(
    market: Market,
) -> None:
    batch = [event(number) for number in range(40)]
    taken = await asyncio.gather(*(intake(market).take(batch, NOW) for _ in range(8)))
    assert taken == [Taken(40, [])] * 8
    assert len(await stored(market)) == 40


@pytest.mark.parametrize(
    ("wrong", "field", "key"),
    [
        (event(1, store="s9"), "store", "insights-unknown-store"),
        (event(1, zone="s1-nowhere"), "zone", "insights-unknown-zone"),
        (event(1, store="s2", zone=FISH.id), "zone", "insights-unknown-zone"),
        (event(1, product="00000000000000"), "product", "insights-unknown-product"),
    ],
)
async def test_what_nobody_knows_is_refused_and_spoils_nothing(
    market: Market, wrong: ShopperEvent, field: str, key: str
) -> None:
    unread = Unfit(0, "kind", Message("insights-kind"))
    taken = await intake(market).take([unread, wrong, event(2)], NOW)
    assert taken.accepted == 1
    assert [(each.index, each.field) for each in taken.refused] == [(0, "kind"), (1, field)]
    assert taken.refused[1].message.key == key
    assert [each["_id"] for each in await stored(market)] == [event(2).id]


async def test_a_visit_that_tells_too_much_is_told_to_stop(market: Market) -> None:
    await intake(market).take([event(number) for number in range(MOST_OF_VISIT)], NOW)
    taken = await intake(market).take([event(1_000), event(1_001, visit="visit-2")], NOW)
    assert [each.message.key for each in taken.refused] == ["insights-busy-visit"]
    later = NOW + timedelta(hours=2)
    assert (await intake(market).take([event(1_002, at=later)], later)).refused == []


async def test_hours_are_counted_by_zone_product_and_offer(market: Market) -> None:
    await intake(market).take(
        [
            event(1, zone=FISH.id),
            event(2, visit="visit-2"),
            event(3, EventKind.ADD, zone=FISH.id),
            event(4, EventKind.DWELL, zone=FISH.id, product=None, seconds=12.5),
            event(5, EventKind.DWELL, zone=MEAT.id, product=None, seconds=2.0, visit="visit-3"),
            event(6, EventKind.IGNORE, zone=FISH.id, product=None, visit="visit-3"),
            event(7, EventKind.PICK_UP, at=NOW - timedelta(hours=1)),
            event(8, store="s2"),
        ],
        NOW,
    )
    await shown(market, exposure("visit-1"), exposure("visit-9", 0), exposure(None, None))
    by_part = await cells(market)
    assert len(by_part) == 7
    assert by_part[None, None, None] == Cell(
        "s1", NOW, None, None, None, visitors=4, scans=2, shown=1, withheld=2, adds=1, pick_ups=0,
        dwells=2, dwell_seconds=14.5, ignores=1,
    )  # fmt: skip
    assert by_part[FISH.id, None, None].visitors == 3
    assert by_part[FISH.id, COD, None].scans == 1
    assert by_part[None, COD, None].visitors == 2
    at_offer = by_part[FISH.id, None, "ten@1"]
    assert (at_offer.visitors, at_offer.shown, at_offer.withheld, at_offer.scans) == (2, 1, 2, 0)
    earlier = await market.insight_hours.between(["s1"], NOW - timedelta(hours=2), NOW)
    assert {cell.pick_ups for cell in earlier} == {1}


async def test_counting_again_gives_the_same_and_takes_late_events_in(market: Market) -> None:
    await intake(market).take([event(1), event(2, visit="visit-2")], NOW)
    first = await cells(market)
    assert await cells(market) == first
    assert await market.insight_events.due(10) == []
    await intake(market).take([event(2, visit="visit-2"), event(3)], NOW)
    again = await cells(market)
    assert (again[None, None, None].scans, again[None, None, None].visitors) == (3, 2)


async def test_an_hour_into_which_more_comes_while_it_is_counted_stays_due(market: Market) -> None:
    await intake(market).take([event(1)], NOW)
    [due] = await market.insight_events.due(10)
    await intake(market).take([event(2)], NOW)
    await market.insight_events.counted(due)
    [still] = await market.insight_events.due(10)
    assert still.marked > due.marked


async def test_a_reported_exposure_counts_once(market: Market) -> None:
    once = exposure()
    assert await shown(market, once, once) == Taken(2, [])
    await shown(market, once)
    assert len(await stored(market)) == 1
    assert [count.units for count in await counts(market, CutBy.ALL)] == [1]


async def counts(market: Market, cut: CutBy) -> Sequence[Count]:
    found = [each for each in await market.enrolments.counts(AB.key) if each.cut is cut]
    return sorted(found, key=lambda each: (each.key, each.variant, each.currency))


async def test_the_first_exposure_counts_in_whatever_order_they_are_reported(
    market: Market,
) -> None:
    for number, order in enumerate(permutations([-2, -1, 0])):
        for minutes in order:
            at = NOW + timedelta(minutes=minutes)
            zone = FISH.id if minutes == -2 else MEAT.id
            await shown(market, exposure(f"unit-{number}", at=at, zone=zone))
        await shown(market, exposure(f"unit-{number}", offer="other@1", zone=MEAT.id))
    assert [(each.key, each.units) for each in await counts(market, CutBy.ZONE)] == [(FISH.id, 6)]
    assert [(each.key, each.units) for each in await counts(market, CutBy.OFFER)] == [
        ("other@1", 6),
        ("ten@1", 6),
    ]


async def test_what_a_unit_paid_afterwards_counts_and_what_it_paid_before_does_not(
    market: Market,
) -> None:
    await shown(market, exposure("before", 0), exposure("after", 0), exposure("never", 0))
    await bought(market.database, "before", 0, minutes=-5)
    await bought(market.database, "after", 0, minutes=5)
    await bought(market.database, "after", 0, minutes=9)
    [count] = await counts(market, CutBy.ALL)
    assert count == Count(CutBy.ALL, "", 0, "EUR", 3, 1, 2_000, 2_000.0**2)


async def test_a_sale_that_was_reversed_does_not_count(market: Market) -> None:
    await shown(market, exposure("unit-1", 0))
    sold = await bought(market.database, "unit-1", 0, minutes=5)
    await market.redemptions.reverse(sold, NOW)
    assert [each.conversions for each in await counts(market, CutBy.ALL)] == [0]


async def test_exposures_outside_of_experiments_enrol_nobody(market: Market) -> None:
    await shown(
        market, exposure(None), exposure(variant=None, shown=Shown.HOLDOUT), exposure("u", 1)
    )
    assert [each.units for each in await counts(market, CutBy.ALL)] == [1]
    assert len(await stored(market)) == 3


async def test_segments_cut_a_unit_into_each_of_its_own(market: Market) -> None:
    await shown(market, exposure("a", segments=("new", "fish")), exposure("b", segments=("new",)))
    await shown(market, exposure("c"))
    found = await counts(market, CutBy.SEGMENT)
    assert [(each.key, each.units) for each in found] == [("fish", 1), ("new", 2)]


async def test_a_planted_uplift_is_found_within_its_interval(market: Market) -> None:
    """Of 400 units a variant some 40 % buy without and 60 % with the offer: an uplift of a half."""
    random = Random(11)  # noqa: S311
    exposures, sales = [], []
    for variant in (0, 1):
        for number in range(400):
            unit = f"unit-{variant}-{number}"
            exposures.append(exposure(unit, variant))
            if random.random() < (0.4, 0.6)[variant]:
                sales.append(unit)
    await shown(market, *exposures)
    for unit in sales:
        await bought(market.database, unit, 0, minutes=1)
    found = await results(market, AB.key)
    assert found is not None
    [overall] = found.overall
    [comparison] = overall.comparisons
    assert not found.sample_ratio_alarm
    assert found.units == 800
    assert comparison.conversion is not None
    assert comparison.conversion.low < 0.5 < comparison.conversion.high
    assert comparison.conversion.low > 0
    assert {each.cut for each in found.cuts} == {CutBy.OFFER, CutBy.ZONE}


async def test_there_is_no_result_of_an_unknown_experiment(market: Market) -> None:
    assert await results(market, "nothing") is None


async def consent(market: Market, purpose: Purpose = Purpose.ANALYTICS) -> None:
    await market.shoppers.give(SESSION, [purpose], wording=WORDING, surface="app", now=NOW)


async def test_without_consent_a_shopper_is_not_kept_with_what_is_reported(market: Market) -> None:
    await intake(market).take([event(1), exposure_event(exposure(), NOW)], NOW, shopper=SESSION)
    documents = await stored(market)
    assert len(documents) == 2
    assert SESSION not in str(documents)


async def test_with_consent_a_shopper_is_kept_and_led_to_no_cart(market: Market) -> None:
    await consent(market)
    told = [event(1), exposure_event(exposure("visit-1"), NOW)]
    for _ in range(2):
        await intake(market).take(told, NOW, shopper=SESSION)
    kept = await stored(market)
    assert [each["shopper"] for each in kept] == [SESSION] * 2
    assert len({each["visit"] for each in kept}) == 1
    assert (await cells(market))[None, None, None].visitors == 1
    await intake(market).take([event(2)], NOW)
    assert len({each["visit"] for each in await stored(market)}) == 2


async def test_what_is_kept_of_a_visit_leads_to_no_unit_and_to_no_other_day(market: Market) -> None:
    yesterday = NOW - timedelta(days=1)
    await shown(market, exposure("unit-1"))
    await intake(market).take(
        [event(1, visit="unit-1"), event(2, visit="unit-1", at=yesterday)], NOW
    )
    documents = await stored(market)
    assert "unit-1" not in str(documents)
    assert len({each["visit"] for each in documents}) == 2


async def test_a_shoppers_own_unit_takes_part_only_while_it_is_agreed_to(market: Market) -> None:
    told = [exposure_event(exposure(shopper_unit_id(SIGNER, SESSION)), NOW)]
    await intake(market).take(told, NOW, shopper=SESSION)
    assert await counts(market, CutBy.ALL) == []
    await consent(market, Purpose.LINKING)
    await intake(market).take(told, NOW, shopper=SESSION)
    assert [each.units for each in await counts(market, CutBy.ALL)] == [1]
