"""What if it is kept otherwise, and how long a store's lots will last, in the whole application."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.callers import Action, Role, Staff, may
from provenance.coldchain.values import Reading
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import ask, shopper_token, staff_token
from tests.api.app_samples import LINK, LOT, PRODUCT

WHAT_IF = """
query ($code: String!, $steps: [KeepingStep!], $then: Float!) {
  scan(code: $code) { ... on Scan { freshness {
    remaining whatIf(steps: $steps, thenCelsius: $then) { remaining days lost sentences }
  } } }
}
"""
DAYS_LEFT = """
query ($store: ID!, $category: String, $first: Int! = 50, $after: String) {
  lotsDaysLeft(storeId: $store, category: $category, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    lots {
      thing lot daysToUseBy meanKineticCelsius product { gtin }
      freshness { state remaining remainingUpper coverage }
    }
  }
}
"""
IN_THE_CAR = [{"celsius": 25.0, "hours": 2.0}]


@pytest.fixture
async def client(market: httpx.AsyncClient, database: AsyncDatabase[Document]) -> httpx.AsyncClient:
    """The market, selling smoked fish, with the lot's first days measured at its farm."""
    archive = Archive(database)
    await archive.products.put([replace(PRODUCT, category="fish/smoked")])
    begin = clock.now() - timedelta(days=4)
    readings = [
        Reading("farm", "probe", begin + timedelta(minutes=10 * tick), 3.0) for tick in range(432)
    ]
    await archive.readings.record(readings)
    await project_dirty(archive.events, archive.lots)
    return market


async def what_if(
    client: httpx.AsyncClient, steps: object, then: float, code: str = LINK, language: str = "en"
) -> object:
    variables = {"code": code, "steps": steps, "then": then}
    found = await ask(client, WHAT_IF, variables, language=language)
    return found["scan"]["freshness"]["whatIf"]


async def test_two_hours_in_the_car_cost_something(client: httpx.AsyncClient) -> None:
    home, car = [await what_if(client, steps, 4.0) for steps in ([], IN_THE_CAR)]
    assert isinstance(home, dict)
    assert isinstance(car, dict)
    assert car["days"] <= home["days"]
    assert home["lost"] == "PT0M"
    assert car["lost"] != "PT0M"
    assert home["sentences"][0] == car["sentences"][0]
    assert car["sentences"][1].startswith("2 hours at 25 °C: about")


async def test_it_speaks_the_asked_language(client: httpx.AsyncClient) -> None:
    found = await what_if(client, IN_THE_CAR, 4.0, language="es")
    assert isinstance(found, dict)
    assert found["sentences"][0].startswith("Si usted lo conserva a 4 °C")


async def test_without_an_estimate_there_is_no_answer(client: httpx.AsyncClient) -> None:
    assert await what_if(client, [], 4.0, code=f"https://id.gs1.org/01/{PRODUCT.id}") is None


async def test_of_recalled_goods_nothing_is_asked(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    texts = {"en": "Sand."}
    notice = RecallNotice("r1", [f"01/{PRODUCT.id}/10/{LOT}"], texts, texts, clock.now())
    await Archive(database).recalls.put([notice])
    assert await what_if(client, IN_THE_CAR, 4.0) is None


@pytest.mark.parametrize(
    ("steps", "then"),
    [([], 1e308), ([{"celsius": 4.0, "hours": -1.0}], 4.0), (IN_THE_CAR * 11, 4.0)],
    ids=["no temperature", "no time", "too many steps"],
)
async def test_what_no_food_goes_through_is_the_callers_mistake(
    client: httpx.AsyncClient, steps: object, then: float
) -> None:
    body = {"query": WHAT_IF, "variables": {"code": LINK, "steps": steps, "then": then}}
    answer = (await client.post("/graphql", json=body)).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


async def test_staff_see_how_long_lots_last(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    token = await staff_token(client, database)
    found = (await ask(client, DAYS_LEFT, {"store": "s1"}, token))["lotsDaysLeft"]
    [lot] = found["lots"]
    assert (lot["lot"], lot["product"]["gtin"]) == (LOT, PRODUCT.gtin)
    assert lot["meanKineticCelsius"] == pytest.approx(3.0)
    assert lot["freshness"]["remaining"] is not None
    assert 0 < lot["freshness"]["coverage"] < 1
    assert found["pageInfo"] == {"hasNextPage": False, "endCursor": None}
    none = await ask(client, DAYS_LEFT, {"store": "s1", "category": "fish/fresh"}, token)
    assert none["lotsDaysLeft"]["lots"] == []


async def test_nobody_else_sees_them(client: httpx.AsyncClient) -> None:
    body = {"query": DAYS_LEFT, "variables": {"store": "s1"}}
    shopper = {"Authorization": f"Bearer {await shopper_token(client)}"}
    for headers, code in (({}, "UNAUTHENTICATED"), (shopper, "FORBIDDEN")):
        answer = (await client.post("/graphql", json=body, headers=headers)).json()
        assert answer["errors"][0]["extensions"]["code"] == code
    who = {role for role in Role if may(Staff("x", role), Action.SEE_STOCK)}
    assert who == {Role.OPERATIONS, Role.ADMIN, Role.MARKETER}


async def test_an_unknown_store_is_the_callers_mistake(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    token = await staff_token(client, database)
    body = {"query": DAYS_LEFT, "variables": {"store": "atlantis"}}
    answer = await client.post("/graphql", json=body, headers={"Authorization": f"Bearer {token}"})
    [error] = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "stores" in error["message"]
