"""Nothing is offered that a shopper must not eat, and unknown is unknown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wiring import PACKAGES
from personalization.shoppers.suitability import NOTHING, Needs, unsuitable
from provenance.answer import OpenFoodFacts, Product
from provenance.dietary import Allergen, Diet
from provenance.text import Texts

GTIN = "09521321000018"
UNDECLARED = Product(GTIN, GTIN, {"en": "Something"})
FREE_OF_ALL = replace(UNDECLARED, allergens=frozenset())
MUESLI = replace(
    UNDECLARED,
    allergens=frozenset({Allergen.GLUTEN, Allergen.NUTS}),
    traces=frozenset({Allergen.PEANUTS}),
    diets=frozenset({Diet.VEGAN}),
)
YOGURT = replace(
    UNDECLARED, allergens=frozenset({Allergen.MILK}), diets=frozenset({Diet.VEGETARIAN})
)
PUBLISHED = OpenFoodFacts(None, None, None, None, (), None, "https://off/1")

allergens = st.frozensets(st.sampled_from(Allergen))
diets = st.frozensets(st.sampled_from(Diet))
products = st.builds(
    lambda known, traces, diets: replace(UNDECLARED, allergens=known, traces=traces, diets=diets),
    st.none() | allergens,
    allergens,
    diets,
)
needs = st.builds(Needs, allergens, diets)


def published(*contains: str, traces: tuple[str, ...] = ()) -> Product:
    facts = replace(PUBLISHED, allergens=contains, traces=traces)
    return replace(UNDECLARED, open_food_facts=facts)


def allergic(*to: Allergen) -> Needs:
    return Needs(allergens=frozenset(to))


def eating(*diets: Diet) -> Needs:
    return Needs(diets=frozenset(diets))


@pytest.mark.parametrize(
    ("product", "needs", "why"),
    [
        (UNDECLARED, NOTHING, None),
        (MUESLI, allergic(Allergen.NUTS), "shoppers-contains"),
        (MUESLI, allergic(Allergen.PEANUTS), "shoppers-may-contain"),
        (MUESLI, allergic(Allergen.MILK), None),
        (UNDECLARED, allergic(Allergen.MILK), "shoppers-unknown-allergens"),
        (replace(UNDECLARED, traces=MUESLI.traces), allergic(Allergen.PEANUTS),
         "shoppers-may-contain"),
        (MUESLI, eating(Diet.VEGAN), None),
        (MUESLI, eating(Diet.VEGETARIAN), None),
        (MUESLI, eating(Diet.GLUTEN_FREE), "shoppers-against-diet"),
        (MUESLI, eating(Diet.HALAL), "shoppers-unknown-diet"),
        (MUESLI, eating(Diet.LACTOSE_FREE), None),
        (YOGURT, eating(Diet.VEGAN), "shoppers-against-diet"),
        (YOGURT, eating(Diet.VEGETARIAN), None),
        (YOGURT, eating(Diet.LACTOSE_FREE), "shoppers-unknown-diet"),
        (FREE_OF_ALL, eating(Diet.GLUTEN_FREE, Diet.LACTOSE_FREE), None),
        (FREE_OF_ALL, eating(Diet.VEGAN), "shoppers-unknown-diet"),
        (UNDECLARED, eating(Diet.GLUTEN_FREE), "shoppers-unknown-diet"),
        (replace(YOGURT, diets=frozenset({Diet.VEGAN})), eating(Diet.VEGAN),
         "shoppers-against-diet"),
        (published("milk"), allergic(Allergen.MILK), "shoppers-contains"),
        (published("milk"), eating(Diet.VEGAN), "shoppers-against-diet"),
        (published(traces=("nuts",)), allergic(Allergen.NUTS), "shoppers-may-contain"),
        (published("milk"), allergic(Allergen.NUTS), "shoppers-unknown-allergens"),
        (published(), allergic(Allergen.MILK), "shoppers-unknown-allergens"),
    ],
)  # fmt: skip
def test_a_product_suits_or_the_sentence_says_why_not(
    product: Product, needs: Needs, why: str | None
) -> None:
    found = unsuitable(product, needs)
    assert (found.key if found else None) == why


@given(products, needs, needs)
def test_more_needs_never_make_a_product_suitable(
    product: Product, some: Needs, more: Needs
) -> None:
    if unsuitable(product, some):
        assert unsuitable(product, some | more)


@given(products, needs)
def test_no_shopper_is_offered_what_may_contain_their_allergen(
    product: Product, needs: Needs
) -> None:
    if unsuitable(product, needs) is None and needs.allergens:
        assert product.allergens is not None
        assert not needs.allergens & (product.allergens | product.traces)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Not for you: it contains gluten, nuts."),
        ("es", "No es para usted: contiene gluten, frutos de cáscara."),
        ("zh-Hans", "不适合您：含有麸质、坚果。"),
    ],
)
def test_the_sentence_names_all_of_them_in_the_shoppers_language(
    language: str, sentence: str
) -> None:
    found = unsuitable(MUESLI, allergic(Allergen.NUTS, Allergen.GLUTEN))
    assert found is not None
    assert Texts(PACKAGES)(found, language) == sentence


def test_every_allergen_and_diet_has_a_name_in_every_language() -> None:
    texts = Texts(PACKAGES)
    alone = [allergic(each) for each in Allergen] + [eating(each) for each in Diet]
    for each in alone:
        found = unsuitable(UNDECLARED, each)
        assert found is not None
        assert {texts(found, language) for language in ("en", "es", "zh-Hans")}
