"""An amount of money off each line, however many units it has."""

from collections.abc import Iterator

from personalization.offers.amounts import amount
from personalization.offers.benefits.benefit import Benefit, Price, positive_problems
from personalization.offers.problem import Problem
from personalization.offers.reach import reach_of
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import capped, pot
from provenance.text import Message


class LineAmount(Benefit, frozen=True, tag="line_amount"):
    """`amount` (minor units) off each selected line."""

    amount: int

    def compiled(self) -> Price:
        """Each line has a pot of its own."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        value, cap = self.amount, self.cap

        def price(cart: RunningCart) -> Effect:
            effect = Effect()
            for reached in reach(cart):
                effect.lines |= pot(cart, [reached], value, None).lines
            return capped(effect, cap, cart)

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:  # noqa: ARG002
        """“€1.00 off this product”."""
        return Message("saving-line-amount", {"amount": amount(self.amount, cart.context.currency)})

    def problems(self) -> Iterator[Problem]:
        """An amount that is none."""
        yield from super().problems()
        yield from positive_problems("amount", self.amount)
