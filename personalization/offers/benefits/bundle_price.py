"""Any few of these for one price."""

from collections.abc import Iterator, Sequence

from personalization.offers.allocation import filled
from personalization.offers.amounts import amount
from personalization.offers.benefits.benefit import positive_problems
from personalization.offers.benefits.bundle import Application, Bundle, Take, Unit
from personalization.offers.problem import Problem, error
from personalization.offers.running import RunningCart
from provenance.text import Message


class BundlePrice(Bundle, frozen=True, tag="bundle_price"):
    """Any `units` of the selected goods for `amount` (minor units), the dearest first."""

    units: int
    amount: int

    @property
    def size(self) -> int:
        """How many units go into it."""
        return self.units

    def wording(self, cart: RunningCart) -> Message:
        """“3 for €5.00”."""
        money = amount(self.amount, cart.context.currency)
        return Message("saving-bundle-price", {"units": self.units, "amount": money})

    def taking(self, cart: RunningCart) -> Take:
        """As long as it is cheaper than the units one by one."""
        remainder = cart.context.policy.remainder

        def take(free: Sequence[Unit]) -> Iterator[Application]:
            for start in range(0, len(free) - self.units + 1, self.units):
                fed = free[start : start + self.units]
                prices = [unit.price for unit in fed]
                off = sum(prices) - self.amount
                if off <= 0:
                    return
                shares = filled(off, prices, [unit.room for unit in fed], remainder)
                if any(shares):
                    yield Application(fed, list(zip(fed, shares, strict=True)))

        return take

    def best(self, units: Sequence[Unit]) -> int:
        """Out of the dearest."""
        return max(sum(unit.price for unit in units[: self.units]) - self.amount, 0)

    def problems(self) -> Iterator[Problem]:
        """A bundle of one, or for nothing."""
        yield from super().problems()
        yield from positive_problems("amount", self.amount)
        if self.units < 2:
            yield error("units", "benefit-bundle-size", value=self.units)
