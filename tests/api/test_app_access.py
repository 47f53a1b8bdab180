"""Reviews and their moderation, and who may do what, in the whole application."""

from typing import Any, cast

import httpx
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
)
from graphql import build_schema as build_core_schema
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.schema.schema_converter import GraphQLCoreConverter

from api import clock
from api.access.authentication import Authentication, LoggedIn, create_key, new_staff
from api.access.callers import Action, Anonymous, Caller, KeyScope, Role, Shopper, may
from api.access.declared import Requires
from api.access.routes import undeclared_routes
from api.access.store import AccessStore
from api.graphql.execution import CheckedSchema
from api.graphql.schema import build_schema
from provenance.store.collection import Document
from tests.api.app_client import (
    PASSWORD,
    SCAN,
    SECRET,
    application,
    ask,
    shopper_token,
    staff_token,
)
from tests.api.app_samples import LINK, PRODUCT

DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
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


@pytest.fixture
def client(market: httpx.AsyncClient) -> httpx.AsyncClient:
    return market


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


EXAMPLES = {
    "Int": "1",
    "Float": "1",
    "BigInt": "1",
    "Decimal": '"1"',
    "Boolean": "true",
    "Date": '"2026-11-21"',
    "DateTime": '"2026-11-21T12:00:00Z"',
}
"""Values of scalars that take no text."""


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
        if type_.is_one_of:
            required = {name: field.type for name, field in [*type_.fields.items()][:1]}
        return "{" + ", ".join(f"{name}: {example(of)}" for name, of in required.items()) + "}"
    if isinstance(type_, GraphQLEnumType):
        return str(next(iter(type_.values)))
    if isinstance(type_, GraphQLList):
        return f"[{example(type_.of_type)}]"
    return EXAMPLES.get(str(type_), '"x"')


async def test_every_route_declares_who_may_use_it(mongodb_uri: str) -> None:
    assert undeclared_routes(application(mongodb_uri, "unused")) == []
