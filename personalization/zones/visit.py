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
    if not found.sightings:
        return ZoneReading(_bounded(named), told)
    first, last = found.sightings[0].at, found.sightings[-1].at
    before = _presence(named, first - STEP, last) if named else None
    end = walked(found.sightings, floors.beacons, previous=before)[-1]
    visit = ZoneVisit(end.zone, end.dwell_seconds, end.left)
    return ZoneReading(_bounded(visit), told)


def _exist(visit: ZoneVisit, floors: Floors, store: str) -> bool:
    named = (zone for zone in (visit.zone, visit.left) if zone is not None)
    return all(floors.zone(store, zone) for zone in named)


def _presence(named: ZoneVisit, at: datetime, now: datetime) -> Presence:
    """Where the phone said it was; its stay counts up to now."""
    dwell = min(timedelta(seconds=max(named.dwell_seconds, 0.0)), LONGEST_VISIT)
    return Presence(named.zone, now - dwell, at, named.left)


def _bounded(visit: ZoneVisit | None) -> ZoneVisit | None:
    if visit is None:
        return None
    longest = LONGEST_VISIT.total_seconds()
    return ZoneVisit(visit.zone, min(max(visit.dwell_seconds, 0.0), longest), visit.left)
