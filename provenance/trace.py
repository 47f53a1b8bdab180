"""The upstream walk: from a lot through its transformations and carriers to where it began.

Pure: it reads the events already at hand and says which further things it wants events of; the
projection fetches those and walks again, until nothing is wanted (EPCIS 2.0 has no trace query).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.events import Action, Event, EventType

MAX_DEPTH = 32
"""Transformations in a row that are followed; food has far fewer."""
MAX_EVENTS = 5_000
"""Events that one lot's story may rest on; beyond it the walk stops and says so."""

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Carriage:
    """A thing inside or on a carrier (pallet, crate, trolley) from `since` to `until`."""

    thing: str
    carrier: str
    since: datetime
    until: datetime

    def covers(self, event: Event) -> bool:
        """Whether an event about the carrier is about the thing too: it was in or on it then."""
        return self.carrier in event.things and self.since <= event.time <= self.until


@dataclass(frozen=True, slots=True)
class Trace:
    """What the walk found.

    `things` are the lot and everything it was made of, nearest first; `edges` are (output, input)
    pairs; `carriages` say what carried them when; `events` are the valid events of all those,
    oldest first, each once. `cut_short` is set where a bound stopped the walk.
    """

    things: Sequence[str]
    edges: frozenset[tuple[str, str]]
    carriages: Sequence[Carriage]
    events: Sequence[Event]
    wanted: frozenset[str]
    cut_short: bool

    def inputs_of(self, thing: str) -> Sequence[str]:
        """What a thing was made of, in a stable order."""
        return sorted(given for made, given in self.edges if made == thing)

    def events_of(self, thing: str) -> list[Event]:
        """The events about a thing itself or about a carrier while it was in or on it."""
        carriages = [carriage for carriage in self.carriages if carriage.thing == thing]
        return [
            event
            for event in self.events
            if thing in event.touched or any(by.covers(event) for by in carriages)
        ]


def trace(things: Sequence[str], events: Iterable[Event]) -> Trace:
    """Walk upstream from `things` (a lot; or a serial number and the lot it is of)."""
    valid = valid_events(events)
    made_from = _transformations(valid)
    found = list(dict.fromkeys(things))
    edges: set[tuple[str, str]] = set()
    level, depth = list(found), 0
    while level and depth < MAX_DEPTH:
        further: list[str] = []
        for thing in level:
            for given in sorted(made_from.get(thing, ())):
                edges.add((thing, given))
                if given not in found:
                    found.append(given)
                    further.append(given)
        level, depth = further, depth + 1

    carriages = [carriage for thing in found for carriage in _carriages(thing, valid)]
    carriers = {carriage.carrier for carriage in carriages}
    about = [
        event
        for event in valid
        if any(thing in event.touched for thing in found)
        or any(carriage.covers(event) for carriage in carriages)
    ]
    cut_short = bool(level) or len(about) > MAX_EVENTS
    return Trace(
        things=tuple(found),
        edges=frozenset(edges),
        carriages=tuple(carriages),
        events=tuple(about[:MAX_EVENTS]),
        wanted=frozenset({*found, *carriers, *_split_transformations(found, valid)}),
        cut_short=cut_short,
    )


def valid_events(events: Iterable[Event]) -> list[Event]:
    """Without duplicates and without what an error declaration took back, oldest first.

    A declaration carries the eventID of the event it refutes, and by its content its hash too
    (EPCIS 2.0, 7.4.1.4: eventID, recordTime and errorDeclaration are outside the hash).
    """
    every = list(events)
    refuted = {name for event in every if event.refutes for name in (event.id, event.hash)}
    first = {
        event.hash: event
        for event in sorted(every, key=lambda event: event.recorded_at, reverse=True)
        if event.id not in refuted and event.hash not in refuted
    }
    return sorted(first.values(), key=lambda event: (event.time, event.recorded_at, event.hash))


def _transformations(events: Sequence[Event]) -> dict[str, set[str]]:
    """Output → inputs. Events that share a transformationID are one transformation (7.4.6)."""
    pairs: dict[str, tuple[set[str], set[str]]] = {}
    for event in events:
        if event.type is EventType.TRANSFORMATION:
            inputs, outputs = pairs.setdefault(event.transformation or event.hash, (set(), set()))
            inputs.update(event.inputs)
            outputs.update(event.outputs)
    made_from: dict[str, set[str]] = {}
    for inputs, outputs in pairs.values():
        for output in outputs:
            made_from.setdefault(output, set()).update(inputs - {output})
    return made_from


def _split_transformations(things: Sequence[str], events: Sequence[Event]) -> set[str]:
    """transformationIDs whose other halves may be stored elsewhere."""
    return {
        event.transformation
        for event in events
        if event.transformation and any(thing in event.outputs for thing in things)
    }


def _carriages(thing: str, events: Sequence[Event]) -> list[Carriage]:
    """When the thing was in or on what, carriers of carriers included (crate, pallet, truck)."""
    carriages: list[Carriage] = []
    queue = [Carriage(thing, thing, _EARLIEST, _LATEST)]
    for holder in queue:
        for direct in _direct_carriages(holder.carrier, events):
            since, until = max(direct.since, holder.since), min(direct.until, holder.until)
            carriage = Carriage(thing, direct.carrier, since, until)
            if since <= until and carriage not in carriages:
                carriages.append(carriage)
                queue.append(carriage)
    return carriages


def _direct_carriages(thing: str, events: Sequence[Event]) -> list[Carriage]:
    """Intervals from aggregation and association events.

    ADD and OBSERVE open; DELETE closes (without children it empties the parent: EPCIS 2.0, 7.4.3).
    """
    closed: list[Carriage] = []
    open_since: dict[str, datetime] = {}
    for event in events:
        carrier = event.parent
        if carrier is None or (event.things and thing not in event.things):
            continue
        if event.action is Action.DELETE:
            if (since := open_since.pop(carrier, None)) is not None:
                closed.append(Carriage(thing, carrier, since, event.time))
        elif event.things:
            open_since.setdefault(carrier, event.time)
    return closed + [
        Carriage(thing, carrier, since, _LATEST) for carrier, since in open_since.items()
    ]
