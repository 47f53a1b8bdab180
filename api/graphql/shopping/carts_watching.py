"""GraphQL: a cart, live, so that a kiosk and a phone see each other's changes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.shopping.carts_types import Cart, shown
from api.graphql.watching import SETTLE_SECONDS
from api.live import EVERY_SCAN, cart_key


@strawberry.type(description="A cart, now and whenever it or a recall of what is in it changes.")
class CartUpdate:
    cursor: str = described("Opaque; hand it in as `after` when coming back.")
    resync: bool = described(
        "True when we cannot tell what happened since `after`: take this cart as new."
    )
    cart: Cart | None = described("The whole cart as it is now; null ends the watch: it is gone.")


def cart_updates(
    info: Request,
    id: Annotated[strawberry.ID, strawberry.argument(description="The cart, as `Cart.id`.")],  # noqa: A002
    after: Annotated[
        str | None, strawberry.argument(description="`cursor` of the last update seen.")
    ] = None,
) -> AsyncIterator[CartUpdate]:
    return _updates(info.context, id, after)


async def _updates(request: Context, cart_id: str, after: str | None) -> AsyncIterator[CartUpdate]:
    """The cart, then each new state. Every update is whole, so none can be missed or doubled."""
    live = request.live
    await live.ready()
    while True:
        cursor = live.cursor
        now = request.now
        found = await request.market.carts.get(cart_id, now)
        if found is None:
            yield CartUpdate(cursor=cursor, resync=False, cart=None)
            return
        lots = {thing for line in found.lines for thing in (line.lot, line.serial) if thing}
        keys = frozenset({cart_key(cart_id), cart_key(found.id), EVERY_SCAN} | lots)
        with live.watching(keys) as watcher:
            since_break = live.missed(after, keys) if after is not None else True
            after = None
            if since_break is not False:
                whole, _ = await shown(request, found, now)
                yield CartUpdate(cursor=cursor, resync=since_break is None, cart=whole)
            if live.missed(cursor, keys) is False:  # else it changed while we were reading
                await watcher.woken.wait()
                await asyncio.sleep(SETTLE_SECONDS)


@strawberry.type
class CartSubscription:
    """To be inherited by the schema's Subscription type."""

    cart_updates = strawberry.subscription(
        cart_updates,
        description="A cart that stays true: at once (after a break only when it may have "
        "changed), then again each time somebody changes it or a recall is announced.",
        extensions=[Requires(Action.SHOP)],
    )
