"""Shoppers who never come by a part of the store: an offer may lead them into a dead zone."""

from personalization.offers.conditions.leaf import Check, Count, Leaf, Moment, Verdict
from provenance.text import Message


class MissedZoneCondition(Leaf, frozen=True, tag="missed_zone"):
    """Has not been in `zone` in the last `visits` visits; UNKNOWN without consent."""

    zone: str
    visits: Count

    def compiled(self) -> Check:
        """TRUE for those who missed it often enough."""
        zone, visits = self.zone, self.visits

        def check(moment: Moment) -> Verdict:
            missed = moment.context.missed_zones
            if missed is None:
                return Verdict.UNKNOWN
            return Verdict.TRUE if missed.get(zone, 0) >= visits else Verdict.FALSE

        return check

    def wording(self) -> Message:
        """“The shopper has not been in zone … in the last 3 visits.”"""
        return Message("condition-missed-zone", {"zone": self.zone, "visits": self.visits})
