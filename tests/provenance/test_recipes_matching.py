"""Which food a text is about, and which recipes fit what was scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.answer import Product
from provenance.ingredients import ingredient_keys
from provenance.recipes import CartItem, Recipe, match_recipes, product_keys
from provenance.text import LANGUAGES, Texts


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Salmon Steaks", {"salmon"}),
        ("400 g fresh Atlantic salmon fillet, skinless", {"atlantic", "salmon"}),
        ("1/2 cup (110g) extra virgin olive oil", {"olive oil"}),
        ("3 large tomatoes", {"tomato"}),
        ("2 cups strawberries", {"strawberry"}),
        ("sweet potatoes", {"sweet potato"}),
        ("Parmigiano-Reggiano (grated)(optional)", {"parmesan"}),
        ("1 can coconut milk", {"coconut milk"}),
        ("Beef or [chicken stock](/chicken-stock)", {"beef", "chicken stock"}),
        ("Filetes de salmón fresco", {"salmon"}),
        ("3 limones", {"lemon"}),
        ("aceite de oliva", {"olive oil"}),
        ("三文鱼 400克", {"salmon"}),
        ("新鲜菠菜", {"spinach"}),
        ("花椰菜 半个", {"cauliflower"}),
        ("有机荞麦 200 克", {"荞麦"}),
        ("4 steaks", {"steak"}),
        ("2 quinces", {"quince"}),
        ("asparagus", {"asparagus"}),
        ("200 g", set()),
        ("", set()),
    ],
)
def test_the_food_in_a_text_is_one_word_whatever_the_language(text: str, keys: set[str]) -> None:
    assert ingredient_keys(text) == keys


@given(st.text(max_size=60))
def test_any_text_has_keys_or_none(text: str) -> None:
    assert all(key.strip() for key in ingredient_keys(text))


def recipe(name: str, *ingredients: str) -> Recipe:
    keys = frozenset().union(*map(ingredient_keys, ingredients))
    return Recipe(name, {"en": name}, ingredients, keys)


def product(name: str, language: str = "en") -> Product:
    return Product("1", "1", {language: name})


SALMON = product("Atlantic salmon fillet")
BAKED = recipe("baked", "Salmon steaks", "Lemon juice", "Butter")
SPINACH = recipe("with-spinach", "1 salmon fillet", "200 g spinach", "1 onion")
PLAIN = recipe("plain", "1 salmon fillet")
PASTA = recipe("pasta", "500 g pasta", "cheese")


def matched(scanned: Product, *recipes: Recipe, cart: tuple[CartItem, ...] = ()) -> list[str]:
    return [match.id for match in match_recipes(scanned, recipes, cart, first=9)]


@pytest.mark.parametrize(
    ("name", "language", "fits"),
    [
        ("Atlantic salmon fillet", "en", True),
        ("Salmon with dill", "en", True),
        ("Filete de salmón", "es", True),
        ("Crema de salmón", "es", False),
        ("三文鱼", "zh-Hans", True),
        ("Salmon spread", "en", False),
        ("Dill", "en", False),
    ],
)
def test_a_recipe_fits_what_the_product_is_not_what_it_tastes_of(
    name: str, language: str, fits: bool
) -> None:
    assert (matched(product(name, language), PLAIN) == ["plain"]) is fits


def test_a_lemon_goes_for_lemon_juice_and_orange_juice_does_not() -> None:
    assert matched(product("Lemons"), BAKED) == ["baked"]
    assert matched(product("Orange juice"), BAKED) == []


def test_one_line_may_offer_a_choice() -> None:
    assert matched(product("Beef"), recipe("stew", "Lamb shoulder or beef chuck")) == ["stew"]


def test_recipes_that_use_more_of_the_cart_come_first() -> None:
    cart = (CartItem({"en": "Lemons"}), CartItem({"en": "Butter"}))
    assert matched(SALMON, PLAIN, SPINACH, BAKED, PASTA, cart=cart) == [
        "baked",
        "plain",
        "with-spinach",
    ]


def test_of_equal_ones_the_recipe_that_saves_what_spoils_first_wins() -> None:
    soon = (CartItem({"en": "Lemons"}, 9), CartItem({"en": "Baby spinach"}, 2))
    assert matched(SALMON, BAKED, SPINACH, cart=soon) == ["with-spinach", "baked"]
    later = (CartItem({"en": "Lemons"}, 1), CartItem({"en": "Baby spinach"}, 2))
    assert matched(SALMON, BAKED, SPINACH, cart=later) == ["baked", "with-spinach"]


def test_recipes_really_about_the_product_come_before_those_that_touch_it() -> None:
    cart = (CartItem({"en": "Salmon"}),)
    curd = recipe("curd", "2 lemons", "sugar")
    assert matched(product("Lemon"), BAKED, curd, cart=cart) == ["curd", "baked"]


def test_nothing_past_its_date_is_suggested() -> None:
    expired = (CartItem({"en": "Butter"}, -1),)
    [match] = match_recipes(SALMON, [BAKED], expired, first=1)
    assert match.reason.key == "recipes-uses-product"
    assert match_recipes(SALMON, [BAKED], (), first=1, days_left=-1) == ()


def test_no_more_than_the_first_are_given() -> None:
    assert len(match_recipes(SALMON, [BAKED, SPINACH, PLAIN], (), first=2)) == 2


BUTTER, LEMON = {"en": "Butter", "es": "Mantequilla"}, {"en": "Lemons", "es": "Limones"}


@pytest.mark.parametrize(
    ("cart", "days_left", "reason"),
    [
        ((), None, "Uses this: Atlantic salmon fillet."),
        ((), 0, "Uses this, best today: Atlantic salmon fillet."),
        ((), 1, "Uses this, best within 1 day: Atlantic salmon fillet."),
        ((), 4, "Uses this: Atlantic salmon fillet."),
        (
            (CartItem(BUTTER), CartItem(LEMON, 9)),
            None,
            "Uses Atlantic salmon fillet and, from your cart, Butter and 1 other thing.",
        ),
        (
            (CartItem(BUTTER), CartItem(LEMON, 2)),
            3,
            "Uses Atlantic salmon fillet and, from your cart, Lemons, which is best within 2 days.",
        ),
        ((CartItem(LEMON, 2),), 2, "Uses this, best within 2 days: Atlantic salmon fillet."),
    ],
)
def test_the_reason_names_what_has_to_be_used_soonest(
    cart: tuple[CartItem, ...], days_left: int | None, reason: str
) -> None:
    [match] = match_recipes(SALMON, [BAKED], cart, first=1, days_left=days_left)
    assert Texts(["provenance"])(match.reason, "en") == reason


@pytest.mark.parametrize(
    ("cart", "at_hand"),
    [
        ((), {0}),
        ((CartItem(BUTTER),), {0, 2}),
        ((CartItem(BUTTER), CartItem(LEMON)), {0, 1, 2}),
        ((CartItem(LEMON, -1),), {0}),
    ],
)
def test_it_says_which_ingredients_are_at_hand(
    cart: tuple[CartItem, ...], at_hand: set[int]
) -> None:
    [match] = match_recipes(SALMON, [BAKED], cart, first=1)
    assert match.at_hand == at_hand


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_speaks_the_shoppers_language(language: str) -> None:
    names = {"en": "Salmon", "zh-Hans": "三文鱼", "es": "Salmón"}
    scanned = Product("1", "1", names)
    [match] = match_recipes(scanned, [BAKED], [CartItem(BUTTER, 2)], first=1)
    assert names[language] in Texts(["provenance"])(match.reason, language)


def test_recipes_are_looked_up_by_what_a_product_is_in_any_language() -> None:
    names = {"en": "Smoked salmon with dill", "es": "Bacalao fresco"}
    assert product_keys(names) == {"salmon", "cod"}
