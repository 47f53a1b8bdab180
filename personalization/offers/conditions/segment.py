"""The shopper belongs to a segment."""

from personalization.offers.conditions.clause import Kind, clause
from personalization.offers.conditions.leaf import Check, Clause, Leaf, Moment, Names, Verdict
from personalization.offers.conditions.lines import listed
from provenance.text import Message


class SegmentCondition(Leaf, frozen=True, tag="segment"):
    """One of the segments `among` (ids); UNKNOWN without consent."""

    among: Names

    def compiled(self) -> Check:
        """TRUE for those who belong to one."""
        among = self.among

        def check(moment: Moment) -> Verdict:
            segments = moment.context.segments
            if segments is None:
                return Verdict.UNKNOWN
            return Verdict.FALSE if among.isdisjoint(segments) else Verdict.TRUE

        return check

    def necessary(self) -> Clause:
        """One of the segments."""
        return clause(Kind.SEGMENT, self.among)

    def wording(self) -> Message:
        """“The shopper belongs to one of these segments: …”."""
        return Message("condition-segment", {"segments": listed(self.among)})
