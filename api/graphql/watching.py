"""GraphQL: a scan that stays true."""

import asyncio
from collections.abc import AsyncIterator

import strawberry

from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.inputs import ScanContext
from api.graphql.scan_types import ScanResult
from api.graphql.scanning import answered, wants_offers
from api.live import EVERY_OFFER, EVERY_SCAN, cart_key
from provenance.answer import ScanAnswer
from provenance.identity import CodeRefusal, Identity, Symbology

SETTLE_SECONDS = 0.1
"""Changes that come together (a delivery, a batch of readings) make one update."""


@strawberry.type(description="A scan's answer, now and whenever it changes.")
class ScanUpdate:
    cursor: str = described("Opaque; hand it in as `after` when coming back.")
    resync: bool = described(
        "True when we cannot tell what happened since `after`: take this answer as new."
    )
    result: ScanResult = described("The whole answer as it is now.")


async def watched(
    info: Request,
    code: str,
    symbology: Symbology | None,
    given: ScanContext | None,
    after: str | None,
) -> AsyncIterator[ScanUpdate]:
    """The answer, then each new one. Every update is whole, so none can be missed or doubled."""
    live = info.context.live
    await live.ready()
    while True:
        cursor = live.cursor
        found, result = await answered(info, code, symbology, given)
        keys = _rests_on(found) | _beside(info, given)
        with live.watching(keys) as watcher:
            since_break = live.missed(after, keys) if after is not None else True
            after = None
            if since_break is not False:
                yield ScanUpdate(cursor=cursor, resync=since_break is None, result=result)
            if live.missed(cursor, keys) is False:  # else it changed while we were scanning
                await watcher.woken.wait()
                await asyncio.sleep(SETTLE_SECONDS)


def _rests_on(found: ScanAnswer) -> frozenset[str]:
    """The keys whose changes may change the answer (see `api.live.touched_keys`)."""
    if isinstance(found, CodeRefusal):
        return _named(found.identity) if found.identity else frozenset()
    places = [step.place for step in found.origin.steps] + [found.freshness.place]
    return (
        _named(found.identity)
        | {found.product.id, EVERY_SCAN}
        | {f"place:{place.id}" for place in places if place}
    )


def _beside(info: Request, given: ScanContext | None) -> frozenset[str]:
    """What the answer rests on besides the goods: the cart, and the live offers where wanted."""
    cart = {cart_key(given.cart_id)} if given and given.cart_id else set[str]()
    return frozenset(cart | ({EVERY_OFFER} if wants_offers(info) else set()))


def _named(identity: Identity) -> frozenset[str]:
    named = (identity.gtin, identity.lot_thing, identity.serial_thing)
    return frozenset(name for name in named if name)
