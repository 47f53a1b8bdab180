"""Use case: goods are brought back to a till."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from personalization.offers.snapshot import Snapshot
from personalization.redemptions.redemption import (
    Order,
    Redemption,
    RedemptionState,
    Return,
    ReturnedLine,
)
from personalization.redemptions.returned import NotThere, returned
from personalization.store.market import Market


async def bring_back(
    market: Market, order: Order, lines: Sequence[ReturnedLine], *, return_id: str, now: datetime
) -> tuple[Redemption, Return] | NotThere | None:
    """Take goods of a sold order back; repeated with one id, it gives the same answer.

    None when no such order was sold. Offers are those that could have their say in the basket when
    it was priced, in the versions of then; experiments had decided already.
    """
    without: frozenset[str] = frozenset()
    while True:
        known = await market.redemptions.of_order(order)
        if known is None or known.state is not RedemptionState.CAPTURED:
            return None
        if done := next((each for each in known.returns if each.id == return_id), None):
            return known, done
        offers = await market.offers.versions(known.basket.considered)
        snapshot = Snapshot.of(msgspec.structs.replace(offer, experiment=None) for offer in offers)
        found = returned(known, snapshot, lines, return_id=return_id, now=now, without=without)
        if isinstance(found, NotThere):
            return found
        changed = await market.redemptions.take_back(known, *found)
        if isinstance(changed, Redemption):
            return changed, found[1]
        if changed is not None:  # an offer that the rest would earn has no budget left
            without |= {offer for each in changed for offer in each.offers}
