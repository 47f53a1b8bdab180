"""How often a caller may come: rules by themselves, and at the door of an application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymongo.asynchronous.database import AsyncDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.access.allowances import BURST_SECONDS, RATES, Allowances
from api.access.audit import AuditLog
from api.access.authentication import Authentication, Rejected, create_key
from api.access.callers import Action, Anonymous, ApiKey, Caller, KeyScope, Role, Shopper, Staff
from api.access.door import Door
from api.access.routes import guarded
from api.access.store import AccessStore
from api.app import build
from api.settings import Settings
from provenance.store.collection import Document
from tests.api.access_sample import KEY, NOW, SECRET
from tests.api.app_client import serving

HERE = "192.0.2.1"  # a documentation address (RFC 5737)
WHO_CALLS = "{ __typename }"


def admitted(allowances: Allowances, caller: Caller, moments: list[float], at: str = HERE) -> int:
    return sum(allowances.wait(caller, at, now) == 0 for now in moments)


class TestAllowances:
    @pytest.mark.parametrize(
        ("caller", "rate"),
        [
            (Anonymous(), 50),
            (Shopper("s"), RATES[Shopper]),
            (Staff("ana", Role.ADMIN), RATES[Staff]),
            (KEY, RATES[ApiKey]),
            (ApiKey("own", "Farm", frozenset(), rate=7), 7),
        ],
    )
    def test_a_burst_goes_in_and_then_the_rate(self, caller: Caller, rate: int) -> None:
        allowances = Allowances(anonymous=50)
        assert admitted(allowances, caller, [0.0] * 2_000) == rate * BURST_SECONDS
        seconds = [number / 1_000 for number in range(10_000)]
        assert abs(admitted(allowances, caller, seconds) - 10 * rate) <= 1

    def test_whoever_waits_as_long_as_told_goes_in(self) -> None:
        allowances = Allowances(anonymous=0)
        key = ApiKey("slow", "Farm", frozenset(), rate=0.1)
        assert allowances.wait(key, HERE, 5.0) == 0
        wait = allowances.wait(key, HERE, 6.0)
        assert wait == pytest.approx(9)
        assert allowances.wait(key, HERE, 6.0 + wait - 0.01) > 0
        assert allowances.wait(key, HERE, 6.0 + wait) == 0

    def test_one_caller_does_not_use_what_is_anothers(self) -> None:
        allowances = Allowances(anonymous=1)
        callers: list[Caller] = [Staff("x", Role.ADMIN), Shopper("x"), ApiKey("x", "", frozenset())]
        for caller in callers:
            admitted(allowances, caller, [0.0] * 5_000)
        assert [allowances.wait(Anonymous(), "x", 0.0), allowances.wait(KEY, HERE, 0.0)] == [0, 0]

    @pytest.mark.parametrize(
        ("one", "other", "together"),
        [
            ("2001:db8::1", "2001:db8::ffff:2", True),
            ("2001:db8::1", "2001:db8:0:1::1", False),
            ("::ffff:192.0.2.1", "192.0.2.1", True),
            ("192.0.2.1", "192.0.2.2", False),
            ("unix socket", "another", False),
        ],
    )
    def test_an_address_is_a_household(self, one: str, other: str, together: bool) -> None:
        allowances = Allowances(anonymous=1)
        admitted(allowances, Anonymous(), [0.0] * 10, one)
        assert (allowances.wait(Anonymous(), other, 0.0) > 0) is together

    def test_the_installation_may_let_everybody_in(self) -> None:
        assert admitted(Allowances(anonymous=0), Anonymous(), [0.0] * 10_000) == 10_000

    def test_a_crowd_makes_nobody_forget_the_one_who_floods(self) -> None:
        allowances = Allowances(anonymous=1, remembered=100)
        admitted(allowances, Anonymous(), [0.0] * 10, "flood")
        for number in range(1_000):
            allowances.wait(Anonymous(), f"guest {number}", 0.0)
        assert allowances.wait(Anonymous(), "flood", 0.0) > 0
        assert len(allowances._full_at) <= 100

    @given(
        st.lists(st.floats(min_value=0, max_value=60), max_size=300).map(sorted),
        st.integers(min_value=1, max_value=20),
    )
    def test_in_no_span_does_more_come_in_than_burst_and_rate(
        self, moments: list[float], rate: int
    ) -> None:
        allowances = Allowances(anonymous=rate)
        came = [now for now in moments if allowances.wait(Anonymous(), HERE, now) == 0]
        for first in range(0, len(came), 7):
            for last in range(first, len(came)):
                allowed = rate * (BURST_SECONDS + came[last] - came[first])
                assert last - first + 1 <= allowed + 1e-3


@asynccontextmanager
async def limited(
    database: AsyncDatabase[Document], uri: str, rate: int
) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application with a limit for anonymous callers."""
    settings = Settings(
        data=Path(),
        public_url="https://shop.example",
        database=database.name,
        secret=SECRET,
        anonymous_rate=rate,
    )
    async with serving(build(settings, uri)) as client:
        yield client


async def asked(client: httpx.AsyncClient, token: str | None = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return await client.post("/graphql", json={"query": WHO_CALLS}, headers=headers)


async def test_whoever_comes_too_often_is_told_when_to_come_again(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    async with limited(database, mongodb_uri, rate=1) as client:
        answers = [await asked(client) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200] * 4 + [429]
        assert answers[-1].headers["retry-after"] == "1"
        assert answers[-1].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"

        page = await client.get("/01/09506000134352", headers={"Accept": "text/html"})
        assert page.status_code == 429
        assert page.headers["retry-after"] == "1"
        assert page.headers["content-type"] == "application/problem+json"
        assert page.json()["status"] == 429

        health = [(await client.get("/health/live")).status_code for _ in range(20)]
        assert set(health) == {200}


class Small:
    """A small application at a moment that stands still, and how often it looked a caller up."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.looked_up = 0
        self._authentication = Authentication(AccessStore(database), secret=SECRET)
        self.app = Starlette(
            routes=[
                guarded("/readings", size, Action.SEND_READINGS, ["POST"]),
                guarded("/scan", size, Action.SCAN, ["POST"]),
            ]
        )
        self.app.state.door = Door(self._caller_from, Allowances(anonymous=0), clock=lambda: 0.0)
        self.app.state.audit = AuditLog(database)

    async def _caller_from(self, authorization: str | None) -> Caller | Rejected:
        self.looked_up += 1
        return await self._authentication.caller_from(authorization, NOW)

    async def post(
        self, path: str, content: bytes | AsyncIterator[bytes] = b"", token: str | None = None
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post(path, content=content, headers=headers)


async def size(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def test_one_callers_flood_keeps_no_other_out_and_costs_the_database_nothing(
    database: AsyncDatabase[Document],
) -> None:
    store, small = AccessStore(database), Small(database)
    flooding, _ = await create_key(store, "Flood", [KeyScope.READINGS], NOW, rate=1)
    working, _ = await create_key(store, "Farm", [KeyScope.READINGS], NOW)
    flood = [(await small.post("/readings", token=flooding)).status_code for _ in range(100)]
    assert flood == [200] * BURST_SECONDS + [429] * (100 - BURST_SECONDS)
    assert small.looked_up == BURST_SECONDS + 1
    assert (await small.post("/readings", token=working)).status_code == 200


async def test_guessing_keys_counts_by_address(database: AsyncDatabase[Document]) -> None:
    small = Small(database)
    small.app.state.door = Door(small._caller_from, Allowances(anonymous=1), clock=lambda: 0.0)
    guesses = [(await small.post("/scan", token=f"fl_{n}")).status_code for n in range(10)]
    assert guesses == [401] * 4 + [429] * 6


async def chunks(number: int, length: int, sent: list[int]) -> AsyncIterator[bytes]:
    for _ in range(number):
        sent.append(length)
        yield b"x" * length


class TestBodies:
    @pytest.mark.parametrize(("length", "status"), [(64 << 10, 200), ((64 << 10) + 1, 413)])
    async def test_a_body_may_be_as_long_as_its_action_allows(
        self, database: AsyncDatabase[Document], length: int, status: int
    ) -> None:
        answer = await Small(database).post("/scan", b"x" * length)
        assert answer.status_code == status
        if status == 413:
            assert answer.headers["content-type"] == "application/problem+json"
            assert "65536 bytes" in answer.json()["detail"]

    async def test_one_that_does_not_say_its_length_is_read_no_further_than_that(
        self, database: AsyncDatabase[Document]
    ) -> None:
        sent: list[int] = []
        answer = await Small(database).post("/scan", chunks(1_000, 1_024, sent))
        assert answer.status_code == 413
        assert sum(sent) <= (64 << 10) + 2_048

    async def test_devices_may_send_more(self, database: AsyncDatabase[Document]) -> None:
        store = AccessStore(database)
        token, _ = await create_key(store, "Farm", [KeyScope.READINGS], NOW)
        answer = await Small(database).post("/readings", b"x" * (2 << 20), token)
        assert answer.text == str(2 << 20)
