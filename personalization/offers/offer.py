"""Campaigns and offers as marketers configure them; also their JSON form (by msgspec)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec

from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.conditions.tree import Condition
from personalization.offers.context import Trigger
from personalization.offers.hours import Hours, WallTime
from personalization.offers.lane import Lane


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Schedule(_Value, frozen=True):
    """When an offer runs, on each store's wall clock. `starts` is the first day and `ends` the last
    one (both whole, None: open); `starts_at` and `ends_at` give the moment on that day instead of
    its beginning and end. `hours` narrow it further; none: all day."""

    starts: date | None = None
    starts_at: WallTime | None = None
    ends: date | None = None
    ends_at: WallTime | None = None
    hours: tuple[Hours, ...] = ()


class BudgetKind(StrEnum):
    """What a budget counts."""

    SPEND = "SPEND"
    """Minor units of the offer's currency given away."""
    USAGE = "USAGE"
    """Redemptions."""
    PER_CUSTOMER = "PER_CUSTOMER"
    """Redemptions by one customer (a consenting shopper, else the cart)."""


class Budget(_Value, frozen=True):
    """At most `limit` of what its `kind` counts."""

    kind: BudgetKind
    limit: int


class ExperimentArm(_Value, frozen=True):
    """The shoppers of one `variant` (its index) of an `experiment` (its key) get this offer; the
    others count as control."""

    experiment: str
    variant: int


class Copy(_Value, frozen=True):
    """What shoppers read, in one language: a `title`, and more about it in `description`."""

    title: str
    description: str = ""


class Offer(_Value, frozen=True):
    """What a marketer promises. One `version` never changes once it was published.

    `copy` is by BCP 47 tag. `currency` (ISO 4217) is needed where amounts of money are named; the
    offer then counts only in stores of that currency. `stores` are ids, none: all. `priority`:
    higher goes first, then the id. Of several that are eligible in one `exclusive_group` only the
    first gets its turn; `exclusive` alone, against every other offer. `max_combined_percent` bounds
    what all offers together take off a line that this one reaches. `needs_code` asks for a coupon
    code of this offer. `campaign` is the id of the one it belongs to. `lane` says when it is
    applied, and beside which others. `triggers` are the moments at which it may speak up, none:
    all. `schedule` says when it runs, on each store's clock. `condition` says who gets it.
    `budgets` say how often, or how much, at most. An `experiment` tries it on some shoppers only.
    """

    id: str
    copy: Mapping[str, Copy]
    benefits: tuple[AnyBenefit, ...]
    version: int = 1
    campaign: str | None = None
    lane: Lane = Lane.ITEM
    priority: int = 0
    exclusive: bool = False
    exclusive_group: str | None = None
    max_combined_percent: int | None = None
    triggers: frozenset[Trigger] = frozenset()
    schedule: Schedule = Schedule()
    stores: frozenset[str] = frozenset()
    currency: str | None = None
    condition: Condition | None = None
    budgets: tuple[Budget, ...] = ()
    needs_code: bool = False
    experiment: ExperimentArm | None = None

    @property
    def key(self) -> str:
        """`{id}@{version}`: what redemptions and exposures point to."""
        return f"{self.id}@{self.version}"


class OfferStatus(StrEnum):
    DRAFT = "DRAFT"
    LIVE = "LIVE"
    """Published; its schedule says from when to when it counts."""
    PAUSED = "PAUSED"
    ENDED = "ENDED"


class Campaign(_Value, frozen=True):
    """Offers that belong together; `budgets` bound all of them. `owner` is a staff name."""

    id: str
    name: str
    owner: str
    budgets: tuple[Budget, ...] = ()
    created_at: datetime | None = None
