"""An amount of money off each unit; off each kilogram of goods sold by weight."""

from collections.abc import Iterator

from personalization.offers.amounts import amount
from personalization.offers.benefits.benefit import Benefit, Price, main_line, positive_problems
from personalization.offers.problem import Problem
from personalization.offers.reach import Reached, reach_of
from personalization.offers.rounding import rounded
from personalization.offers.running import Effect, RunningCart
from personalization.offers.sharing import capped, each_unit
from provenance.text import Message

_MILLIGRAMS_PER_KILOGRAM = 1_000_000


class UnitAmount(Benefit, frozen=True, tag="unit_amount"):
    """`amount` (minor units) off each selected unit; off each kilogram where a line is sold by
    weight."""

    amount: int

    def compiled(self) -> Price:
        """No unit goes below its floor."""
        reach = reach_of(self.selector, self.max_units, self.max_units_per_line)
        value, cap = self.amount, self.cap

        def price(cart: RunningCart) -> Effect:
            counted: list[Reached] = []
            effect = Effect()
            for index, units in reach(cart):
                if (grams := cart.lines[index].weight_grams) is None:
                    counted.append((index, units))
                else:
                    own = each_unit(cart, [(index, units)], _by_weight(value, grams, cart), None)
                    effect.lines |= own.lines
            effect.lines |= each_unit(cart, counted, value, None).lines
            return capped(effect, cap, cart)

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:
        """“€0.50 off each”, “€2.00 off per kilogram”."""
        weighed = cart.lines[main_line(effect, cart)].weight_grams is not None
        return Message(
            "saving-per-kilogram" if weighed else "saving-unit-amount",
            {"amount": amount(self.amount, cart.context.currency)},
        )

    def problems(self) -> Iterator[Problem]:
        """An amount that is none."""
        yield from super().problems()
        yield from positive_problems("amount", self.amount)


def _by_weight(per_kilogram: int, grams: float, cart: RunningCart) -> int:
    """Minor units off a piece; scales weigh to the milligram at best."""
    milligrams = round(grams * 1000)
    rounding = cart.context.policy.rounding
    return rounded(per_kilogram * milligrams, _MILLIGRAMS_PER_KILOGRAM, rounding)
