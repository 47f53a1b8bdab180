"""Recipes, found by the words of their ingredients."""

from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Product
from provenance.recipes import Recipe
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from provenance.store.recipes import recipe_from, recipes_pipeline

SALMON = Recipe(
    "baked-salmon",
    {"en": "Baked salmon", "es": "Salmón al horno"},
    ["1 salmon fillet", "1 lemon"],
    frozenset({"salmon", "lemon"}),
    ["Bake it."],
    timedelta(minutes=25),
    "Ana",
    "CC0",
    "https://example.org/1",
    sample=True,
)
PIE = Recipe("pie", {"en": "Lemon pie"}, ["2 lemons"], frozenset({"lemon"}), [])


@pytest.fixture
def archive(database: AsyncDatabase[Document]) -> Archive:
    return Archive(database)


async def candidates(archive: Archive, product_id: str, limit: int = 50) -> list[Recipe]:
    pipeline = recipes_pipeline(product_id, limit)
    cursor = await archive.database.products.aggregate(pipeline)
    return [recipe_from(document) for document in await cursor.to_list()]


async def test_recipes_are_found_by_what_a_product_is_called(archive: Archive) -> None:
    await archive.recipes.put([PIE, SALMON])
    names = {"salmon": {"en": "Salmon"}, "lemon": {"es": "Limón", "en": "Lemons"}, "tofu": {}}
    await archive.products.put([Product(id_, None, called) for id_, called in names.items()])
    assert await candidates(archive, "salmon") == [SALMON]
    assert {recipe.id for recipe in await candidates(archive, "lemon")} == {PIE.id, SALMON.id}
    assert len(await candidates(archive, "lemon", limit=1)) == 1
    assert await candidates(archive, "tofu") == await candidates(archive, "unknown") == []


async def test_storing_the_same_recipes_again_changes_nothing(archive: Archive) -> None:
    assert await archive.recipes.put([PIE, SALMON]) == Written(2, 0)
    assert await archive.recipes.put([PIE, SALMON]) == Written(0, 2)
