"""One event over REST: stored when it is answered, or refused at once."""

from typing import Any
from urllib.parse import quote

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Document
from tests.api.app_client import staff_token
from tests.api.epcis_client import captured
from tests.provenance.epcis_samples import GS1_CONTEXT, OBJECT, document

EVENT: dict[str, Any] = {"@context": [GS1_CONTEXT], **OBJECT}


async def test_an_event_is_created_with_its_hash_as_id_and_our_record_time(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    told = {**EVENT, "recordTime": "2026-04-18T00:00:00Z"}
    response = await farm.post("/epcis/events", json=told)
    assert response.status_code == 201
    event = response.json()
    assert event["eventID"].startswith("ni:///sha-256;")
    assert event["recordTime"] > "2026-04-18T00:00:00Z"
    address = f"https://shop.example/epcis/events/{quote(event['eventID'], safe='')}"
    assert response.headers["location"] == address
    stored = await database.events.find_one({})
    assert stored is not None
    assert (stored["event_id"], stored["recorded_by"]) == (event["eventID"], "Farm")


async def test_an_event_without_context_is_read_with_the_standards(farm: httpx.AsyncClient) -> None:
    response = await farm.post("/epcis/events", json=OBJECT)
    assert response.status_code == 201
    assert response.json()["@context"] == GS1_CONTEXT


@pytest.mark.parametrize("again", [{}, {"disposition": "expired"}])
async def test_a_known_event_conflicts_by_its_content_or_its_id(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document], again: dict[str, str]
) -> None:
    named = {**EVENT, "eventID": "urn:uuid:8b3f0f9e-5f1c-4b8e-9d5b-2f4f5c6d7e8f"}
    assert (await farm.post("/epcis/events", json=named)).status_code == 201
    response = await farm.post("/epcis/events", json={**named, **again})
    assert response.status_code == 409
    assert response.json()["type"] == "epcisException:ResourceAlreadyExistsException"
    assert await database.events.count_documents({}) == 1


async def test_content_that_a_document_brought_conflicts_too(farm: httpx.AsyncClient) -> None:
    await captured(farm, document(OBJECT))
    whole = {**OBJECT, "@context": document()["@context"]}
    assert (await farm.post("/epcis/events", json=whole)).status_code == 409


async def test_an_error_declaration_is_created_once_beside_its_event(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    declared = {**EVENT, "errorDeclaration": {"declarationTime": "2026-05-01T00:00:00Z"}}
    statuses = [
        (await farm.post("/epcis/events", json=event)).status_code
        for event in (EVENT, declared, declared)
    ]
    assert statuses == [201, 201, 409]
    assert await database.events.count_documents({}) == 2


async def test_what_staff_hand_in_is_recorded_by_the_store_and_names_no_person(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    staff = {"Authorization": f"Bearer {await staff_token(farm, database)}"}
    assert (await farm.post("/epcis/events", json=EVENT, headers=staff)).status_code == 201
    stored = await database.events.find_one({})
    assert stored is not None
    assert stored["recorded_by"] == "store"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({**EVENT, "bizStep": "shiping"}, "/bizStep"),
        ({**EVENT, "eventTime": "9999-12-31T23:59:59Z"}, "/eventTime"),
        (document(OBJECT), "/type"),
        ({"type": ["ObjectEvent"]}, "/type"),
        ([EVENT], "/type"),
        ({**EVENT, "type": "https://x.example/OwnEvent"}, "/type"),
    ],
)
async def test_what_is_no_good_event_is_refused_at_its_place(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document], body: object, pointer: str
) -> None:
    response = await farm.post("/epcis/events", json=body)
    assert response.status_code == 400
    problem = response.json()
    assert problem["type"] == "epcisException:ValidationException"
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert problem["errorCount"] == 1
    assert await database.events.count_documents({}) == 0
