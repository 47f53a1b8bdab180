"""The upstream walk: from a lot through its transformations and carriers to where it began.

Pure: it reads the events already at hand and says which further things it wants events of; the
projection fetches those and walks again, until nothing is wanted (EPCIS 2.0 has no trace query).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import attrgetter

from provenance.carriages import NEVER, Carriage, Loads
from provenance.events import Action, Event, EventType

MAX_DEPTH = 32
"""Transformations in a row that are followed; food has far fewer."""
MAX_EVENTS = 5_000
"""Events that one lot's story may rest on; beyond it the walk stops and says so."""

_telling = attrgetter("telling")

MadeOf = Mapping[str, Mapping[str, datetime]]
"""Output → input → when it was last used for it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What the walk found.

    `things` are the asked thing and everything it was made of, each before its inputs; for an
    instance `lot` is the one lot that it is of. `edges` are (output, input) pairs, `used` says
    when each input was last used. `stories` are the valid events of each thing, oldest first,
    those of its carriers included. `dated` are all events that may carry the dates of the asked
    thing. `lineage` are the names of all things, carriers and transformations that the story rests
    on, with the time after which an event about them changes nothing. `cut_short` is set where a
    bound stopped the walk.
    """

    things: Sequence[str]
    lot: str | None
    edges: frozenset[tuple[str, str]]
    used: Mapping[str, datetime]
    stories: Mapping[str, Sequence[Event]]
    dated: Sequence[Event]
    lineage: Mapping[str, datetime]
    cut_short: bool

    @property
    def events(self) -> Sequence[Event]:
        """The events of all stories, oldest first, each once."""
        every = {event.hash: event for story in self.stories.values() for event in story}
        return sorted(every.values(), key=_telling)

    @property
    def thing(self) -> str:
        """What was asked for."""
        return self.things[0]

    def inputs_of(self, thing: str) -> Sequence[str]:
        """What a thing was made of, in a stable order."""
        return sorted(given for made, given in self.edges if made == thing)


def trace(thing: str, events: Iterable[Event]) -> Trace:
    """Walk upstream from a lot or an instance."""
    valid = valid_events(events)
    lot = lot_of(thing, valid)
    told = _told_of_instance(thing, lot, valid) if lot else valid
    loads = Loads(told)
    made_of = _made_of(told, loads)
    depths, cut_short = _depths(thing, made_of)
    edges = {(made, given) for made in depths for given in made_of.get(made, ()) if given in depths}
    used: dict[str, datetime] = {}
    for made, given in edges:
        if given != thing:
            used[given] = max(used.get(given, made_of[made][given]), made_of[made][given])
    things = _outputs_first(thing, made_of, depths)
    carriages = {each: loads.carriages(each) for each in things}
    ends = {each: _end_of_day(used[each]) if each in used else NEVER for each in things}
    stories, left_out = _stories(told, carriages, ends)
    lineage = dict(ends)
    for each, carried in carriages.items():
        for carriage in carried:
            until = min(carriage.until, ends[each])
            lineage[carriage.carrier] = max(lineage.get(carriage.carrier, until), until)
    named = _split_transformations(stories) | {thing} | ({lot} if lot else set())
    lineage |= dict.fromkeys(named, NEVER)
    return Trace(
        things=things,
        lot=lot,
        edges=frozenset(edges),
        used=used,
        stories=stories,
        dated=[event for event in valid if event.creates(thing) or (lot and event.creates(lot))],
        lineage=lineage,
        cut_short=cut_short or left_out,
    )


def valid_events(events: Iterable[Event]) -> list[Event]:
    """Without duplicates and without what an error declaration took back, oldest first.

    A declaration carries the eventID of the event it refutes, and by its content its hash too
    (EPCIS 2.0, 7.4.1.4: eventID, recordTime and errorDeclaration are outside the hash). Of
    duplicates the one recorded first counts.
    """
    every = sorted(events, key=_telling)
    refuted = {name for event in every if event.refutes for name in (event.id, event.hash)}
    first: dict[str, Event] = {}
    for event in every:
        if event.id not in refuted and event.hash not in refuted:
            first.setdefault(event.hash, event)
    return list(first.values())


def lot_of(thing: str, events: Iterable[Event]) -> str | None:
    """The one lot of its GTIN that every event naming an instance with a lot agrees on."""
    gtin, instance, _ = thing.partition("/21/")
    if not instance:
        return None
    named = [
        lots
        for event in events
        if thing in event.touched
        and (lots := {name for name in event.touched if name.startswith(f"{gtin}/10/")})
    ]
    agreed = set.intersection(*named) if named else set()
    return agreed.pop() if len(agreed) == 1 else None


def _told_of_instance(thing: str, lot: str, events: Sequence[Event]) -> list[Event]:
    """The events with those of its lot told of the instance, up to where it has a life of its own.

    What happened to other instances of the lot is not its story; leaving a carrier that it was
    put on with its lot is, at any time.
    """
    others = f"{thing.partition('/21/')[0]}/21/"
    first = min(event.time for event in events if thing in event.touched)

    def told(event: Event) -> Event:
        shared = event.time <= first or (event.action is Action.DELETE and event.parent)
        touched = event.touched
        if not shared or lot not in touched or any(name.startswith(others) for name in touched):
            return event
        return replace(
            event,
            things=tuple(thing if name == lot else name for name in event.things),
            inputs=tuple(thing if name == lot else name for name in event.inputs),
            outputs=tuple(thing if name == lot else name for name in event.outputs),
        )

    return [told(event) for event in events]


def _made_of(events: Sequence[Event], loads: Loads) -> MadeOf:
    """Events that share a transformationID are one transformation (EPCIS 2.0, 7.4.6).

    Goods that are used by the pallet are recorded by its SSCC: what was on it went in.
    """
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.type is EventType.TRANSFORMATION:
            groups[event.transformation or event.hash].append(event)
    made_of: dict[str, dict[str, datetime]] = defaultdict(dict)
    for group in groups.values():
        when = max(event.time for event in group)
        inputs = {
            given
            for event in group
            for named in event.inputs
            for given in loads.contents(named, event.time) or (named,)
        }
        for output in {made for event in group for made in event.outputs}:
            its = made_of[output]
            its.update({given: max(its.get(given, when), when) for given in inputs - {output}})
    return made_of


def _depths(thing: str, made_of: MadeOf) -> tuple[dict[str, int], bool]:
    """Everything found upstream with its distance, and whether more lies beyond the bound."""
    depths, queue, cut_short = {thing: 0}, [thing], False
    for made in queue:
        for given in sorted(made_of.get(made, ())):
            if given in depths:
                continue
            if depths[made] == MAX_DEPTH:
                cut_short = True
                continue
            depths[given] = depths[made] + 1
            queue.append(given)
    return depths, cut_short


def _outputs_first(thing: str, made_of: MadeOf, found: Mapping[str, int]) -> tuple[str, ...]:
    """Each thing before what it was made of; where things were made of each other, as found."""

    def inputs(made: str) -> Iterator[str]:
        return iter(sorted(given for given in made_of.get(made, ()) if given in found))

    done: list[str] = []
    seen, path = {thing}, [(thing, inputs(thing))]
    while path:
        made, further = path[-1]
        given = next((each for each in further if each not in seen), None)
        if given is None:
            done.append(made)
            path.pop()
        else:
            seen.add(given)
            path.append((given, inputs(given)))
    return tuple(reversed(done))


def _stories(
    events: Sequence[Event],
    carriages: Mapping[str, Sequence[Carriage]],
    ends: Mapping[str, datetime],
) -> tuple[dict[str, Sequence[Event]], bool]:
    """The events of each thing up to its end, the latest where there are too many; if there were.

    What becomes of the rest of an input is another story. Many records of making carry only a
    date, so the day on which it was used counts whole.
    """
    named: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for name in event.touched:
            named[name].append(event)
    stories: dict[str, Sequence[Event]] = {}
    room, left_out = MAX_EVENTS, False
    for thing, end in ends.items():
        its = {event.hash: event for event in named[thing]}
        for carriage in carriages[thing]:
            its |= {e.hash: e for e in named[carriage.carrier] if carriage.covers(e)}
        story = sorted((event for event in its.values() if event.time < end), key=_telling)
        left_out = left_out or len(story) > room
        stories[thing] = story[max(0, len(story) - room) :]
        room -= len(stories[thing])
    return stories, left_out


def _end_of_day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _split_transformations(stories: Mapping[str, Sequence[Event]]) -> set[str]:
    """transformationIDs whose other halves may be stored elsewhere."""
    return {
        event.transformation
        for thing, story in stories.items()
        for event in story
        if event.transformation and thing in event.outputs
    }
