"""A server that is killed in the middle of captures: what it acknowledged ends, whole."""

import asyncio
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import httpx
import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Document
from tests.api.epcis_client import finished, key_of
from tests.api.processes import free_port, ready, running
from tests.api.waiting import until
from tests.provenance.epcis_samples import OBJECT, document

KILLS = 3
PARTNERS = 3
DOCUMENTS = 3
"""That each partner hands in before the server is killed, if it gets that far."""
EVENTS = 200
"""Of a document: storing them takes long enough to be killed in."""


def delivery(number: int) -> Mapping[str, Any]:
    """A document whose events all carry its number."""
    lot = "https://id.gs1.org/01/00860009999923/10"
    return document(
        *(
            {**OBJECT, "quantityList": [{"epcClass": f"{lot}/{number}-{each}"}], "ex:doc": number}
            for each in range(EVENTS)
        )
    )


class Partner:
    """Hands in one document after the other, and remembers what was acknowledged."""

    def __init__(self, client: httpx.AsyncClient, first: int) -> None:
        self._client = client
        self._first = first
        self.acknowledged: dict[int, str] = {}

    async def hand_in(self) -> None:
        """Until the server dies, or there is nothing left."""
        with suppress(httpx.TransportError):
            for number in range(self._first, self._first + DOCUMENTS):
                response = await self._client.post("/epcis/capture", json=delivery(number))
                assert response.status_code == 202, response.text
                self.acknowledged[number] = httpx.URL(response.headers["location"]).path
                await asyncio.sleep(0.1)


async def stored_by_document(uri: str, name: str) -> Mapping[int, int]:
    """How many events of each document are there, all counted at one moment."""
    by_document = [{"$group": {"_id": "$document.ex:doc", "events": {"$sum": 1}}}]
    async with (
        AsyncMongoClient[Document](uri, tz_aware=True) as client,
        client.start_session(snapshot=True) as session,
    ):
        counts = await client[name].events.aggregate(by_document, session=session)
        return {each["_id"]: each["events"] async for each in counts}


async def watched(uri: str, name: str, done: asyncio.Event) -> set[int]:
    """Keep looking how many events of a document can be seen; all the numbers there were."""
    seen: set[int] = set()
    while not done.is_set():
        seen |= set((await stored_by_document(uri, name)).values())
        await asyncio.sleep(0.02)
    return seen


def some_acknowledged(busy: list[Partner]) -> bool:
    return sum(len(each.acknowledged) for each in busy) >= 2


@pytest.mark.timeout(240)
async def test_every_acknowledged_document_ends_whole_however_often_the_server_is_killed(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    port = free_port()
    done = asyncio.Event()
    partners: list[Partner] = []
    watching = asyncio.create_task(watched(mongodb_uri, database.name, done))
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", headers=await key_of(database, "Farm"), timeout=30
    ) as client:
        for kill in range(KILLS):
            async with running("serve", mongodb_uri, database.name, port) as server:
                await ready(client)
                busy = [Partner(client, 100 * (10 * kill + each)) for each in range(PARTNERS)]
                handing_in = [asyncio.create_task(each.hand_in()) for each in busy]
                await until(partial(some_acknowledged, busy))  # on a slow machine too
                await asyncio.sleep(random.uniform(0, 0.6))  # noqa: S311
                server.kill()
                await server.wait()
                await asyncio.gather(*handing_in)
                partners += busy
        acknowledged = {
            number: path for each in partners for number, path in each.acknowledged.items()
        }
        assert len(acknowledged) > KILLS
        async with (
            running("work", mongodb_uri, database.name),
            running("serve", mongodb_uri, database.name, port),
        ):
            await ready(client)
            jobs: Sequence[Mapping[str, Any]] = [
                await finished(client, path) for path in acknowledged.values()
            ]
    done.set()
    assert [job["errors"] for job in jobs if not job["success"]] == []
    assert {job["captured"] for job in jobs} == {EVENTS}
    assert await watching == {EVENTS}  # never half a document
    stored = await stored_by_document(mongodb_uri, database.name)
    assert acknowledged.keys() <= stored.keys()
    assert set(stored.values()) == {EVENTS}
