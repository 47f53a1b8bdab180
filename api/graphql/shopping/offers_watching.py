"""GraphQL: the offers at a place, live, so that a kiosk tells what is true now."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.inputs import ScanContext
from api.graphql.shopping.offers_here import (
    FirstArgument,
    OffersHere,
    PlaceArgument,
    TriggerArgument,
    cart_of,
    told_here,
)
from api.graphql.watching import SETTLE_SECONDS
from api.live import EVERY_OFFER, EVERY_SCAN, cart_key
from personalization.carts.cart import Cart
from personalization.offers.context import Trigger

LOOK_AGAIN_SECONDS = 15.0
"""Offers begin and end by the clock too, which no change tells of."""

_NOWHERE = "nowhere"
"""The state of a place that there is not."""


@strawberry.type(description="The offers at a place, now and whenever others are to be told of.")
class OffersHereUpdate:
    cursor: str = described("Opaque; hand it in as `after` when coming back.")
    resync: bool = described(
        "True when we cannot tell what happened since `after`: take these offers as new."
    )
    offers_here: OffersHere | None = described("All of them, as they are now; null: no such store.")


def offers_here_updates(
    info: Request,
    context: PlaceArgument,
    trigger: TriggerArgument,
    first: FirstArgument = 3,
    after: Annotated[
        str | None, strawberry.argument(description="`cursor` of the last update seen.")
    ] = None,
) -> AsyncIterator[OffersHereUpdate]:
    return _updates(info.context, context, trigger, first, after)


async def _updates(
    request: Context, given: ScanContext, trigger: Trigger, first: int, after: str | None
) -> AsyncIterator[OffersHereUpdate]:
    """The offers, then each other state of them. Every update is whole and differs from the one
    before, also over a break: the cursor says what was told last. While offers are away, nothing
    is said of them."""
    live = request.live
    await live.ready()
    left, _, told = (after or "").rpartition("~")
    while True:
        cursor = live.cursor
        store = live.stores.get(given.store_id or "")
        cart = await cart_of(request, given)
        here = (
            await told_here(request, store, given, cart, trigger=trigger, first=first)
            if store
            else None
        )
        keys = _rests_on(given, cart)
        with live.watching(keys) as watcher:
            state = here.state if here else _NOWHERE if store is None else told
            if state != told:
                resync = after is not None and live.missed(left, keys) is None
                after, told = None, state
                yield OffersHereUpdate(cursor=f"{cursor}~{state}", resync=resync, offers_here=here)
            if live.missed(cursor, keys) is False:  # else it changed while we were deciding
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                        await watcher.woken.wait()
                        await asyncio.sleep(SETTLE_SECONDS)


def _rests_on(given: ScanContext, cart: Cart | None) -> frozenset[str]:
    """The keys whose changes may change the offers (see `api.live.touched_keys`)."""
    if given.cart_id is None:
        return frozenset({EVERY_OFFER})
    asked = {EVERY_OFFER, EVERY_SCAN, cart_key(given.cart_id)}
    return frozenset(asked | {cart_key(cart.id)} if cart else asked)


@strawberry.type
class OffersHereSubscription:
    """To be inherited by the schema's Subscription type."""

    offers_here_updates = strawberry.subscription(
        offers_here_updates,
        description="The offers at a place, kept true: at once (after a break only when others "
        "are to be told of), then again when an offer is published, paused or used up, begins or "
        "ends by the clock (to 15 s), and when the cart changes.",
        extensions=[Requires(Action.SHOP)],
    )
