"""Bundles: which units they take, and which combination wins where they compete."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.benefits.bundle import Bundle, Opening, Unit
from personalization.offers.benefits.bundle_price import BundlePrice
from personalization.offers.benefits.buy_x_get_y import BuyXGetY, GetOrder
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.points import Points
from personalization.offers.benefits.unit_groups import UnitGroups
from personalization.offers.bundles import best_combination
from personalization.offers.lane import Lane, LaneMode
from personalization.offers.running import RunningCart
from personalization.offers.selector import Selector
from provenance.text import Texts
from tests.personalization.offer_moments import (
    decided,
    discounts,
    given_by,
    line,
    moment,
    offer,
)

_FISH = Selector(categories=frozenset({"fish"}))
_TEA = Selector(categories=frozenset({"tea"}))


def _of(category: str) -> frozenset[str]:
    return frozenset({category})


@pytest.mark.parametrize(
    ("bundle", "off"),
    [
        (BundlePrice(units=2, amount=1000), [250, 150, 0, 0]),
        (BundlePrice(units=2, amount=300, max_applications=1), [688, 412, 0, 0]),
        (BundlePrice(units=2, amount=300), [688, 412, 250, 50]),
        (CheapestFree(buy=2), [0, 525, 0, 100]),
        (CheapestFree(buy=3, free=2), [0, 0, 500, 100]),
        (BuyXGetY(buy=1, get=1, percent=Decimal(50)), [0, 0, 250, 50]),
        (BuyXGetY(buy=1, get=1, get_order=GetOrder.DEAREST, max_units=2), [875, 0, 0, 0]),
        (UnitGroups(units=3, amount=50), [50, 50, 50, 0]),
        (UnitGroups(units=2, percent=Decimal(10)), [88, 53, 50, 10]),
        (UnitGroups(units=2, percent=Decimal(10), cap=100), [62, 38, 0, 0]),
    ],
)
def test_each_kind_takes_its_units(bundle: Bundle, off: Sequence[int]) -> None:
    cart = moment(line("1", 875), line("2", 525), line("3", 500), line("4", 100))
    assert discounts(decided(cart, offer("x", bundle))) == off


def test_goods_to_buy_and_goods_to_get_may_differ() -> None:
    deal = BuyXGetY(buy=2, get=1, buy_selector=_FISH, selector=_TEA, percent=Decimal(50))
    fish = line("fish", 300, 4, categories=_of("fish"))
    teas = (line("green", 200, categories=_of("tea")), line("black", 99, categories=_of("tea")))
    assert discounts(decided(moment(fish, *teas), offer("x", deal))) == [0, 100, 50]
    assert discounts(decided(moment(*teas), offer("x", deal))) == [0, 0]


def test_what_is_good_for_both_sides_is_left_for_the_side_that_needs_it() -> None:
    """The dearest would be the one to get, but then too few were left to buy."""
    both = _of("fish") | _of("tea")
    deal = BuyXGetY(buy=2, get=1, buy_selector=_FISH, selector=_TEA, get_order=GetOrder.DEAREST)
    cart = moment(
        line("1", 900, categories=both),
        line("2", 800, categories=both),
        line("3", 700, categories=_of("tea")),
    )
    assert discounts(decided(cart, offer("x", deal))) == [0, 0, 700]


def test_units_at_their_floor_are_passed_over() -> None:
    cart = moment(line("1", 500, 3), line("2", 100, floor=100))
    assert discounts(decided(cart, offer("x", CheapestFree(buy=3)))) == [500, 0]


def test_a_unit_feeds_one_bundle_only() -> None:
    cart = moment(line("1", 500, 3, categories=_of("fish")))
    offers = [
        offer(name, CheapestFree(buy=3), lane=lane)
        for name, lane in (("a", Lane.ITEM), ("b", Lane.ITEM), ("c", Lane.BUNDLE))
    ]
    assert given_by(decided(cart, *offers)) == {"a": 500}


def test_units_that_are_left_may_feed_another_bundle() -> None:
    cart = moment(line("1", 500, 5))
    three = offer("three", CheapestFree(buy=3), lane=Lane.BUNDLE)
    pair = offer("pair", BundlePrice(units=2, amount=900), lane=Lane.BUNDLE)
    assert given_by(decided(cart, three, pair)) == {"pair": 100, "three": 500}


def test_the_combination_that_saves_most_wins_over_the_priority() -> None:
    cart = moment(
        line("1", 400, 2, categories=_of("fish")),
        line("2", 400, categories=_of("tea")),
    )
    low = offer("low", BundlePrice(units=2, amount=700), lane=Lane.BUNDLE, priority=5)
    high = offer("high", CheapestFree(buy=3), lane=Lane.BUNDLE)
    assert given_by(decided(cart, low, high)) == {"high": 400}
    stacked = moment(*cart.lines, lane_modes={Lane.BUNDLE: LaneMode.STACK})
    assert given_by(decided(stacked, low, high)) == {"low": 100}


def test_of_two_that_save_the_same_the_first_by_precedence_wins() -> None:
    cart = moment(line("1", 400, 2))
    offers = [
        offer(name, BundlePrice(units=2, amount=700), lane=Lane.BUNDLE, priority=priority)
        for name, priority in (("c", 1), ("b", 2), ("a", 1))
    ]
    assert given_by(decided(cart, *offers)) == {"b": 100}
    assert given_by(decided(cart, offers[0], offers[2])) == {"a": 100}


def test_one_of_an_exclusive_group_and_within_the_budget() -> None:
    cart = moment(line("1", 500, 6), spendable={"dear": 499})
    terms = {"lane": Lane.BUNDLE, "exclusive_group": "bundles"}
    first = offer("first", BundlePrice(units=2, amount=900), priority=2, **terms)
    second = offer("second", CheapestFree(buy=3), priority=1, **terms)
    dear = offer("dear", CheapestFree(buy=2), lane=Lane.BUNDLE)
    assert given_by(decided(cart, first, second, dear)) == {"first": 300}


def test_what_else_a_bundle_offer_gives_needs_the_bundle() -> None:
    points = Points(points=10)
    fish = offer("fish", BundlePrice(units=2, amount=900), points, lane=Lane.BUNDLE)
    plain = offer("plain", points, lane=Lane.BUNDLE)
    one, two = moment(line("1", 500)), moment(line("1", 500, 2))
    assert [each.points for each in decided(one, fish, plain).applied] == [10]
    assert [each.points for each in decided(two, fish, plain).applied] == [10, 10]


def test_a_bundle_gets_all_of_its_lines_or_none_where_the_best_for_each_line_counts() -> None:
    cart = moment(line("1", 300), line("2", 300), lane_modes={Lane.ITEM: LaneMode.BEST_PER_LINE})
    pair = offer("pair", BundlePrice(units=2, amount=500))
    half = offer("half", Percent(value=Decimal(50), selector=Selector(gtins=frozenset({"1"}))))
    assert given_by(decided(cart, pair, half)) == {"half": 150}


_bundles = st.one_of(
    st.builds(
        BundlePrice,
        units=st.integers(2, 3),
        amount=st.integers(100, 900),
        selector=st.sampled_from([_FISH, _TEA, Selector()]),
        max_applications=st.none() | st.just(1),
        cap=st.none() | st.integers(50, 300),
    ),
    st.builds(
        CheapestFree,
        buy=st.integers(2, 3),
        selector=st.sampled_from([_FISH, _TEA, Selector()]),
    ),
    st.builds(
        BuyXGetY,
        buy=st.integers(1, 2),
        get=st.just(1),
        percent=st.sampled_from([Decimal(50), Decimal(100)]),
        buy_selector=st.sampled_from([None, _TEA]),
        get_order=st.sampled_from(GetOrder),
    ),
    st.builds(UnitGroups, units=st.just(2), amount=st.integers(10, 300)),
    st.builds(UnitGroups, units=st.just(2), percent=st.sampled_from([Decimal(10), Decimal(33)])),
)
_carts = st.lists(
    st.tuples(
        st.integers(50, 900),
        st.integers(1, 2),
        st.sampled_from([_of("fish"), _of("tea"), _of("fish") | _of("tea")]),
        st.sampled_from([0, 0, 100]),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda goods: RunningCart(
        moment(
            *(
                line(str(place), price, count, categories=categories, floor=floor)
                for place, (price, count, categories, floor) in enumerate(goods)
            )
        )
    )
)


def _most(
    openings: Sequence[Opening], fed: frozenset[Unit], given: tuple[tuple[int, int], ...]
) -> int:
    """By trying everything."""
    best = 0
    for place, opening in enumerate(openings):
        times, saved = given[place]
        free = [unit for unit in opening.units if unit not in fed]
        application = next(opening.take(free), None)
        if application is None or times >= opening.limit:
            continue
        gain = application.saving
        if opening.cap is not None:
            gain = min(gain, opening.cap - saved)
        after = (*given[:place], (times + 1, saved + gain), *given[place + 1 :])
        best = max(best, gain + _most(openings, fed | set(application.fed), after))
    return best


@given(_carts, st.lists(_bundles, min_size=2, max_size=3))
def test_no_other_combination_saves_more(cart: RunningCart, bundles: Sequence[Bundle]) -> None:
    openings = [bundle.opened()(cart) for bundle in bundles]
    combination = best_combination(openings)
    assert not combination.cut_short
    saving = 0
    for opening, given_to in zip(openings, combination.given, strict=True):
        own = sum(application.saving for application in given_to)
        saving += own if opening.cap is None else min(own, opening.cap)
        assert len(given_to) <= opening.limit
    fed = [unit for applications in combination.given for each in applications for unit in each.fed]
    assert len(fed) == len(set(fed))
    assert saving == _most(openings, frozenset(), ((0, 0),) * len(openings))


@given(_carts, _bundles)
def test_no_application_saves_more_than_was_to_be_hoped(cart: RunningCart, bundle: Bundle) -> None:
    opening = bundle.opened()(cart)
    for application in opening.take(opening.units):
        assert 0 < application.saving <= opening.best(opening.units)
        assert len(application.fed) == opening.size


def test_a_search_that_is_cut_short_says_so_and_still_gives_good_bundles() -> None:
    goods = [line(f"{place:02}", 200 + 37 * place, 3) for place in range(20)]
    bundles = (
        BundlePrice(units=2, amount=300),
        CheapestFree(buy=3),
        UnitGroups(units=4, amount=90),
        BuyXGetY(buy=2, get=1),
    )
    offers = [offer(str(place), each, lane=Lane.BUNDLE) for place, each in enumerate(bundles)]
    together = decided(moment(*goods), *offers)
    assert together.cut_short
    alone = [decided(moment(*goods), each) for each in offers]
    assert not any(each.cut_short for each in alone)
    assert together.discount_total >= max(each.discount_total for each in alone)


def test_thousands_of_lines_are_settled_without_a_long_search() -> None:
    goods = [line(f"{place:05}", 100 + place % 900) for place in range(10_000)]
    offers = [
        offer("a", CheapestFree(buy=3), lane=Lane.BUNDLE),
        offer("b", BundlePrice(units=2, amount=500), lane=Lane.BUNDLE),
        offer("c", BuyXGetY(buy=2, get=1), lane=Lane.BUNDLE),
    ]
    decision = decided(moment(*goods), *offers)
    assert decision.cut_short
    assert decision.discount_total > 0


@pytest.mark.parametrize(
    ("bundle", "said"),
    [
        (CheapestFree(buy=3), "1 more for “3 for 2”"),
        (BundlePrice(units=4, amount=500), "2 more for “4 for €5.00”"),
        (BuyXGetY(buy=3, get=1), "2 more for “Buy 3, get 1 free”"),
        (UnitGroups(units=3, percent=Decimal(10)), "1 more for “10 % off each if you take 3”"),
        (CheapestFree(buy=2), None),
        (CheapestFree(buy=3, selector=_TEA), None),
    ],
)
def test_a_bundle_that_is_not_complete_says_what_is_missing(
    bundle: Bundle, said: str | None
) -> None:
    missing = bundle.would_help(RunningCart(moment(line("1", 500, 2, categories=_of("fish")))))
    told = Texts(["personalization"])
    assert (missing and told(missing, "en")) == said


@pytest.mark.parametrize(
    ("bundle", "keys"),
    [
        (BundlePrice(units=1, amount=0), ["offer-bound-positive", "benefit-bundle-size"]),
        (CheapestFree(buy=1), ["benefit-free-of"]),
        (CheapestFree(buy=3, free=0), ["offer-bound-positive"]),
        (BuyXGetY(buy=0, get=0), ["offer-bound-positive", "offer-bound-positive"]),
        (BuyXGetY(buy=1, get=1, percent=Decimal(101)), ["offer-percent"]),
        (UnitGroups(units=1), ["benefit-bundle-size", "benefit-percent-or-amount"]),
        (UnitGroups(units=2, amount=0), ["offer-bound-positive"]),
        (CheapestFree(buy=3, max_applications=0), ["offer-bound-positive"]),
        (CheapestFree(buy=3), []),
    ],
)
def test_a_bundle_that_makes_no_sense_says_why(bundle: Bundle, keys: Sequence[str]) -> None:
    assert [problem.message.key for problem in bundle.problems()] == keys
