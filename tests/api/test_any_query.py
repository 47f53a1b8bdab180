"""Whatever valid operation is sent, the answer is data or a coded error, never a server error."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from graphql import DocumentNode, print_ast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import mutations, nodes, queries
from pymongo.asynchronous.database import AsyncDatabase

from api.graphql.schema import build_schema
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import application, serving
from tests.api.app_samples import FARM, LINK, PRODUCT, STORE, STORE_PLACE, journey

SDL = build_schema(production=False).as_str()
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "DateTime": st.sampled_from(["2026-11-21T08:30:00Z", "yesterday", "2026-11-21"]).map(
        nodes.String
    ),
    "Date": st.sampled_from(["2026-11-21", "0001-01-01", "9999-12-31", "soon"]).map(nodes.String),
    "Time": st.sampled_from(["17:30", "17:30+02:00", "25:00"]).map(nodes.String),
    "Decimal": st.sampled_from(["20", "-0.5", "NaN", "1e400", "many"]).map(nodes.String),
    "BigInt": (st.integers(-(2**70), 2**70) | st.sampled_from([0, 1, 2**63 - 1])).map(nodes.Int),
    "JSON": st.sampled_from(["{}", "[1]", "no document"]).map(nodes.String),
}
CODES = {
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "BAD_USER_INPUT",
    "GRAPHQL_VALIDATION_FAILED",
    "GRAPHQL_PARSE_FAILED",
}


@pytest.fixture(scope="module")
async def client(
    _database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    archive = Archive(_database)
    await archive.products.put([PRODUCT])
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    await archive.events.capture(journey())
    async with serving(application(mongodb_uri, _database.name)) as client:
        yield client


async def answers(client: httpx.AsyncClient, query: str) -> None:
    response = await client.post(
        "/graphql",
        json={"query": query},
        headers={"Accept": "application/graphql-response+json"},
    )
    body = response.json()
    codes = {error["extensions"]["code"] for error in body.get("errors", ())}
    assert response.status_code in (200, 400), (query, body)
    assert codes <= CODES, (query, body)
    assert response.status_code == 200 or "data" not in body


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(query=queries(SDL, custom_scalars=SCALARS))
async def test_any_query(client: httpx.AsyncClient, query: str) -> None:
    await answers(client, query)


@FUZZ
@given(query=mutations(SDL, custom_scalars=SCALARS))
async def test_any_mutation(client: httpx.AsyncClient, query: str) -> None:
    await answers(client, query)


def about_a_lot(document: DocumentNode) -> str:
    """The query with every code replaced by that of a lot which has a story."""
    return re.sub(r'code: "(?:[^"\\]|\\.)*"', f'code: "{LINK}"', print_ast(document))


@FUZZ
@given(query=queries(SDL, fields=["scan"], custom_scalars=SCALARS, print_ast=about_a_lot))
async def test_any_selection_of_a_story(client: httpx.AsyncClient, query: str) -> None:
    await answers(client, query)
