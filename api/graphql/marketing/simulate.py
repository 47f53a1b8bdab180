"""GraphQL: what an offer would do before anybody sees it, with progress, and stopped at will."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.marketing.offer_types import OfferProblem
from api.graphql.marketing.simulate_inputs import SimulateOfferInput, draft_of, moments_of
from api.graphql.marketing.simulation_types import (
    Simulation,
    SimulationProgress,
    SimulationRefusal,
    SimulationUpdate,
)
from personalization import marketing
from personalization.offers.offer import Offer
from personalization.offers.validation import errors
from personalization.simulation.past import MOST_DAYS, simulated_on_past
from personalization.simulation.simulation import simulated
from personalization.simulation.trial import timeless_trial, trial
from provenance.places import Store
from provenance.text import Message

LONGEST_SECONDS = 120.0

_Update = SimulationProgress | Simulation | SimulationRefusal


def simulate_offer(
    info: Request,
    input: Annotated[  # noqa: A002
        SimulateOfferInput, strawberry.argument(description="What, and on what.")
    ],
) -> AsyncIterator[SimulationUpdate]:
    return _updates(info.context, input)


async def _updates(context: Context, given: SimulateOfferInput) -> AsyncIterator[_Update]:
    draft = await draft_of(given, context)
    if isinstance(draft, Message):
        yield _refusal(context, draft)
        return
    if refusal := await _errors(context, draft):
        yield refusal
        return
    await asyncio.gather(context.live.ready(), context.offers.ready())
    if given.moments is not None:
        moments = await moments_of(given.moments, context)
        if isinstance(moments, Message):
            yield _refusal(context, moments)
            return
        found = simulated(trial(draft, context.offers.snapshot), moments)
        yield Simulation.of(found, len(moments), draft.id, context)
        return
    stores = _stores(given, context)
    if isinstance(stores, Message):
        yield _refusal(context, stores)
        return
    async for update in _on_past(context, draft, stores, given.days):
        yield update


async def _on_past(
    context: Context, draft: Offer, stores: list[Store], days: int
) -> AsyncIterator[_Update]:
    now, offers = context.now, context.offers
    tried = await asyncio.to_thread(
        timeless_trial, draft, offers.snapshot, offers.budgets, now.date()
    )
    async for progress in simulated_on_past(
        context.market, tried, stores, days=days, seconds=LONGEST_SECONDS, now=now
    ):
        if progress.simulation is None:
            yield SimulationProgress(done=progress.done, total=progress.total)
        else:
            yield Simulation.of(progress.simulation, progress.total, draft.id, context)


async def _errors(context: Context, draft: Offer) -> SimulationRefusal | None:
    today = context.now.date()
    known = await marketing.known_to(context.archive, context.market, [draft], today)
    wrong = errors(draft, known)
    if not wrong:
        return None
    message = Message("offer-has-errors", {"count": len(wrong)})
    return SimulationRefusal(
        message=context.say(message), problems=[OfferProblem.of(each, context) for each in wrong]
    )


def _stores(given: SimulateOfferInput, context: Context) -> list[Store] | Message:
    if not 0 <= given.days <= MOST_DAYS:
        return Message("reports-simulate-days", {"most": MOST_DAYS})
    known = context.live.stores
    if given.store_ids is None:
        return list(known.values())
    for store in given.store_ids:
        if store not in known:
            return Message("reports-unknown-store", {"store": store[:100]})
    return [known[store] for store in dict.fromkeys(given.store_ids)]


def _refusal(context: Context, reason: Message) -> SimulationRefusal:
    return SimulationRefusal(message=context.say(reason), problems=[])


@strawberry.type
class SimulationSubscription:
    """To be inherited by the schema's Subscription type."""

    simulate_offer = strawberry.subscription(
        simulate_offer,
        description="What an offer would do, among the live offers of now, tried by the engine "
        "itself on the baskets that were paid in the last days (or on moments made up): who would "
        "get it, what it costs, which live offers it meets. Baskets are taken at the tills' prices "
        "and with the days that the lots had left then; days are taken out of all schedules, hours "
        "stay; a code it needs counts as entered; whose a basket was is unknown. Progress comes "
        "about every 100 baskets; unsubscribe to stop. Ends with `Simulation`, after two minutes "
        "at the latest.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
