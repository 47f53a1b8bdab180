"""Coupons: a series of codes that open an offer, and what becomes of a code that was entered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

TRIES_ALLOWED = 5
TRIES_WINDOW = timedelta(minutes=15)
MOST_CODES = 100_000
"""In one series."""


@dataclass(frozen=True, slots=True)
class CouponSeries:
    """`count` codes for the offer, each good for `uses` orders (None: any number) from `since` up
    to `until` (UTC; None: open). `made` of them are stored by now.

    `prefix` and `gcn` are those of `personalization.redemptions.coupon_codes.Series`.
    """

    id: str
    offer: str
    count: int
    uses: int | None
    since: datetime | None
    until: datetime | None
    created_at: datetime
    created_by: str
    prefix: str = ""
    gcn: str | None = None
    made: int = 0

    def same_as(self, other: "CouponSeries") -> bool:
        """Whether both ask for the same codes, whenever that was."""
        return replace(self, made=other.made, created_at=other.created_at) == other


@dataclass(frozen=True, slots=True)
class Coupon:
    """A code as stored, by its digest; `left` is how many orders may use it, None: any number."""

    digest: str
    offer: str
    left: int | None
    since: datetime | None
    until: datetime | None


class CouponMiss(StrEnum):
    """Why a code opens nothing."""

    MISTYPED = "MISTYPED"
    """No code reads like that; this is no guess, and is not counted as one."""
    WRONG = "WRONG"
    USED = "USED"
    NOT_YET = "NOT_YET"
    OVER = "OVER"
    TOO_MANY_TRIES = "TOO_MANY_TRIES"
    """From this cart or this address; also for a good code, until a quarter of an hour is over."""

    @property
    def key(self) -> str:
        """Its sentence."""
        return f"coupon-{self.value.lower().replace('_', '-')}"


def verdict(coupon: Coupon | None, now: datetime) -> Coupon | CouponMiss:
    """What a code that was found (None: was not) is worth now."""
    if coupon is None:
        return CouponMiss.WRONG
    if coupon.since is not None and now < coupon.since:
        return CouponMiss.NOT_YET
    if coupon.until is not None and now >= coupon.until:
        return CouponMiss.OVER
    if coupon.left is not None and coupon.left < 1:
        return CouponMiss.USED
    return coupon
