"""The cart (or some of it) comes to so much money."""

from enum import StrEnum

from personalization.offers.amounts import amount
from personalization.offers.conditions.clause import selector_clause
from personalization.offers.conditions.leaf import Check, Clause, Count, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import Positions, items, positions
from personalization.offers.selector import EVERYTHING, Selector
from provenance.text import Message


class Basis(StrEnum):
    """Which price counts."""

    RUNNING = "RUNNING"
    """What the lines cost after the offers that were applied so far."""
    ORIGINAL = "ORIGINAL"
    """What they cost before any offer."""


class CartSpend(Leaf, frozen=True, tag="cart_spend", omit_defaults=True):
    """The lines that `selector` means cost at least `amount` (minor units of the offer's currency)
    together."""

    amount: Count
    basis: Basis = Basis.RUNNING
    selector: Selector = EVERYTHING

    def compiled(self) -> Check:
        """TRUE when it is enough."""
        enough, basis, found = self.amount, self.basis, positions(self.selector)
        return lambda moment: (
            Verdict.TRUE if _spent(moment, found, basis) >= enough else Verdict.FALSE
        )

    def necessary(self) -> Clause | None:
        """What its selector needs."""
        return selector_clause(self.selector)

    def wording(self) -> Message:
        """“fish/fresh comes to at least 2000 minor units, after other offers.”"""
        args = {"amount": self.amount, "basis": self.basis}
        if self.selector == EVERYTHING:
            return Message("condition-cart-spend", args)
        return Message("condition-cart-spend-on", {**args, "items": items(self.selector)})

    def would_help(self, moment: Moment) -> Message:
        """“4.20 more.”"""
        missing = self.amount - _spent(moment, positions(self.selector), self.basis)
        key = "condition-help-spend" if self.selector == EVERYTHING else "condition-help-spend-on"
        return Message(key, {"amount": amount(missing, moment.context.currency)})


def _spent(moment: Moment, found: Positions, basis: Basis) -> int:
    if basis is Basis.RUNNING:
        return sum(moment.running[number] for number in found(moment))
    return sum(moment.context.lines[number].subtotal for number in found(moment))
