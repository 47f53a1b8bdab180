"""What an offer decision looks at: everything is a value, frozen before the first rule is asked.

None means *unknown* (no consent, no location, nobody measured it), which is not *false*.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from personalization.offers.lane import Lane, LaneMode
from provenance.identity import Currency


class Trigger(StrEnum):
    """What made us ask: an offer names the moments at which it may speak up."""

    SCAN = "SCAN"
    CART_CHANGED = "CART_CHANGED"
    ZONE_ENTER = "ZONE_ENTER"
    ZONE_DWELL = "ZONE_DWELL"
    ZONE_EXIT = "ZONE_EXIT"
    KIOSK_OPEN = "KIOSK_OPEN"
    CODE_ENTERED = "CODE_ENTERED"


class RoundingMode(StrEnum):
    """How a *discount* is rounded to minor units (rounding the price half up is HALF_DOWN here)."""

    HALF_UP = "HALF_UP"
    HALF_DOWN = "HALF_DOWN"
    HALF_EVEN = "HALF_EVEN"
    DOWN = "DOWN"
    UP = "UP"


class RoundAt(StrEnum):
    """Where rounding happens: each line by itself, or the offer's sum, then split over lines."""

    LINE = "LINE"
    OFFER = "OFFER"


class Remainder(StrEnum):
    """Who gets the odd minor units of a split: the largest fractions (ties to the earlier line),
    or the first lines."""

    LARGEST = "LARGEST"
    FIRST = "FIRST"


@dataclass(frozen=True, slots=True)
class MoneyPolicy:
    """How a store rounds and splits discounts."""

    rounding: RoundingMode = RoundingMode.HALF_UP
    round_at: RoundAt = RoundAt.LINE
    remainder: Remainder = Remainder.LARGEST


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cart. Money is in minor units of the context's currency.

    `unit_price` is that of one unit; goods sold by weight are one unit (quantity 1) whose price is
    that of the whole piece and whose `weight_grams` is known. `categories` are the category's path
    and all its beginnings (`fish`, `fish/fresh`, …). `lot` is the lot's key (`01/{gtin}/10/{lot}`).
    `days_left` counts whole days until its last day (0: today is the last), negative afterwards,
    None when unknown. `floor` is the lowest price of one unit. `marked_down` says that the unit
    price is already a reduced one. `blocked` says why no offer may touch the line (recalled, past
    its date, not discountable, or nothing this shopper should be offered), None where one may.
    `prospective` marks what was scanned and is not in the cart yet.
    """

    id: str
    product: str
    unit_price: int
    quantity: int = 1
    gtin: str | None = None
    lot: str | None = None
    weight_grams: float | None = None
    days_left: int | None = None
    categories: frozenset[str] = frozenset()
    brand: str | None = None
    floor: int = 0
    marked_down: bool = False
    blocked: str | None = None
    prospective: bool = False

    @property
    def subtotal(self) -> int:
        """The line's price before any offer."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class ZoneVisit:
    """Where the shopper is: in `zone` for `dwell_seconds`; `left` is the zone just left."""

    zone: str | None
    dwell_seconds: float = 0.0
    left: str | None = None


@dataclass(frozen=True, slots=True)
class RecipeProgress:
    """How far the cart is with a recipe: `have` of `need` ingredients; `missing` products would
    complete it, where somebody looked for them."""

    recipe: str
    titles: Mapping[str, str]
    have: int
    need: int
    missing: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OfferContext:
    """One moment of one shopper in one store.

    `now` is UTC, `time_zone` the store's. `delivery` is the delivery fee. `scanned` is the id of
    the line that was scanned. `codes` are coupon codes that were entered and are good: the ids of
    the offers they open. `segments`, `loyalty` (tier), `returning` (has been here before) and
    `missed_zones` (by zone: visits in a row without it) are None without consent. `unit_id` is what
    experiments are split by: the cart, the visit, or with consent the shopper; None: no experiment.
    `budgets` are the units or minor units left by offer id (absent: enough): none left closes the
    offer. `spendable` are the minor units left of those with a spend budget: an offer that would
    save more does not apply, for half an offer is a broken promise. `used` says how often this
    customer used an offer (None: unknown). `recipes` is None when nobody looked. `lane_modes` are
    the store's own, where they differ from `LANE_MODES`.
    """

    now: datetime
    store: str
    time_zone: ZoneInfo
    currency: Currency
    lines: tuple[Line, ...] = ()
    policy: MoneyPolicy = MoneyPolicy()
    lane_modes: Mapping[Lane, LaneMode] = field(default_factory=dict)
    trigger: Trigger = Trigger.CART_CHANGED
    scanned: str | None = None
    delivery: int = 0
    codes: frozenset[str] = frozenset()
    language: str | None = None
    visit: ZoneVisit | None = None
    segments: frozenset[str] | None = None
    loyalty: str | None = None
    member: bool | None = None
    returning: bool | None = None
    missed_zones: Mapping[str, int] | None = None
    recipes: Sequence[RecipeProgress] | None = None
    unit_id: str | None = None
    budgets: Mapping[str, int] = field(default_factory=dict)
    spendable: Mapping[str, int] = field(default_factory=dict)
    used: Mapping[str, int] | None = None

    @property
    def today(self) -> date:
        """The store's date."""
        return self.now.astimezone(self.time_zone).date()
