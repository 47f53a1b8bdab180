"""Farm to shelf as a shopper reads it: steps, sources and, just as plain, the gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from provenance.answer import JourneyGap, JourneyGapKind, JourneyStep, Origin
from provenance.events import Action, Event, EventType
from provenance.places import Place
from provenance.text import Message
from provenance.trace import Trace

UNACCOUNTED = timedelta(hours=1)
"""A change of place without a recorded departure is a gap when it took longer than this."""

DEPARTURES = frozenset({"shipping", "departing", "transporting", "loading", "dispensing"})


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


@dataclass(frozen=True, slots=True)
class Journey:
    """A lot's story before places are joined: what the projection stores."""

    steps: Sequence[Step] = ()
    sources: Sequence[str] = ()
    gaps: Sequence[JourneyGap] = ()

    def joined(self, places: Mapping[str, Place]) -> Origin:
        """The origin with its places as they are called now; an unknown GLN stands for itself."""

        def place(epc: str) -> Place:
            return places.get(epc) or Place(id=epc, name=epc.split("/")[1], epc=epc)

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
                )
                for step in self.steps
            ),
            sources=tuple(place(epc) for epc in self.sources),
            gaps=self.gaps,
        )


def journey(found: Trace) -> Journey:
    """The steps of the whole trace, where it began, and what is missing or impossible."""
    steps: dict[tuple[object, ...], Step] = {}
    gaps: list[JourneyGap] = []
    sources: list[str] = []
    if found.cut_short:
        gaps.append(_gap(JourneyGapKind.TRUNCATED, "journey-truncated", found.things[0]))
    for thing in found.things:
        events = found.events_of(thing)
        for event in events:
            steps.setdefault(_sameness(event), _step(event, thing))
        creations = [event for event in events if creates(event, thing)]
        if not creations:
            gaps.append(
                _gap(
                    JourneyGapKind.ORIGIN_UNKNOWN, "journey-origin-unknown", thing, name=name(thing)
                )
            )
        elif not found.inputs_of(thing):
            sources.extend(event.place for event in creations if event.place)
        gaps.extend(_impossible(thing, events, creations))
        gaps.extend(_unaccounted(thing, events))
    return Journey(
        steps=tuple(sorted(steps.values(), key=lambda step: (step.at, step.recorded_at))),
        sources=tuple(dict.fromkeys(sources)),
        gaps=tuple(gaps),
    )


def creates(event: Event, thing: str) -> bool:
    """Whether the thing came into being here: commissioned, or the output of a transformation."""
    if event.type is EventType.OBJECT:
        return event.action is Action.ADD and thing in event.things
    return event.type is EventType.TRANSFORMATION and thing in event.outputs


def name(thing: str) -> str:
    """How a shopper reads a thing: the last value of its key (its lot or serial number)."""
    return thing.rsplit("/", 1)[-1]


def _sameness(event: Event) -> tuple[object, ...]:
    """Partners report one transformation apart, with other quantities: it is shown once."""
    if event.type is EventType.TRANSFORMATION:
        return event.type, event.biz_step, event.place, (*event.inputs,), (*event.outputs,)
    return (event.hash,)


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
    )


def _impossible(
    thing: str, events: Sequence[Event], creations: Sequence[Event]
) -> list[JourneyGap]:
    """Events about a thing that are dated before it existed."""
    if not creations:
        return []
    born = min(event.time for event in creations)
    return [
        _gap(
            JourneyGapKind.IMPOSSIBLE_ORDER,
            "journey-impossible-order",
            thing,
            name=name(thing),
            step=event.biz_step or "other",
            at=event.time,
            born=born,
        )
        for event in events
        if event.time < born
    ]


def _unaccounted(thing: str, events: Sequence[Event]) -> list[JourneyGap]:
    """Changes of place that nobody recorded leaving for."""
    gaps: list[JourneyGap] = []
    placed = [event for event in events if event.place]
    for before, after in pairwise(placed):
        moved = before.place != after.place and after.place not in before.destinations
        left = before.biz_step in DEPARTURES or before.place in after.sources
        if moved and not left and after.time - before.time > UNACCOUNTED:
            gaps.append(
                _gap(
                    JourneyGapKind.TIME_UNACCOUNTED,
                    "journey-time-unaccounted",
                    thing,
                    name=name(thing),
                    since=before.time,
                    until=after.time,
                )
            )
    return gaps


def _gap(kind: JourneyGapKind, key: str, thing: str, **args: object) -> JourneyGap:
    return JourneyGap(kind, Message(key, args), thing)
