"""So many units of something lie in the cart."""

from personalization.offers.conditions.clause import selector_clause
from personalization.offers.conditions.leaf import Check, Clause, Count, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import any_line, items, more_units, positions, units
from personalization.offers.selector import Selector
from provenance.text import Message


class CartContains(Leaf, frozen=True, tag="cart_contains", omit_defaults=True):
    """At least `quantity` units in the lines that `selector` means, together."""

    selector: Selector
    quantity: Count = 1

    def compiled(self) -> Check:
        """TRUE when there are enough."""
        quantity = self.quantity
        if quantity == 1:
            return any_line(self.selector)
        found = positions(self.selector)
        return lambda moment: Verdict.TRUE if units(moment, found) >= quantity else Verdict.FALSE

    def necessary(self) -> Clause | None:
        """What its selector needs."""
        return selector_clause(self.selector)

    def wording(self) -> Message:
        """“At least 2 units of fish/fresh are in the cart.”"""
        return Message(
            "condition-cart-contains", {"quantity": self.quantity, "items": items(self.selector)}
        )

    def would_help(self, moment: Moment) -> Message:
        """So many more."""
        return more_units(self.quantity - units(moment, positions(self.selector)))
