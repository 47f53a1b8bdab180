"""What asks for a kind of thing in the cart; what was scanned counts as if it were there."""

from personalization.offers.conditions.clause import selector_clause
from personalization.offers.conditions.leaf import Check, Clause, Leaf, Moment, Names
from personalization.offers.conditions.lines import any_line, more_units
from personalization.offers.selector import Selector
from provenance.text import Message


class InCart(Leaf, frozen=True):
    """A line is one of `among`."""

    among: Names

    def selector(self) -> Selector:
        """The lines that are meant."""
        raise NotImplementedError

    def compiled(self) -> Check:
        """TRUE when there is such a line."""
        return any_line(self.selector())

    def necessary(self) -> Clause | None:
        """One of the names."""
        return selector_clause(self.selector())

    def would_help(self, moment: Moment) -> Message:  # noqa: ARG002 - one is always enough
        """One item."""
        return more_units(1)
