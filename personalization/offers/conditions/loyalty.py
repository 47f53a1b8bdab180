"""Members of the loyalty programme."""

from personalization.offers.conditions.leaf import Check, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import listed
from provenance.text import Message


class LoyaltyCondition(Leaf, frozen=True, tag="loyalty", omit_defaults=True):
    """A member, of one of the `tiers` where some are given; UNKNOWN without consent."""

    tiers: frozenset[str] = frozenset()

    def compiled(self) -> Check:
        """TRUE for these members."""
        tiers = self.tiers

        def check(moment: Moment) -> Verdict:
            member, tier = moment.context.member, moment.context.loyalty
            if member is False:
                return Verdict.FALSE
            if tier is None:
                return Verdict.TRUE if member and not tiers else Verdict.UNKNOWN
            return Verdict.TRUE if not tiers or tier in tiers else Verdict.FALSE

        return check

    def wording(self) -> Message:
        """“The shopper is a member of the loyalty programme (gold, silver).”"""
        if not self.tiers:
            return Message("condition-loyalty")
        return Message("condition-loyalty-tiers", {"tiers": listed(self.tiers)})

    def would_help(self, moment: Moment) -> Message | None:
        """Becoming a member, where any member will do."""
        open_to_all = moment.context.member is False and not self.tiers
        return Message("condition-help-join") if open_to_all else None
