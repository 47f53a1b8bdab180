"""Published EPCIS documents: good ones go in, bad ones are refused for their stated reason."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Document
from tests.api.epcis_client import JSON, finished

VERDICT = "valid_against_gs1_schema_2023_05"


async def test_every_published_good_document_goes_in(
    farm: httpx.AsyncClient, database: AsyncDatabase[Document], shared_data: Path
) -> None:
    judged = 0
    for entry in published(shared_data):
        if is_good(entry):
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
    judged = 0
    for entry in published(shared_data):
        name = entry["file"]
        if is_good(entry):
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
    return [entry for entry in entries if entry[VERDICT] != "not JSON"]


def is_good(entry: dict[str, Any]) -> bool:
    """Whether the standard takes it, where the index judges by a schema that lags behind."""
    beyond_that_schema = ("fsma204__", "with_persistentDisposition")
    return bool(entry[VERDICT]) or any(part in entry["file"] for part in beyond_that_schema)


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
