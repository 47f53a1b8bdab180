"""A watched scan: the answer at once, again when something it rests on changes, nothing lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.graphql.context import Context
from api.graphql.schema import build_schema
from provenance.coldchain.values import Reading
from provenance.identity import lot_thing
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.store.collection import Document
from tests.api.app_samples import LINK, LOT, NOW, PRODUCT, journey
from tests.api.graphql_context import running_context

WATCH = """
subscription ($after: String) {
  scanUpdates(code: "%s", after: $after, context: {language: "en"}) {
    cursor
    resync
    result {
      ... on Scan { product { name } recall { reason } lot { lot } origin { steps { bizStep } } }
      ... on ScanRefusal { reason }
    }
  }
}
"""
Updates = AsyncIterator[ExecutionResult]


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri) as context:
        yield context


@asynccontextmanager
async def watching(
    context: Context, code: str = LINK, after: str | None = None
) -> AsyncIterator[Updates]:
    schema = build_schema(production=False)
    updates: Any = await schema.subscribe(
        WATCH % code, variable_values={"after": after}, context_value=context
    )
    try:
        yield updates
    finally:
        await updates.aclose()


async def update(updates: Updates) -> dict[str, Any]:
    async with asyncio.timeout(10):
        result = await anext(updates)
    assert result.errors is None, result.errors
    assert result.data is not None
    found: dict[str, Any] = result.data["scanUpdates"]
    return found


async def until(updates: Updates, wanted: object, *path: str) -> dict[str, Any]:
    """The first update whose result has the wanted value at a path."""
    while True:
        found = await update(updates)
        value = found["result"]
        for name in path:
            value = value[name] if value else value
        if value == wanted:
            return found


async def test_the_answer_comes_at_once_and_again_when_it_changes(context: Context) -> None:
    async with watching(context) as updates:
        first = await update(updates)
        assert first["result"]["product"]["name"] == "Baby spinach"
        assert first["resync"] is False
        await context.archive.products.put([replace(PRODUCT, names={"en": "Young spinach"})])
        await until(updates, "Young spinach", "product", "name")


async def test_a_recall_reaches_whoever_looks_at_the_lot(context: Context) -> None:
    async with watching(context) as updates:
        assert (await update(updates))["result"]["recall"] is None
        notice = RecallNotice(
            "r1", [lot_thing(PRODUCT.id, LOT)], {"en": "Glass"}, {"en": "Return it"}, NOW
        )
        await context.archive.recalls.put([notice])
        await until(updates, {"reason": "Glass"}, "recall")


async def test_new_evidence_and_new_products_are_seen(context: Context) -> None:
    unknown = LINK.replace(PRODUCT.id, "09506000134352")
    async with watching(context) as updates, watching(context, unknown) as missing:
        assert (await update(updates))["result"]["lot"] is None
        assert (await update(missing))["result"]["reason"] == "UNKNOWN_PRODUCT"
        await context.archive.events.capture(journey())
        seen = await until(updates, {"lot": LOT}, "lot")
        assert len(seen["result"]["origin"]["steps"]) == 3
        await context.archive.products.put(
            [replace(PRODUCT, id="09506000134352", gtin="09506000134352")]
        )
        await until(missing, "Baby spinach", "product", "name")


async def test_after_a_break_only_news_is_sent(context: Context) -> None:
    async with watching(context) as updates:
        left = (await update(updates))["cursor"]
    async with watching(context, after=left) as updates:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await anext(updates)
    await context.archive.products.put([replace(PRODUCT, names={"en": "Missed"})])
    async with watching(context, after=left) as updates:
        found = await until(updates, "Missed", "product", "name")
        assert found["resync"] is False
    async with watching(context, after="of another age") as updates:
        assert (await update(updates))["resync"] is True


async def test_what_others_do_wakes_nobody(context: Context) -> None:
    archive = context.archive
    await archive.events.capture(journey())
    await project_dirty(archive.events, archive.lots)
    async with watching(context) as updates:
        following = await quiet(updates)
        await archive.readings.record([Reading("elsewhere", "x", NOW, 4.0)])
        await archive.products.put([replace(PRODUCT, id="09506000134352", gtin="09506000134352")])
        heard, _ = await asyncio.wait({following}, timeout=0.5)
        assert not heard
        following.cancel()
        await asyncio.wait({following})


async def quiet(updates: Updates) -> "asyncio.Task[dict[str, Any]]":
    """The update that follows, once what happened before has been told."""
    while True:
        following = asyncio.create_task(update(updates))
        heard, _ = await asyncio.wait({following}, timeout=0.5)
        if not heard:
            return following
