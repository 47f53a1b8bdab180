"""Use cases of coupon codes: make a series, and see what a code opens that somebody entered."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime

from personalization.redemptions.coupon import (
    TRIES_ALLOWED,
    TRIES_WINDOW,
    Coupon,
    CouponMiss,
    CouponSeries,
    verdict,
)
from personalization.redemptions.coupon_codes import Series, read_coupon
from personalization.signing import Signer
from personalization.store.market import Market

_AT_ONCE = 2_000  # codes to make and store in one step


async def make_codes(
    market: Market, signer: Signer, known: CouponSeries
) -> AsyncIterator[list[str]]:
    """Make the codes of a series that is on record, and give them part by part as they are stored.

    Made again (after a lost answer, say) the same codes come again: they follow from the series and
    the installation's secret, and are kept nowhere.
    """
    series = Series(known.id, known.prefix, known.gcn)
    for since in range(0, known.count, _AT_ONCE):
        until = min(since + _AT_ONCE, known.count)
        codes = await asyncio.to_thread(list, series.codes(until, signer, since=since))
        if until > known.made:
            digests = [coupon_digest(signer, read_coupon(code) or code) for code in codes]
            await market.coupons.add(known, digests, made=until)
        yield codes


async def checked_code(
    market: Market,
    signer: Signer,
    text: str,
    *,
    cart: str,
    address: str,
    now: datetime,
    tries: int = TRIES_ALLOWED,
) -> Coupon | CouponMiss:
    """What a code is worth that was entered for a cart, from an address.

    Of codes that are not good, `tries` in a quarter of an hour are looked at for a cart, and for an
    address. A try is counted before the code is looked at, so that many at once get no further; the
    steps are the same for a good and a wrong code, and so is the time that they take.
    """
    plain = read_coupon(text)
    if plain is None:
        return CouponMiss.MISTYPED
    triers = [
        signer.digest("coupon tries", f"{kind}|{name}").hex()
        for kind, name in (("cart", cart), ("address", address))
    ]
    counted = [await market.coupons.count_try(who, now, TRIES_WINDOW) for who in triers]
    found = verdict(await market.coupons.get(coupon_digest(signer, plain)), now)
    good = isinstance(found, Coupon)
    for who in triers:
        await market.coupons.forgive_try(who if good else "")
    return CouponMiss.TOO_MANY_TRIES if max(counted) > tries else found


async def opened_by(
    market: Market, signer: Signer, codes: Iterable[str], now: datetime
) -> Mapping[str, str]:
    """By the offers that good codes open, the digest of the code: for `OfferContext.codes`."""
    plain = {text for code in codes if (text := read_coupon(code))}
    found = [await market.coupons.get(coupon_digest(signer, text)) for text in sorted(plain)]
    worth = [verdict(coupon, now) for coupon in found]
    return {coupon.offer: coupon.digest for coupon in worth if isinstance(coupon, Coupon)}


def coupon_digest(signer: Signer, plain: str) -> str:
    """What is stored instead of a code, which must be as `read_coupon` gives it."""
    return signer.digest("coupon", plain).hex()
