"""A partner that hands in events over REST, and follows its jobs."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from provenance.store.collection import Document

Job = Mapping[str, Any]
JSON = {"Content-Type": "application/json"}


async def key_of(
    database: AsyncDatabase[Document],
    organisation: str,
    scopes: Sequence[KeyScope] = (KeyScope.CAPTURE,),
) -> dict[str, str]:
    """Headers with a new key of an organisation."""
    key, _ = await create_key(AccessStore(database), organisation, list(scopes), clock.now())
    return {"Authorization": f"Bearer {key}"}


async def finished(client: httpx.AsyncClient, location: str) -> Job:
    """The job at a Location, once it has ended."""
    async with asyncio.timeout(90):
        while True:
            response = await client.get(location)
            assert response.status_code == 200, response.text
            job: Job = response.json()
            if not job["running"]:
                return job
            await asyncio.sleep(0.01)


async def captured(client: httpx.AsyncClient, document: object, **headers: str) -> Job:
    """Hand a document in, and wait for the end of its job."""
    response = await client.post("/epcis/capture", json=document, headers=headers)
    assert response.status_code == 202, response.text
    return await finished(client, response.headers["location"])
