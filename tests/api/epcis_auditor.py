"""A partner that asks for events over REST."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import KeyScope
from provenance.epcis import validate_document
from provenance.store.collection import Document
from tests.api.app_client import application, serving
from tests.api.epcis_client import key_of

GS1 = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld"
ROOT = "https://shop.example/epcis"


@asynccontextmanager
async def auditing(uri: str, database: AsyncDatabase[Document]) -> AsyncIterator[httpx.AsyncClient]:
    """The application, asked with a key that may query."""
    async with serving(application(uri, database.name)) as client:
        client.headers.update(await key_of(database, "Auditor", [KeyScope.EVENTS]))
        yield client


def events_of(response: httpx.Response) -> Sequence[dict[str, Any]]:
    """The events of an answer, which is a valid document."""
    assert response.status_code == 200, response.text
    document = response.json()
    assert validate_document(document) == []
    events: list[dict[str, Any]] = document["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    return events


async def asked(
    client: httpx.AsyncClient, path: str = "/epcis/events", **params: str
) -> Sequence[dict[str, Any]]:
    """The events at an address."""
    return events_of(await client.get(path, params=params))


async def refused(client: httpx.AsyncClient, status: int, path: str, **headers: str) -> Any:
    """The problem document that an address answers with."""
    response = await client.get(path, headers=headers)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return response.json()


def following(response: httpx.Response) -> str | None:
    """The path of the next page; None on the last one."""
    if "link" not in response.headers:
        return None
    address, rel = response.headers["link"].split("; ")
    assert rel == 'rel="next"'
    assert address.startswith(f"<{ROOT}/")
    return str(address).strip("<>").removeprefix("https://shop.example")


def names(events: Sequence[dict[str, Any]]) -> list[str]:
    """The last parts of their eventIDs."""
    return [event["eventID"].rpartition(":")[2] for event in events]
