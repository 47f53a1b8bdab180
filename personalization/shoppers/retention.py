"""How long anything about shoppers is kept, and who sees to it: the whole list.

A test compares it with what the collections declare.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from personalization.carts.cart import LIFE
from personalization.carts.pairing import GOOD_FOR
from personalization.redemptions.coupon import TRIES_WINDOW
from personalization.shoppers.consent import Purpose
from personalization.shoppers.profile import PROFILE_KEPT
from personalization.shoppers.visits import VISITS_KEPT
from personalization.store.budgets import CUSTOMER_USES
from personalization.store.carts import CARTS
from personalization.store.coupons import COUPON_TRIES
from personalization.store.enrolments import ENROLMENTS, ENROLMENTS_KEPT
from personalization.store.insights import EVENTS_KEPT, INSIGHT_EVENTS
from personalization.store.pairings import PAIRINGS
from personalization.store.redemptions import REDEMPTIONS
from personalization.store.segments import SEGMENT_MEMBERS
from personalization.store.shoppers import SHOPPERS
from personalization.store.visits import VISITS
from provenance.store.collection import Collection
from provenance.store.reviews import REVIEWS
from provenance.text import Message


class EnforcedBy(StrEnum):
    """Who removes it."""

    DATABASE = "DATABASE"
    """MongoDB, by a TTL index: within about a minute."""
    DUTY = "DUTY"
    """A duty of `freshlens work`."""
    SHOPPER = "SHOPPER"
    """Only the shopper, by erasing; it stays without a limit otherwise."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What a collection keeps about shoppers, for which purpose (None: needs no consent, and says
    why), for how long after its last change (None: no limit), and who removes it."""

    collection: Collection
    rests_on: Purpose | None
    kept: timedelta | None
    enforced_by: EnforcedBy

    @property
    def what(self) -> Message:
        """What it is and what for."""
        return Message(f"shoppers-kept-{self.collection.name.replace('_', '-')}")


RETENTION: Sequence[Retention] = (
    Retention(SHOPPERS, None, PROFILE_KEPT, EnforcedBy.DUTY),
    Retention(VISITS, Purpose.HISTORY, VISITS_KEPT, EnforcedBy.DATABASE),
    Retention(SEGMENT_MEMBERS, Purpose.HISTORY, PROFILE_KEPT, EnforcedBy.DUTY),
    Retention(CARTS, None, LIFE, EnforcedBy.DUTY),
    Retention(PAIRINGS, None, GOOD_FOR, EnforcedBy.DATABASE),
    Retention(COUPON_TRIES, None, TRIES_WINDOW, EnforcedBy.DATABASE),
    Retention(INSIGHT_EVENTS, Purpose.ANALYTICS, EVENTS_KEPT, EnforcedBy.DATABASE),
    Retention(ENROLMENTS, Purpose.LINKING, ENROLMENTS_KEPT, EnforcedBy.DATABASE),
    Retention(CUSTOMER_USES, Purpose.LINKING, PROFILE_KEPT, EnforcedBy.DUTY),
    Retention(REDEMPTIONS, Purpose.LINKING, PROFILE_KEPT, EnforcedBy.DUTY),
    Retention(REVIEWS, None, None, EnforcedBy.SHOPPER),
)
"""What is kept about shoppers. What a duty removes with a profile goes 180 days after the first
consent at the latest."""
