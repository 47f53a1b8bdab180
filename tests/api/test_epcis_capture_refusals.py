"""What is not taken in, and who has to wait: in words, with nothing staged."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.epcis import jobs
from provenance.capture import BYTES_LIMIT, EVENTS_LIMIT
from provenance.store.collection import Document
from tests.api.app_client import application, serving
from tests.api.epcis_client import JSON, key_of
from tests.provenance.epcis_samples import OBJECT, document

GOOD = json.dumps(document(OBJECT)).encode()

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
