"""Use case: an offer tried out on the baskets of the last days."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from personalization.offers.context import OfferContext, Trigger
from personalization.redemptions.pricing import unquoted_lines
from personalization.reports.days import Span, spans
from personalization.simulation.simulation import Simulation, Tally
from personalization.simulation.trial import Trial
from personalization.store.market import Market
from personalization.store.past_baskets import PastBasket
from provenance.places import Store

MOST_BASKETS = 100_000
MOST_DAYS = 90
_BATCH = 100
"""Some 0.1 s of work: then progress is told, and the work can be stopped."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` baskets were looked at; the `simulation` comes with the last."""

    done: int
    total: int
    simulation: Simulation | None = None


async def simulated_on_past(
    market: Market,
    trial: Trial,
    stores: Sequence[Store],
    *,
    days: int,
    seconds: float,
    now: datetime,
) -> AsyncIterator[Progress]:
    """Try it on the baskets of today and the `days` days before (each store's own calendar).

    On the latest `MOST_BASKETS` of them, the earliest first, and no longer than so many seconds:
    then `done` is less than `total`. Nothing is stored, and no budget is touched. Whoever stops
    iterating stops it.
    """
    wanted: dict[str, Span] = {}
    for store in stores:
        today = now.astimezone(store.time_zone).date()
        wanted |= spans([store], today - timedelta(days=days), today)
    total = await market.past_baskets.count(wanted, MOST_BASKETS)
    clock, tally, done = asyncio.get_running_loop().time, Tally(trial), 0
    began = clock()
    async for batch in market.past_baskets.latest(wanted, MOST_BASKETS, _BATCH):
        await asyncio.to_thread(tally.take, (moment_of(each, trial) for each in batch))
        done += len(batch)
        yield Progress(done, max(done, total))
        if clock() - began > seconds:
            break
    result = await asyncio.to_thread(tally.simulation)
    yield Progress(done, max(done, total), result)


def moment_of(past: PastBasket, trial: Trial) -> OfferContext:
    """A basket as it came to the till, before any offer, and nobody's: what was known of the
    shopper then is left out. Experiments split by the order, and a code that the draft needs is
    taken for entered."""
    then = past.basket.context
    return OfferContext(
        now=past.at,
        store=then.store,
        time_zone=then.time_zone,
        currency=then.currency,
        lines=unquoted_lines(past.basket),
        policy=then.policy,
        lane_modes=then.lane_modes,
        trigger=Trigger.CART_CHANGED,
        delivery=then.delivery,
        codes=frozenset({trial.draft.id}) if trial.draft.needs_code else frozenset(),
        unit_id=past.id,
    )
