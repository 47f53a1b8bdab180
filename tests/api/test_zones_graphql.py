"""Floor plans and beacons in GraphQL, and what a phone's beacons then say."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import application, ask, serving, staff_token
from tests.api.app_samples import PRODUCT, STORE, STORE_PLACE
from tests.api.waiting import until

UUID = "53414d50-4c45-4d41-524b-455400000001"
REFUSAL = "... on ZoneRefusal { message problems { path message } }"
SET_PLAN = f"""mutation ($input: SetFloorPlanInput!) {{ setFloorPlan(input: $input) {{
    ... on FloorPlan {{ storeId width zones {{ id name names {{ language text }} aisle }} }}
    {REFUSAL} }} }}"""
SET_BEACONS = f"""mutation ($input: SetBeaconsInput!) {{ setBeacons(input: $input) {{
    ... on BeaconsSet {{ stored unchanged advice }} {REFUSAL} }} }}"""
REMOVE = f"""mutation ($input: RemoveBeaconInput!) {{ removeBeacon(input: $input) {{
    ... on BeaconRemoved {{ id removed }} {REFUSAL} }} }}"""
PLAN = """query { floorPlan(storeId: "s1") { width height entrances { x y } checkouts { x }
    zones { id name categories polygon { x y } } } }"""
BEACONS = """query ($after: String) { beacons(storeId: "s1", after: $after) {
    beacons { id storeId zoneId measuredPower txPower radius position { x y } }
    endCursor advice } }"""
VISIT = """query ($context: ScanContext!) { zoneVisit(context: $context) {
    known zone { id name aisle } dwellSeconds left { id } doubts { reason message } } }"""


def corners(left: float, near: float, right: float, far: float) -> list[dict[str, float]]:
    outline = ((left, near), (right, near), (right, far), (left, far))
    return [{"x": x, "y": y} for x, y in outline]


FISH = {
    "id": "s1-fish",
    "names": [{"language": "en", "text": "Fish counter"}, {"language": "es", "text": "Pescadería"}],
    "polygon": corners(0, 0, 6, 4),
    "categories": ["fish"],
    "aisle": "4",
}
MEAT = {
    "id": "s1-meat",
    "names": [{"language": "en", "text": "Meat"}],
    "polygon": corners(8, 0, 12, 4),
}
FLOOR = {
    "storeId": "s1",
    "width": 12,
    "height": 10,
    "zones": [FISH, MEAT],
    "entrances": [{"x": 6, "y": 10}],
}


def i_beacon(minor: int, major: int = 1) -> dict[str, Any]:
    return {"iBeacon": {"uuid": UUID.upper(), "major": major, "minor": minor}}


def beacon(minor: int, zone: str, **more: object) -> dict[str, Any]:
    placed = {"storeId": "s1", "zoneId": zone, "measuredPower": -59}
    return {"identity": i_beacon(minor), **placed, **more}


EDDYSTONE = {"eddystone": {"namespace": "53414D504C454D41524B", "instance": "000000000009"}}


class House:
    """The application, asked as staff or as nobody in particular."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self.client = client
        self._token = token

    async def __call__(self, query: str, language: str | None = None, **variables: Any) -> Any:
        found = await ask(self.client, query, variables, token=self._token, language=language)
        return next(iter(found.values()))

    async def visit(self, language: str = "en", **context: Any) -> Any:
        """Asked by anybody."""
        given = {"context": {"storeId": "s1", **context}}
        return (await ask(self.client, VISIT, given, language=language))["zoneVisit"]

    async def known(self, **context: Any) -> Any:
        """The visit once this worker has heard of the zones."""

        async def knows() -> bool:
            return bool((await self.visit(**context))["known"])

        await until(knows)
        return await self.visit(**context)


@pytest.fixture
async def house(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[House]:
    archive = Archive(database)
    await archive.places.put([STORE_PLACE], [STORE])
    await archive.products.put([PRODUCT])
    async with serving(application(mongodb_uri, database.name)) as client:
        yield House(client, await staff_token(client, database))


def sightings(minor: int, rssi: int, *, seconds: int = 10) -> list[dict[str, Any]]:
    """A beacon heard once a second until now."""
    now = clock.now()
    return [
        {
            "beacon": i_beacon(minor),
            "rssi": rssi,
            "at": (now - timedelta(seconds=ago)).isoformat(),
        }
        for ago in range(seconds)
    ]


async def test_staff_draw_a_floor_and_hang_beacons_up(house: House) -> None:
    drawn = await house(SET_PLAN, input=FLOOR, language="es")
    assert drawn["zones"][0] == {
        "id": "s1-fish",
        "name": "Pescadería",
        "names": FISH["names"],
        "aisle": "4",
    }
    shown = await house(PLAN)
    assert (shown["width"], shown["entrances"], shown["checkouts"]) == (12, FLOOR["entrances"], [])
    assert shown["zones"][0]["polygon"] == FISH["polygon"]
    hung = [
        beacon(1, "s1-fish", txPower=0, radius=8, position={"x": 3, "y": 2}),
        {**beacon(2, "s1-meat"), "identity": EDDYSTONE, "measuredPower": -18},
    ]
    for stored in (2, 0):
        done = await house(SET_BEACONS, input={"beacons": hung})
        assert done == {"stored": stored, "unchanged": 2 - stored, "advice": []}
    page = await house(BEACONS)
    uid, first = page["beacons"]
    assert uid["id"] == "eddystone:53414d504c454d41524b:000000000009"
    assert first == {
        "id": f"ibeacon:{UUID}:1:1",
        "storeId": "s1",
        "zoneId": "s1-fish",
        "measuredPower": -59,
        "txPower": 0,
        "radius": 8,
        "position": {"x": 3, "y": 2},
    }
    assert [each["id"] for each in (await house(BEACONS, after=uid["id"]))["beacons"]] == [
        first["id"]
    ]
    for removed in (True, False):
        gone = await house(REMOVE, input={"id": uid["id"]})
        assert gone == {"id": uid["id"], "removed": removed}
    [problem] = (await house(REMOVE, input={"id": "beacon 7"}))["problems"]
    assert problem["path"] == "id"


async def test_what_is_wrong_is_said_in_its_place_and_nothing_is_stored(house: House) -> None:
    bad = {**FLOOR, "zones": [FISH, {**MEAT, "polygon": corners(8, 0, 13, 4)}]}
    refused = await house(SET_PLAN, input=bad, language="es")
    assert [each["path"] for each in refused["problems"]] == [
        "zones[1].polygon[1]",
        "zones[1].polygon[2]",
    ]
    assert "fuera del plano" in refused["message"]
    assert await house(PLAN) is None
    await house(SET_PLAN, input=FLOOR)
    short = {"eddystone": {"namespace": "53", "instance": "000000000009"}}
    for beacons, path in (
        ([], "beacons"),
        ([beacon(1, "s1-fish"), beacon(2, "s1-milk")], "beacons[1].zoneId"),
        ([{**beacon(1, "s1-fish"), "identity": short}], "beacons[0].identity"),
        ([{**beacon(1, "s1-fish"), "identity": i_beacon(65_536)}], "beacons[0].identity"),
    ):
        refused = await house(SET_BEACONS, input={"beacons": beacons})
        assert [each["path"] for each in refused["problems"]] == [path]
    assert (await house(BEACONS))["beacons"] == []


async def test_two_uuids_in_a_chain_are_advised_against(house: House) -> None:
    await house(SET_PLAN, input=FLOOR)
    other = {"iBeacon": {"uuid": UUID.replace("1", "2"), "major": 1, "minor": 2}}
    hung = [beacon(1, "s1-fish"), {**beacon(2, "s1-meat"), "identity": other}]
    done = await house(SET_BEACONS, input={"beacons": hung})
    assert done["stored"] == 2
    assert "20 regions" in done["advice"][0]
    assert (await house(BEACONS))["advice"] == done["advice"]


@pytest.mark.parametrize("query", [PLAN, BEACONS])
async def test_shoppers_do_not_see_plans(house: House, query: str) -> None:
    response = await house.client.post("/graphql", json={"query": query})
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_change_reaches_the_worker_and_beacons_say_the_zone(house: House) -> None:
    await house(SET_PLAN, input=FLOOR)
    await house(SET_BEACONS, input={"beacons": [beacon(1, "s1-fish"), beacon(2, "s1-meat")]})
    found = await house.known(beacons=sightings(1, -62) + sightings(2, -85), language="es")
    assert found["zone"] == {"id": "s1-fish", "name": "Pescadería", "aisle": "4"}
    assert found["dwellSeconds"] == pytest.approx(9)
    assert (found["left"], found["doubts"]) == (None, [])
    named = {"zoneId": "s1-meat", "dwellSeconds": 75.5, "leftZoneId": "s1-fish"}
    found = await house.visit(visit=named)
    assert (found["zone"]["name"], found["dwellSeconds"]) == ("Meat", 75.5)
    assert found["left"] == {"id": "s1-fish"}
    await house(REMOVE, input={"id": f"ibeacon:{UUID}:1:1"})

    async def forgotten() -> bool:
        return not (await house.visit(beacons=sightings(1, -62)))["known"]

    await until(forgotten)
    found = await house.visit(beacons=sightings(1, -62))
    assert [each["reason"] for each in found["doubts"]] == ["UNKNOWN_BEACON"]


async def test_nonsense_from_a_phone_is_unknown_and_explained(house: House) -> None:
    await house(SET_PLAN, input=FLOOR)
    await house(SET_BEACONS, input={"beacons": [beacon(1, "s1-fish")]})
    await house.known(beacons=sightings(1, -62))
    impossible = {"beacon": i_beacon(70_000), "rssi": -60}
    many = [{"beacon": i_beacon(1), "rssi": -60}] * 51
    old = {"beacon": i_beacon(1), "rssi": -60, "at": "0001-01-01T00:00:00Z"}
    for beacons, reason in (
        ([impossible], "UNREADABLE"),
        (many, "TOO_FAST"),
        ([old], "STALE"),
        ([{"beacon": i_beacon(1), "rssi": 2**31 - 1}], "SIGNAL"),
    ):
        found = await house.visit(beacons=beacons, language="zh-Hans")
        assert (found["known"], found["zone"], found["dwellSeconds"]) == (False, None, 0)
        [doubt] = found["doubts"]
        assert doubt["reason"] == reason
        assert not doubt["message"].isascii()
    assert (await house.visit(visit={"zoneId": "s2-fish"}))["known"] is False
    nowhere = {"context": {"beacons": sightings(1, -62)}}
    assert (await ask(house.client, VISIT, nowhere))["zoneVisit"]["known"] is False


async def test_a_phone_may_match_its_beacons_itself(house: House) -> None:
    await house(SET_PLAN, input=FLOOR)
    hung = [beacon(1, "s1-fish"), {**beacon(2, "s1-meat"), "identity": EDDYSTONE}]
    await house(SET_BEACONS, input={"beacons": hung})
    await house.known(beacons=sightings(1, -62))
    address = "/stores/s1/beacons.json"
    response = await house.client.get(address)
    bundle = response.json()
    assert [zone["id"] for zone in bundle["zones"]] == ["s1-fish", "s1-meat"]
    assert bundle["beacons"] == [
        {
            "id": "eddystone:53414d504c454d41524b:000000000009",
            "zone": "s1-meat",
            "powerAt1m": -100,
            "radius": 10.0,
        },
        {"id": f"ibeacon:{UUID}:1:1", "zone": "s1-fish", "powerAt1m": -59, "radius": 10.0},
    ]
    assert "max-age=300" in response.headers["cache-control"]
    tag = response.headers["etag"]
    for asked in (tag, f'"x", W/{tag}', "*"):
        again = await house.client.get(address, headers={"If-None-Match": asked})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert (await house.client.get(address, headers={"If-None-Match": '"x"'})).status_code == 200
    missing = await house.client.get("/stores/s9/beacons.json")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
