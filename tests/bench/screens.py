"""How long after it is published an offer stands on every kiosk, of two hundred on one worker.

Each has a key, a socket and a zone of its own store, and watches the offers there. One offer that
speaks at kiosks is brought back and paused in turns, among ten thousand that are live.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from decimal import Decimal
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from api import app, clock
from api.access.devices import Device, DeviceKind
from api.access.pairing import Paired, pair
from api.access.store import AccessStore
from personalization import marketing
from personalization.offers.benefits.percent import Percent
from personalization.offers.context import Trigger
from personalization.offers.offer import Copy, Offer
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES
from tests.bench.live import client_of, subscribed
from tests.bench.market import stock
from tests.bench.offers import MANY, OfferMix
from tests.bench.processes import serving
from tests.bench.report import Budget, Found
from tests.bench.run import Run
from tests.bench.scan_offers import go_live

KIOSKS = 200
LEAST = 3
"""Times that the offer is brought back at least."""
PATIENCE = 30.0
"""Seconds to wait for the last kiosk."""
BY = "bench"
ANNOUNCED = Offer(
    id="announced",
    copy={language: Copy("Today only") for language in LANGUAGES},
    benefits=(Percent(value=Decimal(10)),),
    triggers=frozenset({Trigger.KIOSK_OPEN}),
)
WATCH = """subscription ($context: ScanContext!) {
  offersHereUpdates(context: $context, trigger: KIOSK_OPEN, first: 6) {
    cursor offersHere { offers { id version title description reason until
      saving { minorUnits } } exposureTokens } } }"""


async def screens(run: Run) -> Found:
    """Milliseconds from publishing to the median and to the last kiosk, over all turns."""
    settings = run.named("screens")
    async with run.database("screens") as database:
        archive, market = Archive(database), Market(database)
        await stock(database, run.now)
        mix = OfferMix(Random(4), run.now.replace(hour=12))  # noqa: S311 - the same in every run
        others = [mix.offer(number, near=False) for number in range(MANY)]
        await go_live(database, [*others, ANNOUNCED], run.now)
        devices = await _paired(database)
        async with AsyncExitStack() as stack:
            server = stack.enter_context(serving(app.build, settings, run.uri))
            await stack.enter_async_context(client_of(server))
            updates = [
                await stack.enter_async_context(subscribed(server, WATCH, key, context=context))
                for key, context in devices
            ]
            await _all_hear(updates, shown=True)
            typical, worst = list[float](), list[float]()
            for _ in range(max(LEAST, run.options.rounds)):
                await marketing.pause(market, ANNOUNCED.id, by=BY, now=clock.now())
                await _all_hear(updates, shown=False)
                began = perf_counter()
                back = await marketing.resume(archive, market, ANNOUNCED.id, by=BY, now=clock.now())
                assert not isinstance(back, marketing.Declined), back
                times = await _all_hear(updates, shown=True)
                typical.append(median(times) - began)
                worst.append(max(times) - began)
    return Found(
        columns=("p50 ms", "last ms"),
        rows={
            f"offer published to {KIOSKS} kiosks": (median(typical) * 1000, max(worst) * 1000),
        },
        budgets=[
            Budget(f"offer published, on the last of {KIOSKS} kiosks", 1, max(worst), " s"),
        ],
        setting={"kiosks": KIOSKS, "live offers beside": MANY},
    )


async def _paired(database: AsyncDatabase[Document]) -> Sequence[tuple[str, dict[str, Any]]]:
    """The key of each kiosk, and where it says it stands: round all zones, in all languages."""
    access, archive, market = AccessStore(database), Archive(database), Market(database)
    zones = [(plan.store, zone.id) for plan in await market.zones.plans() for zone in plan.zones]
    paired = []
    for number in range(KIOSKS):
        store, zone = zones[number % len(zones)]
        device = Device(DeviceKind.KIOSK, f"Kiosk {number}", store, zone)
        made = await pair(device, access, archive, market, clock.now())
        assert isinstance(made, Paired)
        language = LANGUAGES[number % len(LANGUAGES)]
        visit = {"zoneId": zone, "dwellSeconds": 60.0}
        paired.append((made.text, {"storeId": store, "language": language, "visit": visit}))
    return paired


async def _all_hear(
    updates: Sequence[AsyncIterator[dict[str, Any]]], *, shown: bool
) -> Sequence[float]:
    """When each kiosk had the offer, or was without it."""

    async def hears(heard: AsyncIterator[dict[str, Any]]) -> float:
        async for update in heard:
            offers = update["offersHereUpdates"]["offersHere"]["offers"]
            if any(each["id"] == ANNOUNCED.id for each in offers) is shown:
                return perf_counter()
        raise AssertionError("the socket closed")

    async with asyncio.timeout(PATIENCE):
        return await asyncio.gather(*map(hears, updates))
