"""A stay is a lot's time at one place: the unit that freshness is counted in (DESIGN, idea 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stay:
    """A lot at a place from `since` to `until` (None: still there), UTC.

    `place` is a place id, or None on the way between two places or where nobody knows.
    `parents` are the positions, in the lot's sequence of stays, of those it came from; a parent
    stands before its children. What a parent consumed up to `since` is inherited, the worst
    parent's share counting. `store` is the store that the place belongs to, if any.
    """

    place: str | None
    since: datetime
    until: datetime | None = None
    parents: Sequence[int] = ()
    store: str | None = None
