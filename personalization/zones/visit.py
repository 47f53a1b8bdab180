"""From a request's own beacons to what offers may know: a zone and how long. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from personalization.offers.context import ZoneVisit
from personalization.zones.floors import Floors
from personalization.zones.plausible import Implausible, believed
from personalization.zones.presence import STEP, Presence, Sighting, walked

LONGEST_VISIT = timedelta(hours=24)
"""A longer stay in a zone, where a phone tells of one, is counted as this."""


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """What sightings came to: `visit` is None where nothing is known. `doubts` by name."""

    visit: ZoneVisit | None
    doubts: tuple[Implausible, ...] = ()


def zone_visit(
    sightings: Sequence[Sighting],
    floors: Floors,
    *,
    store: str,
    now: datetime,
    named: ZoneVisit | None = None,
    unreadable: bool = False,
) -> ZoneReading:
    """Where in the store the sender is.

    `named` is what the phone worked out itself, with the zone's beacons on board; sightings beside
    it go on from there. The newest sighting is taken for now, so that a phone whose clock is slow
    is not gone already. `unreadable` says that some sightings had no possible identity.
    """
    found = believed(sightings, floors, store=store, now=now)
    doubts = set(found.doubts)
    if unreadable:
        doubts.add(Implausible.UNREADABLE)
    if named is not None and not _exist(named, floors, store):
        doubts.add(Implausible.UNKNOWN_ZONE)
    told = tuple(sorted(doubts))
    if any(doubt.spoils_all for doubt in doubts):
        return ZoneReading(None, told)
    before = _bounded(named) if named else None
    if not found.sightings:
        return ZoneReading(before, told)
    first, last = found.sightings[0].at, found.sightings[-1].at
    previous = _presence(before, first - STEP, last) if before else None
    end = walked(found.sightings, floors.beacons, previous=previous)[-1]
    return ZoneReading(_bounded(ZoneVisit(end.zone, end.dwell_seconds, end.left)), told)


def _exist(visit: ZoneVisit, floors: Floors, store: str) -> bool:
    named = (zone for zone in (visit.zone, visit.left) if zone is not None)
    return all(floors.zone(store, zone) for zone in named)


def _presence(visit: ZoneVisit, at: datetime, now: datetime) -> Presence:
    """Where the phone said it was; its stay counts up to now."""
    return Presence(visit.zone, now - timedelta(seconds=visit.dwell_seconds), at, visit.left)


def _bounded(visit: ZoneVisit) -> ZoneVisit:
    seconds = min(LONGEST_VISIT.total_seconds(), max(0.0, visit.dwell_seconds))
    return ZoneVisit(visit.zone, seconds, visit.left)
