"""The whole application in this process, and asking it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from pymongo.asynchronous.database import AsyncDatabase
from starlette.applications import Starlette

from api import clock
from api.access.authentication import new_staff
from api.access.callers import Role
from api.access.store import AccessStore
from api.app import build
from api.settings import Settings
from provenance.store.collection import Document

PASSWORD = "correct horse battery"
SECRET = "a secret for tests that is long enough"
SCAN = """
query ($code: String!, $context: ScanContext) {
  scan(code: $code, context: $context) {
    __typename
    ... on Scan {
      product { name }
      lot { lot bestBefore product { gtin } }
      freshness { state basis explanation }
      origin { complete sources { name } steps { activity bizStep place { name } recordedBy } }
      reviews { rating { count average } edges { node { text } } }
      offers { id }
    }
    ... on ScanRefusal { reason message hint identity { gtin } }
  }
}
"""


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://test",
            timeout=30,
        ) as client,
    ):
        yield client


def application(uri: str, database: str) -> Starlette:
    settings = Settings(
        data=Path(),
        public_url="https://shop.example",
        database=database,
        secret=SECRET,
        anonymous_rate=0,
    )
    return build(settings, uri)


async def ask(
    client: httpx.AsyncClient,
    query: str,
    variables: dict[str, Any] | None = None,
    token: str | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if language:
        headers["Accept-Language"] = language
    response = await client.post(
        "/graphql", json={"query": query, "variables": variables}, headers=headers
    )
    body = response.json()
    assert "errors" not in body, body
    data: dict[str, Any] = body["data"]
    return data


async def staff_token(
    client: httpx.AsyncClient, database: AsyncDatabase[Document], role: Role = Role.OPERATIONS
) -> str:
    record = new_staff("ana", role, PASSWORD, clock.now())
    await AccessStore(database).add_staff(record)
    log_in = """mutation ($input: LogInInput!) { logIn(input: $input) {
        ... on Session { token } ... on AccessRefusal { message } } }"""
    found = await ask(client, log_in, {"input": {"name": "ana", "password": PASSWORD}})
    return str(found["logIn"]["token"])


async def shopper_token(client: httpx.AsyncClient) -> str:
    found = await ask(client, "mutation { startShopperSession { token } }")
    return str(found["startShopperSession"]["token"])
