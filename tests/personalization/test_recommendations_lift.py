"""Counting baskets, and what goes with what by those counts."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.recommendations.counting import (
    MOST_PRODUCTS,
    Basket,
    Counts,
    category_thing,
    counted,
    is_product,
    summed,
)
from personalization.recommendations.lift import (
    Partner,
    is_certain,
    partners,
    shrunk_lift,
)
from personalization.recommendations.recommendation import RecommendationKind
from personalization.recommendations.together import Anchor, going_along, ties
from tests.personalization.recommendation_samples import PLANTED, POPULAR, goods, planted_baskets

BASKETS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y", None])))


def going_with(baskets: Sequence[Basket]) -> dict[str, list[str]]:
    counts = list(counted(baskets))
    pairs = {each.thing: each.pairs for each in counts}
    all_pairs = sum(number for thing, number in pairs.items() if is_product(thing))
    found = {each.thing: partners(each, pairs, all_pairs) for each in counts}
    return {thing: [each.product for each in its] for thing, its in found.items() if its}


def test_planted_pairs_are_found_and_what_is_popular_with_everything_is_not() -> None:
    found = going_with(planted_baskets())
    products = {thing: its for thing, its in found.items() if not thing.startswith("category:")}
    both_ways = {(a, b) for a, b in PLANTED} | {(b, a) for a, b in PLANTED}
    assert {(thing, its[0]) for thing, its in products.items()} == both_ways
    assert POPULAR not in {product for its in found.values() for product in its}


def test_what_lies_in_big_baskets_does_not_go_together_for_that() -> None:
    """By the share of baskets alone the weekly shop would have everything go with everything."""
    week = dict.fromkeys(f"weekly {number}" for number in range(30))
    small: list[Basket] = [{f"a {number}": None, f"b {number}": None} for number in range(500)]
    assert set(going_with([week] * 100 + small)) == set()


def test_a_category_goes_with_what_its_products_go_with_but_not_with_itself() -> None:
    found = going_with(planted_baskets())
    assert found[category_thing("dry/pasta")] == ["sauce"]
    alike = [{"red": "wine", "white": "wine"}] * 50 + [{f"{n}": None} for n in range(500)]
    assert category_thing("wine") not in going_with(alike)


@pytest.mark.parametrize(
    ("together", "expected", "lift"),
    [(0, 0.0, 1.0), (5, 0.01, 1.499), (200, 20.0, 7.0), (90, 90.0, 1.0), (10, 30.0, 0.5)],
)
def test_what_is_known_little_of_is_drawn_towards_chance(
    together: int, expected: float, lift: float
) -> None:
    assert shrunk_lift(together, expected) == pytest.approx(lift, abs=0.001)


@pytest.mark.parametrize(
    ("together", "expected", "certain"),
    [(14, 0.0, False), (15, 0.0, True), (24, 9.8, False), (150, 121.0, False), (103, 14.3, True)],
)
def test_what_chance_may_have_done_is_not_certain(
    together: int, expected: float, certain: bool
) -> None:
    assert is_certain(together, expected) is certain


def test_a_rare_pair_does_not_win_although_its_plain_lift_is_enormous() -> None:
    rare = Counts("saffron", {"caviar": 3})
    assert partners(rare, {"caviar": 3}, 10_000) == []
    enough = Counts("saffron", {"caviar": 30})
    assert [each.product for each in partners(enough, {"caviar": 30}, 10_000)] == ["caviar"]


@given(BASKETS, st.randoms(use_true_random=False))
def test_neither_the_order_of_baskets_nor_the_days_they_came_on_change_the_counts(
    baskets: list[Basket], random: Random
) -> None:
    shuffled = random.sample(baskets, len(baskets))
    half = len(baskets) // 2
    once = {each.thing: each for each in counted(baskets)}
    days = [
        {each.thing: each for each in counted(part)} for part in (shuffled[:half], shuffled[half:])
    ]
    twice = {
        thing: summed(thing, [day[thing] for day in days if thing in day])
        for thing in days[0].keys() | days[1].keys()
    }
    assert twice == once
    assert all(counts.together for counts in once.values())


def test_of_a_huge_basket_only_the_beginning_counts() -> None:
    [huge] = [dict.fromkeys(map(str, range(500)))]
    counts = {each.thing: each for each in counted([huge])}
    assert len(counts) == MOST_PRODUCTS
    assert len(counts["0"].together) == MOST_PRODUCTS - 1


PASTA = Anchor("pasta", {"en": "Pasta"}, "dry/pasta")
NEW = Anchor("new pasta", {"en": "New pasta"}, "dry/pasta")
SAUCE, WINE, SOAP = Partner("sauce", 90, 6.0), Partner("wine", 40, 5.6), Partner("soap", 9, 1.6)


def test_of_equally_strong_partners_what_lasts_shortest_comes_first_and_says_so() -> None:
    found = ties([PASTA], {"pasta": [SAUCE, WINE, SOAP]}, {"pasta"}, 20)
    on_sale = {
        "sauce": goods("sauce", days_left=9),
        "wine": goods("wine", days_left=2),
        "soap": goods("soap", days_left=0),
    }
    told = going_along(found, on_sale)
    assert [each.goods.product.id for each in told] == ["wine", "sauce", "soap"]
    assert {each.kind for each in told} == {RecommendationKind.GOES_WITH}
    assert told[0].reason.args["soon"] != told[1].reason.args["soon"] == ""


def test_a_new_product_goes_with_what_its_category_goes_with() -> None:
    by_category = {"category:dry/pasta": [SAUCE], "pasta": [SOAP]}
    [alike] = ties([NEW], by_category, {"new pasta"}, 20)
    assert (alike.partner, alike.alike) == (SAUCE, True)
    [own] = ties([PASTA], by_category, {"pasta"}, 20)
    assert (own.partner, own.alike) == (SOAP, False)
    keys = {each.reason.key for each in going_along([alike, own], {"sauce": goods("sauce")})}
    assert keys == {"recommendations-goes-like"}


def test_nothing_goes_with_the_cart_that_is_in_it() -> None:
    found = ties([PASTA, NEW], {"pasta": [SAUCE, WINE]}, {"pasta", "new pasta", "wine"}, 20)
    assert [each.partner.product for each in found] == ["sauce"]
