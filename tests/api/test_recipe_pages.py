"""A recipe sent to a phone is a page that reads without JavaScript."""

from datetime import timedelta

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.recipes import Recipe
from provenance.store.archive import Archive
from provenance.store.collection import Document

PIE = Recipe(
    "tarts/lemon pie",
    {"en": "Lemon pie", "es": "Tarta de limón", "zh-Hans": "柠檬派"},
    ["2 lemons", "<b>flour</b>"],
    frozenset({"lemon", "flour"}),
    ["Bake it."],
    timedelta(minutes=25),
    "Ana",
    "CC0",
    sample=True,
)


@pytest.fixture
async def kitchen(
    market: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> httpx.AsyncClient:
    await Archive(database).recipes.put([PIE])
    return market


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Lemon pie", "25 min", "Ingredients", "Method", "Sample data"]),
        ("es", ["Tarta de limón", "Ingredientes", "Preparación"]),
        ("zh-Hans", ["柠檬派", "25 分钟", "配料", "做法"]),
    ],
)
async def test_it_says_all_there_is_to_cook_by(
    kitchen: httpx.AsyncClient, language: str, words: list[str]
) -> None:
    answer = await kitchen.get(f"/recipes/tarts%2Flemon%20pie?lang={language}")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    for word in [*words, "2 lemons", "&lt;b&gt;flour&lt;/b&gt;", "Bake it.", "Ana · CC0"]:
        assert word in answer.text


async def test_an_unknown_recipe_says_so(kitchen: httpx.AsyncClient) -> None:
    answer = await kitchen.get("/recipes/none", headers={"Accept-Language": "es"})
    assert answer.status_code == 404
    assert "No conocemos esta receta" in answer.text
