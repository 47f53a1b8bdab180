"""Products: our own, the published ones, and what PLU codes mean."""

from dataclasses import replace

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import OpenFoodFacts, Product
from provenance.dietary import Allergen, Diet
from provenance.products import PluEntry, PublishedProduct, category_of, merged
from provenance.store.collection import Document, Written
from provenance.store.products import (
    OPEN_FOOD_FACTS,
    PLU,
    PRODUCTS,
    Products,
    plu_pipeline,
    product_found,
    product_pipeline,
)

GTIN = "09521234567899"
OWN = Product(
    GTIN, GTIN, {"en": "Salmon", "es": "Salmón"}, "Nord", "fish/fresh/temperate", {"en": "Fresh."}
)
FACTS = OpenFoodFacts("Saumon", "Fjord", "200 g", "saumon", ("fish",), "a", "https://off/1")
PUBLISHED = PublishedProduct(GTIN, {"fr": "Saumon"}, FACTS, ("en:fishes", "en:smoked-salmons"))


@pytest.fixture
def products(database: AsyncDatabase[Document]) -> Products:
    return Products(database)


async def test_our_own_words_stand_and_the_published_facts_beside_them(products: Products) -> None:
    await products.put([OWN, PUBLISHED])
    assert await products.get(GTIN) == replace(
        OWN, open_food_facts=replace(FACTS, allergens=["fish"], traces=[])
    )


async def test_what_a_product_declares_is_kept_and_nothing_is_not_none(products: Products) -> None:
    other = "09521234567882"
    declared = replace(
        OWN,
        allergens=frozenset({Allergen.FISH}),
        traces=frozenset({Allergen.MILK}),
        diets=frozenset({Diet.HALAL}),
    )
    free = replace(OWN, id=other, gtin=other, allergens=frozenset())
    await products.put([declared, free])
    assert await products.get(GTIN) == declared
    assert await products.get(other) == free


async def test_a_product_from_before_declarations_declares_nothing(
    products: Products, database: AsyncDatabase[Document]
) -> None:
    await products.put([replace(OWN, allergens=frozenset(), diets=frozenset({Diet.VEGAN}))])
    without = {"$unset": dict.fromkeys(("allergens", "traces", "diets"), "")}
    await database[PRODUCTS.name].update_one({"_id": GTIN}, without)
    assert await products.get(GTIN) == OWN


async def test_a_product_that_only_open_food_facts_knows_speaks_with_its_words(
    products: Products,
) -> None:
    await products.put([PUBLISHED])
    found = await products.get(GTIN)
    assert found is not None
    assert (found.names, found.brand, found.category) == ({"fr": "Saumon"}, "Fjord", "fish/smoked")


async def test_published_facts_keep_to_their_own_collection_with_their_licence(
    products: Products, database: AsyncDatabase[Document]
) -> None:
    await products.put([OWN, PUBLISHED])
    stored = await database[OPEN_FOOD_FACTS.name].find_one({"_id": GTIN})
    assert stored is not None
    assert stored["licence"] == "ODbL-1.0"
    assert "Saumon" not in str(await database[PRODUCTS.name].find_one({"_id": GTIN}))


async def test_storing_the_same_products_again_changes_nothing(products: Products) -> None:
    assert await products.put([OWN, PUBLISHED]) == Written(2, 0)
    assert await products.put([OWN, PUBLISHED]) == Written(0, 2)
    assert await products.put([replace(OWN, brand="Sud"), PUBLISHED]) == Written(1, 1)


async def test_of_one_product_given_twice_the_last_counts_every_time(products: Products) -> None:
    twice = [replace(OWN, brand="first"), replace(OWN, brand="last")]
    assert await products.put(twice) == Written(1, 1)
    assert await products.put(twice) == Written(0, 2)
    found = await products.get(GTIN)
    assert found is not None
    assert found.brand == "last"


async def test_many_products_come_by_id_and_unknown_ones_are_absent(products: Products) -> None:
    await products.put([OWN])
    assert await products.get_many([GTIN, "00000000000000"]) == {GTIN: OWN}
    assert await products.get("00000000000000") is None


async def test_a_plu_names_a_product_of_its_own_or_one_with_a_gtin(products: Products) -> None:
    loose = Product("s1/4011", None, {"en": "Bananas"}, category="produce/banana")
    entries = [PluEntry("s1", "4011", "s1/4011", loose), PluEntry("s1", "7", GTIN)]
    await products.put([OWN, PUBLISHED])
    assert await products.put_plu(entries) == Written(2, 0)
    assert await products.put_plu(entries) == Written(0, 2)
    assert await products.by_plu("s1", "4011") == loose
    assert (await products.by_plu("s1", "7")) == await products.get(GTIN)
    assert await products.by_plu("s2", "4011") is None


@pytest.mark.parametrize("pipeline", [product_pipeline(GTIN), plu_pipeline("s1", "7")])
async def test_a_product_is_answered_by_indexes(
    products: Products, database: AsyncDatabase[Document], pipeline: list[Document]
) -> None:
    await products.put([OWN, PUBLISHED])
    await products.put_plu([PluEntry("s1", "7", GTIN)])
    name = PLU.name if "$lookup" in pipeline[1] else PRODUCTS.name
    plan = await database.command(
        "explain",
        {"aggregate": name, "pipeline": pipeline, "cursor": {}},
        verbosity="executionStats",
    )
    assert "COLLSCAN" not in str(plan)
    cursor = await database[name].aggregate(pipeline)
    assert product_found(await cursor.to_list()) == await products.get(GTIN)


@pytest.mark.parametrize(
    ("tags", "category"),
    [
        (["en:seafood", "en:salmons", "en:salmon-fillets"], "fish/fresh/temperate"),
        (["en:salmons", "en:smoked-salmons"], "fish/smoked"),
        (["en:salmons", "en:canned-foods"], "pantry/canned"),
        (["en:berries", "en:jams"], "pantry/spreads"),
        (["en:desserts", "en:frozen-foods"], None),
        (["en:salmons", "en:frozen-foods"], None),
        (["en:salmons", "en:frozen-foods", "en:frozen-fishes"], "frozen/fish"),
        (["en:never-heard-of"], None),
        ([], None),
    ],
)
def test_category_tags_lead_to_our_paths(tags: list[str], category: str | None) -> None:
    assert category_of(tags) == category


def test_two_unknown_sources_are_no_product() -> None:
    assert merged(None, None) is None
