"""What is declared is enforced: GraphQL fields and mutations, and routes."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx
import pytest
import strawberry
from pymongo.asynchronous.database import AsyncDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from api.access.allowances import Allowances
from api.access.audit import AuditLog
from api.access.authentication import (
    TRIES_ALLOWED,
    TRIES_WINDOW,
    Authentication,
    create_key,
)
from api.access.callers import (
    Action,
    Anonymous,
    Caller,
    KeyScope,
    Role,
    Shopper,
    Staff,
)
from api.access.declared import Requires, undeclared
from api.access.door import Door
from api.access.mutations import AccessMutation
from api.access.routes import guarded, undeclared_routes
from api.access.store import AccessStore
from provenance.store.collection import Document
from provenance.text import Message, Texts
from tests.api.access_sample import KEY, NOW, PASSWORD


@dataclass
class Context:
    authentication: Authentication
    caller: Caller = field(default_factory=Anonymous)
    now: datetime = NOW
    language: str = "en"

    def say(self, message: Message) -> str:
        return TEXTS(message, self.language)


TEXTS = Texts(["api"])


async def secret_text() -> str:
    return "secret"


def open_text() -> str:
    return "hello"


@strawberry.type
class Query:
    forgotten: str = "open to all"
    staff_only: str = strawberry.field(
        resolver=secret_text, extensions=[Requires(Action.MANAGE_STAFF)]
    )
    for_all: str = strawberry.field(resolver=open_text, extensions=[Requires(Action.SCAN)])


@strawberry.type
class Mutation(AccessMutation):
    pass


SCHEMA = strawberry.Schema(Query, Mutation)
LOG_IN = """mutation ($name: String!, $password: String!) {
  logIn(input: {name: $name, password: $password}) {
    ... on Session { token name role expiresAt }
    ... on AccessRefusal { message hint retryAt }
  }
}"""


class TestDeclaredFields:
    def test_a_root_field_without_an_action_is_found(self) -> None:
        assert undeclared(SCHEMA) == ["Query.forgotten"]

    @pytest.mark.parametrize(
        ("caller", "code"),
        [
            (Anonymous(), "UNAUTHENTICATED"),
            (Shopper("a"), "FORBIDDEN"),
            (Staff("x", Role.MARKETER), "FORBIDDEN"),
            (KEY, "FORBIDDEN"),
        ],
    )
    async def test_who_may_not_is_told_so(
        self, doors: Authentication, caller: Caller, code: str
    ) -> None:
        result = await SCHEMA.execute("{staffOnly}", context_value=Context(doors, caller))
        assert result.data is None
        assert [error.extensions for error in result.errors or ()] == [{"code": code}]

    async def test_who_may_is_answered(self, doors: Authentication) -> None:
        context = Context(doors, Staff("x", Role.ADMIN))
        result = await SCHEMA.execute("{staffOnly forAll}", context_value=context)
        assert result.data == {"staffOnly": "secret", "forAll": "hello"}


class TestMutations:
    async def test_logging_in_answers_with_a_session(self, doors: Authentication) -> None:
        variables = {"name": "ana", "password": PASSWORD}
        result = await SCHEMA.execute(LOG_IN, variables, context_value=Context(doors))
        assert result.data is not None
        session = result.data["logIn"]
        assert (session["name"], session["role"]) == ("ana", "OPERATIONS")
        assert isinstance(await doors.caller_from(f"Bearer {session['token']}", NOW), Staff)

    @pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
    async def test_a_refusal_says_what_to_do(self, doors: Authentication, language: str) -> None:
        variables = {"name": "ana", "password": "wrong"}
        context = Context(doors, language=language)
        answers = []
        for _ in range(TRIES_ALLOWED + 1):
            result = await SCHEMA.execute(LOG_IN, variables, context_value=context)
            assert result.data is not None
            answers.append(result.data["logIn"])
        assert answers[0]["message"] == TEXTS(Message("access-wrong-credentials"), language)
        assert answers[0]["retryAt"] is None
        assert "15" in answers[-1]["hint"]
        assert answers[-1]["retryAt"] == (NOW + TRIES_WINDOW).isoformat()

    async def test_a_shopper_session_begins_without_a_name(self, doors: Authentication) -> None:
        result = await SCHEMA.execute(
            "mutation { startShopperSession { token expiresAt } }", context_value=Context(doors)
        )
        assert result.data is not None
        token = result.data["startShopperSession"]["token"]
        assert isinstance(await doors.caller_from(f"Bearer {token}", NOW), Shopper)


async def who(request: Request) -> Response:
    return PlainTextResponse(type(request.state.caller).__name__)


def app(doors: Authentication, database: AsyncDatabase[Document]) -> Starlette:
    app = Starlette(
        routes=[
            guarded("/open", who, Action.SCAN),
            guarded("/capture", who, Action.CAPTURE, ["POST"]),
            Route("/forgotten", who),
            Mount("/sub", routes=[Route("/also", who), guarded("/not", who, Action.SCAN)]),
        ]
    )
    app.state.door = Door(lambda header: doors.caller_from(header, NOW), Allowances(anonymous=0))
    app.state.audit = AuditLog(database)
    return app


class TestGuardedRoutes:
    def test_a_route_without_an_action_is_found(
        self, doors: Authentication, database: AsyncDatabase[Document]
    ) -> None:
        assert undeclared_routes(app(doors, database)) == ["/forgotten", "/sub/also"]

    async def test_each_caller_gets_what_the_table_says(
        self, doors: Authentication, store: AccessStore, database: AsyncDatabase[Document]
    ) -> None:
        right, _ = await create_key(store, "Farm", [KeyScope.CAPTURE], NOW)
        wrong, _ = await create_key(store, "Farm", [KeyScope.TILL], NOW)
        transport = httpx.ASGITransport(app(doors, database))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answers = [
                await client.post("/capture", headers={"Authorization": header} if header else {})
                for header in (None, "Bearer x", f"Bearer {wrong}", f"Bearer {right}")
            ]
            assert (await client.get("/open")).text == "Anonymous"
        assert [answer.status_code for answer in answers] == [401, 401, 403, 200]
        assert answers[0].headers["www-authenticate"] == "Bearer"
        assert answers[2].headers["content-type"] == "application/problem+json"
        assert answers[3].text == "ApiKey"


def test_no_language_misses_a_sentence() -> None:
    folder = Path(__file__).parents[2] / "api" / "locales"
    keys = [
        {line.partition(" =")[0] for line in file.read_text().splitlines() if line[:1].isalpha()}
        for file in sorted(folder.glob("*/access.ftl"))
    ]
    assert len(keys) == 3
    assert keys[0] == keys[1] == keys[2]
