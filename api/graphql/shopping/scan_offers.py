"""Offers beside a scan: gathered while the scan is, decided when both are there."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from pymongo.errors import PyMongoError

from api.access.callers import Shopper
from api.graphql.context import Context
from api.graphql.inputs import ScanContext
from api.graphql.shopping.needs import told_needs
from api.graphql.shopping.zone_visits import reading_of
from personalization.carts.cart import Cart
from personalization.insights.exposure import exposure_token, exposures
from personalization.offers.context import OfferContext, Trigger
from personalization.offers.decide import decide
from personalization.offers.decision import Applied, Withheld
from personalization.offers.relevance import about
from personalization.offers.snapshot import Snapshot
from personalization.prospect import prospective_line
from personalization.recommendations.begun import looked_at_recipes
from personalization.situation import Situation, Visitor, situation
from provenance.answer import Product, Scan
from provenance.places import Store


@dataclass(frozen=True, slots=True)
class OffersBeside:
    """What was decided beside a scan: `shown` are the offers about what was scanned, `tokens` what
    the screen reports when it has shown them. `decided_on` and `known`, what is known of the
    visitor, are None where nothing was decided."""

    shown: tuple[Applied, ...] = ()
    tokens: tuple[str, ...] = ()
    decided_on: tuple[Snapshot, OfferContext] | None = None
    known: Situation | None = None


NOTHING_OFFERED = OffersBeside()
"""Without a store, and for goods that are not for sale or have no price."""


def visitor_of(request: Context, store: Store, given: ScanContext, cart: Cart | None) -> Visitor:
    """Who asks, as far as the request says; a cart of another store says nothing here."""
    return Visitor(
        store=store,
        cart=cart if cart is not None and cart.store == store.id else None,
        session=session_of(request),
        visit=reading_of(request, given).visit,
        needs=told_needs(given),
        language=given.language or next(iter(request.languages), None),
    )


async def situation_beside(
    request: Context,
    store: Store,
    given: ScanContext,
    cart: Cart | None,
    now: datetime,
    *,
    recalled: frozenset[str] | None = None,
) -> Situation | None:
    """What is known of the visitor; None where that part is away. `now` is the moment of the whole
    answer, `recalled` the cart's lines that a recall reaches, where that is known already.

    The answer to “may I eat this” must not wait for offers, nor fail with them.
    """
    try:
        await request.offers.ready()
        await request.zones.ready()
        return await situation(
            request.archive,
            request.market,
            request.signer,
            visitor_of(request, store, given, cart),
            zones=request.zones.floors.zones_in(store.id),
            recalled=recalled,
            now=now,
        )
    except PyMongoError as error:
        structlog.get_logger().warning("offers are away", error=type(error).__name__)
        return None


async def with_recipes(
    request: Context, known: Situation, scanned: Product | None = None
) -> Situation:
    """With how far the cart is with recipes, where a live offer asks; unknown where they are away.

    What was `scanned` counts as if it lay in the cart.
    """
    try:
        return await looked_at_recipes(request.archive, request.offers.snapshot, known, scanned)
    except PyMongoError as error:
        structlog.get_logger().warning("recipes are away", error=type(error).__name__)
        return known


def offers_beside(
    request: Context, known: Situation, scanned: Scan, trigger: Trigger = Trigger.SCAN
) -> OffersBeside:
    """The decision with what was scanned."""
    line = prospective_line(scanned, known.visitor.store, known.needs, known.now)
    if line is None:
        return NOTHING_OFFERED
    snapshot = request.offers.snapshot
    context = known.context(trigger, request.offers.terms, scanned=line)
    decision = decide(snapshot, context)
    shown = about(decision, snapshot, context)
    tokens = tokens_of(request, shown, decision.withheld, context)
    return OffersBeside(shown, tokens, (snapshot, context), known)


def tokens_of(
    request: Context,
    shown: Iterable[Applied],
    withheld: Iterable[Withheld],
    context: OfferContext,
) -> tuple[str, ...]:
    """A signed token for each offer that is shown or withheld, to be handed back when shown."""
    return tuple(
        exposure_token(request.signer, each)
        for each in exposures(shown, withheld, context, lambda: secrets.token_hex(8))
    )


def session_of(request: Context) -> str | None:
    """The caller's shopper session, if there is one."""
    return request.caller.session if isinstance(request.caller, Shopper) else None
