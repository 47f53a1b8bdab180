"""Shoppers who were here before, or are new."""

from personalization.offers.conditions.leaf import Check, Leaf, Moment, Verdict
from provenance.text import Message


class ReturningCondition(Leaf, frozen=True, tag="returning"):
    """`returning` True: has been here before; False: is new. UNKNOWN without consent."""

    returning: bool

    def compiled(self) -> Check:
        """TRUE for these shoppers."""
        wanted = self.returning

        def check(moment: Moment) -> Verdict:
            returning = moment.context.returning
            if returning is None:
                return Verdict.UNKNOWN
            return Verdict.TRUE if returning is wanted else Verdict.FALSE

        return check

    def wording(self) -> Message:
        """“The shopper has been here before.”"""
        return Message("condition-returning" if self.returning else "condition-new")
