"""A percentage off."""

from collections.abc import Iterator
from decimal import Decimal

from personalization.offers.benefits.benefit import (
    Benefit,
    Price,
    main_line,
    percent_problems,
    spoken_percent,
)
from personalization.offers.problem import Problem
from personalization.offers.reach import reach_of
from personalization.offers.rounding import ratio
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import price_of, proportional
from provenance.text import Message


class Percent(Benefit, frozen=True, tag="percent"):
    """`value` percent off each selected line, 0 < value ≤ 100."""

    value: Decimal

    def compiled(self) -> Price:
        """The percentage as an integer ratio."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        numerator, denominator = ratio(self.value)
        cap = self.cap

        def price(cart: RunningCart) -> Effect:
            reached = reach(cart)
            wishes = [price_of(cart, *each) * numerator for each in reached]
            return proportional(cart, reached, wishes, denominator, cap)

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:
        """“20 % off”; with the days where the offer is about lots that end soon."""
        percent = spoken_percent(self.value)
        if self.selector.days_left_at_most is None:
            return Message("saving-percent", {"percent": percent})
        return percent_for_days(percent, main_line(effect, cart), cart)

    def problems(self) -> Iterator[Problem]:
        """A percentage that is none."""
        yield from super().problems()
        yield from percent_problems("value", self.value)


def percent_for_days(percent: int | Decimal, index: int, cart: RunningCart) -> Message:
    """“20 % off, because this lot is best within 2 days”."""
    days = cart.lines[index].days_left
    return Message("saving-percent-days", {"percent": percent, "days": days})
