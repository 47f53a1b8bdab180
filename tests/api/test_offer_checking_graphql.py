"""What is wrong with an offer while it is written, and what there is to choose from."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.graphql.context import Context
from provenance.recipes import Recipe
from provenance.store.collection import Document
from tests.api.app_samples import PRODUCT
from tests.api.graphql_context import running_context
from tests.api.test_offers_graphql import CONTENT, MIA, asked

CHECK = """query ($input: CheckOfferInput!) { checkOffer(input: $input) {
    problems { path gravity message } } }"""


@pytest.fixture
async def desk(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri, MIA) as context:
        yield context


async def checked(desk: Context, **content: Any) -> list[tuple[str, str]]:
    given = {"id": "fish", "content": {**CONTENT, **content}}
    found = await asked(desk, CHECK, input=given)
    return [(each["path"], each["gravity"]) for each in found["problems"]]


async def test_a_good_offer_has_no_problems_and_is_saved_nowhere(desk: Context) -> None:
    assert await checked(desk) == []
    assert await desk.market.offers.every() == []


async def test_problems_name_their_place(desk: Context) -> None:
    found = await checked(desk, benefits=[{"percent": {"value": "120"}}], stores=["moon"])
    assert found == [("benefits[0].value", "ERROR"), ("stores", "ERROR")]


async def test_what_is_no_offer_yet_is_told_where_it_is_not(desk: Context) -> None:
    parts = [{"returning": {"returning": True}}, {"gtin": {"among": []}}]
    assert await checked(desk, condition={"all": parts}) == [("condition.parts[1].among", "ERROR")]


@pytest.mark.parametrize("text", ["", PRODUCT.id[:5], PRODUCT.id.lstrip("0")])
async def test_a_product_is_found_by_its_number(desk: Context, text: str) -> None:
    query = "query ($text: String!) { findProducts(text: $text) { id } }"
    assert await asked(desk, query, text=text) == [{"id": PRODUCT.id}]


async def test_a_product_is_found_by_part_of_its_name_in_any_language(desk: Context) -> None:
    query = "query ($text: String!) { findProducts(text: $text) { id } }"
    for name in PRODUCT.names.values():
        assert await asked(desk, query, text=name[1:].upper()) == [{"id": PRODUCT.id}]
    assert await asked(desk, query, text=".*") == []


async def test_named_products_are_told_and_unknown_ones_left_out(desk: Context) -> None:
    query = "query ($ids: [ID!]!) { products(ids: $ids) { id } }"
    assert await asked(desk, query, ids=["moon", PRODUCT.id]) == [{"id": PRODUCT.id}]


async def test_a_recipe_is_found_by_its_name(desk: Context) -> None:
    await desk.archive.recipes.put(
        [Recipe(id="soup", names={"en": "Soup"}, ingredients=(), keys=frozenset())]
    )
    query = 'query { findRecipes(text: "SOU") { id name } }'
    assert await asked(desk, query) == [{"id": "soup", "name": "Soup"}]


async def test_the_catalogue_has_categories_with_their_beginnings(desk: Context) -> None:
    found = await asked(desk, "query { catalogue { categories brands } }")
    assert PRODUCT.category in found["categories"]
    assert (PRODUCT.category or "").split("/", maxsplit=1)[0] in found["categories"]
    assert found["brands"] == [PRODUCT.brand]
