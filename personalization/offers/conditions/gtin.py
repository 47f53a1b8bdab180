"""Something with one of these GTINs lies in the cart (or is the thing scanned)."""

from personalization.offers.conditions.leaf import Check, Clause, Leaf, Moment, Verdict
from provenance.text import Message


class GtinCondition(Leaf, frozen=True, tag="gtin"):
    """`among`: GTINs (14 digits), or product ids of goods without one."""

    among: frozenset[str]

    def compiled(self) -> Check:
        """TRUE when a line is one of them."""
        among = self.among

        def check(moment: Moment) -> Verdict:
            lines = moment.context.lines
            found = any(line.product in among or line.gtin in among for line in lines)
            return Verdict.TRUE if found else Verdict.FALSE

        return check

    def necessary(self) -> Clause:
        """One of the products."""
        return Clause(frozenset(f"gtin:{gtin}" for gtin in self.among))

    def wording(self) -> Message:
        """“One of these is in the cart: …”."""
        return Message("condition-gtin", {"products": ", ".join(sorted(self.among))})
