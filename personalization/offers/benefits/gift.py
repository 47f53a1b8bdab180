"""A product for free."""

from collections.abc import Iterator

from personalization.offers.benefits.benefit import Benefit, Price, positive_problems
from personalization.offers.problem import Problem
from personalization.offers.reach import lines_of
from personalization.offers.running import Effect, RunningCart
from provenance.text import Message


class Gift(Benefit, frozen=True, tag="gift"):
    """`quantity` of `product` (its id or GTIN) comes along with the selected lines, once a cart."""

    product: str
    quantity: int = 1

    def compiled(self) -> Price:
        """Nothing selected, no gift."""
        lines = lines_of(self.selector)
        gifts = ((self.product, self.quantity),)
        return lambda cart: Effect(gifts=gifts) if lines(cart) else Effect()

    def reason(self, effect: Effect, cart: RunningCart) -> Message:  # noqa: ARG002
        """“A gift with your purchase”."""
        return Message("saving-gift", {"quantity": self.quantity})

    def problems(self) -> Iterator[Problem]:
        """None of it."""
        yield from super().problems()
        yield from positive_problems("quantity", self.quantity)
