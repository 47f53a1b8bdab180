"""An amount of money off, over everything that is selected."""

from collections.abc import Iterator

from personalization.offers.amounts import amount
from personalization.offers.benefits.benefit import Benefit, Price, positive_problems
from personalization.offers.problem import Problem
from personalization.offers.reach import reach_of
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import pot
from provenance.text import Message


class Amount(Benefit, frozen=True, tag="amount"):
    """`amount` (minor units) off the selected lines together, shared out by their prices."""

    amount: int

    def compiled(self) -> Price:
        """What a floor holds back flows on to the other lines."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        whole, cap = self.amount, self.cap
        return lambda cart: pot(cart, reach(cart), whole, cap)

    def reason(self, effect: Effect, cart: RunningCart) -> Message:  # noqa: ARG002
        """“€2.00 off”."""
        return Message("saving-amount", {"amount": amount(self.amount, cart.context.currency)})

    def problems(self) -> Iterator[Problem]:
        """An amount that is none."""
        yield from super().problems()
        yield from positive_problems("amount", self.amount)
