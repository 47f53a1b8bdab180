"""What came in and what could not be used, for the operations board."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.callers import Role
from provenance.capture_jobs import CaptureJob, ErrorBehaviour
from provenance.epcis import Problem
from provenance.store.archive import Archive
from provenance.store.collection import Document, Written
from provenance.store.refused_readings import RefusedReading
from provenance.text import Message
from tests.api.app_client import ask, staff_token
from tests.api.epcis_client import key_of

JOBS = """query ($first: Int! = 20, $after: String) { captureJobs(first: $first, after: $after) {
  jobs { organisation state events stored known problemCount problems { pointer message } }
  endCursor } }"""
REFUSED = """query ($first: Int! = 20, $after: String) {
  refusedReadings(first: $first, after: $after) {
    readings { topic field reason count payload } endCursor } }"""
WRONG = Problem("/epcisBody", Message("epcis-missing", {"field": "eventList"}))


@pytest.fixture
def client(market: httpx.AsyncClient) -> httpx.AsyncClient:
    return market


async def handed_in(
    archive: Archive,
    number: int,
    behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK,
    **ending: Any,
) -> None:
    at = clock.now() + timedelta(seconds=number)
    job = CaptureJob(f"job{number}", f"Farm {number}", at, behaviour, 3)
    await archive.captures.stage(job, b"{}", "worker")
    if ending:
        await archive.captures.end(job, ending.pop("problems", ()), at, **ending)


async def test_operations_see_what_was_handed_in_and_why_it_was_refused(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    archive = Archive(database)
    await handed_in(archive, 1, written=Written(2, 1))
    await handed_in(archive, 2, problems=[WRONG])
    await handed_in(archive, 3, ErrorBehaviour.PROCEED, problems=[WRONG], written=Written(2, 0))
    await handed_in(archive, 4)
    staff = await staff_token(client, database)
    page = (await ask(client, JOBS, {"first": 3}, staff, language="es"))["captureJobs"]
    assert [each["state"] for each in page["jobs"]] == ["RUNNING", "PARTLY", "REFUSED"]
    (problem,) = page["jobs"][2]["problems"]
    assert problem["pointer"] == "/epcisBody"
    assert "eventList" in problem["message"]
    last = (await ask(client, JOBS, {"after": page["endCursor"]}, staff))["captureJobs"]
    (first,) = last["jobs"]
    assert (first["state"], first["stored"], first["known"]) == ("STORED", 2, 1)
    assert last["endCursor"] is None


async def test_a_key_sees_its_own_documents(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    archive = Archive(database)
    for number in (1, 2):
        await handed_in(archive, number)
    farm = (await key_of(database, "Farm 2"))["Authorization"].removeprefix("Bearer ")
    page = (await ask(client, JOBS, None, farm))["captureJobs"]
    assert [each["organisation"] for each in page["jobs"]] == ["Farm 2"]


async def test_operations_see_what_devices_published_in_vain(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    at = clock.now()
    message = Message("readings-no-door", {"value": "ajar"})
    refusals = [
        RefusedReading(f"freshlens/v1/readings/S-{number}", "door", message, "{}", at, count=2)
        for number in range(5)
    ]
    await Archive(database).refused_readings.keep([*refusals, refusals[0]])
    staff = await staff_token(client, database)
    seen = list[Any]()
    after = None
    while not seen or after is not None:
        given = {"first": 2, "after": after}
        page = (await ask(client, REFUSED, given, staff))["refusedReadings"]
        seen += page["readings"]
        after = page["endCursor"]
    assert [each["topic"][-1] for each in seen] == ["4", "3", "2", "1", "0"]
    assert [each["count"] for each in seen] == [2, 2, 2, 2, 4]
    assert seen[0]["reason"].startswith("“ajar” says nothing of a door")


@pytest.mark.parametrize("query", [JOBS, REFUSED])
async def test_a_cursor_of_another_list_is_the_callers_mistake(
    client: httpx.AsyncClient, database: AsyncDatabase[Document], query: str
) -> None:
    headers = {"Authorization": f"Bearer {await staff_token(client, database)}"}
    body = {"query": query, "variables": {"after": "elsewhere"}}
    answer = (await client.post("/graphql", json=body, headers=headers)).json()
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_marketer_sees_neither(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    headers = {"Authorization": f"Bearer {await staff_token(client, database, Role.MARKETER)}"}
    for query in (JOBS, REFUSED):
        answer = (await client.post("/graphql", json={"query": query}, headers=headers)).json()
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
