"""From beacons heard to a zone and how long: what anybody outside learns of a way through a store.

The windows are those of Android Beacon Library: 20 s are smoothed, 10 s of silence are an exit.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from operator import attrgetter

from personalization.zones.beacon import Beacon
from personalization.zones.nearest import READINGS, Heard, nearest
from personalization.zones.signal import distance, smoothed

WINDOW = timedelta(seconds=20)
"""How much of the past is smoothed."""

SILENCE = timedelta(seconds=10)
"""A beacon that was not heard for longer is gone."""

STEP = timedelta(seconds=1)
"""How often the way is looked at: phones scan for about a second (1.1 s by default)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A beacon (by its key) heard once: `rssi` is the received signal strength in dBm."""

    beacon: str
    rssi: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody was `at` a moment: in `zone` (None: in none) since then, after `left`."""

    zone: str | None
    since: datetime
    at: datetime
    left: str | None = None

    @property
    def dwell_seconds(self) -> float:
        """How long it has been."""
        return max(0.0, (self.at - self.since).total_seconds())


def presence(
    sightings: Sequence[Sighting],
    beacons: Mapping[str, Beacon],
    *,
    now: datetime,
    previous: Presence | None = None,
) -> Presence | None:
    """Where somebody is `now` after these sightings and after `previous`; None: nothing is known.

    Sightings of unknown beacons and of the future count for nothing. Silence since the last
    sighting counts: after 10 s of it nobody is there any more.
    """
    way = walked([each for each in sightings if each.at <= now], beacons, previous=previous)
    last = way[-1] if way else previous
    if last is None or last.at >= now:
        return last
    if now - last.at > SILENCE and last.zone is not None:
        return Presence(None, last.at + SILENCE, now, left=last.zone)
    return Presence(last.zone, last.since, now, last.left)


def walked(
    sightings: Sequence[Sighting],
    beacons: Mapping[str, Beacon],
    *,
    previous: Presence | None = None,
) -> tuple[Presence, ...]:
    """The way through the store, second by second, as the sightings tell it.

    `previous` is where it begins: its zone is kept until another is nearer, or until 10 s passed
    without a sign of it. Sightings of before then still help to smooth.
    """
    trails = _trails(sightings, beacons)
    way: list[Presence] = []
    at = previous
    for moment in _moments(sightings, previous):
        heard = _heard(trails, moment)
        zone = at.zone if at else None
        if zone in heard or zone is None or previous is None or moment - previous.at > SILENCE:
            zone = nearest(heard, zone)
        at = _gone_on(at, zone, moment)
        way.append(at)
    return tuple(way)


@dataclass(frozen=True, slots=True)
class _Trail:
    """A beacon's sightings in order of time."""

    beacon: Beacon
    times: list[datetime] = field(default_factory=list)
    rssis: list[int] = field(default_factory=list)


def _trails(sightings: Sequence[Sighting], beacons: Mapping[str, Beacon]) -> Sequence[_Trail]:
    trails: dict[str, _Trail] = {}
    for each in sorted(sightings, key=attrgetter("at")):
        if (beacon := beacons.get(each.beacon)) is not None:
            trail = trails.setdefault(each.beacon, _Trail(beacon))
            trail.times.append(each.at)
            trail.rssis.append(each.rssi)
    return tuple(trails.values())


def _moments(sightings: Sequence[Sighting], previous: Presence | None) -> list[datetime]:
    """The last sighting of each second after `previous`."""
    times = sorted(each.at for each in sightings if previous is None or each.at > previous.at)
    return [
        at
        for at, after in zip_longest(times, times[1:])
        if after is None or (after - times[0]) // STEP > (at - times[0]) // STEP
    ]


def _heard(trails: Sequence[_Trail], moment: datetime) -> dict[str, Heard]:
    """The zones within earshot, each by its nearest beacon."""
    heard: dict[str, Heard] = {}
    for trail in trails:
        end = bisect_right(trail.times, moment)
        if end == 0 or moment - trail.times[end - 1] > SILENCE:
            continue
        window = trail.rssis[bisect_left(trail.times, moment - WINDOW, hi=end) : end]
        beacon, power = trail.beacon, trail.beacon.power_at_1m
        away = distance(smoothed(window), power)
        if beacon.zone not in heard or away < heard[beacon.zone].distance:
            lately = tuple(distance(rssi, power) for rssi in window[-READINGS:])
            heard[beacon.zone] = Heard(beacon.zone, away, beacon.radius, lately)
    return heard


def _gone_on(before: Presence | None, zone: str | None, at: datetime) -> Presence:
    if before is None:
        return Presence(zone, at, at)
    if before.zone == zone:
        return Presence(zone, before.since, at, before.left)
    return Presence(zone, at, at, before.zone or before.left)
