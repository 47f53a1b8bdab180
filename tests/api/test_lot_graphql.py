"""A lot with its story, its certificates and its verification, in GraphQL and on the page."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from provenance.certificates import Certificate
from provenance.projection import project_dirty
from provenance.store.collection import Document
from tests.api.app_samples import FARM, LINK, LOT, PRODUCT, journey
from tests.api.graphql_context import ANYONE, running_context

SCHEMA = build_schema(production=False)
LOT_STORY = """
{ lot(gtin: "9521321000018", lot: "%s") {
    id lot bestBefore producedAt product { name } freshness { state }
    origin { steps { bizStep recordedBy recordedAt eventHash certificationInfo } sources { id } }
    certificates { id subject place { id } standard issuer validUntil validity expired isSample }
} }
"""
CERTIFICATES = """
{ scan(code: "%s") { ... on Scan {
    certificates { id } lot { certificates { id } origin { complete } } origin { complete }
} } }
"""
VERIFY = """
{ verify(gtin: "9521321000018", lot: "%s") {
    thing verifiedEvents hashes complete sound problems { eventId kind message }
} }
"""


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    staff = Staff("olga", Role.OPERATIONS)
    async with running_context(database, mongodb_uri, staff) as context:
        await context.archive.events.capture(journey())
        await project_dirty(context.archive.events, context.archive.lots)
        await context.archive.certificates.put(
            [
                Certificate("old", PRODUCT.id, "EU organic", "ES", valid_until=date(2020, 1, 1)),
                Certificate("farm", str(FARM.epc), "GlobalG.A.P.", "Auditor"),
            ]
        )
        yield context


async def answer(context: Context, operation: str) -> Any:
    result = await SCHEMA.execute(operation, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


async def test_a_lot_tells_its_dates_its_recorders_and_its_certificates(context: Context) -> None:
    lot = await answer(context, LOT_STORY % LOT)
    assert (lot["id"], lot["bestBefore"]) == (f"01/{PRODUCT.id}/10/{LOT}", "2026-11-26")
    steps = lot["origin"]["steps"]
    assert [step["bizStep"] for step in steps] == ["commissioning", "shipping", "receiving"]
    assert {step["recordedBy"] for step in steps} == {"Green Valley"}
    assert [step["eventHash"] for step in steps] == [one.event.hash for one in journey()]
    old, farm = lot["certificates"]
    assert (old["validity"], old["expired"], old["place"]) == ("EXPIRED", True, None)
    assert (farm["validity"], farm["expired"], farm["place"]) == ("VALID", False, {"id": "farm"})


async def test_an_unknown_lot_is_null_and_a_wrong_gtin_the_callers_mistake(
    context: Context,
) -> None:
    assert await answer(context, LOT_STORY % "L9") is None
    wrong = await SCHEMA.execute(
        LOT_STORY.replace("9521321000018", "9521321000019") % LOT, context_value=context
    )
    assert wrong.errors is not None
    assert (wrong.errors[0].extensions or {})["code"] == "BAD_USER_INPUT"


async def test_a_scan_gives_them_wherever_they_are_selected(context: Context) -> None:
    found = await answer(context, CERTIFICATES % LINK)
    names = [{"id": "old"}, {"id": "farm"}]
    assert (found["certificates"], found["lot"]["certificates"]) == (names, names)
    assert found["lot"]["origin"] == found["origin"]
    only_lot = CERTIFICATES.replace("certificates { id } lot", "lot") % LINK
    assert (await answer(context, only_lot))["lot"]["certificates"] == names


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_scan_reads_them_only_when_they_are_selected(
    context: Context, wanted: bool
) -> None:
    """The profiler of the database sees what a scan asks of it: one aggregation in any case."""
    database = context.archive.database
    operation = CERTIFICATES if wanted else CERTIFICATES.replace("certificates { id }", "")
    await database.command("profile", 2)
    try:
        await answer(context, operation % LINK)
    finally:
        await database.command("profile", 0)
    profile = database["system.profile"]
    [asked] = await profile.find({"command.aggregate": "products"}).to_list()
    await profile.drop()
    assert ("'certificates'" in str(asked["command"])) is wanted


async def test_verify_says_what_was_checked_and_what_is_wrong(context: Context) -> None:
    found = await answer(context, VERIFY % LOT)
    assert (found["sound"], found["verifiedEvents"], found["problems"]) == (True, 3, [])
    assert found["hashes"] == sorted(one.event.hash for one in journey())
    change = {"$set": {"document.bizStep": "destroying"}}
    await context.archive.database["events"].update_one({"biz_step": "shipping"}, change)
    found = await answer(context, VERIFY % LOT)
    [problem] = found["problems"]
    assert (found["sound"], problem["kind"]) == (False, "HASH_DIFFERS")
    assert problem["eventId"] == journey()[1].event.id
    assert problem["message"].startswith("The stored document gives another hash")
    assert await answer(context, VERIFY % "L9") is None


async def test_shoppers_do_not_verify(context: Context) -> None:
    result = await SCHEMA.execute(VERIFY % LOT, context_value=replace(context, caller=ANYONE))
    assert result.errors is not None
    assert (result.errors[0].extensions or {})["code"] == "UNAUTHENTICATED"
