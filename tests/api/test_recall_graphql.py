"""Recalls and the downstream walk, as operations see and do them in GraphQL."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from provenance.projection import project_dirty
from provenance.store.collection import Document
from tests.api.app_samples import LINK, LOT, PRODUCT, journey
from tests.api.graphql_context import ANYONE, running_context

SCHEMA = build_schema(production=False)
THING = f"01/{PRODUCT.id}/10/{LOT}"

RECALL = """
mutation ($input: RecallLotInput!) {
  recallLot(input: $input) {
    ... on RecallRecord { id things reason lots scans stock { storeId lots } announcedBy }
    ... on RecallRefusal { message hint }
  }
}
"""
WITHDRAW = """
mutation ($input: WithdrawRecallInput!) {
  withdrawRecall(input: $input) {
    ... on RecallRecord { withdrawnBy withdrawnBecause }
    ... on RecallRefusal { message hint }
  }
}
"""
RECALLS = "{ recalls { recalls { id scans } endCursor } }"
FORWARD = """
query ($input: TraceForwardInput!) {
  traceForward(input: $input) {
    ... on ForwardTrace {
      count behind endCursor stores { storeId storeName lots }
      lots { id lot productName openStays { storeId place { name } since } }
    }
    ... on TraceRefusal { message hint }
  }
}
"""
SCAN = '{ scan(code: "%s") { ... on Scan { recall { id reason madeFrom } } } }'


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    staff = Staff("olga", Role.OPERATIONS)
    async with running_context(database, mongodb_uri, staff) as context:
        await context.archive.events.capture(journey())
        await project_dirty(context.archive.events, context.archive.lots)
        yield context


async def answer(context: Context, operation: str, **given: object) -> Any:
    result = await SCHEMA.execute(operation, variable_values=given, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


def recall_input(**more: object) -> dict[str, object]:
    texts = [{"language": "en", "text": "Glass"}, {"language": "es", "text": "Vidrio"}]
    given = {"gtin": PRODUCT.id, "lot": LOT, "reason": texts, "instructions": texts}
    return {"idempotencyKey": "k1", **given, **more}


async def test_a_recall_is_seen_by_the_next_scan_and_told_with_what_it_reaches(
    context: Context,
) -> None:
    record = await answer(context, RECALL, input=recall_input())
    assert record["things"] == [THING]
    assert (record["lots"], record["announcedBy"]) == (1, "olga")
    assert [stock["storeId"] for stock in record["stock"]] == ["s1"]
    shopper = replace(context, caller=ANYONE)
    scanned = await answer(shopper, SCAN % LINK)
    assert scanned["recall"] == {"id": record["id"], "reason": "Glass", "madeFrom": None}
    await answer(shopper, SCAN % LINK)
    await context.recall_scans.flush()
    assert (await answer(context, RECALLS))["recalls"] == [{"id": record["id"], "scans": 2}]


async def test_repeating_a_recall_is_one_recall(context: Context) -> None:
    first = await answer(context, RECALL, input=recall_input())
    assert (await answer(context, RECALL, input=recall_input()))["id"] == first["id"]
    other = await answer(context, RECALL, input=recall_input(lot="other"))
    assert "idempotency key" in other["message"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"gtin": "09521234000106"}, "digit"),
        ({"lot": None, "withMadeFrom": True}, "needs a lot"),
        ({"reason": []}, "1 to 1,000"),
        ({"reason": [{"language": "tlh", "text": "x"}]}, "1 to 1,000"),
        ({"idempotencyKey": ""}, "1 to 100"),
    ],
)
async def test_what_cannot_be_recalled_is_refused_in_words(
    context: Context, wrong: dict[str, object], said: str
) -> None:
    refused = await answer(context, RECALL, input=recall_input(**wrong))
    assert said in refused["message"]
    assert refused["hint"]
    assert (await answer(context, RECALLS))["recalls"] == []


async def test_a_recall_is_taken_back_with_a_reason(context: Context) -> None:
    record = await answer(context, RECALL, input=recall_input())
    refused = await answer(context, WITHDRAW, input={"recallId": record["id"], "reason": " "})
    assert "reason" in refused["message"]
    unknown = await answer(context, WITHDRAW, input={"recallId": "x", "reason": "Fine"})
    assert "no recall" in unknown["message"]
    done = await answer(context, WITHDRAW, input={"recallId": record["id"], "reason": "Fine"})
    assert done == {"withdrawnBy": "olga", "withdrawnBecause": "Fine"}
    assert (await answer(context, SCAN % LINK))["recall"] is None


@pytest.mark.parametrize("caller", [ANYONE, Staff("m", Role.MARKETER), Staff("p", Role.PRODUCER)])
async def test_only_operations_recall(context: Context, caller: Any) -> None:
    denied = replace(context, caller=caller)
    for operation, given in [
        (RECALL, recall_input()),
        (WITHDRAW, {"recallId": "x", "reason": "Fine"}),
    ]:
        result = await SCHEMA.execute(
            operation, variable_values={"input": given}, context_value=denied
        )
        assert result.errors
        assert result.errors[0].extensions
        assert result.errors[0].extensions["code"] in ("FORBIDDEN", "UNAUTHENTICATED")


async def test_a_lot_is_followed_to_the_stores_it_is_in(context: Context) -> None:
    found = await answer(context, FORWARD, input={"gtin": PRODUCT.id, "lot": LOT})
    assert (found["count"], found["behind"], found["endCursor"]) == (1, 0, None)
    assert [stock["storeId"] for stock in found["stores"]] == ["s1"]
    [lot] = found["lots"]
    assert (lot["id"], lot["lot"], lot["productName"]) == (THING, LOT, "Baby spinach")
    assert [stay["storeId"] for stay in lot["openStays"]] == ["s1"]


async def test_evidence_that_just_came_in_is_followed_too(context: Context) -> None:
    await context.archive.events.capture(journey("L2"))
    found = await answer(context, FORWARD, input={"gtin": PRODUCT.id, "first": 1})
    assert (found["count"], found["behind"]) == (2, 0)
    rest = await answer(
        context, FORWARD, input={"gtin": PRODUCT.id, "first": 1, "after": found["endCursor"]}
    )
    assert [lot["lot"] for lot in (*found["lots"], *rest["lots"])] == [LOT, "L2"]
    assert rest["endCursor"] is None


@pytest.mark.parametrize(
    "wrong",
    [{}, {"gtin": PRODUCT.id, "sscc": "095212340000000017"}, {"sscc": "095212340000000018"}],
)
async def test_what_cannot_be_followed_is_refused_in_words(
    context: Context, wrong: dict[str, object]
) -> None:
    refused = await answer(context, FORWARD, input=wrong)
    assert refused["message"]
    assert refused["hint"]


async def test_scans_are_counted_within_seconds(context: Context) -> None:
    await answer(context, RECALL, input=recall_input())
    await answer(replace(context, caller=ANYONE), SCAN % LINK)
    stored = context.archive.database.recall_scans
    async with await stored.watch() as stream, asyncio.timeout(10):
        counting = asyncio.create_task(context.recall_scans.run())
        await anext(stream)
    counting.cancel()
    assert (await answer(context, RECALLS))["recalls"][0]["scans"] == 1
