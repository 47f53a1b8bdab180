"""The whole application on a real database, asked as shoppers, staff and orchestrators ask it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
)
from graphql import build_schema as build_core_schema
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect, OperationFailure
from starlette.applications import Starlette
from strawberry.schema.schema_converter import GraphQLCoreConverter
from structlog.testing import capture_logs

from api import app, clock
from api.access.authentication import Authentication, LoggedIn, new_staff
from api.access.callers import Action, Anonymous, Caller, KeyScope, Role, Shopper, may
from api.access.declared import Requires
from api.access.routes import undeclared_routes
from api.access.store import AccessStore
from api.app import build
from api.commands.staff import create_key
from api.graphql.execution import CheckedSchema
from api.graphql.schema import build_schema
from api.settings import Settings
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_samples import FARM, LINK, PRODUCT, STORE, STORE_PLACE, journey

PASSWORD = "correct horse battery"
SECRET = "a secret for tests that is long enough"
DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
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
        data=Path(), public_url="https://shop.example", database=database, secret=SECRET
    )
    return build(settings, uri)


@pytest.fixture
async def client(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    archive = Archive(database)
    await archive.products.put([PRODUCT])
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    await archive.events.capture(journey())
    app = application(mongodb_uri, database.name)
    async with serving(app) as client:
        async with asyncio.timeout(10):
            await app.state.live.started.wait()
        yield client


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


async def test_one_scan_tells_the_story(client: httpx.AsyncClient) -> None:
    found = (await ask(client, SCAN, {"code": LINK, "context": {"storeId": STORE.id}}))["scan"]
    assert found["product"]["name"] == "Espinacas tiernas", "the store's language is Spanish"
    assert found["lot"] == {
        "lot": "L1",
        "bestBefore": "2026-11-26",
        "product": {"gtin": PRODUCT.gtin},
    }
    assert [step["bizStep"] for step in found["origin"]["steps"]] == [
        "commissioning",
        "shipping",
        "receiving",
    ]
    assert found["origin"]["sources"] == [{"name": FARM.name}]
    assert found["origin"]["complete"] is True
    assert {step["recordedBy"] for step in found["origin"]["steps"]} == {"Green Valley"}
    assert found["offers"] == []
    assert found["reviews"] == {"rating": {"count": 0, "average": None}, "edges": []}


@pytest.mark.parametrize(
    ("asked", "accepted", "name"),
    [
        ("zh-Hans", None, "嫩菠菜"),
        (None, "zh-CN,zh;q=0.9,en;q=0.1", "嫩菠菜"),
        (None, "fr, en;q=0.5", "Baby spinach"),
        ("es-MX", "en", "Espinacas tiernas"),
        (None, None, "Baby spinach"),
    ],
)
async def test_the_answer_speaks_the_shoppers_language(
    client: httpx.AsyncClient, asked: str | None, accepted: str | None, name: str
) -> None:
    context = {"language": asked} if asked else None
    found = await ask(client, SCAN, {"code": LINK, "context": context}, language=accepted or "*")
    assert found["scan"]["product"]["name"] == name


@pytest.mark.parametrize(
    ("code", "store", "reason"),
    [
        ("09521321000017", None, "CHECK_DIGIT"),
        ("https://example.com/menu", None, "FOREIGN_LINK"),
        ("09506000134352", None, "UNKNOWN_PRODUCT"),
        ("4011", None, "STORE_REQUIRED"),
        ("4011", "s1", "UNKNOWN_PRODUCT"),
        ("hello", None, "UNREADABLE"),
        (LINK, "no-such-store", "STORE_REQUIRED"),
        ("106141412345678908", None, "UNSUPPORTED"),
    ],
)
async def test_a_miss_is_an_answer_that_says_what_to_do(
    client: httpx.AsyncClient, code: str, store: str | None, reason: str
) -> None:
    found = (await ask(client, SCAN, {"code": code, "context": {"storeId": store}}))["scan"]
    assert (found["__typename"], found["reason"]) == ("ScanRefusal", reason)
    assert found["message"]
    assert found["hint"]


LEAVE = """
mutation ($input: LeaveReviewInput!) {
  leaveReview(input: $input) {
    ... on ReviewLeft { review { id stars } }
    ... on ReviewRefusal { message hint }
  }
}
"""
MODERATE = """
mutation ($input: ModerateReviewInput!) {
  moderateReview(input: $input) {
    ... on ReviewModerated { approved }
    ... on ReviewRefusal { message hint }
  }
}
"""


async def staff_token(client: httpx.AsyncClient, database: AsyncDatabase[Document]) -> str:
    record = new_staff("ana", Role.OPERATIONS, PASSWORD, clock.now())
    await AccessStore(database).add_staff(record)
    log_in = """mutation ($input: LogInInput!) { logIn(input: $input) {
        ... on Session { token } ... on AccessRefusal { message } } }"""
    found = await ask(client, log_in, {"input": {"name": "ana", "password": PASSWORD}})
    return str(found["logIn"]["token"])


async def shopper_token(client: httpx.AsyncClient) -> str:
    found = await ask(client, "mutation { startShopperSession { token } }")
    return str(found["startShopperSession"]["token"])


async def test_a_review_is_held_until_staff_approves_it(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    shopper, staff = await shopper_token(client), await staff_token(client, database)
    given = {"idempotencyKey": "k", "productId": PRODUCT.id, "stars": 4, "text": "Crisp."}
    left = (await ask(client, LEAVE, {"input": given}, shopper))["leaveReview"]
    again = (await ask(client, LEAVE, {"input": given}, shopper))["leaveReview"]
    assert left == again, "repeating a request leaves no second review"
    other = {**given, "idempotencyKey": "another"}
    assert (
        "already" in (await ask(client, LEAVE, {"input": other}, shopper))["leaveReview"]["message"]
    )

    held = (await ask(client, SCAN, {"code": LINK}))["scan"]["reviews"]
    assert held["rating"]["count"] == 0
    waiting = await ask(
        client, "{ reviewsToModerate { productId review { id text } } }", token=staff
    )
    review = {"id": left["review"]["id"], "text": "Crisp."}
    assert waiting["reviewsToModerate"] == [{"productId": PRODUCT.id, "review": review}]

    decision = {"reviewId": review["id"], "approve": True}
    assert await ask(client, MODERATE, {"input": decision}, staff) == {
        "moderateReview": {"approved": True}
    }
    shown = (await ask(client, SCAN, {"code": LINK}))["scan"]["reviews"]
    assert shown == {
        "rating": {"count": 1, "average": 4.0},
        "edges": [{"node": {"text": "Crisp."}}],
    }


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"stars": 6}, "stars"),
        ({"text": "x" * 2_001}, "too long"),
        ({"idempotencyKey": ""}, "too long"),
        ({"productId": "09506000134352"}, "do not know"),
    ],
)
async def test_a_review_that_cannot_be_taken_is_refused_in_words(
    client: httpx.AsyncClient, change: dict[str, Any], word: str
) -> None:
    given = {"idempotencyKey": "k", "productId": PRODUCT.id, "stars": 4, **change}
    left = await ask(client, LEAVE, {"input": given}, await shopper_token(client))
    assert word in left["leaveReview"]["message"]
    assert left["leaveReview"]["hint"]


@pytest.mark.parametrize("after", ["", "yesterday", "AAAA", "é"])
async def test_a_cursor_that_is_not_ours_is_the_callers_mistake(
    client: httpx.AsyncClient, after: str
) -> None:
    query = """query ($code: String!, $after: String) { scan(code: $code) { ... on Scan {
        product { id } reviews(after: $after) { edges { cursor } } } } }"""
    variables = {"code": LINK, "after": after}
    response = await client.post("/graphql", json={"query": query, "variables": variables})
    body = response.json()
    assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert body["data"]["scan"] == {"product": {"id": PRODUCT.id}, "reviews": None}


async def test_every_mutation_is_closed_to_whoever_may_not(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    """Walks all mutations with every kind of caller; a new one is walked without a change here."""
    schema = build_schema(production=False)
    core = build_core_schema(schema.as_str())
    assert core.mutation_type is not None
    callers: list[tuple[Caller, str | None]] = [(Anonymous(), None)]
    callers.append((Shopper("s"), await shopper_token(client)))
    authentication = Authentication(AccessStore(database), secret=SECRET)
    for role in Role:
        await AccessStore(database).add_staff(new_staff(role.value, role, PASSWORD, clock.now()))
        logged_in = await authentication.log_in(role.value, PASSWORD, clock.now())
        assert isinstance(logged_in, LoggedIn)
        callers.append((logged_in.staff, logged_in.token.text))
    for scope in KeyScope:
        text, record = await create_key(AccessStore(database), "Partner", [scope], clock.now())
        callers.append((record.key, text))
    for name, field in core.mutation_type.fields.items():
        given = ", ".join(f"{key}: {example(arg.type)}" for key, arg in field.args.items())
        query = f"mutation {{ {name}{f'({given})' if given else ''} {{ __typename }} }}"
        action = action_of(schema, name)
        for caller, token in callers:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            body = (await client.post("/graphql", json={"query": query}, headers=headers)).json()
            codes = {error["extensions"]["code"] for error in body.get("errors", ())}
            closed = bool(codes & {"UNAUTHENTICATED", "FORBIDDEN"})
            assert closed is not may(caller, action), (name, caller, body)
            assert not codes - {"UNAUTHENTICATED", "FORBIDDEN"}, body


def action_of(schema: CheckedSchema, mutation: str) -> Action:
    core = cast(Any, schema)._schema
    declared = core.mutation_type.fields[mutation].extensions[DEFINITION]
    return next(one.action for one in declared.extensions if isinstance(one, Requires))


def example(type_: GraphQLInputType) -> str:
    """A value of the type, as small as it may be."""
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    if isinstance(type_, GraphQLInputObjectType):
        required = {
            name: field.type
            for name, field in type_.fields.items()
            if isinstance(field.type, GraphQLNonNull)
        }
        return "{" + ", ".join(f"{name}: {example(of)}" for name, of in required.items()) + "}"
    if isinstance(type_, GraphQLEnumType):
        return str(next(iter(type_.values)))
    return {"Int": "1", "Boolean": "true"}.get(str(type_), '"x"')


async def test_every_route_declares_who_may_use_it(mongodb_uri: str) -> None:
    assert undeclared_routes(application(mongodb_uri, "unused")) == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/?lang=en", 200, ["How fresh is it", "Corner Market"]),
        (f"/01/{PRODUCT.id}/10/L1?lang=en", 200, ["Baby spinach", "Green Valley Farm"]),
        (f"/01/{PRODUCT.id}?lang=en", 200, ["Baby spinach"]),
        (f"/01/{PRODUCT.id}/21/S1?lang=es", 200, ["Espinacas tiernas"]),
        (f"/01/{PRODUCT.id}/10/nobody-knows?lang=en", 200, ["Nothing is recorded"]),
        (f"/01/{PRODUCT.id}/10/L1?lang=zh-Hans&store=s1", 200, ["嫩菠菜"]),
        ("/01/09506000134352?lang=en", 404, ["09506000134352"]),
        ("/01/09506000134353?lang=en", 400, ["check digit"]),
        ("/01/123?lang=en", 400, []),
        ("/scan?code=4011&lang=en", 400, ["store"]),
        (f"/scan?code={PRODUCT.id}&lang=en", 200, ["Baby spinach"]),
        ("/static/nothing.css", 404, []),
        ("/nowhere", 404, []),
    ],
)
async def test_a_phone_gets_a_page(
    client: httpx.AsyncClient, path: str, status: int, words: list[str]
) -> None:
    response = await client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == status
    for word in words:
        assert word in response.text
    if status == 200:
        assert "script-src" not in response.headers["content-security-policy"]
        assert "default-src 'none'" in response.headers["content-security-policy"]


async def test_machines_get_json_ld_at_the_same_address(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        f"/01/{PRODUCT.id}/10/L1?lang=en", headers={"Accept": "application/ld+json"}
    )
    assert answer.headers["content-type"].startswith("application/ld+json")
    assert (answer.json()["@type"], answer.json()["name"]) == ("Product", "Baby spinach")


async def test_an_encoded_slash_belongs_to_the_lot(client: httpx.AsyncClient) -> None:
    page = await client.get(f"/01/{PRODUCT.id}/10/A%2FB?lang=en")
    assert page.status_code == 200
    assert "A/B" in page.text


async def test_health_and_metrics(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "live"}
    assert (await client.get("/health/ready")).json() == {"status": "ready"}
    await ask(client, SCAN, {"code": LINK})
    metrics = (await client.get("/metrics")).text
    assert 'freshlens_requests_total{part="graphql",status="200"}' in metrics


async def test_a_database_that_is_away_is_said_and_not_a_crash() -> None:
    nowhere = "mongodb://127.0.0.1:9/?directConnection=true&serverSelectionTimeoutMS=100"
    async with serving(application(nowhere, "freshlens")) as client:
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/health/ready")).status_code == 503
        page = await client.get(f"/01/{PRODUCT.id}?lang=en")
        answer = await client.post("/graphql", json={"query": SCAN, "variables": {"code": LINK}})
    for response in (page, answer):
        assert response.status_code == 503
        assert int(response.headers["retry-after"]) > 0
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_a_database_that_refuses_is_told_with_its_reason_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, database: AsyncDatabase[Document]
) -> None:
    answers = [OperationFailure("not authorized", 13), AutoReconnect("gone"), None]

    async def prepared(*_: object) -> None:
        if (error := answers.pop(0)) is not None:
            raise error

    monkeypatch.setattr(app, "prepare", prepared)
    monkeypatch.setattr(app, "RETRY_SECONDS", 0)
    with capture_logs() as logs:
        await app._prepared(database)
    assert [(log["log_level"], log["error"]) for log in logs] == [
        ("error", "not authorized"),
        ("warning", "AutoReconnect"),
    ]
