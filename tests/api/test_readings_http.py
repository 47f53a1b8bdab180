"""Readings through the HTTP door of the whole application, into the real database."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from provenance.coldchain.observations import OPEN, Quantity
from provenance.places import Place, PlaceKind
from provenance.sensor_intake import CHUNK
from provenance.store import sensor_hours
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.refused_readings import RefusedReading
from provenance.text import Message
from tests.api.app_client import application, serving, staff_token
from tests.api.waiting import until
from tests.provenance.epcis_samples import OBJECT
from tests.provenance.epcis_samples import document as epcis_document

PLACES = [
    Place("case", "Fish case", PlaceKind.FRIDGE, sensors=("S-1", "S-2")),
    Place("truck", "Truck", PlaceKind.VEHICLE, sensors=("T-1",)),
]
NOON = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=12)


@pytest.fixture
async def device(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A device with its key, of a store with a fish case and a truck."""
    await Archive(database).places.put(PLACES)
    key, _ = await create_key(
        AccessStore(database), "Fridges Ltd", [KeyScope.READINGS], clock.now()
    )
    async with serving(application(mongodb_uri, database.name)) as client:
        client.headers.update(bearer(key))
        yield client


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


def record(minutes: float, celsius: float, sensor: str = "S-1", **more: object) -> dict[str, Any]:
    at = NOON + timedelta(minutes=minutes)
    return {"sensor": sensor, "at": at.isoformat(), "temperature": celsius, **more}


async def sent(device: httpx.AsyncClient, body: object) -> dict[str, Any]:
    response = await device.post("/readings", json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def stored(database: AsyncDatabase[Document]) -> Sequence[Document]:
    return await database.readings.find().sort("_id").to_list()


async def test_a_batch_is_stored_at_the_places_of_its_sensors(
    device: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    answer = await sent(
        device, [record(0, 39.2, unit="FAH"), record(0, 5, "T-1", humidity=71, door="open")]
    )
    assert (answer["accepted"], answer["refused"]) == (2, 0)
    assert answer["problems"] == []
    assert datetime.fromisoformat(answer["serverTime"]) > NOON
    found = {(each["place"], *each["samples"].values()) for each in await stored(database)}
    assert found == {("case", 4.0), ("truck", 5.0)}
    archive = Archive(database)
    for quantity, value in ((Quantity.HUMIDITY, 71), (Quantity.DOOR, OPEN)):
        [observed] = await archive.observations.between("truck", quantity, NOON, NOON)
        assert (observed.sensor, observed.value) == ("T-1", value)


async def test_sending_a_batch_again_stores_nothing_twice(
    device: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    batch = [record(minute, 4, humidity=60) for minute in range(0, 120, 10)]
    assert (await sent(device, batch))["accepted"] == 12
    before = await stored(database)
    assert (await sent(device, {"readings": batch}))["accepted"] == 12
    assert await stored(database) == before


async def test_good_records_go_in_and_bad_ones_are_told_one_by_one(
    device: httpx.AsyncClient,
) -> None:
    late = {"sensor": "S-1", "at": "9999-12-31T23:59:59Z", "temperature": 4}
    batch = [record(0, 4), record(1, 4, "S-9"), late, record(2, 1e308), "x", record(3, 4)]
    answer = await sent(device, batch)
    assert (answer["accepted"], answer["refused"]) == (2, 4)
    problems = [(each["index"], each["field"]) for each in answer["problems"]]
    assert problems == [(1, "sensor"), (2, "at"), (3, "temperature"), (4, "")]
    assert "S-9" in answer["problems"][0]["reason"]


async def test_refusals_are_in_the_callers_language(device: httpx.AsyncClient) -> None:
    response = await device.post(
        "/readings", json=[record(0, 4, "S-9")], headers={"Accept-Language": "es-MX"}
    )
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["detail"].startswith("No se pudo usar ningún registro")
    assert problem["problems"][0]["reason"].startswith("Ningún lugar tiene el sensor «S-9»")


async def test_lines_are_read_one_by_one(device: httpx.AsyncClient) -> None:
    good = json.dumps(record(0, 4))
    response = await device.post(
        "/readings",
        content=f'{good}\n\n{{"sensor": "S-1", "temperature": NaN}}\n',
        headers={"Content-Type": "application/x-ndjson; charset=utf-8"},
    )
    answer = response.json()
    assert (response.status_code, answer["accepted"]) == (200, 1)
    [problem] = answer["problems"]
    assert problem["index"] == 1
    assert "JSON" in problem["reason"]


@pytest.mark.parametrize(
    ("content", "headers", "status", "told"),
    [
        (b'[{"sensor": "S-1"', {}, 400, "line 1, column 18"),
        (b"[]", {}, 400, "no records"),
        (b"[" + b"1," * 5000 + b"1]", {}, 413, "at most 5,000"),
        (b" " * (2 * 1024 * 1024 + 1), {}, 413, "larger than 2 MiB"),
        (b"sensor=S-1", {"Content-Type": "text/csv"}, 415, "text/csv"),
        (b"[]", {"Content-Encoding": "gzip"}, 415, "gzip"),
    ],
)
async def test_a_body_that_is_no_batch_is_refused_whole(
    device: httpx.AsyncClient, content: bytes, headers: Mapping[str, str], status: int, told: str
) -> None:
    response = await device.post(
        "/readings", content=content, headers={"Content-Type": "application/json", **headers}
    )
    assert response.status_code == status
    assert told in response.json()["detail"]


async def test_a_body_in_chunks_is_bounded_too(device: httpx.AsyncClient) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield b" " * 65536

    response = await device.post(
        "/readings", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 413
    assert taken < 40


async def test_only_keys_for_readings_and_staff_send_them(
    device: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    del device.headers["Authorization"]
    other, _ = await create_key(AccessStore(database), "Farm", [KeyScope.CAPTURE], clock.now())
    staff = await staff_token(device, database)
    statuses = []
    for authorization in ({}, bearer(other), bearer(staff)):
        response = await device.post("/readings", json=[record(0, 4)], headers=authorization)
        statuses.append(response.status_code)
    assert statuses == [401, 403, 200]


async def test_staff_see_what_devices_published_in_vain(
    device: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    at = clock.now().replace(microsecond=0)
    message = Message("readings-no-door", {"value": "ajar"})
    topic, payload = "freshlens/v1/readings/S-1", '{"door": "ajar"}'
    refusal = RefusedReading(topic, "door", message, payload, at)
    await Archive(database).refused_readings.keep([refusal])
    assert (await device.get("/readings/refused")).status_code == 403
    del device.headers["Authorization"]
    staff = bearer(await staff_token(device, database))
    [told] = (await device.get("/readings/refused", headers=staff)).json()
    assert (told["topic"], told["field"], told["count"]) == (topic, "door", 1)
    assert told["reason"].startswith("“ajar” says nothing of a door")
    assert (datetime.fromisoformat(told["lastAt"]), told["payload"]) == (at, payload)


async def test_sensor_elements_captured_by_either_door_of_epcis_are_readings(
    device: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    await Archive(database).places.put([Place("farm", "Farm", epc="414/0860009999060")])
    key, _ = await create_key(AccessStore(database), "Farm", [KeyScope.CAPTURE], clock.now())
    device.headers.update(bearer(key))
    bodies = {"events": cooled(0), "capture": epcis_document(cooled(1))}
    for path, body in bodies.items():
        response = await device.post(f"/epcis/{path}", json=body)
        assert response.status_code in (201, 202), response.text

    async def both() -> bool:
        return [list(each["samples"].values()) for each in await stored(database)] == [[2.222] * 2]

    await until(both)


def cooled(minutes: float) -> dict[str, Any]:
    """An event that tells of 36 °F."""
    at = (NOON + timedelta(minutes=minutes)).isoformat()
    report = {"type": "Temperature", "value": 36, "uom": "FAH"}
    return {**OBJECT, "eventTime": at, "sensorElementList": [{"sensorReport": [report]}]}


@pytest.mark.parametrize("seed", range(3))
async def test_late_and_shuffled_batches_end_as_if_they_had_come_in_order(
    device: httpx.AsyncClient, database: AsyncDatabase[Document], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    given = [
        record(minute, dice.uniform(-2, 20), dice.choice(["S-1", "S-2", "T-1"]))
        for minute in dice.sample(range(600), 120)
    ]
    for each in sorted(given, key=lambda each: str(each["at"])):
        await sent(device, each)
    in_order = await database.cold_hours.find().sort("_id").to_list()
    for name in ("readings", "cold_hours"):
        await database[name].delete_many({})
    batches = []
    while given:
        size = dice.randrange(1, 40)
        batches.append(given[:size])
        given = given[size:]
    await asyncio.gather(*(sent(device, batch) for batch in [*batches, *batches[:2]]))
    assert await database.cold_hours.find().sort("_id").to_list() == in_order


async def test_a_batch_larger_than_a_transaction_is_stored_whole(
    device: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    batch = [record(n / 100, n % 8, humidity=n % 100) for n in range(2 * CHUNK + 1)]
    random.Random(1).shuffle(batch)  # noqa: S311
    assert (await sent(device, batch))["accepted"] == len(batch)
    assert sum([len(each["samples"]) for each in await stored(database)]) == len(batch)


async def test_an_hour_of_a_flooding_sensor_stays_bounded(
    device: httpx.AsyncClient,
    database: AsyncDatabase[Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sensor_hours, "MOST_SAMPLES", 50)
    await sent(device, [record(n / 60, 4, humidity=50) for n in range(50)])
    humid = {"sensor": "S-1", "at": NOON.isoformat(), "humidity": 51}
    answer = await sent(device, [record(1, 4), humid, record(1, 4, "S-2"), record(60, 4)])
    assert answer["accepted"] == 2
    assert [(each["index"], each["field"]) for each in answer["problems"]] == [(0, "at"), (1, "at")]
    assert "Send fewer" in answer["problems"][0]["reason"]
