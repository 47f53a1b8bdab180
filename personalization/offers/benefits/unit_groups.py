"""Something off each unit that is bought in complete groups."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from personalization.offers.amounts import amount
from personalization.offers.benefits.benefit import (
    percent_problems,
    positive_problems,
    spoken_percent,
)
from personalization.offers.benefits.bundle import Application, Bundle, Take, Unit
from personalization.offers.problem import Problem, error
from personalization.offers.rounding import ratio, rounded
from personalization.offers.running import RunningCart
from provenance.text import Message


class UnitGroups(Bundle, frozen=True, tag="unit_groups"):
    """`percent`, or `amount` (minor units), off each unit in complete groups of `units`, the
    dearest first."""

    units: int
    percent: Decimal | None = None
    amount: int | None = None

    @property
    def size(self) -> int:
        """How many units go into it."""
        return self.units

    def wording(self, cart: RunningCart) -> Message:
        """“€0.50 off each if you take 2”."""
        if self.percent is not None:
            args: dict[str, object] = {"percent": spoken_percent(self.percent)}
            return Message("saving-percent-in-groups", {**args, "units": self.units})
        money = amount(self.amount or 0, cart.context.currency)
        return Message("saving-amount-in-groups", {"amount": money, "units": self.units})

    def taking(self, cart: RunningCart) -> Take:
        """Each unit by itself, held by its floor."""
        numerator, denominator = ratio(self.percent or Decimal(0))
        whole = self.amount or 0
        rounding = cart.context.policy.rounding

        def take(free: Sequence[Unit]) -> Iterator[Application]:
            for start in range(0, len(free) - self.units + 1, self.units):
                fed = free[start : start + self.units]
                offs = [
                    (
                        unit,
                        min(
                            whole + rounded(unit.price * numerator, denominator, rounding),
                            unit.room,
                        ),
                    )
                    for unit in fed
                ]
                if any(off for _, off in offs):
                    yield Application(fed, offs)

        return take

    def best(self, units: Sequence[Unit]) -> int:
        """The dearest group, were there no floors."""
        dearest = units[: self.units]
        if self.percent is None:
            return sum(min(self.amount or 0, unit.price) for unit in dearest)
        numerator, denominator = ratio(self.percent)
        return sum(unit.price * numerator // denominator + 1 for unit in dearest)

    def problems(self) -> Iterator[Problem]:
        """A group of one, or nothing off."""
        yield from super().problems()
        if self.units < 2:
            yield error("units", "benefit-bundle-size", value=self.units)
        if (self.percent is None) == (self.amount is None):
            yield error("", "benefit-percent-or-amount")
        if self.percent is not None:
            yield from percent_problems("percent", self.percent)
        if self.amount is not None:
            yield from positive_problems("amount", self.amount)
