"""Use case: what a till's basket costs now, with the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from personalization.carts.cart import Cart
from personalization.experiments.unit import shopper_unit_id, unit_id
from personalization.offers.context import OfferContext
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.coupon import Coupon, CouponMiss
from personalization.redemptions.entering import checked_code, opened_by
from personalization.redemptions.goods import BeltLine, Unsold, goods
from personalization.redemptions.pricing import Priced, priced
from personalization.redemptions.quote import Quote, QuoteMiss, read_quote
from personalization.shoppers.facts import UNKNOWN, ShopperFacts, facts_of
from personalization.signing import Signer
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
    budgets: Mapping[str, int],
) -> Evaluated:
    """Price a basket; nothing is redeemed, and nothing of it is stored. `occasion` is of its store;
    `budgets` are those of `OfferContext`."""
    store, now = belt.store, occasion.now
    cart = await _cart(market, belt, now)
    lines, unsold = await goods(archive, belt.lines, occasion, store)
    opened, refused_codes = await _opened(market, signer, belt, cart, now)
    facts, customer = await shopper_of(market, signer, cart, store, now)
    context = OfferContext(
        now=now,
        store=store.id,
        time_zone=store.time_zone,
        currency=store.currency,
        lines=lines,
        delivery=belt.delivery,
        codes=frozenset(opened),
        language=facts.language or (cart.language if cart else None),
        segments=facts.segments,
        loyalty=facts.loyalty,
        member=facts.member,
        returning=facts.returning,
        missed_zones=facts.missed_zones,
        unit_id=customer,
        budgets=budgets,
        used=facts.used,
    )
    quotes, refused_quotes = _quotes(signer, belt)
    found = priced(snapshot, context, list(quotes.values()), coupons=opened, customer=customer)
    positions = {quote.id: position for position, quote in quotes.items()}
    unused = {positions[quote]: why for quote, why in found.unused.items()}
    return Evaluated(found, unsold, {**refused_quotes, **unused}, refused_codes)


async def shopper_of(
    market: Market, signer: Signer, cart: Cart | None, store: Store, now: datetime
) -> tuple[ShopperFacts, str | None]:
    """What is known of whoever has a cart, and who they are in experiments and in limits per
    customer: with consent the shopper, else the cart; nobody knows without one."""
    if cart is None:
        return UNKNOWN, None
    if cart.shopper is not None:
        customer = shopper_unit_id(signer, cart.shopper)
        facts = await facts_of(market, cart.shopper, store, customer=customer, now=now)
        if facts.linked:
            return facts, customer
    customer = unit_id(signer, cart.id)
    return replace(UNKNOWN, used=await market.budgets.used_by(customer)), customer


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
