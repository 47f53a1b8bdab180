"""Publishing reaches every worker at once, without a restart; a lost stream loses nothing."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.live import Live
from api.offers_live import OffersLive
from personalization import marketing
from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.offer_exchange import offers_kind
from personalization.offers.benefits.percent import Percent
from personalization.offers.exchange import offer_document
from personalization.offers.lifecycle import KeptOffer
from personalization.offers.offer import Budget, BudgetKind, Offer
from personalization.store.market import Market
from provenance.imports.engine import import_documents
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import application
from tests.api.waiting import until
from tests.personalization.marketing_samples import offer

SOON = 1.0
"""Seconds within which a deed reaches every worker: what the schema promises."""


async def seen(holds: Callable[[], bool]) -> float:
    """How many seconds it takes until it is true; fails where that is more than promised."""
    since = time.perf_counter()
    await until(holds)
    took = time.perf_counter() - since
    assert took <= SOON
    return took


async def published(market: Market, content: Offer) -> KeptOffer:
    known = await market.offers.get(content.id)
    revision = known.revision if known else None
    saved = await marketing.save(market, content, revision=revision, by="mia", now=clock.now())
    assert isinstance(saved, KeptOffer)
    live = await marketing.publish(
        Archive(market.database),
        market,
        content.id,
        revision=saved.revision,
        by="mia",
        now=clock.now(),
    )
    assert isinstance(live, KeptOffer), live
    return live


@asynccontextmanager
async def following(database: AsyncDatabase[Document], uri: str) -> AsyncIterator[OffersLive]:
    async with AsyncMongoClient[Document](uri, tz_aware=True) as client:
        offers = OffersLive(Market(database))
        live = Live(client[database.name], [offers])
        tasks = [asyncio.create_task(each.run()) for each in (live, offers)]
        try:
            await offers.ready()
            yield offers
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_two_workers_see_every_deed_within_a_second(
    database: AsyncDatabase[Document],
    mongodb_uri: str,
    record_property: Callable[[str, object], None],
) -> None:
    market, archive = Market(database), Archive(database)
    one, other = [application(mongodb_uri, database.name) for _ in range(2)]
    async with one.router.lifespan_context(one), other.router.lifespan_context(other):
        workers: list[OffersLive] = [one.state.offers, other.state.offers]
        for worker in workers:
            await worker.ready()
        empty = workers[0].snapshot.hash

        def versions() -> list[int | None]:
            found = [worker.snapshot.offers.get("fish") for worker in workers]
            return [live.version if live else None for live in found]

        await published(market, offer())
        times = [await seen(lambda: versions() == [1, 1])]
        await published(market, offer(benefits=(Percent(value=Decimal(30)),)))
        times.append(await seen(lambda: versions() == [2, 2]))
        await marketing.pause(market, "fish", by="mia", now=clock.now())
        times.append(await seen(lambda: versions() == [None, None]))
        await marketing.resume(archive, market, "fish", by="mia", now=clock.now())
        times.append(await seen(lambda: versions() == [2, 2]))
        await marketing.end(market, "fish", by="mia", now=clock.now())
        times.append(await seen(lambda: versions() == [None, None]))
        assert {worker.snapshot.hash for worker in workers} == {empty}
    record_property("slowest deed seen by two workers, ms", round(max(times) * 1000))


async def test_drafts_reach_nobody(database: AsyncDatabase[Document], mongodb_uri: str) -> None:
    market = Market(database)
    async with following(database, mongodb_uri) as offers:
        live = await published(market, offer())
        await until(lambda: "fish" in offers.snapshot.offers)
        seen = offers.snapshot
        draft = offer(priority=7)
        await marketing.save(market, draft, revision=live.revision, by="mia", now=clock.now())
        await published(market, offer("other"))
        await until(lambda: "other" in offers.snapshot.offers)
        assert offers.snapshot.offers["fish"] == seen.offers["fish"]


async def test_what_follows_step_by_step_equals_what_is_read_at_once(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    market = Market(database)
    archive = Archive(database)
    kind = offers_kind(archive, market, by="mia", now=clock.now(), publishing=True)
    documents = [offer_document(offer(f"o{number}")) for number in range(80)]
    async with following(database, mongodb_uri) as offers:
        refused: list[object] = []
        await import_documents(kind, documents, name="list", refused=refused.append)
        assert refused == []
        await market.experiments.draft(Experiment("price", "Price", ("a", "b")))
        await market.experiments.move("price", ExperimentStatus.DRAFT, ExperimentStatus.RUNNING)
        await market.experiments.put_holdout(Holdout("all", 0.05))
        await until(lambda: len(offers.snapshot.offers) == 80)
        await until(lambda: offers.snapshot.holdouts == (Holdout("all", 0.05),))
        async with following(database, mongodb_uri) as fresh:
            assert fresh.snapshot.hash == offers.snapshot.hash
        assert offers.snapshot.experiments["price"].status is ExperimentStatus.RUNNING


async def test_what_is_left_of_budgets_is_known_roughly(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    market = Market(database)
    async with following(database, mongodb_uri) as offers:
        await published(market, offer(budgets=(Budget(BudgetKind.USAGE, 100),)))
        await until(lambda: offers.budgets == {"fish": 100})
        await database.budgets.update_one({"_id": "offer:fish:USAGE"}, {"$inc": {"remaining": -99}})
        await until(lambda: offers.budgets == {"fish": 1})
        await marketing.pause(market, "fish", by="mia", now=clock.now())
        await until(lambda: not offers.budgets)


async def test_after_a_lost_stream_all_is_read_anew(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    market = Market(database)
    async with following(database, mongodb_uri) as offers:
        await published(market, offer())
        await until(lambda: "fish" in offers.snapshot.offers)
        running = await database.client.admin.aggregate(
            [
                {"$currentOp": {"idleCursors": True, "localOps": True}},
                {"$match": {"ns": {"$regex": f"^{database.name}\\."}, "cursor": {"$exists": True}}},
            ]
        )
        ids = [each["cursor"]["cursorId"] async for each in running]
        assert ids
        await database.command("killCursors", "$cmd.aggregate", cursors=ids)
        await published(market, offer("second"))
        await until(lambda: "second" in offers.snapshot.offers)
