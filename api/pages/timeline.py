"""A journey in the order it is told: steps, and the gaps where they open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.pages.journey_map import JourneyMap, Leg, Stop, journey_map
from provenance.answer import JourneyGap, JourneyStep, Origin

HASH_LETTERS = 8


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """A step, or a gap: one of the two is set. `pin` is the step's number on the map."""

    step: JourneyStep | None = None
    gap: JourneyGap | None = None
    pin: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole story, oldest first, and its map where places have coordinates."""

    items: Sequence[TimelineItem]
    map: JourneyMap | None


def timeline(origin: Origin) -> Timeline:
    """Tell a journey; a gap stands right after the last step before it opens."""
    located: list[int] = []
    stops: list[Stop] = []
    for position, step in enumerate(origin.steps):
        place = step.place
        if place and place.latitude is not None and place.longitude is not None:
            located.append(position)
            stops.append(Stop(place.name, place.latitude, place.longitude))
    drawing = journey_map(stops, _legs([origin.steps[i] for i in located], origin.gaps))
    pins = dict(zip(located, drawing.pins, strict=True)) if drawing else {}
    told: list[tuple[bool, datetime | None, TimelineItem]] = [
        (True, step.at, TimelineItem(step=step, pin=pins.get(position)))
        for position, step in enumerate(origin.steps)
    ]
    told += [(gap.at is not None, gap.at, TimelineItem(gap=gap)) for gap in origin.gaps]
    told.sort(key=lambda item: (item[0], item[1].timestamp() if item[1] else 0.0))
    return Timeline(tuple(item for _, _, item in told), drawing)


def short_hash(event_hash: str) -> str:
    """The beginning of an event hash id (`ni:///sha-256;…`), enough to compare by eye."""
    return event_hash.rpartition(";")[2][:HASH_LETTERS]


def _legs(steps: Sequence[JourneyStep], gaps: Sequence[JourneyGap]) -> list[Leg]:
    """The ways between located steps.

    Each thing goes its own way; where an ingredient's way ends, it leads to what next came into
    the story after it (that is what it was made into).
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    legs: list[Leg] = []
    for position, step in enumerate(steps):
        if step.thing in last:
            start = last[step.thing]
            legs.append(Leg(start, position, not _gap_between(steps[start], step, gaps)))
        first.setdefault(step.thing, position)
        last[step.thing] = position
    for end in last.values():
        later = [start for start in first.values() if start > end]
        if later:
            legs.append(Leg(end, min(later)))
    return legs


def _gap_between(before: JourneyStep, after: JourneyStep, gaps: Sequence[JourneyGap]) -> bool:
    return any(
        gap.thing == before.thing and gap.at is not None and before.at <= gap.at < after.at
        for gap in gaps
    )
