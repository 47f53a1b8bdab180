"""A published ladder: the fewer days a lot has left, the more comes off."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import lcm

import msgspec

from personalization.offers.benefits.benefit import (
    Benefit,
    Price,
    main_line,
    percent_problems,
    spoken_percent,
)
from personalization.offers.benefits.percent import percent_for_days
from personalization.offers.problem import Problem, error
from personalization.offers.reach import reach_of
from personalization.offers.rounding import ratio
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import price_of, proportional
from provenance.text import Message


class LadderStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`percent` off with `days_left` days or fewer (0: today is the last day)."""

    days_left: int
    percent: Decimal


class FreshnessLadder(Benefit, frozen=True, tag="freshness_ladder"):
    """Percent off each selected line by its lot's days left: the step with the fewest days that
    still covers it. Past the last day, or where nobody knows the days, there is none. No line goes
    below `floor_percent` of its price before offers.
    """

    steps: tuple[LadderStep, ...]
    floor_percent: Decimal = Decimal(0)

    def compiled(self) -> Price:
        """One numerator for each day of the ladder, over one denominator."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        ratios = {step.days_left: ratio(step.percent) for step in self.steps}
        denominator = lcm(*(bottom for _, bottom in ratios.values()))
        steps = sorted(
            (days, top * (denominator // bottom)) for days, (top, bottom) in ratios.items()
        )
        least, per = ratio(self.floor_percent)
        cap = self.cap

        def numerator(days_left: int | None) -> int:
            if days_left is None or days_left < 0:
                return 0
            return next((top for days, top in steps if days_left <= days), 0)

        def price(cart: RunningCart) -> Effect:
            reached = [
                (index, units)
                for index, units in reach(cart)
                if numerator(cart.lines[index].days_left)
            ]
            wishes = []
            for each in reached:
                line = cart.lines[each[0]]
                wish = price_of(cart, *each) * numerator(line.days_left)
                if least:
                    count = line.quantity if each[1] is None else len(each[1])
                    floor = -(-line.unit_price * count * least // per)  # rounded up
                    wish = min(wish, max(price_of(cart, *each) - floor, 0) * denominator)
                wishes.append(wish)
            return proportional(cart, reached, wishes, denominator, cap)

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:
        """“20 % off, because this lot is best within 2 days”."""
        return self.line_reason(main_line(effect, cart), cart)

    def line_reason(self, index: int, cart: RunningCart) -> Message:
        """Each lot has its own step."""
        percent = spoken_percent(self._percent(cart.lines[index].days_left))
        return percent_for_days(percent, index, cart)

    def _percent(self, days_left: int | None) -> Decimal:
        covering = [step for step in self.steps if (days_left or 0) <= step.days_left]
        return min(covering, key=lambda step: step.days_left).percent

    def problems(self) -> Iterator[Problem]:
        """Steps that are none, that come twice, or that give less for fewer days."""
        yield from super().problems()
        if not self.steps:
            yield error("steps", "benefit-ladder-empty")
        for place, step in enumerate(self.steps):
            yield from percent_problems(f"steps[{place}].percent", step.percent)
            if step.days_left < 0:
                yield error(f"steps[{place}].days_left", "offer-days-past")
        by_days = sorted(self.steps, key=lambda step: step.days_left)
        for fewer, more in pairwise(by_days):
            if fewer.days_left == more.days_left:
                yield error("steps", "benefit-ladder-twice", days=fewer.days_left)
            elif fewer.percent < more.percent:
                yield error(
                    "steps", "benefit-ladder-falls", fewer=fewer.days_left, more=more.days_left
                )
        if not self.floor_percent.is_finite() or not 0 <= self.floor_percent < 100:
            yield error("floor_percent", "benefit-floor-percent", value=str(self.floor_percent))
