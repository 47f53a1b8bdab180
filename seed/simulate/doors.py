"""When the doors of cold places are opened: a pure function of place, time and seed.

Shoppers and staff open a door for half a minute to two and a half, most of all around noon and
after work. All numbers are ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from math import exp, expm1
from zlib import crc32

SLOT = 900
"""Seconds; a door is opened at most once in each of them, and is closed when it ends."""

_LATEST = 700  # seconds into the slot
_SHORTEST, _LONGEST = 30, 150  # seconds
_QUIET = 0.05
_BUSY: Mapping[range, float] = {range(11, 14): 0.9, range(17, 21): 0.9, range(8, 22): 0.6}
"""How likely a door is opened in a slot, by the hours of the wall clock: the first that holds."""

_WARMTH = 1.2  # kelvins that an open door comes to
_WARMING, _COOLING = 60.0, 180.0  # time constants in seconds


@dataclass(frozen=True, slots=True)
class Opening:
    """A time in which a door stands open (UTC)."""

    since: datetime
    until: datetime


def openings(
    place: str, zone: tzinfo, since: datetime, until: datetime, seed: int = 0
) -> Sequence[Opening]:
    """Those that touch a time, in order; `zone` is the wall clock that shoppers live by."""
    slots = range(int(since.timestamp() // SLOT), int(until.timestamp() // SLOT) + 1)
    found = (opening for slot in slots for opening in _opened(place, zone, slot, seed))
    return tuple(each for each in found if each.until > since and each.since <= until)


def warmth(place: str, zone: tzinfo, at: datetime, seed: int = 0) -> float:
    """How many kelvins the air is warmer for a door that is or was open."""
    lately = openings(place, zone, at - timedelta(seconds=SLOT), at, seed)
    return sum(_left(opening, at) for opening in lately)


def _left(opening: Opening, at: datetime) -> float:
    open_for = (min(at, opening.until) - opening.since).total_seconds()
    closed_for = max(0.0, (at - opening.until).total_seconds())
    return -_WARMTH * expm1(-open_for / _WARMING) * exp(-closed_for / _COOLING)


def _opened(place: str, zone: tzinfo, slot: int, seed: int) -> Iterator[Opening]:
    start = datetime.fromtimestamp(slot * SLOT, UTC)
    hour = start.astimezone(zone).hour
    likely = next((share for hours, share in _BUSY.items() if hour in hours), _QUIET)
    if drawn(f"{place} door {slot}", seed) < likely:
        after = drawn(f"{place} opened {slot}", seed) * _LATEST
        seconds = _SHORTEST + drawn(f"{place} length {slot}", seed) * (_LONGEST - _SHORTEST)
        since = start + timedelta(seconds=round(after))
        yield Opening(since, since + timedelta(seconds=round(seconds)))


def drawn(what: str, seed: int = 0) -> float:
    """A number from 0 to 1 that looks drawn, and is always the same."""
    return crc32(what.encode(), seed) / 2**32
