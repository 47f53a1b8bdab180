"""Use case: promise a price for a line of a cart, or for something that was scanned."""

import secrets
from dataclasses import dataclass, replace

from personalization.offers.context import Line, Trigger
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.goods import BeltLine, goods
from personalization.redemptions.quote import Quote, QuoteMiss, quoted
from personalization.shoppers.suitability import unsuitable
from personalization.situation import Situation, Terms
from provenance.scan import Occasion
from provenance.store.archive import Archive
from provenance.text import Message

_IN_ZONES = (Trigger.ZONE_DWELL, Trigger.ZONE_ENTER, Trigger.ZONE_EXIT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a price is wanted for: a `line` of the visitor's cart, else a `code` as scanned.

    `offer` must take part in it; None: whatever the offers give.
    """

    line: str | None = None
    code: BeltLine | None = None
    offer: str | None = None


@dataclass(frozen=True, slots=True)
class NoQuote:
    """Why nothing is promised."""

    message: Message
    hint: Message | None


async def quote(
    archive: Archive,
    known: Situation,
    wanted: Wanted,
    occasion: Occasion,
    *,
    snapshot: Snapshot,
    terms: Terms,
) -> Quote | NoQuote:
    """The promise; nothing is stored before it is redeemed. `occasion` is of the same store."""
    line = await _line(archive, known, wanted, occasion)
    if isinstance(line, NoQuote):
        return line
    context = known.context(_trigger(snapshot, known, wanted), terms)
    if wanted.code:
        context = replace(context, scanned=line.id)
    line = terms.policy(context.store).floored(line)
    found = quoted(snapshot, context, line, quote_id=secrets.token_hex(12), offer_id=wanted.offer)
    return _refused(found.key) if isinstance(found, QuoteMiss) else found


async def _line(
    archive: Archive, known: Situation, wanted: Wanted, occasion: Occasion
) -> Line | NoQuote:
    """Nothing is offered for what the shopper must not eat, and the sentence says why."""
    if wanted.line is not None:
        line = next((each for each in known.lines if each.id == wanted.line), None)
        if line is None:
            return _refused("quote-unknown-line")
    elif wanted.code is not None:
        scanned, unsold = await goods(archive, [wanted.code], occasion, known.visitor.store)
        if not scanned:
            return NoQuote(unsold[0].message, unsold[0].hint)
        [line] = scanned
    else:
        return _refused("quote-line")
    product = await archive.products.get(line.product) if known.needs else None
    reason = unsuitable(product, known.needs) if product else None
    return NoQuote(reason, None) if reason else line


def _trigger(snapshot: Snapshot, known: Situation, wanted: Wanted) -> Trigger:
    """The moment at which the wanted offer speaks up, where the shopper is at such a moment."""
    usual = Trigger.SCAN if wanted.code else Trigger.CART_CHANGED
    offer = snapshot.offers.get(wanted.offer or "")
    if offer is None or usual in offer.triggers or known.visitor.visit is None:
        return usual
    return next((each for each in _IN_ZONES if each in offer.triggers), usual)


def _refused(key: str) -> NoQuote:
    return NoQuote(Message(key), Message(f"{key}-hint"))
