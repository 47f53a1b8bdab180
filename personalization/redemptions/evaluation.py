"""Use case: what a till's basket costs now, with the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from personalization.carts.cart import Cart
from personalization.offers.context import Trigger
from personalization.offers.snapshot import Snapshot
from personalization.recommendations.begun import recipes_on_belt
from personalization.redemptions.coupon import Coupon, CouponMiss
from personalization.redemptions.entering import checked_code, opened_by
from personalization.redemptions.goods import BeltLine, Unsold, goods
from personalization.redemptions.pricing import Priced, priced
from personalization.redemptions.quote import Quote, QuoteMiss, read_quote
from personalization.signing import Signer
from personalization.situation import Terms, Visitor, situation
from personalization.store.market import Market
from provenance.places import Store
from provenance.scan import Occasion
from provenance.store.archive import Archive

TILL_TRIES = 100
"""Wrong codes that one key may show in a quarter of an hour: it stands for many shoppers."""


@dataclass(frozen=True, slots=True)
class Belt:
    """A basket as a till hands it in. `key` is the till's own identity, `cart` the shopper's, where
    they showed it. `delivery` is the fee in minor units; `at` (UTC) is when the shopper came to the
    till, by which quotes are judged."""

    store: Store
    lines: tuple[BeltLine, ...]
    key: str
    at: datetime
    cart: str | None = None
    codes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    delivery: int = 0


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The basket with its price; what is not sold, and the quotes (by position) and codes that
    count for nothing."""

    priced: Priced
    unsold: tuple[Unsold, ...]
    quotes: Mapping[int, QuoteMiss]
    codes: Mapping[str, CouponMiss]


async def evaluated(
    market: Market,
    archive: Archive,
    signer: Signer,
    belt: Belt,
    occasion: Occasion,
    *,
    snapshot: Snapshot,
    terms: Terms,
) -> Evaluated:
    """Price a basket; nothing is redeemed, and nothing of it is stored. `occasion` is of its
    store."""
    now, cart = occasion.now, await _cart(market, belt, occasion.now)
    lines, unsold = await goods(archive, belt.lines, occasion, belt.store)
    opened, refused_codes = await _opened(market, signer, belt, cart, now)
    known = await situation(
        archive,
        market,
        signer,
        Visitor(belt.store, cart, cart.shopper if cart else None),
        now=now,
    )
    used = known.facts.used
    if used is None and known.unit is not None:
        used = await market.budgets.used_by(known.unit)
    context = replace(
        known.context(Trigger.CART_CHANGED, terms),
        lines=tuple(map(terms.policy(belt.store.id).floored, lines)),
        delivery=belt.delivery,
        codes=frozenset(opened),
        used=used,
        recipes=await recipes_on_belt(archive, snapshot, lines),
    )
    quotes, refused_quotes = _quotes(signer, belt)
    found = priced(snapshot, context, list(quotes.values()), coupons=opened, customer=known.unit)
    positions = {quote.id: position for position, quote in quotes.items()}
    unused = {positions[quote]: why for quote, why in found.unused.items()}
    return Evaluated(found, unsold, {**refused_quotes, **unused}, refused_codes)


async def _cart(market: Market, belt: Belt, now: datetime) -> Cart | None:
    """The shopper's cart; one of another store says nothing here."""
    cart = await market.carts.get(belt.cart, now) if belt.cart else None
    return cart if cart is not None and cart.store == belt.store.id else None


async def _opened(
    market: Market, signer: Signer, belt: Belt, cart: Cart | None, now: datetime
) -> tuple[Mapping[str, str], Mapping[str, CouponMiss]]:
    """The offers that codes open, and the codes that open none; those in the cart were checked."""
    opened = dict(await opened_by(market, signer, cart.codes, now)) if cart else {}
    refused: dict[str, CouponMiss] = {}
    for code in dict.fromkeys(belt.codes):
        found = await checked_code(
            market,
            signer,
            code,
            cart=cart.id if cart else belt.key,
            address=belt.key,
            now=now,
            tries=TILL_TRIES,
        )
        if isinstance(found, Coupon):
            opened[found.offer] = found.digest
        else:
            refused[code] = found
    return opened, refused


def _quotes(signer: Signer, belt: Belt) -> tuple[Mapping[int, Quote], Mapping[int, QuoteMiss]]:
    """By position, the quotes that count (each once) and why others do not."""
    good: dict[int, Quote] = {}
    bad: dict[int, QuoteMiss] = {}
    for position, token in enumerate(belt.quotes):
        read = read_quote(
            token, signer, store=belt.store.id, currency=belt.store.currency, now=belt.at
        )
        if isinstance(read, QuoteMiss):
            bad[position] = read
        elif all(read.id != other.id for other in good.values()):
            good[position] = read
    return good, bad
