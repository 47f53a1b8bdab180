"""The rules of reports: what is kept back, how long money lasts, what a day is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.reports.burn import Pace, Projection, projected
from personalization.reports.carts import carts_told
from personalization.reports.days import spans
from personalization.reports.markdown import net_grams
from personalization.reports.offers import exposures_told, goods_told
from personalization.reports.suppression import FEWEST, hidden
from personalization.reports.zones import Heat, floor_told
from personalization.store.cart_counts import CartCount
from personalization.store.report_queries import OfferCount, ProductCount, ZoneCount
from tests.personalization.marketing_samples import store
from tests.personalization.zone_samples import FISH, MEAT, TILLS

TODAY = date(2026, 11, 21)


def days_back(*uses: int) -> dict[date, int]:
    """Uses of yesterday, the day before, …; days of 0 had none."""
    return {TODAY - timedelta(days=back): each for back, each in enumerate(uses, 1) if each}


@pytest.mark.parametrize(
    ("people", "total", "cells", "total_hidden"),
    [
        pytest.param({"a": 9, "b": 5}, 14, "", False, id="enough everywhere"),
        pytest.param({"a": 9, "b": 4, "c": 6}, 19, "bc", False, id="one alone would be the rest"),
        pytest.param({"a": 9, "b": 2, "c": 4}, 15, "bc", False, id="two few cover each other"),
        pytest.param({"a": 9, "b": 1, "c": 1}, 11, "abc", False, id="two of too few do not"),
        pytest.param({"a": 4}, 30, "a", True, id="nothing left but the total"),
        pytest.param({"a": 2, "b": 2}, 30, "ab", True, id="together too few"),
        pytest.param({}, 3, "", True, id="a total of too few"),
    ],
)
def test_counts_of_few_are_kept_back(
    people: dict[str, int], total: int, cells: str, total_hidden: bool
) -> None:
    found = hidden(people, total)
    assert (found.cells, found.total) == (frozenset(cells), total_hidden)


@given(st.dictionaries(st.integers(0, 20), st.integers(1, 40), max_size=8))
def test_what_is_kept_back_cannot_be_worked_out(people: dict[int, int]) -> None:
    total = sum(people.values())
    found = hidden(people, total)
    assert all(count >= FEWEST for cell, count in people.items() if cell not in found.cells)
    if found.cells and not found.total:
        rest = total - sum(count for cell, count in people.items() if cell not in found.cells)
        assert len(found.cells) > 1
        assert rest >= FEWEST


def test_a_budget_that_goes_evenly_ends_on_a_day() -> None:
    found = projected(100, days_back(*[10] * 7), TODAY)
    ends = TODAY + timedelta(days=9)  # today is the first of ten days
    assert found == Projection(Pace.ENDS, 10.0, ends, ends, ends)


def test_an_uneven_pace_gives_a_wide_answer() -> None:
    found = projected(100, days_back(0, 20, 0, 20, 0, 20), TODAY)
    assert (found.pace, found.per_day) == (Pace.ENDS, 10.0)
    assert found.earliest is not None
    assert found.ends is not None
    assert found.latest is not None
    assert found.earliest < found.ends < found.latest


@pytest.mark.parametrize(
    ("left", "uses", "last_day", "pace"),
    [
        pytest.param(0, days_back(5), None, Pace.USED_UP, id="nothing left"),
        pytest.param(-5, {}, None, Pace.USED_UP, id="a lowered limit"),
        pytest.param(50, {}, None, Pace.TOO_LITTLE_DATA, id="never used"),
        pytest.param(50, days_back(5, 5, 5), None, Pace.TOO_LITTLE_DATA, id="three days"),
        pytest.param(50, {TODAY: 40}, None, Pace.TOO_LITTLE_DATA, id="today is not over"),
        pytest.param(50, days_back(*[5] * 4), None, Pace.ENDS, id="four days"),
        pytest.param(50, days_back(*[5] * 4), TODAY, Pace.OUTLASTS, id="the offer ends before"),
        pytest.param(10**6, days_back(*[5] * 4), None, Pace.OUTLASTS, id="ages"),
        pytest.param(
            50, {TODAY - timedelta(days=30): 9}, None, Pace.TOO_LITTLE_DATA, id="long ago"
        ),
    ],
)
def test_what_can_be_said_of_a_budget(
    left: int, uses: dict[date, int], last_day: date | None, pace: Pace
) -> None:
    assert projected(left, uses, TODAY, last_day).pace is pace


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 11, 21), 24)],
)
def test_a_day_is_that_of_the_stores_clock(day: date, hours: int) -> None:
    (span,) = spans([store("s1")], day, day).values()
    assert span.until - span.since == timedelta(hours=hours)
    assert span.since.astimezone(ZoneInfo("Europe/Madrid")).date() == day


def test_half_hours_belong_to_the_day_that_begins_in_them() -> None:
    (span,) = spans([store("i1", "INR", "Asia/Kolkata")], TODAY, TODAY).values()
    assert span.since == datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert span.hours.since == datetime(2026, 11, 20, 18, tzinfo=UTC)
    assert span.hours.until == datetime(2026, 11, 21, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "grams"),
    [
        ("250 g", 250.0),
        ("1,5 kg", 1500.0),
        ("0.75KG", 750.0),
        ("6 x 50 g", None),
        ("1 l", None),
        ("", None),
        (None, None),
    ],
)
def test_the_weight_on_a_pack_counts_where_it_is_one(
    content: str | None, grams: float | None
) -> None:
    assert net_grams(content) == grams


def exposures(zone: str | None, visits: int) -> OfferCount:
    return OfferCount("a", zone, shown=10 * visits, withheld=0, visits=visits)


def test_exposures_of_few_are_kept_back_with_what_would_give_them_away() -> None:
    whole, zones = exposures_told(
        [exposures(None, 30), exposures("fish", 3), exposures("meat", 20), exposures("tea", 7)]
    )
    assert (whole.shown, whole.suppressed) == (300, False)
    assert [(each.zone, each.shown) for each in zones] == [
        ("fish", None),
        ("meat", 200),
        ("tea", None),
    ]


def test_scans_of_few_visits_are_kept_back() -> None:
    cod, tea = ProductCount("cod", 9, 2, visits=4), ProductCount("tea", 5, 0, visits=5)
    assert goods_told([cod]) == (None, None)
    assert goods_told([cod, tea]) == (14, 2)
    assert goods_told([]) == (0, 0)


def zone(name: str | None, visits: int) -> ZoneCount:
    return ZoneCount("s1", name, visits, visits, 0, 0.0, visits, 0, 0, 0, 0)


def test_zones_are_hot_and_dead_beside_each_other() -> None:
    counts = [zone(None, 100), zone(FISH.id, 80), zone(MEAT.id, 30)]
    found = floor_told("s1", [FISH, MEAT, TILLS], counts)
    assert [each.heat for each in found.zones] == [Heat.HOT, Heat.USUAL, Heat.DEAD]
    (*_, nobody) = found.zones
    assert nobody.counted is not None
    assert nobody.counted.visits == 0  # of nobody there is nothing to keep back


def test_a_zone_of_few_is_told_to_be_dead_and_no_more() -> None:
    counts = [zone(None, 100), zone(FISH.id, 80), zone(MEAT.id, 4), zone(TILLS.id, 60)]
    found = floor_told("s1", [FISH, MEAT, TILLS], counts)
    assert [each.counted is None for each in found.zones] == [False, True, True]
    assert found.zones[1].heat is Heat.DEAD


def test_a_quiet_store_has_neither_hot_nor_dead_zones() -> None:
    found = floor_told("s1", [FISH, MEAT], [zone(None, 49), zone(FISH.id, 49)])
    assert {each.heat for each in found.zones} == {Heat.TOO_LITTLE_DATA}


def test_carts_of_few_say_nothing() -> None:
    counts = [
        CartCount("s1", "ABANDONED", "EUR", 6, 6000),
        CartCount("s1", "CHECKED_OUT", "EUR", 18, 36_000),
        CartCount("s1", "EXPIRED", "EUR", 3, 0),
        CartCount("s2", "ABANDONED", "EUR", 4, 100),
    ]
    first, second = carts_told(counts)
    assert (first.opened, first.empty, first.abandonment) == (27, 3, 0.25)
    assert second.suppressed
    assert second.abandonment is None
