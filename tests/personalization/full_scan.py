"""What the index is held against: every offer looked at for every decision."""

from personalization.offers.compiled import Compiled
from personalization.offers.context import OfferContext
from personalization.offers.snapshot import Snapshot


class FullScan(Snapshot):
    """Every offer that passes the gates is a candidate, whatever the index says."""

    def within_reach(self, context: OfferContext) -> set[Compiled]:
        """All of them."""
        return set(self.compiled.values())

    def speaking(self, context: OfferContext) -> set[Compiled]:
        """All that name the trigger."""
        return {each for each in self.compiled.values() if context.trigger in each.offer.triggers}
