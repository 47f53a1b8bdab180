"""So many units lie in the cart, whatever they are."""

from collections.abc import Iterator

from personalization.offers.conditions.leaf import Check, Count, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import positions, units
from personalization.offers.problem import Problem, error
from personalization.offers.selector import EVERYTHING
from provenance.text import Message

_ALL = positions(EVERYTHING)


class CartQuantity(Leaf, frozen=True, tag="cart_quantity", omit_defaults=True):
    """At least `at_least` and at most `at_most` (none: any number of) units."""

    at_least: Count
    at_most: int | None = None

    def compiled(self) -> Check:
        """TRUE when the number lies between the bounds."""
        least, most = self.at_least, self.at_most

        def check(moment: Moment) -> Verdict:
            number = units(moment, _ALL)
            return Verdict.TRUE if least <= number <= (most or number) else Verdict.FALSE

        return check

    def wording(self) -> Message:
        """“The cart has at least 5 units.”"""
        if self.at_most is None:
            return Message("condition-cart-quantity", {"least": self.at_least})
        return Message(
            "condition-cart-quantity-between", {"least": self.at_least, "most": self.at_most}
        )

    def would_help(self, moment: Moment) -> Message | None:
        """So many more, where there are too few."""
        missing = self.at_least - units(moment, _ALL)
        return Message("condition-help-any-units", {"missing": missing}) if missing > 0 else None

    def problems(self) -> Iterator[Problem]:
        """No number lies between the bounds."""
        if self.at_most is not None and self.at_most < self.at_least:
            yield error("at_most", "condition-bounds-crossed")
