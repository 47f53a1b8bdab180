"""Asking for events over REST, in the whole application."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.epcis.paging import token
from provenance.store import event_query
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.epcis_auditor import GS1, asked, auditing, events_of, following, names, refused
from tests.api.epcis_client import key_of
from tests.provenance.event_query_samples import BOX, BOX_URN, EVENTS, LOT, read_events


@pytest.fixture
async def auditor(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """Events of every kind, and who may query them."""
    await Archive(database).events.capture(read_events())
    async with auditing(mongodb_uri, database) as client:
        yield client


async def test_the_answer_is_a_query_document_of_what_was_captured(
    auditor: httpx.AsyncClient,
) -> None:
    response = await auditor.get(
        "/epcis/events",
        params={"EQ_bizStep": "commissioning"},
        headers={"GS1-EPC-Format": "Never_Translates"},
    )
    document = response.json()
    assert document["type"] == "EPCISQueryDocument"
    assert document["schemaVersion"] == "2.0"
    assert document["@context"] == [GS1, {"ex": "https://ex.org/"}]
    assert document["epcisBody"]["queryResults"]["queryName"] == "SimpleEventQuery"
    recorded = {"recordTime": "2026-11-01T00:00:00.000Z"}
    assert events_of(response) == [EVENTS[0] | recorded]
    assert response.headers["content-type"] == "application/json"
    assert response.headers["gs1-epcis-version"] == "2.0.0"
    assert response.headers["gs1-epc-format"] == "Never_Translates"
    assert "link" not in response.headers


async def test_an_event_without_an_id_is_told_with_its_hash(
    auditor: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    nameless = {key: value for key, value in EVENTS[4].items() if key != "eventID"}
    read = read_events([nameless | {"transformationID": "urn:ex:batch:2"}])
    await Archive(database).events.capture(read)
    (event,) = await asked(auditor, EQ_transformationID="urn:ex:batch:2")
    assert event["eventID"] == read[0].event.hash
    path = f"/epcis/events/{quote(event['eventID'], safe='')}"
    assert await asked(auditor, path) == [event]


async def test_json_ld_is_answered_where_it_is_accepted(auditor: httpx.AsyncClient) -> None:
    response = await auditor.get("/epcis/events", headers={"Accept": "application/ld+json"})
    assert response.headers["content-type"] == "application/ld+json"


async def test_pages_follow_their_links_to_the_end(auditor: httpx.AsyncClient) -> None:
    params = {"perPage": "3", "orderDirection": "ASC", "eventType": "ObjectEvent|AggregationEvent"}
    response = await auditor.get("/epcis/events", params=params)
    pages = [names(events_of(response))]
    while path := following(response):
        assert "perPage=3&orderDirection=ASC&eventType=ObjectEvent%7CAggregationEvent" in path
        response = await auditor.get(path)
        pages.append(names(events_of(response)))
    assert pages == [["harvested", "packed", "shipped"], ["shipped", "received", "sensed"]]


async def test_a_token_is_good_for_its_own_query_only(auditor: httpx.AsyncClient) -> None:
    response = await auditor.get("/epcis/events", params={"perPage": "1"})
    given = response.headers["link"].partition("nextPageToken=")[2].partition(">")[0]
    for other in ("EQ_action=ADD&", "orderDirection=ASC&"):
        problem = await refused(auditor, 400, f"/epcis/events?{other}nextPageToken={given}")
        assert problem["errors"][0]["parameter"] == "nextPageToken"
    assert len(await asked(auditor, nextPageToken=given, perPage="100")) == len(EVENTS) - 1


async def test_a_token_that_we_did_not_give_is_refused(auditor: httpx.AsyncClient) -> None:
    forged = (
        b"\xff",
        b"{}",
        b'[1,"k",0,"d"]',
        b'[1e400,"k",null,"d"]',
        b'[999999999999999999,"k",null,"d"]',
    )
    for text in ("", "x", "§", "%00", *map(token, forged)):
        problem = await refused(auditor, 400, f"/epcis/events?nextPageToken={text}")
        assert problem["type"] == "epcisException:QueryParameterException"
        if text:
            response = await auditor.delete(f"/epcis/nextPageToken/{quote(text)}")
            assert response.status_code == 404


async def test_a_token_can_be_released(auditor: httpx.AsyncClient) -> None:
    response = await auditor.get("/epcis/events", params={"perPage": "1"})
    given = response.headers["link"].partition("nextPageToken=")[2].partition(">")[0]
    response = await auditor.delete(f"/epcis/nextPageToken/{given}")
    assert (response.status_code, response.content) == (204, b"")


async def test_every_wrong_parameter_is_named_with_the_nearest_right_one(
    auditor: httpx.AsyncClient,
) -> None:
    problem = await refused(auditor, 400, "/epcis/events?EQ_bizSteps=shipping&GE_quantity=many")
    assert problem["type"] == "epcisException:QueryParameterException"
    assert problem["errorCount"] == 2
    assert [each["parameter"] for each in problem["errors"]] == ["EQ_bizSteps", "GE_quantity"]
    assert "EQ_bizStep?" in problem["errors"][0]["detail"]
    spanish = await refused(auditor, 400, "/epcis/events?perPage=0", **{"Accept-Language": "es-MX"})
    assert "perPage" in spanish["detail"]
    assert spanish["detail"] != (await refused(auditor, 400, "/epcis/events?perPage=0"))["detail"]


async def test_limits_of_the_answer(auditor: httpx.AsyncClient) -> None:
    assert len(await asked(auditor, maxEventCount=str(len(EVENTS)))) == len(EVENTS)
    problem = await refused(auditor, 413, "/epcis/events?maxEventCount=3")
    assert problem["type"] == "epcisException:QueryTooLargeException"
    assert len(await asked(auditor, eventCountLimit="3")) == 3
    problem = await refused(auditor, 414, f"/epcis/events?EQ_eventID={'urn:x|' * 3000}")
    assert problem["type"] == "epcisException:URITooLongException"


async def test_a_query_without_an_index_is_given_up_in_time(
    auditor: httpx.AsyncClient, database: AsyncDatabase[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await database.events.find_one({"event_id": "urn:event:sensed"})
    assert one is not None
    await database.events.insert_many({**one, "_id": f"more{number}"} for number in range(8_000))
    monkeypatch.setattr(event_query, "PATIENCE_MS", 1)
    problem = await refused(auditor, 413, "/epcis/events?GE_time=2027-01-01T00:00:00Z")
    assert problem["type"] == "epcisException:QueryTooComplexException"


async def test_prefixes_of_extensions_come_in_a_header(auditor: httpx.AsyncClient) -> None:
    path = "/epcis/events?EQ_mine:trip=T-7"
    declared = {"GS1-Extensions": "other=urn:x:, mine=https://ex.org/"}
    response = await auditor.get(path, headers=declared)
    assert names(events_of(response)) == ["carried"]
    problem = await refused(auditor, 400, path)
    assert "GS1-Extensions" in problem["errors"][0]["detail"]
    await refused(auditor, 400, path, **{"GS1-Extensions": "mine"})


async def test_an_event_comes_with_its_error_declaration(auditor: httpx.AsyncClient) -> None:
    both = await asked(auditor, "/epcis/events/urn:event:shipped")
    assert ["errorDeclaration" in event for event in both] == [False, True]
    problem = await refused(auditor, 404, "/epcis/events/urn:event:none")
    assert problem["type"] == "epcisException:NoSuchResourceException"


async def test_identifiers_are_links_unless_asked_otherwise(auditor: httpx.AsyncClient) -> None:
    async def packed(wanted: str | None) -> tuple[str, list[str], str]:
        headers = {"GS1-EPC-Format": wanted} if wanted else {}
        response = await auditor.get("/epcis/events?MATCH_epcClass=" + LOT[:-7] + "ABC9",
                                     headers=headers)  # fmt: skip
        (event,) = events_of(response)
        return event["parentID"], event["childEPCs"], response.headers["gs1-epc-format"]

    pallet_link = "https://id.gs1.org/00/040123450000003338"
    pallet_urn = "urn:epc:id:sscc:4012345.0000000333"
    links = (pallet_link, [BOX], "Always_GS1_Digital_Link")
    assert await packed(None) == links
    assert await packed("No_Preference") == links
    assert await packed("Always_GS1_Digital_Link") == links
    as_captured = (pallet_urn, [BOX_URN], "Never_Translates")
    assert await packed("Never_Translates") == as_captured
    assert await packed("Always_EPC_URN") == as_captured  # its lot is a link, and stays one
    problem = await refused(auditor, 406, "/epcis/events", **{"GS1-EPC-Format": "URN"})
    assert problem["type"] == "epcisException:NotAcceptableException"


async def test_urns_are_said_to_be_urns_where_all_are(auditor: httpx.AsyncClient) -> None:
    response = await auditor.get(
        "/epcis/events?EQ_bizStep=sensor_reporting", headers={"GS1-EPC-Format": "Always_EPC_URN"}
    )
    assert response.headers["gs1-epc-format"] == "Always_EPC_URN"
    assert events_of(response)[0]["epcList"] == ["urn:epc:id:grai:4012345.55555.987"]


async def test_only_who_may_query_gets_answers(
    auditor: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    farm = await key_of(database, "Farm")
    for path in ("/epcis/events", "/epcis/events/x", "/epcis/epcs", "/epcis/bizSteps/x/events"):
        assert (await auditor.get(path, headers=farm)).status_code == 403
        assert (await auditor.get(path, headers={"Authorization": ""})).status_code == 401
