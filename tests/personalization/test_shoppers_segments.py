"""Visits, and the segments that rules find in them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from personalization.shoppers.segments import (
    Segment,
    SegmentRule,
    meets,
    segment_objection,
    segments_of,
)
from personalization.shoppers.visits import Visit, is_returning, missed_zones

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def visit(days_ago: int, *, store: str = "s1", zones: str | None = None, spent: int = 0,
          bought: str = "") -> Visit:  # fmt: skip
    ago = timedelta(days=days_ago)
    return Visit(
        store,
        TODAY - ago,
        NOW - ago,
        None if zones is None else frozenset(zones.split()),
        frozenset(bought.split()),
        {"EUR": spent} if spent else {},
    )


VISITS = (
    visit(0, spent=500, bought="produce/berries"),
    visit(10, spent=2_000, bought="fish/smoked dairy/milk"),
    visit(100, spent=9_000, bought="bakery/bread"),
)


@pytest.mark.parametrize(
    ("rule", "meeting"),
    [
        (SegmentRule(visits_at_least=2), True),
        (SegmentRule(visits_at_least=3), False),
        (SegmentRule(visits_at_least=3, within_days=120), True),
        (SegmentRule(visits_at_least=2, within_days=10), False),
        (SegmentRule(visits_at_most=2), True),
        (SegmentRule(visits_at_most=1), False),
        (SegmentRule(spent_at_least=2_500, currency="EUR"), True),
        (SegmentRule(spent_at_least=2_501, currency="EUR"), False),
        (SegmentRule(spent_at_least=1, currency="CNY"), False),
        (SegmentRule(bought=frozenset({"fish"})), True),
        (SegmentRule(bought=frozenset({"fish/smoked", "tea"})), True),
        (SegmentRule(bought=frozenset({"fis"})), False),
        (SegmentRule(bought=frozenset({"bakery"})), False),
        (SegmentRule(loyalty=frozenset({"gold", "silver"})), True),
        (SegmentRule(loyalty=frozenset({"silver"})), False),
        (SegmentRule(loyalty=frozenset({"gold"}), visits_at_least=3), False),
    ],
)
def test_a_rule_asks_for_all_that_it_names(rule: SegmentRule, meeting: bool) -> None:
    assert meets(rule, VISITS, "gold", TODAY) is meeting


def test_a_shopper_is_in_segments_by_rule_and_by_list_but_in_no_retired_one() -> None:
    def segment(name: str, rule: SegmentRule | None = None, *, retired: bool = False) -> Segment:
        return Segment(name, name, rule, 1, "eva", NOW, retired)

    often = SegmentRule(visits_at_least=2)
    found = segments_of(
        [
            segment("often", often),
            segment("old", often, retired=True),
            segment("rare", SegmentRule(visits_at_most=1)),
            segment("listed"),
            segment("other-list"),
        ],
        VISITS,
        listed={"listed", "often-by-mistake"},
        loyalty=None,
        today=TODAY,
    )
    assert found == {"often", "listed"}


@pytest.mark.parametrize(
    ("segment", "name", "rule", "why"),
    [
        ("often", "Often", SegmentRule(visits_at_least=1), None),
        ("often", "Often", None, None),
        ("Often here", "Often", None, "shoppers-segment-id"),
        ("often", "  ", None, "shoppers-segment-name"),
        ("often", "Often", SegmentRule(), "shoppers-segment-everyone"),
        ("often", "Often", SegmentRule(within_days=181, visits_at_least=1),
         "shoppers-segment-days"),
        ("often", "Often", SegmentRule(within_days=0, visits_at_least=1), "shoppers-segment-days"),
        ("often", "Often", SegmentRule(visits_at_most=-1), "shoppers-segment-negative"),
        ("often", "Often", SegmentRule(visits_at_least=3, visits_at_most=2),
         "shoppers-segment-nobody"),
        ("often", "Often", SegmentRule(spent_at_least=100), "shoppers-segment-currency"),
        ("often", "Often", SegmentRule(visits_at_least=1, currency="EUR"),
         "shoppers-segment-currency"),
        ("often", "Often", SegmentRule(spent_at_least=100, currency="euro"),
         "shoppers-segment-currency"),
        ("often", "Often", SegmentRule(bought=frozenset({"fish", "fish/fresh/fish"})),
         "shoppers-segment-category"),
    ],
)  # fmt: skip
def test_an_impossible_segment_is_refused(
    segment: str, name: str, rule: SegmentRule | None, why: str | None
) -> None:
    found = segment_objection(segment, name, rule)
    assert (found.key if found else None) == why


def test_only_a_day_before_in_this_store_makes_a_shopper_a_returning_one() -> None:
    assert not is_returning([visit(0), visit(5, store="s2")], "s1", TODAY)
    assert is_returning([visit(0), visit(5)], "s1", TODAY)


def test_missed_zones_count_visits_in_a_row_whose_way_is_known() -> None:
    visits = [
        visit(0, zones="fish"),
        visit(1, zones="fruit"),
        visit(2),
        visit(3, zones="fruit bakery"),
        visit(4, zones="fish", store="s2"),
        visit(5, zones="fish fruit"),
    ]
    assert missed_zones(visits, "s1", {"fish", "fruit", "bakery", "wine"}, TODAY) == {
        "bakery": 1,
        "fish": 2,
        "fruit": 0,
        "wine": 3,
    }
