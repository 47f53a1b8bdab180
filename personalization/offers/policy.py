"""How a store prices: rounding, splitting, rival offers, and how low a price may go."""

from dataclasses import replace
from decimal import Decimal

import msgspec

from personalization.offers.context import (
    Line,
    MoneyPolicy,
    Remainder,
    RoundAt,
    RoundingMode,
)
from personalization.offers.lane import Lane, LaneMode
from personalization.offers.problem import Problem, error
from personalization.offers.rounding import ratio


class LaneRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens where several offers of `lane` reach the same goods: its `mode`."""

    lane: Lane
    mode: LaneMode


class StorePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The policy of a `store`. `rounding` is how a discount is rounded. `round_at` is where it is
    rounded: line by line, or the offer's sum. `remainder` is who gets the odd minor units of a
    split. `lanes` are those that work otherwise than by default. `floor_percent` is the share of
    its price before offers below which no unit goes.
    """

    store: str
    rounding: RoundingMode = RoundingMode.HALF_UP
    round_at: RoundAt = RoundAt.LINE
    remainder: Remainder = Remainder.LARGEST
    lanes: tuple[LaneRule, ...] = ()
    floor_percent: Decimal = Decimal(0)

    @property
    def money(self) -> MoneyPolicy:
        """How money is rounded and split."""
        return MoneyPolicy(self.rounding, self.round_at, self.remainder)

    def floored(self, line: Line) -> Line:
        """The line, no unit of which goes below the floor, rounded up to a minor unit."""
        if not self.floor_percent:
            return line
        least, per = ratio(self.floor_percent)
        floor = -(-line.unit_price * least // per)
        return line if floor <= line.floor else replace(line, floor=floor)

    def problems(self) -> list[Problem]:
        """What keeps it from making sense."""
        found = []
        if not 0 <= self.floor_percent < 100:
            value = str(self.floor_percent)
            found.append(error("floorPercent", "benefit-floor-percent", value=value))
        if len({rule.lane for rule in self.lanes}) < len(self.lanes):
            found.append(error("lanes", "policy-lane-twice"))
        return found
