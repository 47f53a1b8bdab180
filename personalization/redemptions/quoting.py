"""Use case: promise a price for a line of a cart, or for something that was scanned."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from personalization.carts.cart import Cart
from personalization.carts.lines import lines_of
from personalization.carts.recalls import recalls_on
from personalization.offers.context import Line, OfferContext, Trigger, ZoneVisit
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.entering import opened_by
from personalization.redemptions.evaluation import shopper_of
from personalization.redemptions.goods import BeltLine, Unsold, goods
from personalization.redemptions.quote import Quote, QuoteMiss, quoted
from personalization.shoppers.suitability import unsuitable
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.places import Store
from provenance.scan import Occasion
from provenance.store.archive import Archive
from provenance.text import Message

_IN_ZONES = (Trigger.ZONE_DWELL, Trigger.ZONE_ENTER, Trigger.ZONE_EXIT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a price is wanted for: a `line` of a cart, else a `code` as scanned.

    `offer` must take part in it; None: whatever the offers give. `visit` is where the shopper is.
    """

    store: Store
    cart: Cart | None = None
    line: str | None = None
    code: BeltLine | None = None
    offer: str | None = None
    visit: ZoneVisit | None = None


@dataclass(frozen=True, slots=True)
class NoQuote:
    """Why nothing is promised."""

    message: Message
    hint: Message | None


async def quote(
    market: Market,
    archive: Archive,
    signer: Signer,
    wanted: Wanted,
    occasion: Occasion,
    *,
    snapshot: Snapshot,
    budgets: Mapping[str, int],
) -> Quote | NoQuote:
    """The promise; nothing is stored before it is redeemed."""
    store, cart, now = wanted.store, wanted.cart, occasion.now
    line = await _line(archive, wanted, occasion)
    if isinstance(line, NoQuote):
        return line
    facts, customer = await shopper_of(market, signer, cart, store, now)
    if facts.needs:
        product = await archive.products.get(line.product)
        if product and (reason := unsuitable(product, facts.needs)):
            return NoQuote(reason, None)
    opened = await opened_by(market, signer, cart.codes, now) if cart else {}
    context = OfferContext(
        now=now,
        store=store.id,
        time_zone=store.time_zone,
        currency=store.currency,
        trigger=_trigger(snapshot, wanted),
        scanned=line.id if wanted.code else None,
        codes=frozenset(opened),
        language=facts.language or (cart.language if cart else None),
        visit=wanted.visit,
        segments=facts.segments,
        loyalty=facts.loyalty,
        member=facts.member,
        returning=facts.returning,
        missed_zones=facts.missed_zones,
        unit_id=customer,
        budgets=budgets,
        used=facts.used,
    )
    found = quoted(snapshot, context, line, quote_id=secrets.token_hex(12), offer_id=wanted.offer)
    return _refused(found.key) if isinstance(found, QuoteMiss) else found


async def _line(archive: Archive, wanted: Wanted, occasion: Occasion) -> Line | NoQuote:
    store, cart, now = wanted.store, wanted.cart, occasion.now
    if cart is not None and wanted.line is not None:
        recalled = await recalls_on(archive, cart, now)
        lines = lines_of(cart, now=now, zone=store.time_zone, recalled=recalled)
        found = next((line for line in lines if line.id == wanted.line), None)
        return found or _refused("quote-unknown-line")
    if wanted.code is None:
        return _refused("quote-line")
    scanned, unsold = await goods(archive, [wanted.code], occasion, store)
    return scanned[0] if scanned else _told(unsold[0])


def _trigger(snapshot: Snapshot, wanted: Wanted) -> Trigger:
    """The moment at which the wanted offer speaks up, where the shopper is at such a moment."""
    usual = Trigger.SCAN if wanted.code else Trigger.CART_CHANGED
    offer = snapshot.offers.get(wanted.offer or "")
    if offer is None or not offer.triggers or usual in offer.triggers or wanted.visit is None:
        return usual
    return next((each for each in _IN_ZONES if each in offer.triggers), usual)


def _told(unsold: Unsold) -> NoQuote:
    return NoQuote(unsold.message, unsold.hint)


def _refused(key: str) -> NoQuote:
    return NoQuote(Message(key), Message(f"{key}-hint"))
