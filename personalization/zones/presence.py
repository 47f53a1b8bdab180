"""From beacons heard to a zone and how long: what anybody outside learns of a way through a store.

The windows are those of Android Beacon Library: 20 s are smoothed, 10 s of silence are an exit.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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

    At most 60 steps a minute, each over the sightings of the last 20 s. `previous` is where it
    begins: its zone is kept until another is nearer, or until 10 s without a sign of it.
    """
    series = _series(sightings, beacons)
    way: list[Presence] = []
    at = previous
    heard_at = previous.at if previous else None
    for moment in _moments(sightings):
        heard = _heard(series, moment)
        current = at.zone if at else None
        silent_for = moment - heard_at if heard_at else None
        if current in heard:
            heard_at = moment
        elif current is not None and silent_for is not None and silent_for <= SILENCE:
            heard = {}
        zone = nearest(heard, current) if heard else current
        at = _gone_on(at, zone, moment)
        way.append(at)
    return tuple(way)
