"""What apps, kiosks, trolleys and cameras' own analytics noticed of a visit; never an image."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from personalization.insights.exposure import Exposure


class EventKind(StrEnum):
    SCAN = "SCAN"
    EXPOSURE = "EXPOSURE"
    """A screen showed what an exposure token stands for, or would have."""
    ADD = "ADD"
    """Put into the cart."""
    PICK_UP = "PICK_UP"
    """Taken from the shelf into the hand."""
    DWELL = "DWELL"
    """Stayed somewhere for a while."""
    IGNORE = "IGNORE"
    """Passed by what was shown there."""


@dataclass(frozen=True, slots=True)
class ShopperEvent:
    """Something that happened in a store at `at` (UTC).

    `id` makes it count once. `visit` is a pseudonym of the visit (None where it is unknown). `zone`
    and `product` say where and about what, `seconds` how long somebody stayed. `exposure` is what
    an EXPOSURE is about.
    """

    id: str
    kind: EventKind
    at: datetime
    store: str
    visit: str | None = None
    zone: str | None = None
    product: str | None = None
    seconds: float | None = None
    exposure: Exposure | None = None


def exposure_event(exposure: Exposure, at: datetime) -> ShopperEvent:
    """That a screen showed it at `at`; told twice, it is one event."""
    return ShopperEvent(
        id=f"exposure|{exposure.id}",
        kind=EventKind.EXPOSURE,
        at=at,
        store=exposure.store,
        visit=exposure.unit,
        zone=exposure.zone,
        exposure=exposure,
    )
