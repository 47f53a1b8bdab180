"""Handing in EPCIS documents over REST, in the whole application."""

import json
import re
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import KeyScope
from provenance.capture import BYTES_LIMIT, EVENTS_LIMIT
from provenance.store.collection import Document
from tests.api.app_client import staff_token
from tests.api.epcis_client import JSON, captured, finished, key_of
from tests.provenance.epcis_samples import AGGREGATION, OBJECT, TRANSACTION, document

GOOD = json.dumps(document(OBJECT)).encode()


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
