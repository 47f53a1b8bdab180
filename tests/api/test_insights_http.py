"""Shopper events through the HTTP door of the whole application, and over GraphQL."""

import base64
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.callers import KeyScope
from api.insights.hours_duty import InsightHoursDuty
from personalization.experiments.unit import unit_id
from personalization.insights.exposure import exposure_token
from personalization.shoppers.consent import WORDING, Purpose
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import SECRET, application, ask, serving, shopper_token, staff_token
from tests.api.app_samples import PRODUCT, STORE
from tests.api.epcis_client import key_of
from tests.personalization.insight_samples import AB, bought, exposure
from tests.personalization.redemption_samples import NOW
from tests.personalization.zone_samples import FISH, PLAN

SIGNER = Signer(SECRET)
KIOSK = msgspec.structs.replace(AB, key="card", presentation=({}, {"kiosk.card": "large"}))

CREATE_CART = """mutation ($input: CreateCartInput!) { createCart(input: $input) {
  ... on Cart { id } } }"""
REPORT_SHOWN = """mutation ($input: ReportShownInput!) { reportShown(input: $input) { __typename
  ... on Reported { accepted unused { index message } } ... on ReportRefusal { message } } }"""
REPORT_EVENTS = """mutation ($input: ReportEventsInput!) { reportEvents(input: $input) { __typename
  ... on Reported { accepted unused { index message } } ... on ReportRefusal { message } } }"""
PRESENTATION = """query ($surface: String!, $visit: String!) {
  presentation(storeId: "s1", surface: $surface, visit: $visit) {
    slots { slot value } exposureTokens } }"""
RESULT = """query ($key: String!) { experimentResult(key: $key) {
  units sampleRatioAlarm overall { currencyCode suppressed
    arms { name units conversions revenueMinorUnits }
    uplifts { variant conversion { relative low high } } }
  cuts { cut key suppressed arms { units } } } }"""


@pytest.fixture
async def house(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application with a store, a product and a floor plan."""
    archive, market = Archive(database), Market(database)
    await archive.places.put([Place("s1", "Corner Market", PlaceKind.STORE)], [STORE])
    await archive.products.put([PRODUCT])
    await market.zones.put_plans([PLAN])
    await market.experiments.draft(AB)
    await market.experiments.draft(KIOSK)
    async with serving(application(mongodb_uri, database.name)) as client:
        yield client


@pytest.fixture
async def camera(house: httpx.AsyncClient, database: AsyncDatabase[Document]) -> Mapping[str, str]:
    """Headers of a device with a key."""
    return await key_of(database, "Eyes Ltd", [KeyScope.INSIGHTS])


def record(number: int, **more: object) -> dict[str, object]:
    at = (clock.now() - timedelta(minutes=1)).isoformat()
    told = {"id": f"e-{number}", "kind": "pick_up", "at": at, "store": "s1"}
    return {**told, "visit": "track-0001", "product": PRODUCT.id, **more}


def fresh_token(unit: str | None = "unit-1", variant: int | None = 1) -> str:
    return exposure_token(SIGNER, exposure(unit, variant, at=clock.now()))


async def stored(database: AsyncDatabase[Document]) -> Sequence[Document]:
    return await database.insight_events.find().sort("_id").to_list()


async def test_good_events_are_taken_bad_ones_told_and_repeating_is_no_harm(
    house: httpx.AsyncClient, camera: Mapping[str, str], database: AsyncDatabase[Document]
) -> None:
    batch = [
        record(1, zone=FISH.id),
        record(2, product="00000000000000"),
        record(3, kind="dwell", product=None),
        {"kind": "exposure", "at": clock.now().isoformat(), "token": fresh_token()},
    ]
    answers = []
    for _ in range(2):
        response = await house.post("/insights/events", json=batch, headers=camera)
        assert response.status_code == 200, response.text
        answers.append(response.json())
    for answer in answers:
        assert (answer["accepted"], answer["refused"]) == (2, 2)
        assert [(each["index"], each["field"]) for each in answer["problems"]] == [
            (1, "product"),
            (2, "zone"),
        ]
    assert sorted(each["kind"] for each in await stored(database)) == ["EXPOSURE", "PICK_UP"]
    assert "track-0001" not in str(await stored(database))


async def test_lines_are_taken_and_nothing_used_is_a_problem_document(
    house: httpx.AsyncClient, camera: Mapping[str, str]
) -> None:
    lines = "\n".join(json.dumps(record(number)) for number in range(3))
    ndjson = {**camera, "Content-Type": "application/x-ndjson"}
    good = await house.post("/insights/events", content=lines, headers=ndjson)
    assert good.json()["accepted"] == 3
    bad = await house.post("/insights/events", json={"events": [{}]}, headers=camera)
    assert bad.status_code == 400
    assert bad.headers["content-type"] == "application/problem+json"
    assert bad.json()["problems"][0]["field"] == "kind"
    many = await house.post("/insights/events", json=[{}] * 1_001, headers=camera)
    assert many.status_code == 413


async def test_only_keys_for_insights_send_events(
    house: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    other = await key_of(database, "Fridges Ltd", [KeyScope.READINGS])
    assert (await house.post("/insights/events", json=[record(1)])).status_code == 401
    assert (
        await house.post("/insights/events", json=[record(1)], headers=other)
    ).status_code == 403
    assert await stored(database) == []


async def test_a_flood_of_events_leaves_no_trace_in_the_audit_log(
    house: httpx.AsyncClient, camera: Mapping[str, str], database: AsyncDatabase[Document]
) -> None:
    await house.post("/insights/events", json=[record(1)], headers=camera)
    assert await database.audit.find({"action": "send-insights"}).to_list() == []


async def test_hours_are_counted_by_the_duty(
    house: httpx.AsyncClient, camera: Mapping[str, str], database: AsyncDatabase[Document]
) -> None:
    await house.post("/insights/events", json=[record(1), record(2)], headers=camera)
    duty = InsightHoursDuty(database)
    assert await duty.count_due() == 1
    assert await duty.count_due() == 0
    now = clock.now()
    cells = await Market(database).insight_hours.between(["s1"], now - timedelta(hours=2), now)
    whole = [cell for cell in cells if cell.product is None]
    assert [(cell.pick_ups, cell.visitors) for cell in whole] == [(2, 1)]


async def cart_of(house: httpx.AsyncClient) -> str:
    made = await ask(house, CREATE_CART, {"input": {"storeId": "s1"}})
    return str(made["createCart"]["id"])


def visit_event(number: int, **more: object) -> dict[str, object]:
    told = {"id": f"e-{number}", "kind": "SCAN", "at": clock.now().isoformat()}
    return {**told, "productId": PRODUCT.id, **more}


async def test_a_screen_reports_what_happened_in_its_own_cart(
    house: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    cart = await cart_of(house)
    events = [visit_event(1), visit_event(2, zoneId="nowhere")]
    for _ in range(2):
        found = await ask(house, REPORT_EVENTS, {"input": {"cartId": cart, "events": events}})
        told = found["reportEvents"]
        assert told["accepted"] == 1
        assert [each["index"] for each in told["unused"]] == [1]
        assert "“nowhere”" in told["unused"][0]["message"]
    [event] = await stored(database)
    assert (event["kind"], event["store"], event["product"]) == ("SCAN", "s1", PRODUCT.id)
    assert cart not in str(event)
    assert unit_id(SIGNER, cart) not in str(event)


@pytest.mark.parametrize(("cart", "count"), [("0" * 32, 1), (None, 0), (None, 101)])
async def test_a_report_of_no_cart_or_no_size_is_refused(
    house: httpx.AsyncClient, cart: str | None, count: int
) -> None:
    events = [visit_event(number) for number in range(count)]
    given = {"cartId": cart or await cart_of(house), "events": events}
    found = await ask(house, REPORT_EVENTS, {"input": given})
    assert found["reportEvents"]["__typename"] == "ReportRefusal"


async def test_what_a_screen_showed_counts_once_and_a_forged_token_not_at_all(
    house: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    token = fresh_token()
    tokens = [token, token, token[:-4] + "AAAA"]
    found = await ask(house, REPORT_SHOWN, {"input": {"tokens": tokens}})
    assert found["reportShown"]["accepted"] == 2
    assert [each["index"] for each in found["reportShown"]["unused"]] == [2]
    assert len(await stored(database)) == 1
    empty = await ask(house, REPORT_SHOWN, {"input": {"tokens": []}})
    assert empty["reportShown"]["__typename"] == "ReportRefusal"


async def test_a_shopper_is_kept_with_a_report_only_under_consent(
    house: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    token = await shopper_token(house)
    session = await _session(token)
    cart = await cart_of(house)
    given = {"input": {"cartId": cart, "events": [visit_event(1)]}}
    await ask(house, REPORT_EVENTS, given, token)
    assert session not in str(await stored(database))
    await Market(database).shoppers.give(
        session, [Purpose.ANALYTICS], wording=WORDING, surface="app", now=clock.now()
    )
    given = {"input": {"cartId": cart, "events": [visit_event(2)]}}
    await ask(house, REPORT_EVENTS, given, token)
    kept = [each for each in await stored(database) if "shopper" in each]
    assert [each["shopper"] for each in kept] == [session]


async def _session(token: str) -> str:
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    return str(claims["sub"])


async def test_a_screen_is_told_what_to_show_and_its_report_enrols_the_visit(
    house: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    seen = set()
    for number in range(40):
        asked = {"surface": "kiosk", "visit": f"visit-{number:04}"}
        first = (await ask(house, PRESENTATION, asked))["presentation"]
        again = (await ask(house, PRESENTATION, asked))["presentation"]
        assert first["slots"] == again["slots"]
        seen.add(json.dumps(first["slots"]))
        await ask(house, REPORT_SHOWN, {"input": {"tokens": first["exposureTokens"]}})
        await ask(house, REPORT_SHOWN, {"input": {"tokens": again["exposureTokens"]}})
    assert seen == {"[]", '[{"slot": "card", "value": "large"}]'}
    counts = await Market(database).enrolments.counts("card")
    assert sum(each.units for each in counts) == 40
    assert "visit-0001" not in str(await database.enrolments.find().to_list())


async def test_there_is_no_presentation_for_a_visit_that_could_be_guessed(
    house: httpx.AsyncClient,
) -> None:
    asked = {"surface": "kiosk", "visit": "1"}
    assert (await ask(house, PRESENTATION, asked))["presentation"] is None


async def test_staff_read_what_came_of_an_experiment(
    house: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    tokens = [
        exposure_token(SIGNER, exposure(f"unit-{variant}-{number}", variant, at=clock.now()))
        for variant in (0, 1)
        for number in range(20)
    ]
    await ask(house, REPORT_SHOWN, {"input": {"tokens": tokens}})
    ahead = (clock.now() - NOW).total_seconds() / 60 + 1
    for unit in ("unit-0-1", "unit-1-1", "unit-1-2", "unit-1-3"):
        await bought(database, unit, 0, minutes=ahead)
    staff = await staff_token(house, database)
    found = (await ask(house, RESULT, {"key": AB.key}, staff))["experimentResult"]
    assert (found["units"], found["sampleRatioAlarm"]) == (40, False)
    [overall] = found["overall"]
    assert overall["arms"][1] == {
        "name": "ten",
        "units": 20,
        "conversions": 3,
        "revenueMinorUnits": 3_000.0,
    }
    [uplift] = overall["uplifts"]
    assert uplift["conversion"]["relative"] == pytest.approx(2)
    assert {each["cut"] for each in found["cuts"]} == {"OFFER", "ZONE"}
    assert (await ask(house, RESULT, {"key": "nothing"}, staff))["experimentResult"] is None


async def test_shoppers_read_no_results(house: httpx.AsyncClient) -> None:
    variables: dict[str, Any] = {"key": AB.key}
    response = await house.post("/graphql", json={"query": RESULT, "variables": variables})
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
