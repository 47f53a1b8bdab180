"""A coupon code was entered."""

from personalization.offers.conditions.clause import Kind, clause
from personalization.offers.conditions.leaf import Check, Clause, Leaf, Moment, Names, Verdict
from personalization.offers.conditions.lines import listed
from provenance.text import Message


class CodeCondition(Leaf, frozen=True, tag="code"):
    """A good code of one of the offers `among` (ids): a code can open several offers."""

    among: Names

    def compiled(self) -> Check:
        """TRUE when one of them is open."""
        among = self.among
        return lambda moment: (
            Verdict.FALSE if among.isdisjoint(moment.context.codes) else Verdict.TRUE
        )

    def necessary(self) -> Clause:
        """One of the codes."""
        return clause(Kind.CODE, self.among)

    def wording(self) -> Message:
        """“A code of one of these offers was entered: …”."""
        return Message("condition-code", {"offers": listed(self.among)})

    def would_help(self, moment: Moment) -> Message:  # noqa: ARG002 - a code is always enough
        """Entering it."""
        return Message("condition-help-code")
