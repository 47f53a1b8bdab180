"""The audit log: what staff, partners and the command line did is written down, whatever it was."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from graphql import GraphQLNonNull, GraphQLUnionType
from graphql import build_schema as build_core_schema
from pymongo.asynchronous.database import AsyncDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from api import clock
from api.access.allowances import Allowances
from api.access.audit import AuditLog, Deed, Outcome, targets
from api.access.authentication import Authentication, LoggedIn, create_key, new_staff
from api.access.callers import Action, KeyScope, Role
from api.access.door import Door
from api.access.routes import guarded
from api.access.store import AccessStore
from api.graphql.schema import build_schema
from provenance.store.collection import Document
from tests.api.access_sample import NOW, PASSWORD, SECRET
from tests.api.app_client import PASSWORD as STAFF_PASSWORD
from tests.api.app_client import ask, shopper_token

MODERATE = """mutation ($input: ModerateReviewInput!) { moderateReview(input: $input) {
    ... on ReviewRefusal { message } } }"""
LOG = """query ($first: Int, $before: ID, $who: String, $action: Action) {
  auditLog(first: $first, before: $before, who: $who, action: $action) {
    id who capacity action what outcome status targets { name value } } }"""


async def token(database: AsyncDatabase[Document], role: Role) -> str:
    store = AccessStore(database)
    await store.add_staff(new_staff(role.value, role, STAFF_PASSWORD, clock.now()))
    authentication = Authentication(store, secret="a secret for tests that is long enough")
    found = await authentication.log_in(role.value, STAFF_PASSWORD, clock.now())
    assert isinstance(found, LoggedIn)
    return found.token.text


async def entries(database: AsyncDatabase[Document]) -> list[tuple[str, str, str]]:
    return [(each.who, each.what, each.outcome) for each in await AuditLog(database).latest(100)]


class TestMutations:
    async def test_what_staff_did_and_tried_is_written_down(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document]
    ) -> None:
        decision = {"input": {"reviewId": "r" * 300, "approve": True}}
        await ask(market, MODERATE, decision, await token(database, Role.OPERATIONS))
        marketer = {"Authorization": f"Bearer {await token(database, Role.MARKETER)}"}
        body = {"query": MODERATE, "variables": decision}
        assert "errors" in (await market.post("/graphql", json=body, headers=marketer)).json()
        denied, refused = await AuditLog(database).latest(10)
        assert (denied.who, denied.capacity, denied.outcome) == ("marketer", "marketer", "refused")
        assert (refused.who, refused.what) == ("operations", "moderateReview")
        assert (refused.action, refused.outcome) == (Action.MODERATE_REVIEWS, Outcome.REFUSED)
        assert refused.targets == {"review_id": "r" * 200, "approve": True}

    async def test_shoppers_and_questions_are_not(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document]
    ) -> None:
        await ask(market, "mutation { startShopperSession { token } }")
        shopper = await shopper_token(market)
        given = {"idempotencyKey": "k", "productId": "x", "stars": 4}
        leave = """mutation ($input: LeaveReviewInput!) { leaveReview(input: $input) {
            __typename } }"""
        await ask(market, leave, {"input": given}, shopper)
        admin = await token(database, Role.ADMIN)
        await ask(market, "{ apiKeys { id } }", token=admin)
        assert await entries(database) == []

    def test_every_mutation_answers_with_a_union_whose_refusal_can_be_told(self) -> None:
        """The log knows a refusal by its type's name."""
        core = build_core_schema(build_schema(production=False).as_str())
        assert core.mutation_type is not None
        for name, field in core.mutation_type.fields.items():
            assert isinstance(field.type, GraphQLNonNull)
            union = field.type.of_type
            if name != "startShopperSession":
                assert isinstance(union, GraphQLUnionType), name
                assert any(each.name.endswith("Refusal") for each in union.types), name


class TestReading:
    async def test_an_admin_reads_it_page_by_page(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document]
    ) -> None:
        log = AuditLog(database)
        for number in range(5):
            action = Action.RECALL if number % 2 else Action.CAPTURE
            at = NOW + timedelta(seconds=number)
            await log.note(
                Deed(at, f"u{number % 2}", "admin", action, f"w{number}", Outcome.OK, 201)
            )
        admin = await token(database, Role.ADMIN)

        async def read(**variables: Any) -> list[Mapping[str, Any]]:
            found: list[Mapping[str, Any]] = (await ask(market, LOG, variables, admin))["auditLog"]
            return found

        first = await read(first=2)
        assert [each["what"] for each in first] == ["w4", "w3"]
        assert first[0]["status"] == 201
        rest = await read(before=first[-1]["id"])
        assert [each["what"] for each in rest] == ["w2", "w1", "w0"]
        assert [each["what"] for each in await read(who="u1")] == ["w3", "w1"]
        assert [each["what"] for each in await read(action="CAPTURE")] == ["w4", "w2", "w0"]

    @pytest.mark.parametrize("role", [Role.OPERATIONS, Role.MARKETER, Role.PRODUCER])
    async def test_nobody_else_does(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document], role: Role
    ) -> None:
        headers = {"Authorization": f"Bearer {await token(database, role)}"}
        body = {"query": "{ auditLog { id } }"}
        answer = (await market.post("/graphql", json=body, headers=headers)).json()
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def captured(request: Request) -> Response:
    status = int(request.path_params["status"])
    if status == 0:
        raise RuntimeError("broken")
    return Response(status_code=status)


class TestRoutes:
    async def test_what_keys_change_is_written_down_with_how_it_ended(
        self, database: AsyncDatabase[Document]
    ) -> None:
        store = AccessStore(database)
        authentication = Authentication(store, secret=SECRET)
        text, record = await create_key(store, "Farm", [KeyScope.CAPTURE, KeyScope.READINGS], NOW)
        app = Starlette(
            routes=[
                guarded("/capture/{status}", captured, Action.CAPTURE, ["GET", "POST"]),
                guarded("/links/{status}", captured, Action.MANAGE_LINKS, ["DELETE"]),
                guarded("/readings/{status}", captured, Action.SEND_READINGS, ["POST"]),
                guarded("/scan/{status}", captured, Action.SCAN, ["POST"]),
            ]
        )
        app.state.door = Door(
            lambda header: authentication.caller_from(header, NOW), Allowances(anonymous=0)
        )
        app.state.audit = AuditLog(database)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            await client.post("/scan/200")
            client.headers["Authorization"] = f"Bearer {text}"
            await client.get("/capture/200")
            await client.post("/readings/200")
            for status in (202, 400, 0):
                await client.post(f"/capture/{status}")
            await client.delete("/links/200")
        deeds = (await AuditLog(database).latest(10))[::-1]
        assert [(each.what, each.outcome.value, each.status) for each in deeds] == [
            ("POST /capture/{status}", "ok", 202),
            ("POST /capture/{status}", "refused", 400),
            ("POST /capture/{status}", "error", 500),
            ("DELETE /links/{status}", "refused", 403),
        ]
        assert {(each.who, each.capacity) for each in deeds} == {(record.key.id, "Farm")}


def test_only_identifiers_are_kept_of_what_was_given() -> None:
    given = {
        "password": PASSWORD,
        "idempotency_key": "secret",
        "text": "personal",
        "note": "personal",
        "gtin": "09521321000018",
        "role": Role.ADMIN,
        "alarm_id": None,
        "scopes": [KeyScope.CAPTURE] * 30,
        "lot": "x" * 500,
        "approve": False,
        "place": {"a": PASSWORD},
    }
    kept = targets(given)
    assert kept == {
        "gtin": "09521321000018",
        "role": "admin",
        "scopes": ["capture"] * 20,
        "lot": "x" * 200,
        "approve": False,
    }
    json.dumps(kept)


class TestKeys:
    CREATE = """mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
        ... on ApiKeyCreated { text key { id organisation scopes rate lastUsed revokedAt } }
        ... on ApiKeyRefusal { message hint } } }"""
    REVOKE = """mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) {
        ... on ApiKeyRevoked { key { id revokedAt } }
        ... on ApiKeyRefusal { message hint } } }"""

    async def test_an_admin_makes_and_ends_them_and_it_is_written_down(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document]
    ) -> None:
        admin = await token(database, Role.ADMIN)
        given = {"organisation": " Farm ", "scopes": ["READINGS", "CAPTURE"], "rate": 7}
        made = (await ask(market, self.CREATE, {"input": given}, admin))["createApiKey"]
        key = made["key"]
        assert made["text"].startswith(f"fl_{key['id']}_")
        assert (key["organisation"], key["scopes"], key["rate"]) == (
            "Farm", ["CAPTURE", "READINGS"], 7.0,
        )  # fmt: skip
        stored = await AccessStore(database).key(key["id"])
        assert stored is not None
        assert stored.key.rate == 7

        listed = await ask(market, "{ apiKeys { id lastUsed } }", token=admin)
        assert listed["apiKeys"] == [{"id": key["id"], "lastUsed": None}]
        for _ in range(2):
            ended = await ask(market, self.REVOKE, {"input": {"keyId": key["id"]}}, admin)
            assert ended["revokeApiKey"]["key"]["revokedAt"] is not None
        log = await AuditLog(database).latest(10)
        assert [each.what for each in log] == ["revokeApiKey"] * 2 + ["createApiKey"]
        assert log[-1].targets["id"] == key["id"]
        assert made["text"] not in str(log)

    @pytest.mark.parametrize(
        "change",
        [{"organisation": " "}, {"organisation": "x" * 101}, {"scopes": []}, {"rate": 0},
         {"rate": 10_001}],
    )  # fmt: skip
    async def test_one_that_cannot_be_is_refused_in_words(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document], change: dict[str, Any]
    ) -> None:
        admin = await token(database, Role.ADMIN)
        given = {"organisation": "Farm", "scopes": ["READINGS"], **change}
        made = (await ask(market, self.CREATE, {"input": given}, admin))["createApiKey"]
        assert made["message"]
        assert made["hint"]
        assert await AccessStore(database).all_keys() == []

    async def test_an_unknown_one_cannot_end(
        self, market: httpx.AsyncClient, database: AsyncDatabase[Document]
    ) -> None:
        admin = await token(database, Role.ADMIN)
        ended = await ask(market, self.REVOKE, {"input": {"keyId": "no"}}, admin)
        assert ended["revokeApiKey"]["message"]
