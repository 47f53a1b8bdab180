"""What completes a recipe that the cart has begun."""

from collections.abc import Sequence

import pytest

from api.wiring import PACKAGES
from personalization.offers.context import RecipeProgress
from personalization.recommendations.completing import completions, nearly_there, progress
from personalization.recommendations.recommendation import Goods, Recommendation
from provenance.recipes import Coverage, coverage
from provenance.text import LANGUAGES, Texts
from tests.personalization.recommendation_samples import goods, recipe
from tests.personalization.zone_samples import FISH, MEAT

PAELLA = recipe("Paella", "300 g rice", "1 onion", "2 tomatoes", "200 g shrimp", "saffron", "peas")
CART = ("Rice", "Onions", "Tomatoes", "Garden peas")


def begun(*names: str) -> Coverage:
    [found] = coverage([PAELLA], [{"en": name} for name in names])
    return found


def told(*on_sale: Goods, cart: Sequence[str] = CART, whole: bool = False) -> list[Recommendation]:
    return list(completions(begun(*cart), {each.product.id: each for each in on_sale}, whole=whole))


def test_the_ingredients_that_are_there_are_counted() -> None:
    assert progress(begun(*CART)) == RecipeProgress("Paella", {"en": "Paella"}, 4, 6, ())
    assert begun(*CART, "Rice").covered == begun(*CART).covered
    assert progress(begun("Rice pudding")).have == 0


@pytest.mark.parametrize(
    ("cart", "worth"),
    [
        (("Rice",), False),  # one ingredient is no beginning
        (("Rice", "Onions"), True),
        (("Rice", "Onions", "Tomatoes", "Garden peas", "Shrimp", "Saffron"), False),  # all there
    ],
)
def test_a_recipe_is_worth_completing_once_it_is_begun(cart: tuple[str, ...], worth: bool) -> None:
    assert bool(nearly_there([begun(*cart)])) is worth


def test_a_recipe_with_hardly_anything_there_is_not_begun() -> None:
    [long] = coverage(
        [recipe("Feast", "rice", "onion", "leek", "salmon", "lemon", "potato", "carrot")],
        [{"en": "Rice"}, {"en": "Onions"}],
    )
    assert nearly_there([long]) == []


def test_the_recipe_with_the_fewest_missing_ingredients_comes_first() -> None:
    salad = recipe("Salad", "3 tomatoes", "1 onion", "olives")
    found = coverage([PAELLA, salad], [{"en": name} for name in CART])
    assert [each.recipe.id for each in nearly_there(found)] == ["Salad", "Paella"]


def test_each_missing_ingredient_gets_the_goods_that_should_go_first() -> None:
    found = told(
        goods("Shrimp", 900, days_left=5),
        goods("Cooked shrimp", 700, days_left=2),
        goods("Frozen shrimp", 500),
        goods("Saffron", 300),
        goods("Pure saffron", 250),
        goods("Milk", 100, days_left=0),
    )
    assert [each.goods.product.id for each in found] == ["Cooked shrimp", "Pure saffron"]
    expected = RecipeProgress("Paella", {"en": "Paella"}, 4, 6, ("Cooked shrimp", "Pure saffron"))
    assert [each.recipe for each in found] == [expected, expected]


def test_where_the_rest_stands_is_said_in_one_sentence() -> None:
    say = Texts(PACKAGES)
    rest = told(goods("Shrimp", zone=FISH, days_left=1), goods("Saffron", zone=FISH))
    assert [say(each.reason, "en") for each in rest] == [
        "You have 4 of 6 ingredients for “Paella”; the rest is here: aisle 4 (best within 1 day).",
        "You have 4 of 6 ingredients for “Paella”; the rest is here: aisle 4.",
    ]
    apart = told(goods("Shrimp", zone=FISH), goods("Saffron", zone=MEAT))
    assert say(apart[1].reason, "en").endswith("; this one is here: aisle 5.")
    nowhere = told(goods("Shrimp"), goods("Saffron"))
    assert say(nowhere[0].reason, "en") == "You have 4 of 6 ingredients for “Paella”."
    for language in LANGUAGES:
        assert "Paella" in say(rest[0].reason, language)


def test_the_rest_is_nowhere_when_part_of_it_is_not_sold() -> None:
    say = Texts(PACKAGES)
    [only] = told(goods("Saffron", zone=MEAT))
    assert "this one is here: aisle 5" in say(only.reason, "en")


def test_with_allergies_a_recipe_counts_only_where_all_of_it_can_be_had() -> None:
    """What is left out of the sale may be just what the shopper must not eat."""
    assert len(told(goods("Saffron"))) == 1
    assert told(goods("Saffron"), whole=True) == []
    assert len(told(goods("Saffron"), goods("Shrimp"), whole=True)) == 2
