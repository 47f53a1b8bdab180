"""The whole application on a real database, asked as shoppers and orchestrators ask it."""

import asyncio

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect, OperationFailure
from structlog.testing import capture_logs

from api import wiring
from provenance.store.collection import Document
from tests.api.app_client import SCAN, application, ask, serving
from tests.api.app_samples import FARM, LINK, PRODUCT, STORE


@pytest.fixture
def client(market: httpx.AsyncClient) -> httpx.AsyncClient:
    return market


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
        assert "script-src 'self'" in response.headers["content-security-policy"]
        assert "default-src 'none'" in response.headers["content-security-policy"]


async def test_machines_get_json_ld_at_the_same_address(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        f"/01/{PRODUCT.id}/10/L1?lang=en", headers={"Accept": "application/ld+json"}
    )
    assert answer.headers["content-type"].startswith("application/ld+json")
    assert (answer.json()["@type"], answer.json()["name"]) == ("Product", "Baby spinach")


async def test_an_encoded_slash_belongs_to_the_lot(client: httpx.AsyncClient) -> None:
    headers = {"Accept": "text/html"}  # others are redirected to it
    page = await client.get(f"/01/{PRODUCT.id}/10/A%2FB?lang=en", headers=headers)
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


async def test_stopping_does_not_wait_for_a_database_that_is_away() -> None:
    nowhere = "mongodb://127.0.0.1:9/?directConnection=true"
    for moment in (0.0, 0.05, 0.1, 0.2, 0.4, 0.8):  # in whatever the driver is doing just then
        async with asyncio.timeout(20):
            async with serving(application(nowhere, "freshlens")):
                await asyncio.sleep(moment)


async def test_a_database_that_refuses_is_told_with_its_reason_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, database: AsyncDatabase[Document]
) -> None:
    answers = [OperationFailure("not authorized", 13), AutoReconnect("gone"), None]

    async def prepared(*_: object) -> None:
        if (error := answers.pop(0)) is not None:
            raise error

    monkeypatch.setattr(wiring, "prepare", prepared)
    monkeypatch.setattr(wiring, "RETRY_SECONDS", 0)
    with capture_logs() as logs:
        await wiring.prepared_when_reached(database)
    assert [(log["log_level"], log["error"]) for log in logs] == [
        ("error", "not authorized"),
        ("warning", "AutoReconnect"),
    ]
