"""Loyalty points."""

from collections.abc import Iterator

from personalization.offers.benefits.benefit import Benefit, Price, positive_problems
from personalization.offers.problem import Problem
from personalization.offers.reach import reach_of
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import price_of
from provenance.text import Message


class Points(Benefit, frozen=True, tag="points"):
    """`points` with the selected lines: for each full `amount` (minor units) that they cost by now,
    or once where it is None. `cap` bounds the points."""

    points: int
    amount: int | None = None

    def compiled(self) -> Price:
        """Counted on what the shopper pays by now."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        points, per, cap = self.points, self.amount, self.cap

        def price(cart: RunningCart) -> Effect:
            spent = sum(price_of(cart, *each) for each in reach(cart))
            times = spent // per if per is not None else int(spent > 0)
            return Effect(points=points * times if cap is None else min(points * times, cap))

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:  # noqa: ARG002
        """“50 points”."""
        return Message("saving-points", {"points": effect.points})

    def problems(self) -> Iterator[Problem]:
        """None of them, or for nothing."""
        yield from super().problems()
        yield from positive_problems("points", self.points)
        if self.amount is not None:
            yield from positive_problems("amount", self.amount)
