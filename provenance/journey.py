"""Farm to shelf as a shopper reads it: steps, sources and, just as plain, the gaps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import unquote

from provenance.answer import JourneyGap, JourneyGapKind, JourneyStep, Origin
from provenance.events import Event, EventType
from provenance.places import Place
from provenance.stays import UNACCOUNTED, Stay
from provenance.text import Message
from provenance.trace import Trace


@dataclass(frozen=True, slots=True)
class Step:
    """A step before places are joined: `place` is a GLN path, `thing` what the event was about."""

    at: datetime
    biz_step: str
    place: str | None
    recorded_by: str | None
    recorded_at: datetime
    event_id: str
    hash: str
    thing: str
    certifications: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """A lot's story before places are joined: what the projection stores."""

    steps: Sequence[Step] = ()
    sources: Sequence[str] = ()
    gaps: Sequence[JourneyGap] = ()

    def joined(self, places: Mapping[str, Place]) -> Origin:
        """The origin with its places as they are called now; an unknown one stands for itself."""

        def place(epc: str) -> Place:
            unknown = Place(id=epc, name=epc, epc=epc)
            return places.get(epc) or replace(unknown, name=unknown.gln or epc)

        return Origin(
            steps=tuple(
                JourneyStep(
                    at=step.at,
                    biz_step=step.biz_step,
                    place=place(step.place) if step.place else None,
                    recorded_by=step.recorded_by,
                    recorded_at=step.recorded_at,
                    event_id=step.event_id,
                    hash=step.hash,
                    thing=step.thing,
                    certifications=step.certifications,
                )
                for step in self.steps
            ),
            sources=tuple(place(epc) for epc in self.sources),
            gaps=self.gaps,
        )


def journey(found: Trace, known: Sequence[Stay]) -> Journey:
    """The steps of the whole trace, where it began, and what is missing or impossible.

    `known` are the stays of the same trace.
    """
    steps: dict[tuple[object, ...], Step] = {}
    gaps: list[JourneyGap] = []
    sources: list[str] = []
    order = {event.hash: number for number, event in enumerate(found.events)}
    if found.cut_short:
        gaps.append(_gap(JourneyGapKind.TRUNCATED, "journey-truncated", found.thing))
    for thing in found.things:
        events = found.stories[thing]
        for event in events:
            steps.setdefault(_sameness(event), _step(event, thing))
        creations = [event for event in events if event.creates(thing)]
        if not creations:
            kind = JourneyGapKind.ORIGIN_UNKNOWN
            gaps.append(_gap(kind, "journey-origin-unknown", thing, name=name(thing)))
        elif not found.inputs_of(thing):
            sources.extend(event.place for event in creations if event.place)
        gaps.extend(_impossible(thing, events, creations))
        gaps.extend(_unaccounted(thing, events, known))
    return Journey(
        steps=tuple(sorted(steps.values(), key=lambda step: order[step.hash])),
        sources=tuple(dict.fromkeys(sources)),
        gaps=tuple(gaps),
    )


def name(thing: str) -> str:
    """How a shopper reads a thing: the last value of its key (its lot or serial number)."""
    return unquote(thing.rsplit("/", 1)[-1])


def _sameness(event: Event) -> tuple[object, ...]:
    """Partners tell of one event apart, with other quantities, and of a making at other times."""
    made = event.type is EventType.TRANSFORMATION
    what = (frozenset(names) for names in (event.things, event.inputs, event.outputs))
    when = None if made else event.time
    return event.type, event.action, event.biz_step, event.place, event.parent, when, *what


def _step(event: Event, thing: str) -> Step:
    return Step(
        at=event.time,
        biz_step=event.biz_step or "other",
        place=event.place,
        recorded_by=event.recorded_by,
        recorded_at=event.recorded_at,
        event_id=event.id,
        hash=event.hash,
        thing=thing,
        certifications=event.certifications,
    )


def _impossible(
    thing: str, events: Sequence[Event], creations: Sequence[Event]
) -> Iterator[JourneyGap]:
    """Events about a thing that are dated before it existed."""
    born = min((event.time for event in creations), default=None)
    for event in events:
        if born and event.time < born:
            yield _gap(
                JourneyGapKind.IMPOSSIBLE_ORDER,
                "journey-impossible-order",
                thing,
                opens=event.time,
                name=name(thing),
                step=event.biz_step or "other",
                at=event.time,
                born=born,
            )


def _unaccounted(
    thing: str, events: Sequence[Event], known: Sequence[Stay]
) -> Iterator[JourneyGap]:
    """Changes of place that nobody recorded leaving for."""
    departures = {(event.location, event.time) for event in events if event.departs}
    for stay in known:
        if stay.thing != thing or stay.place or stay.until is None:
            continue
        recorded = any((known[origin].place, stay.since) in departures for origin in stay.parents)
        if not recorded and stay.until - stay.since > UNACCOUNTED:
            yield _gap(
                JourneyGapKind.TIME_UNACCOUNTED,
                "journey-time-unaccounted",
                thing,
                opens=stay.since,
                name=name(thing),
                since=stay.since,
                until=stay.until,
            )


def _gap(
    kind: JourneyGapKind, key: str, thing: str, *, opens: datetime | None = None, **args: object
) -> JourneyGap:
    return JourneyGap(kind, Message(key, args), thing, opens)
