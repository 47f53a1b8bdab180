"""Handing in EPCIS documents over REST, in the whole application."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import KeyScope
from api.epcis import jobs
from provenance.capture import BYTES_LIMIT, EVENTS_LIMIT
from provenance.store.collection import Document
from tests.api.app_client import application, serving, staff_token
from tests.api.epcis_client import captured, finished, key_of
from tests.provenance.epcis_samples import AGGREGATION, OBJECT, TRANSACTION, document

JSON = {"Content-Type": "application/json"}
GOOD = json.dumps(document(OBJECT)).encode()


@pytest.fixture
async def farm(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """An organisation with a key that may capture."""
    async with serving(application(mongodb_uri, database.name)) as client:
        client.headers.update(await key_of(database, "Farm"))
        yield client


async def test_a_document_is_acknowledged_then_captured(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    response = await farm.post("/epcis/capture", content=GOOD, headers=JSON)
    assert response.status_code == 202
    assert response.content == b""
    location = response.headers["location"]
    assert location.startswith("https://shop.example/epcis/capture/")
    assert response.headers["gs1-epcis-version"] == "2.0.0"
    assert response.headers["gs1-capture-error-behaviour"] == "rollback"
    job = await finished(farm, location)
    assert job["captureID"] == location.rpartition("/")[2]
    assert (job["running"], job["success"], job["errors"]) == (False, True, [])
    assert (job["captured"], job["duplicates"], job["captureErrorBehaviour"]) == (1, 0, "rollback")
    stored = await database.events.find_one({})
    assert stored is not None
    assert stored["recorded_by"] == "Farm"
    assert stored["event_id"] == stored["hash"]  # it came without an eventID


async def test_every_published_good_document_goes_in(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document], shared_data: Path
) -> None:
    beyond_the_schema = ("fsma204__", "with_persistentDisposition")
    judged = 0
    for entry in published(shared_data):
        good = entry["valid_against_gs1_schema_2023_05"] is True
        if good or any(part in entry["file"] for part in beyond_the_schema):
            body = (shared_data / "epcis" / entry["file"]).read_bytes()
            response = await farm.post("/epcis/capture", content=body, headers=JSON)
            assert response.status_code == 202, (entry["file"], response.text)
            job = await finished(farm, response.headers["location"])
            assert job["success"], (entry["file"], job)
            assert job["captured"] + job["duplicates"] == job["events"] > 0, entry["file"]
            judged += 1
    assert judged > 80
    assert await database.events.count_documents({"recorded_by": "Farm"}) > 100


async def test_every_published_bad_document_is_refused_for_its_reason(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document], shared_data: Path
) -> None:
    beyond_the_schema = ("fsma204__", "with_persistentDisposition")
    judged = 0
    for entry in published(shared_data):
        verdict, name = entry["valid_against_gs1_schema_2023_05"], entry["file"]
        if verdict is not False or any(part in name for part in beyond_the_schema):
            continue
        body = (shared_data / "epcis" / name).read_bytes()
        response = await farm.post("/epcis/capture", content=body, headers=JSON)
        if response.status_code == 202:
            told = await finished(farm, response.headers["location"])
            assert not told["success"], name
        else:
            assert response.status_code == 400, name
            assert response.headers["content-type"] == "application/problem+json"
            told = response.json()
        pointers = [error["pointer"] for error in told["errors"]]
        reasons = {pointed(reason) for reason in entry["errors"]}
        if "/type" in reasons:  # what has no type could be missing anything
            reasons = {"/type"}
        for reason in reasons:
            assert any(each.startswith(reason) for each in pointers), (name, reason, told)
        judged += 1
    assert judged == 10
    assert await database.events.count_documents({}) == 0


def published(shared_data: Path) -> list[dict[str, Any]]:
    index = (shared_data / "epcis" / "INDEX.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(index)
    return entries


def pointed(reason: str) -> str:
    """Where an error of the index is, as a JSON pointer; a missing or odd field is part of it."""
    path, _, said = reason.partition(": ")
    pointer = re.sub(r"[.\[]+", "/", path.removeprefix("$").replace("]", ""))
    field = re.match(r"'(@?\w+)' is (a required property|not a 'uri')", said)
    return f"{pointer}/{field[1]}" if field else pointer


def test_reasons_of_the_index_are_read_as_pointers() -> None:
    assert pointed("$: 'type' is a required property") == "/type"
    assert pointed("$.epcisBody.eventList[3].ilmd: 'x' is not a 'uri'") == (
        "/epcisBody/eventList/3/ilmd/x"
    )
    assert pointed("$.a[0].b: 'z' is not one of []") == "/a/0/b"


async def test_errors_of_a_job_are_problem_documents_in_the_callers_language(
    farm: httpx.AsyncClient,
) -> None:
    bad = document(OBJECT, {**AGGREGATION, "bizStep": "shiping"})
    response = await farm.post("/epcis/capture", json=bad)
    location = response.headers["location"]
    await finished(farm, location)
    spoken = (await farm.get(location, headers={"Accept-Language": "es-MX"})).json()
    assert spoken["errors"] == [
        {
            "type": "epcisException:ValidationException",
            "title": "La petición no es EPCIS 2.0 válido",
            "status": 400,
            "detail": spoken["errors"][0]["detail"],
            "pointer": "/epcisBody/eventList/1/bizStep",
        }
    ]
    assert "¿Quiso decir «shipping»?" in spoken["errors"][0]["detail"]


@pytest.mark.parametrize(("behaviour", "stored"), [("rollback", 0), ("proceed", 2)])
async def test_the_error_behaviour_decides_on_the_good_events(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document], behaviour: str, stored: int
) -> None:
    mixed = document(OBJECT, {**OBJECT, "action": "CREATE"}, TRANSACTION)
    job = await captured(farm, mixed, **{"GS1-Capture-Error-Behaviour": behaviour})
    assert (job["success"], job["captured"], job["errorCount"]) == (False, stored, 1)
    assert await database.events.count_documents({}) == stored
    assert job["captureErrorBehaviour"] == behaviour


@pytest.mark.parametrize("kind", ["EPCISQueryDocument", "a bare event"])
async def test_answers_of_queries_and_bare_events_are_documents_too(
    farm: httpx.AsyncClient, kind: str
) -> None:
    whole = document(OBJECT)
    if kind == "EPCISQueryDocument":
        body = {"queryResults": {"resultsBody": whole["epcisBody"]}}
        given: dict[str, Any] = {**whole, "type": kind, "epcisBody": body}
    else:
        given = {**OBJECT, "@context": whole["@context"]}
    assert (await captured(farm, given))["captured"] == 1


async def test_an_error_declaration_is_stored_beside_its_event(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    declared = {**OBJECT, "errorDeclaration": {"declarationTime": "2026-05-01T00:00:00Z"}}
    for expected in (2, 0):
        job = await captured(farm, document(OBJECT, declared))
        assert (job["captured"], job["success"]) == (expected, True)
    [event_id] = await database.events.distinct("event_id")
    assert await database.events.count_documents({"event_id": event_id, "refutes": True}) == 1


REFUSED: list[tuple[bytes, dict[str, str], int, str]] = [
    (b'{"type": "EPC', JSON, 400, "ValidationException"),
    (b"", JSON, 400, "ValidationException"),
    (b"<epcis/>", {"Content-Type": "application/xml"}, 415, "UnsupportedMediaTypeException"),
    (b"<epcis/>", JSON, 400, "ValidationException"),
    (GOOD, {"Content-Type": "text/plain"}, 415, "UnsupportedMediaTypeException"),
    (GOOD, {}, 415, "UnsupportedMediaTypeException"),
    (GOOD, JSON | {"Content-Encoding": "gzip"}, 415, "UnsupportedMediaTypeException"),
    (GOOD, {"Content-Type": "application/json; charset=latin-1"}, 415, "UnsupportedMediaType"),
    (GOOD, JSON | {"GS1-EPCIS-Version": "1.2"}, 406, "NotAcceptableException"),
    (GOOD, JSON | {"GS1-EPCIS-Min": "2.1"}, 406, "NotAcceptableException"),
    (GOOD, JSON | {"GS1-CBV-Max": "1.2"}, 406, "NotAcceptableException"),
    (GOOD, JSON | {"GS1-EPCIS-Version": "two"}, 406, "NotAcceptableException"),
    (GOOD, JSON | {"Accept": "application/xml"}, 406, "NotAcceptableException"),
    (GOOD, JSON | {"GS1-Capture-Error-Behaviour": "skip"}, 400, "ValidationException"),
    (b" " * (BYTES_LIMIT + 1), JSON, 413, "CaptureLimitExceededException"),
    (b" " * (2 * BYTES_LIMIT), JSON, 413, "CaptureLimitExceededException"),
    (
        json.dumps(document(*[7] * (EVENTS_LIMIT + 1))).encode(),
        JSON,
        413,
        "CaptureLimitExceededException",
    ),
    (
        json.dumps(document(*[{"epcList": ["u"] * 10_000}] * 6)).encode(),
        JSON,
        413,
        "CaptureLimitExceededException",
    ),
]


@pytest.mark.parametrize(("body", "headers", "status", "kind"), REFUSED)
async def test_what_cannot_be_taken_is_refused_in_words_and_nothing_is_staged(
    farm: httpx.AsyncClient,
    database: AsyncDatabase[Document],
    body: bytes,
    headers: dict[str, str],
    status: int,
    kind: str,
) -> None:
    response = await farm.post("/epcis/capture", content=body, headers=headers)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"].startswith(f"epcisException:{kind}")
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert await database.captures.count_documents({}) == 0


async def test_a_body_that_does_not_tell_its_length_is_stopped_at_the_limit(
    farm: httpx.AsyncClient,
) -> None:
    sent = 0

    async def flood() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1 << 16
            yield b" " * (1 << 16)

    response = await farm.post("/epcis/capture", content=flood(), headers=JSON)
    assert response.status_code == 413
    assert response.headers["gs1-epcis-capture-file-size-limit"] == str(BYTES_LIMIT)
    assert sent < BYTES_LIMIT + (1 << 18)


async def test_negotiation_takes_what_it_can(farm: httpx.AsyncClient) -> None:
    asked = {
        "Content-Type": 'application/ld+json; charset="UTF-8"',
        "Accept": "application/xml, application/ld+json;q=0.9, application/json;q=0.1",
        "GS1-EPCIS-Version": "2.0",
        "GS1-EPCIS-Min": "1.0",
        "GS1-CBV-Max": "2.0.1",
    }
    response = await farm.post("/epcis/capture", content=GOOD, headers=asked)
    assert response.status_code == 202
    job = await farm.get(response.headers["location"], headers=asked)
    assert job.headers["content-type"] == "application/ld+json"


async def test_jobs_are_seen_by_their_organisation_and_by_staff(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    job = await captured(farm, document(OBJECT))
    path = f"/epcis/capture/{job['captureID']}"
    mill = await key_of(database, "Mill")
    hidden = await farm.get(path, headers=mill)
    assert hidden.status_code == 404
    assert hidden.json()["type"] == "epcisException:NoSuchResourceException"
    assert (await farm.get("/epcis/capture", headers=mill)).json() == []
    staff = {"Authorization": f"Bearer {await staff_token(farm, database)}"}
    assert (await farm.get(path, headers=staff)).json() == job
    assert (await farm.get("/epcis/capture", headers=staff)).json() == [job]


async def test_jobs_are_listed_in_pages_from_the_newest(farm: httpx.AsyncClient) -> None:
    made = [(await captured(farm, document(OBJECT)))["captureID"] for _ in range(5)]
    listed, address, pages = [], "/epcis/capture?perPage=2", 0
    while address:
        response = await farm.get(address)
        listed += [job["captureID"] for job in response.json()]
        link = re.fullmatch('<(.+)>; rel="next"', response.headers.get("link", ""))
        address, pages = link[1] if link else "", pages + 1
    assert (listed, pages) == (made[::-1], 3)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("perPage=0", "perPage"),
        ("perPage=many", "perPage"),
        ("perPage=1001", "perPage"),
        ("nextPageToken=%E4%BD%A0", "nextPageToken"),
        ("nextPageToken=AAAA", "nextPageToken"),
    ],
)
async def test_a_page_that_cannot_be_is_refused_by_its_parameter(
    farm: httpx.AsyncClient, query: str, parameter: str
) -> None:
    response = await farm.get(f"/epcis/capture?{query}")
    assert response.status_code == 400
    problem = response.json()
    assert problem["type"] == "epcisException:QueryParameterException"
    assert problem["errors"] == [{"parameter": parameter, "detail": problem["detail"]}]


async def test_who_may_not_capture_is_turned_away(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    querying = JSON | await key_of(database, "Farm", [KeyScope.EVENTS])
    denied = await farm.post("/epcis/capture", content=GOOD, headers=querying)
    del farm.headers["authorization"]
    unknown = await farm.post("/epcis/capture", content=GOOD, headers=JSON)
    assert (denied.status_code, unknown.status_code) == (403, 401)
    for response in (denied, unknown):
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["type"] == "epcisException:SecurityException"
    assert await database.captures.count_documents({}) == 0


async def test_discovery_tells_resources_versions_and_limits(farm: httpx.AsyncClient) -> None:
    resources = (await farm.get("/epcis")).json()
    assert {"capture", "events", "epcs"} <= set(resources)
    for path, allowed in (("/epcis", "OPTIONS, GET"), ("/epcis/capture", "OPTIONS, GET, POST")):
        told = await farm.options(path)
        assert told.status_code == 204
        assert told.headers["allow"] == allowed
        assert told.headers["gs1-epcis-min"] == told.headers["gs1-cbv-max"] == "2.0.0"
        assert told.headers["gs1-epcis-capture-limit"] == str(EVENTS_LIMIT)
        assert told.headers["gs1-epcis-capture-file-size-limit"] == str(BYTES_LIMIT)
    told = await farm.options("/epcis/capture")
    assert told.headers["gs1-capture-error-behaviour"] == "rollback"


async def test_one_organisation_cannot_take_all_places(
    database: AsyncDatabase[Document], mongodb_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 0)  # nobody works on the jobs: they pile up
    async with serving(application(mongodb_uri, database.name)) as client:
        farm, mill = [JSON | await key_of(database, name) for name in ("Farm", "Mill")]
        statuses = []
        for _ in range(jobs.TAKEN_OF_ONE + 1):
            response = await client.post("/epcis/capture", content=GOOD, headers=farm)
            statuses.append(response.status_code)
        assert statuses == [202] * jobs.TAKEN_OF_ONE + [429]
        assert response.headers["retry-after"]
        assert response.headers["content-type"] == "application/problem+json"
        # a document that is refused gives its place back
        for _ in range(jobs.TAKEN_OF_ONE):
            await client.post("/epcis/capture", content=b"{}", headers=mill)
        other = await client.post("/epcis/capture", content=GOOD, headers=mill)
        assert other.status_code == 202
    assert await database.captures.count_documents({"running": True}) == jobs.TAKEN_OF_ONE + 1


async def test_a_process_takes_no_more_than_it_can_work_on(
    database: AsyncDatabase[Document], mongodb_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 0)
    monkeypatch.setattr(jobs, "TAKEN", 2)
    async with serving(application(mongodb_uri, database.name)) as client:
        keys = [JSON | await key_of(database, name) for name in ("Farm", "Mill", "Dairy")]
        answers = [await client.post("/epcis/capture", content=GOOD, headers=key) for key in keys]
    assert [each.status_code for each in answers] == [202, 202, 503]
    assert answers[-1].headers["retry-after"]
