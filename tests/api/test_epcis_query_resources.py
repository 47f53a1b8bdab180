"""What events speak of, listed and followed to its events over REST."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.epcis_auditor import GS1, asked, auditing, events_of, following, names, refused
from tests.provenance.event_query_samples import (
    BOX,
    BOX_URN,
    DOCK,
    FARM,
    LOT,
    MADE,
    PALLET,
    STORE,
    read_events,
)


@pytest.fixture
async def auditor(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """Events of every kind, and who may query them."""
    await Archive(database).events.capture(read_events())
    async with auditing(mongodb_uri, database) as client:
        yield client


async def test_resources_are_listed_as_the_standard_names_them(auditor: httpx.AsyncClient) -> None:
    async def listed(name: str) -> object:
        response = await auditor.get(f"/epcis/{name}")
        assert response.status_code == 200
        return response.json()

    assert await listed("eventTypes") == {
        "@context": GS1,
        "type": "EventTypeItemList",
        "eventType": [
            *("AggregationEvent", "AssociationEvent", "ObjectEvent", "TransformationEvent")
        ],
    }
    assert await listed("dispositions") == {
        "@context": GS1,
        "type": "DispositionItemList",
        "disposition": ["active", "in_transit"],
    }
    assert await listed("readPoints") == {
        "@context": GS1,
        "type": "ReadPointItemList",
        "readPoint": [FARM, DOCK],
    }
    assert await listed("bizLocations") == {
        "@context": GS1,
        "type": "BizLocationItemList",
        "bizLocation": [STORE],
    }
    epcs = await listed("epcs")
    assert isinstance(epcs, list)
    assert {LOT, PALLET, BOX} < set(epcs)


async def test_a_list_is_paged(auditor: httpx.AsyncClient) -> None:
    found: list[str] = []
    path: str | None = "/epcis/epcs?perPage=3"
    while path:
        response = await auditor.get(path)
        assert 0 < len(response.json()) <= 3
        found += response.json()
        path = following(response)
    assert found == (await auditor.get("/epcis/epcs")).json()
    assert len(found) == 7
    await refused(auditor, 400, "/epcis/epcs?perPage=1001")
    await refused(auditor, 400, "/epcis/epcs?nextPageToken=x")


async def test_everything_listed_has_events(auditor: httpx.AsyncClient) -> None:
    for name in ("eventTypes", "epcs", "bizSteps", "dispositions", "readPoints", "bizLocations"):
        listed = (await auditor.get(f"/epcis/{name}")).json()
        values = listed if isinstance(listed, list) else listed.popitem()[1]
        assert values
        for value in values:
            path = f"/epcis/{name}/{quote(value, safe='')}"
            assert (await auditor.get(path)).json() == ["events"]
            assert await asked(auditor, f"{path}/events")


async def test_a_value_has_its_events(auditor: httpx.AsyncClient) -> None:
    expected = {
        "eventTypes/TransformationEvent": ["made"],
        "epcs/urn:epc:id:sscc:4012345.0000000333": ["received", "shipped", "shipped", "packed"],
        f"epcs/{quote(BOX, safe='')}": ["carried", "packed"],
        f"epcs/{BOX_URN}": ["carried", "packed"],
        f"epcs/{quote(LOT, safe='')}": ["made", "harvested"],
        f"epcs/{LOT}": ["made", "harvested"],  # slashes as they are
        f"epcs/{quote(MADE, safe='')}": ["made"],
        "epcs/https:%2f%2fbrand.example%2f01%2f00860009999923": ["made", "packed", "harvested"],
        "bizSteps/receiving": ["received"],
        "bizSteps/https:%2F%2Fref.gs1.org%2Fcbv%2FBizStep-receiving": ["received"],
        "readPoints/urn:epc:id:sgln:9521321.00001.dock": ["received"],
        f"bizLocations/{quote(STORE, safe='')}": ["made", "received"],
        "dispositions/cbv:Disp-active": ["harvested"],
    }
    found = {path: names(await asked(auditor, f"/epcis/{path}/events")) for path in expected}
    assert found == expected


async def test_events_of_a_value_are_queried_and_paged_like_all(auditor: httpx.AsyncClient) -> None:
    path = f"/epcis/epcs/{quote(PALLET, safe='')}/events"
    assert names(await asked(auditor, path, EQ_bizStep="packing")) == ["packed"]
    assert await asked(auditor, path, EQ_bizStep="killing") == []
    response = await auditor.get(path, params={"perPage": "2"})
    found = following(response)
    assert found is not None
    assert found.startswith(f"{path}?perPage=2&nextPageToken=")
    assert names(events_of(await auditor.get(found))) == ["shipped", "packed"]
    await refused(auditor, 400, f"{path}?EQ_bizSteps=packing")
    # the token of one value is no token of another
    other = quote(BOX, safe="")
    await refused(auditor, 400, f"/epcis/epcs/{other}/events?{found.partition('?')[2]}")


async def test_what_no_event_speaks_of_is_not_found(auditor: httpx.AsyncClient) -> None:
    for path in (
        "eventTypes/QuantityEvent",
        "eventTypes/TransactionEvent",
        "epcs/4711",
        "epcs/urn:epc:id:sscc:4012345.0000000999",
        "epcs/urn:epc:idpat:sgtin:*.7.*",
        "bizSteps/shiping",
        "bizSteps/receiving%7Cpacking",
        "bizSteps/killing",
        "readPoints/nowhere",
        "dispositions/%00",
    ):
        for each in (f"/epcis/{path}", f"/epcis/{path}/events"):
            problem = await refused(auditor, 404, each)
            assert problem["type"] == "epcisException:NoSuchResourceException"


async def test_every_resource_tells_what_it_can_do(auditor: httpx.AsyncClient) -> None:
    expected = {
        "events": "OPTIONS, GET, POST",
        "events/urn:x:y": "OPTIONS, GET",
        "nextPageToken/x": "OPTIONS, DELETE",
        "epcs": "OPTIONS, GET",
        "bizSteps/shipping": "OPTIONS, GET",
        "bizSteps/shipping/events": "OPTIONS, GET",
    }
    for path, methods in expected.items():
        response = await auditor.options(f"/epcis/{path}")
        assert response.status_code == 204
        assert response.headers["allow"] == methods
        assert response.headers["gs1-epcis-max"] == "2.0.0"
