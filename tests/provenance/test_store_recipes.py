"""Recipes, found by the words of their ingredients."""

from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.recipes import Recipe
from provenance.store.collection import Document, Written
from provenance.store.recipes import RECIPES, Recipes, recipes_pipeline

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
def recipes(database: AsyncDatabase[Document]) -> Recipes:
    return Recipes(database)


async def test_recipes_that_share_most_words_come_first(recipes: Recipes) -> None:
    await recipes.put([PIE, SALMON])
    assert await recipes.candidates({"lemon", "salmon"}) == [SALMON, PIE]
    assert await recipes.candidates({"lemon", "salmon"}, limit=1) == [SALMON]
    assert await recipes.candidates({"tofu"}) == []
    assert await recipes.candidates([]) == []


async def test_storing_the_same_recipes_again_changes_nothing(recipes: Recipes) -> None:
    assert await recipes.put([PIE, SALMON]) == Written(2, 0)
    assert await recipes.put([PIE, SALMON]) == Written(0, 2)


async def test_candidates_are_answered_by_an_index(
    recipes: Recipes, database: AsyncDatabase[Document]
) -> None:
    await recipes.put([PIE, SALMON])
    plan = await database.command(
        "explain",
        {"aggregate": RECIPES.name, "pipeline": recipes_pipeline({"lemon"}), "cursor": {}},
        verbosity="queryPlanner",
    )
    assert "COLLSCAN" not in str(plan)
    assert "IXSCAN" in str(plan)
