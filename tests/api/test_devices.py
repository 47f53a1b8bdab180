"""Kiosks and scales: pairing them, what their keys open, and what they say of themselves."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.callers import Action, ApiKey, KeyScope, Role, may
from api.access.devices import HEARD_WITHIN, Device, DeviceKind, DeviceReport
from api.access.pairing import Paired, device_page, pair
from api.access.store import AccessStore
from personalization.shop_floor import set_floor_plan
from personalization.store.market import Market
from personalization.zones.floor_plan import FloorPlan, Zone
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from tests.api.app_client import application, ask, serving, staff_token
from tests.api.app_samples import FARM, STORE, STORE_PLACE

CORNERS = ((0.0, 0.0), (5.0, 0.0), (5.0, 5.0))
FRUIT = Zone(id="fruit", names={"en": "Fruit", "es": "Fruta"}, polygon=CORNERS)
PLAN = FloorPlan(store=STORE.id, width=10, height=10, zones=(FRUIT,))
PAIR = """mutation ($input: PairDeviceInput!) { pairDevice(input: $input) { __typename
    ... on DevicePaired { key address device { id name } }
    ... on DeviceRefusal { message } } }"""
UNPAIR = """mutation ($input: UnpairDeviceInput!) { unpairDevice(input: $input) {
    ... on DeviceUnpaired { id } ... on DeviceRefusal { message } } }"""
THIS = """{ thisDevice { kind name store { id timeZone currencyCode } zone { id name }
    health { online } } }"""
DEVICES = """query ($store: ID) { devices(storeId: $store) { name zone { id } pairedAt
    health { online version clockOffsetSeconds problems } } }"""
REPORT = """mutation ($input: ReportDeviceInput!) { reportDevice(input: $input) {
    ... on DeviceReported { at } ... on DeviceRefusal { message } } }"""
KIOSK = {"kind": "KIOSK", "name": " Entrance ", "storeId": STORE.id, "zoneId": "fruit"}


@pytest.fixture
async def client(
    mongodb_uri: str, database: AsyncDatabase[Document]
) -> AsyncIterator[httpx.AsyncClient]:
    await Archive(database).places.put([STORE_PLACE, FARM], [STORE])
    planned = await set_floor_plan(Archive(database), Market(database), PLAN)
    assert isinstance(planned, Written)
    async with serving(application(mongodb_uri, database.name)) as opened:
        yield opened


async def test_a_kiosk_is_paired_knows_where_it_stands_and_is_seen(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    staff = await staff_token(client, database)
    paired = (await ask(client, PAIR, {"input": KIOSK}, staff))["pairDevice"]
    key = paired["key"]
    assert paired["address"] == f"https://shop.example/kiosk#device={key}"
    assert (await ask(client, THIS, None, key, language="es"))["thisDevice"] == {
        "kind": "KIOSK",
        "name": "Entrance",
        "store": {"id": STORE.id, "timeZone": "Europe/Madrid", "currencyCode": "EUR"},
        "zone": {"id": "fruit", "name": "Fruta"},
        "health": None,
    }
    given = {"version": "kiosk-1.js", "clockOffsetSeconds": -3600, "problems": ["CLOCK_WRONG"] * 2}
    assert (await ask(client, REPORT, {"input": given}, key))["reportDevice"]["at"]
    (seen,) = (await ask(client, DEVICES, {"store": STORE.id}, staff))["devices"]
    assert seen["health"] == given | {"problems": ["CLOCK_WRONG"], "online": True}
    assert (await ask(client, DEVICES, {"store": "elsewhere"}, staff))["devices"] == []

    ending = {"input": {"deviceId": paired["device"]["id"]}}
    for _ in range(2):
        ended = (await ask(client, UNPAIR, ending, staff))["unpairDevice"]
        assert ended == {"id": paired["device"]["id"]}
    assert (await ask(client, DEVICES, None, staff))["devices"] == []
    headers = {"Authorization": f"Bearer {key}"}
    refused = await client.post("/graphql", json={"query": THIS}, headers=headers)
    assert refused.status_code == 401


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": " "}, "1 to 60"),
        ({"name": "x" * 61}, "1 to 60"),
        ({"storeId": "nowhere"}, "nowhere"),
        ({"zoneId": "moon"}, "moon"),
    ],
)
async def test_what_cannot_be_paired_is_refused_in_words(
    client: httpx.AsyncClient,
    database: AsyncDatabase[Document],
    change: dict[str, Any],
    word: str,
) -> None:
    staff = await staff_token(client, database)
    refused = (await ask(client, PAIR, {"input": KIOSK | change}, staff))["pairDevice"]
    assert word in refused["message"]
    assert await AccessStore(database).all_keys() == []


async def test_only_a_devices_key_is_a_device(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    staff = await staff_token(client, database, Role.ADMIN)
    making = """mutation { createApiKey(input: {organisation: "Farm", scopes: [KIOSK]}) {
        ... on ApiKeyRefusal { message hint } } }"""
    assert "kiosk" in (await ask(client, making, None, staff))["createApiKey"]["message"]
    body = (await client.post("/graphql", json={"query": THIS})).json()
    assert body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    unknown = await ask(client, UNPAIR, {"input": {"deviceId": "0123456789abcdef"}}, staff)
    assert "no such device" in unknown["unpairDevice"]["message"]


def test_a_device_may_do_little_more_than_anybody() -> None:
    kiosk = ApiKey("k", "Shop", frozenset({KeyScope.KIOSK}))
    scale = ApiKey("k", "Shop", frozenset({KeyScope.SCALE}))
    more = {action for action in Action if may(kiosk, action)}
    assert more == {action for action in Action if may(scale, action)}
    assert {Action.BE_DEVICE, Action.SEND_INSIGHTS} < more
    assert not more & {Action.REDEEM, Action.SEE_STOCK, Action.SEE_DEVICES, Action.KEEP_PROFILE}


def test_a_device_that_says_nothing_counts_as_away() -> None:
    now = clock.now()
    report = DeviceReport("1", None, frozenset(), now)
    assert report.online(now + HEARD_WITHIN)
    assert not report.online(now + HEARD_WITHIN + timedelta(seconds=1))


async def test_a_device_key_has_the_allowance_of_one_screen(
    database: AsyncDatabase[Document],
) -> None:
    await Archive(database).places.put([STORE_PLACE], [STORE])
    access = AccessStore(database)
    scale = Device(DeviceKind.SCALE, "Till 4", STORE.id)
    made = await pair(scale, access, Archive(database), Market(database), clock.now())
    assert isinstance(made, Paired)
    assert made.record.key.rate == 20
    kept = await access.key(made.record.key.id)
    assert kept is not None
    assert kept.key == made.record.key
    assert device_page("https://x", DeviceKind.SCALE, "fl_1") == "https://x/scale#device=fl_1"
