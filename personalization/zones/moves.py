"""Entering, dwelling in and leaving zones: the moments at which somebody may speak up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from personalization.offers.context import Trigger
from personalization.zones.presence import Presence

DWELL = timedelta(seconds=20)
"""From here on somebody is looking, not passing (our choice)."""

COOL_DOWN = timedelta(minutes=5)
"""Coming back to a zone sooner is no new visit (our choice)."""


@dataclass(frozen=True, slots=True)
class Move:
    """Something that happened at a zone: ZONE_ENTER, ZONE_DWELL or ZONE_EXIT."""

    trigger: Trigger
    zone: str
    at: datetime


def moves(
    way: Iterable[Presence], *, dwell: timedelta = DWELL, cool_down: timedelta = COOL_DOWN
) -> Iterator[Move]:
    """The moments in a way through the store (as `presence.walked` gives it), in order.

    Of one kind and zone the next is told only `cool_down` after the last one that was.
    """
    told: dict[tuple[Trigger, str], datetime] = {}
    for move in _all_moves(way, dwell):
        last = told.get((move.trigger, move.zone))
        if last is None or move.at - last >= cool_down:
            told[move.trigger, move.zone] = move.at
            yield move


def _all_moves(way: Iterable[Presence], dwell: timedelta) -> Iterator[Move]:
    before: Presence | None = None
    for now in way:
        moved = before is None or before.zone != now.zone
        if moved and before is not None and before.zone is not None:
            yield Move(Trigger.ZONE_EXIT, before.zone, now.since)
        if now.zone is not None:
            if moved:
                yield Move(Trigger.ZONE_ENTER, now.zone, now.since)
            dwelt = before is not None and not moved and before.at - before.since >= dwell
            if now.at - now.since >= dwell and not dwelt:
                yield Move(Trigger.ZONE_DWELL, now.zone, now.since + dwell)
        before = now
