"""So many units of one thing."""

from personalization.offers.conditions.clause import selector_clause
from personalization.offers.conditions.leaf import Check, Clause, Count, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import positions
from personalization.offers.selector import EVERYTHING, Selector
from provenance.text import Message


class AnyLineQuantity(Leaf, frozen=True, tag="any_line_quantity", omit_defaults=True):
    """A single line that `selector` means has at least `at_least` units."""

    at_least: Count
    selector: Selector = EVERYTHING

    def compiled(self) -> Check:
        """TRUE when one line is long enough."""
        found, least = positions(self.selector), self.at_least

        def check(moment: Moment) -> Verdict:
            lines = moment.context.lines
            enough = any(lines[number].quantity >= least for number in found(moment))
            return Verdict.TRUE if enough else Verdict.FALSE

        return check

    def necessary(self) -> Clause | None:
        """What its selector needs."""
        return selector_clause(self.selector)

    def wording(self) -> Message:
        """“One line has at least 3 units.”"""
        return Message("condition-any-line-quantity", {"least": self.at_least})

    def would_help(self, moment: Moment) -> Message:
        """So many more of what is nearest to it."""
        lines = moment.context.lines
        most = max((lines[n].quantity for n in positions(self.selector)(moment)), default=0)
        return Message("condition-help-same-units", {"missing": self.at_least - most})
