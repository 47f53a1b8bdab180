"""Quotes: a price that was shown is kept, signed, for half an hour.

A quote is about one line by itself: nobody can promise what else will lie in the cart. So offers
that need other goods (bundles, spends) cannot be quoted, and their lines are quoted without them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from personalization.offers.context import Line, OfferContext
from personalization.offers.decide import decide
from personalization.offers.lane import Lane
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.basket import Promised
from personalization.signing import Signer, TokenKind, TokenMiss
from provenance.freshness.dates import end_of
from provenance.identity import Currency

KEPT_FOR = timedelta(minutes=30)
SKEW = timedelta(minutes=5)
"""How far a till's clock may be from ours, where it says when something was."""

_QUOTABLE = frozenset({Lane.MARKDOWN, Lane.ITEM})


@dataclass(frozen=True, slots=True)
class Quote:
    """`price` for each of `quantity` units of a product (of a lot, where one is named) in a store.

    Money is in minor units. `list_price` is what a unit costs without the offers. Goods sold by
    weight: one piece of up to `weight_grams`, a lighter one costs as much less.
    `snapshot_hash` and `context_hash` name what it was decided on. `until` is UTC.
    """

    id: str
    store: str
    product: str
    lot: str | None
    currency: Currency
    list_price: int
    price: int
    quantity: int
    weight_grams: float | None
    offers: tuple[Promised, ...]
    snapshot_hash: str
    context_hash: str
    until: datetime


class QuoteMiss(StrEnum):
    """Why nothing is quoted, or why a quote counts for nothing."""

    FORGED = "FORGED"
    EXPIRED = "EXPIRED"
    OTHER_STORE = "OTHER_STORE"
    OTHER_CURRENCY = "OTHER_CURRENCY"
    NOT_IN_BASKET = "NOT_IN_BASKET"
    """No line of the basket is what it is about, or the line must not be sold."""
    NOT_CHEAPER = "NOT_CHEAPER"
    """The basket costs no more without it; it stays unused."""
    NOTHING_OFF = "NOTHING_OFF"
    """No offer takes anything off the line by itself."""
    NOT_THIS_OFFER = "NOT_THIS_OFFER"
    """The offer asked for does not take anything off the line by itself."""
    BLOCKED = "BLOCKED"
    """Recalled or past its date: nothing is promised for it."""

    @property
    def key(self) -> str:
        """Its sentence."""
        return f"quote-{self.value.lower().replace('_', '-')}"


def quoted(
    snapshot: Snapshot,
    context: OfferContext,
    line: Line,
    *,
    quote_id: str,
    offer_id: str | None = None,
) -> Quote | QuoteMiss:
    """What can be promised for a line of the context by itself; `offer_id` must be part of it.

    Where units get different discounts, the price is the highest of the discounted ones: it never
    promises more than the offers give.
    """
    if line.blocked is not None:
        return QuoteMiss.BLOCKED
    alone = replace(context, lines=(line,), recipes=None)
    decision = decide(snapshot, alone)
    by_unit = [0] * line.quantity
    promised: dict[str, Promised] = {}
    shares: list[tuple[Promised, tuple[int, ...]]] = []
    for applied in decision.applied:
        offer = applied.offer
        if offer.lane in _QUOTABLE and applied.lines:
            units = applied.lines[0].units
            by_unit = [before + off for before, off in zip(by_unit, units, strict=True)]
            shares.append((Promised(offer.id, offer.version, offer.campaign, 0), units))
    discounted = [place for place, off in enumerate(by_unit) if off]
    if not discounted:
        return QuoteMiss.NOTHING_OFF
    least = min(discounted, key=lambda place: by_unit[place])
    for share, units in shares:
        promised[share.offer] = replace(share, saving=units[least])
    if offer_id is not None and (offer_id not in promised or not promised[offer_id].saving):
        return QuoteMiss.NOT_THIS_OFFER
    until = context.now + KEPT_FOR
    if any(applied.offer.lane is Lane.MARKDOWN for applied in decision.applied):
        until = min(until, end_of(context.today, context.time_zone))
    return Quote(
        id=quote_id,
        store=context.store,
        product=line.product,
        lot=line.lot,
        currency=context.currency,
        list_price=line.unit_price,
        price=line.unit_price - by_unit[least],
        quantity=len(discounted),
        weight_grams=line.weight_grams,
        offers=tuple(each for each in promised.values() if each.saving),
        snapshot_hash=decision.snapshot_hash,
        context_hash=decision.context_hash,
        until=until,
    )


def price_kept(quote: Quote, line: Line) -> int | None:
    """What a unit of a till's line costs by the quote; None where the quote is not about it."""
    if line.product != quote.product or (quote.lot is not None and line.lot != quote.lot):
        return None
    if line.blocked is not None:
        return None
    if quote.weight_grams is None:
        return quote.price
    if line.weight_grams is None or line.weight_grams > quote.weight_grams:
        return None
    share = Decimal(str(line.weight_grams)) / Decimal(str(quote.weight_grams))
    return int((quote.price * share).quantize(Decimal(1), ROUND_HALF_UP))


def quote_token(quote: Quote, signer: Signer) -> str:
    """The quote as a shopper carries it to the till."""
    claims = {
        "jti": quote.id,
        "store": quote.store,
        "product": quote.product,
        "lot": quote.lot,
        "currency": [quote.currency.code, quote.currency.exponent],
        "list": quote.list_price,
        "price": quote.price,
        "quantity": quote.quantity,
        "grams": quote.weight_grams,
        "offers": [[each.offer, each.version, each.campaign, each.saving] for each in quote.offers],
        "snapshot": quote.snapshot_hash,
        "context": quote.context_hash,
    }
    return signer.token(TokenKind.QUOTE, claims, until=quote.until)


def read_quote(
    token: str, signer: Signer, *, store: str, currency: Currency, now: datetime
) -> Quote | QuoteMiss:
    """The quote in a token, where it is ours, in time, and of this store and currency."""
    claims = signer.read(TokenKind.QUOTE, token, now=now)
    if isinstance(claims, TokenMiss):
        return QuoteMiss(claims.value)
    quote = _quote_from(claims)
    if quote.store != store:
        return QuoteMiss.OTHER_STORE
    if quote.currency != currency:
        return QuoteMiss.OTHER_CURRENCY
    return quote


def _quote_from(claims: dict[str, Any]) -> Quote:
    code, exponent = claims["currency"]
    return Quote(
        id=claims["jti"],
        store=claims["store"],
        product=claims["product"],
        lot=claims["lot"],
        currency=Currency(code, exponent),
        list_price=claims["list"],
        price=claims["price"],
        quantity=claims["quantity"],
        weight_grams=claims["grams"],
        offers=tuple(Promised(*each) for each in claims["offers"]),
        snapshot_hash=claims["snapshot"],
        context_hash=claims["context"],
        until=datetime.fromtimestamp(claims["exp"], UTC),
    )
