"""Every published document goes in and comes out as it was; a trace is walked by queries alone."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.epcis.formats import EpcFormat
from provenance.epcis import ReadEvent, event_hash, read_document
from provenance.epcis.context import read_context
from provenance.epcis.identifiers import things
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.epcis_auditor import asked, auditing, events_of, following


async def capture(database: AsyncDatabase[Document], files: list[Path]) -> dict[str, ReadEvent]:
    """Every event of every good file, by its stored key."""
    now = clock.now()
    found = [
        each
        for file in files
        for each in read_document(json.loads(file.read_text()), now=now, recorded_at=now)
    ]
    read = [each for each in found if isinstance(each, ReadEvent)]
    await Archive(database).events.capture(read)
    return {each.event.hash: each for each in read if not each.event.refutes}


@pytest.fixture
async def auditor(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    async with auditing(mongodb_uri, database) as client:
        yield client


@pytest.fixture
def published(shared_data: Path) -> list[Path]:
    """Documents that hold good events, and some that hold bad ones besides."""
    kinds = ("gs1__*", "fsma204__*", "openepcis__Capture_Documents*", "hashvec__*.jsonld")
    return [file for kind in kinds for file in sorted((shared_data / "epcis").glob(kind))]


@pytest.fixture
def chain(shared_data: Path) -> list[Path]:
    """The documents of the published trace."""
    return sorted((shared_data / "epcis").glob("fsma204__*.jsonld"))


@pytest.fixture
def expected(shared_data: Path) -> dict[str, Any]:
    return dict(json.loads((shared_data / "epcis" / "TRACE_EXPECTED.json").read_text()))


async def test_what_comes_out_has_the_hash_of_what_went_in(
    auditor: httpx.AsyncClient, database: AsyncDatabase[Document], published: list[Path]
) -> None:
    """Translated identifiers and hoisted contexts change how an event is said, and not what."""
    captured = await capture(database, published)
    assert len(captured) > 90
    for wanted in EpcFormat:
        told = set()
        path: str | None = "/epcis/events?perPage=40"
        while path:
            response = await auditor.get(path, headers={"GS1-EPC-Format": wanted})
            context = response.json()["@context"]
            for event in events_of(response):
                hash_id = event_hash(event, read_context(context, event.get("@context")))
                told.add(hash_id)
                if "errorDeclaration" not in event:
                    assert event["eventID"] == captured[hash_id].event.id
            path = following(response)
        assert told >= captured.keys(), wanted


async def test_the_published_trace_is_walked_by_queries_alone(
    auditor: httpx.AsyncClient,
    database: AsyncDatabase[Document],
    chain: list[Path],
    expected: dict[str, Any],
) -> None:
    await capture(database, chain)
    edges: set[tuple[str, str]] = set()
    unknown: set[str] = set()
    seen, queue = {expected["start"]}, [expected["start"]]
    for uri in queue:
        made = await asked(auditor, MATCH_outputEPCClass=uri)
        begun = await asked(auditor, MATCH_epcClass=uri, EQ_action="ADD", EQ_bizStep=BEGINNINGS)
        for given in {each for event in made for each in inputs(event)}:
            edges.add((things(uri)[-1], things(given)[-1]))
            if given not in seen:
                seen.add(given)
                queue.append(given)
        if not made and not begun:
            unknown.add(things(uri)[-1])
    assert edges == {tuple(edge) for edge in expected["expected_edges"]}
    assert unknown == {gap.split()[0] for gap in expected["expected_gaps"]}


BEGINNINGS = "commissioning|creating_class_instance"


def inputs(event: dict[str, Any]) -> list[str]:
    classes = [each["epcClass"] for each in event.get("inputQuantityList", ())]
    return [*event.get("inputEPCList", ()), *classes]
