"""Which sightings to believe. What cannot be makes the zone unknown, never a wrong one.

Anybody can send any beacon's identity, so this finds broken and clumsy senders, not clever ones:
a zone opens no more than what its visitors are offered anyway.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations

from personalization.zones.floor_plan import gap
from personalization.zones.floors import Floors
from personalization.zones.presence import Sighting
from personalization.zones.signal import distance, smoothed
from provenance.text import Message

MOST_SIGHTINGS = 200
"""Of one request; older ones are passed over."""

REMEMBERED = timedelta(seconds=60)
"""How far back a request's sightings may go, from its newest one."""

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours: its newest sighting then is of now."""

WEAKEST, STRONGEST = -110, -1
"""dBm that a phone measures."""

NOT_MEASURED = frozenset({0, 127})
"""What phones say where they heard a beacon and could not tell how loud: no offence."""

MOST_A_SECOND = 50
"""A beacon sends every 20 ms at most (Bluetooth Core Specification, Vol 6, Part B, 4.4.2.2)."""

_SECOND = timedelta(seconds=1)
_SLICE = timedelta(seconds=5)
"""Long enough for noise (6 dB and more) to average out, too short to walk `_FAR`."""
_FAR = 10.0
"""Metres: nearer zones may well be heard at once."""
_TOO_LOUD = 0.5
"""Two distances that add up to less than this share of the way between two zones: each signal
would have to arrive 9 dB stronger than it can."""


class Implausible(StrEnum):
    """Why sightings were not believed."""

    UNREADABLE = "UNREADABLE"
    """An identity that no beacon can have."""
    UNKNOWN_BEACON = "UNKNOWN_BEACON"
    OTHER_STORE = "OTHER_STORE"
    SIGNAL = "SIGNAL"
    """A signal strength that no phone measures."""
    TOO_MANY = "TOO_MANY"
    TOO_FAST = "TOO_FAST"
    FAR_APART = "FAR_APART"
    STALE = "STALE"
    AHEAD = "AHEAD"
    UNKNOWN_ZONE = "UNKNOWN_ZONE"
    """A zone was named that the store does not have."""

    @property
    def spoils_all(self) -> bool:
        """Whether nothing of the request can be believed, not just the sightings concerned."""
        return self in _SPOILING

    @property
    def message(self) -> Message:
        """What is wrong and what to do about it, for whoever writes the app."""
        return Message(f"zones-doubt-{self.lower().replace('_', '-')}", _LIMITS.get(self, {}))


_SPOILING = frozenset(
    {
        Implausible.TOO_FAST,
        Implausible.FAR_APART,
        Implausible.STALE,
        Implausible.AHEAD,
        Implausible.UNKNOWN_ZONE,
    }
)


_LIMITS: Mapping[Implausible, Mapping[str, object]] = {
    Implausible.TOO_MANY: {"most": MOST_SIGHTINGS},
    Implausible.TOO_FAST: {"most": MOST_A_SECOND},
    Implausible.STALE: {"seconds": REMEMBERED.seconds},
    Implausible.AHEAD: {"minutes": CLOCK_TOLERANCE.seconds // 60},
}


@dataclass(frozen=True, slots=True)
class Believed:
    """The sightings that count, oldest first and on our clock, and what was found wrong."""

    sightings: tuple[Sighting, ...]
    doubts: frozenset[Implausible] = frozenset()


def believed(given: Sequence[Sighting], floors: Floors, *, store: str, now: datetime) -> Believed:
    """What to believe of a request's sightings; none of them, where one spoils all."""
    doubts: set[Implausible] = set()
    recent = _recent(given, now, doubts)
    kept = [each for each in recent if _counts(each, floors, store, doubts)]
    if _too_fast(kept):
        doubts.add(Implausible.TOO_FAST)
    if any(_at_two_ends(each, floors, store) for each in _slices(kept)):
        doubts.add(Implausible.FAR_APART)
    if any(doubt.spoils_all for doubt in doubts):
        kept = []
    return Believed(tuple(kept), frozenset(doubts))


def _recent(
    given: Sequence[Sighting], now: datetime, doubts: set[Implausible]
) -> Sequence[Sighting]:
    """The last minute of them; what a phone's fast clock puts into the future is of now."""
    latest_first = sorted(given, key=lambda each: (each.at, each.beacon, each.rssi), reverse=True)
    if not latest_first:
        return ()
    if len(latest_first) > MOST_SIGHTINGS:
        doubts.add(Implausible.TOO_MANY)
    newest = latest_first[0].at
    if now - newest > REMEMBERED:
        doubts.add(Implausible.STALE)
    ahead = max(newest - now, timedelta(0))
    if ahead > CLOCK_TOLERANCE:
        doubts.add(Implausible.AHEAD)
    return [
        replace(each, at=each.at - ahead)
        for each in reversed(latest_first[:MOST_SIGHTINGS])
        if newest - each.at <= REMEMBERED
    ]


def _counts(sighting: Sighting, floors: Floors, store: str, doubts: set[Implausible]) -> bool:
    beacon = floors.beacons.get(sighting.beacon)
    if beacon is None:
        doubts.add(Implausible.UNKNOWN_BEACON)
    elif beacon.store != store:
        doubts.add(Implausible.OTHER_STORE)
    elif sighting.rssi in NOT_MEASURED:
        pass
    elif not WEAKEST <= sighting.rssi <= STRONGEST:
        doubts.add(Implausible.SIGNAL)
    else:
        return True
    return False


def _too_fast(sightings: Sequence[Sighting]) -> bool:
    """Whether more than `MOST_A_SECOND` of one beacon lie within a second."""
    times: dict[str, list[datetime]] = defaultdict(list)
    for each in sightings:
        times[each.beacon].append(each.at)
    return any(
        late - early < _SECOND
        for of_one in times.values()
        for early, late in zip(of_one, of_one[MOST_A_SECOND:], strict=False)
    )


def _slices(sightings: Sequence[Sighting]) -> Iterable[Sequence[Sighting]]:
    """The sightings, a slice of time after the other."""
    slices: dict[int, list[Sighting]] = defaultdict(list)
    for each in sightings:
        slices[(each.at - sightings[0].at) // _SLICE].append(each)
    return slices.values()


def _at_two_ends(heard: Sequence[Sighting], floors: Floors, store: str) -> bool:
    """Whether two zones far from each other both sound as if the phone were there."""
    loudness: dict[str, list[int]] = defaultdict(list)
    for each in heard:
        loudness[each.beacon].append(each.rssi)
    nearest: dict[str, float] = {}
    for key, rssis in loudness.items():
        beacon = floors.beacons[key]
        away = distance(smoothed(rssis), beacon.power_at_1m)
        nearest[beacon.zone] = min(away, nearest.get(beacon.zone, away))
    zones = [(zone, away) for id_, away in nearest.items() if (zone := floors.zone(store, id_))]
    return any(
        (apart := gap(zone, other)) >= _FAR and away + further < _TOO_LOUD * apart
        for (zone, away), (other, further) in combinations(zones, 2)
    )
