"""A stay is a lot's time at one place: the unit that freshness is counted in (DESIGN, idea 1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from provenance.events import Action, Event
from provenance.journey import DEPARTURES, UNACCOUNTED, creates
from provenance.trace import Trace

ARRIVALS = frozenset({"receiving", "arriving", "accepting", "unloading", "returning"})


@dataclass(frozen=True, slots=True)
class Stay:
    """A lot at a place from `since` to `until` (None: still there), UTC.

    `place` is a place's GLN path as events name it, or its id once places are joined; None on the
    way between two places, or where nobody knows. `parents` are the positions, in the lot's
    sequence of stays, of those it came from; a parent stands before its children. What a parent
    consumed up to `since` is inherited, the worst parent's share counting. `store` is the store
    that the place belongs to, once joined. `thing` says whose stay it is: the lot's, or that of
    a lot it was made from. `assumed` marks a place that nobody recorded: the store's default one.
    """

    place: str | None
    since: datetime
    until: datetime | None = None
    parents: Sequence[int] = ()
    store: str | None = None
    thing: str = ""
    assumed: bool = False


def stays(found: Trace) -> Sequence[Stay]:
    """The stays of everything in the trace, inputs before what was made of them.

    An event at a place opens a stay there, unless one is open. It comes from the place whose
    departure named this one as destination, else from where the thing was last seen; between
    departure and arrival it is on the way, a stay without a place. A departure closes the stay,
    until another event at that place shows that part of the lot was still there.
    """
    record: list[Stay] = []
    for thing in reversed(found.things):
        inputs = found.inputs_of(thing)
        itinerary = _Itinerary(record, thing, inputs)
        for event in found.events_of(thing):
            itinerary.add(event)
    return tuple(record)


@dataclass(slots=True)
class _Itinerary:
    """One thing's stays while its events are read in order of time; `record` is shared by all."""

    record: list[Stay]
    thing: str
    inputs: Sequence[str]
    at: dict[str, int] = field(default_factory=dict)
    seen: dict[str, datetime] = field(default_factory=dict)
    heading: dict[str, int] = field(default_factory=dict)
    last: str | None = None

    def add(self, event: Event) -> None:
        place = event.biz_location or event.read_point
        if place is None:
            return
        came_back = event.biz_step in ARRIVALS and not self._is_open(place)
        if place not in self.at or came_back:
            self._arrive(place, event)
        departs = event.biz_step in DEPARTURES or _ends(event)
        self._set_end(place, event.time if departs else None)
        if event.biz_step in DEPARTURES:
            self.heading.update(dict.fromkeys(event.destinations, self.at[place]))
        self.seen[place] = event.time
        self.last = place

    def _is_open(self, place: str) -> bool:
        return place in self.at and self.record[self.at[place]].until is None

    def _set_end(self, place: str, until: datetime | None) -> None:
        position = self.at[place]
        self.record[position] = replace(self.record[position], until=until)

    def _arrive(self, place: str, event: Event) -> None:
        parents = self._made_from(event) if creates(event, self.thing) else self._from(place, event)
        self.record.append(Stay(place, event.time, None, tuple(parents), thing=self.thing))
        self.at[place] = len(self.record) - 1

    def _from(self, place: str, event: Event) -> Sequence[int]:
        """Where it came from; a way or an unknown time in between becomes a stay of its own."""
        if place in self.heading:
            origin = self.heading.pop(place)
        elif self.last is not None:
            origin = self.at[self.last]
        else:
            return ()
        before = self.record[origin]
        left = before.until
        if left is None:
            if _same_site(before.place, place):
                self.record[origin] = replace(before, until=event.time)
                return (origin,)
            left = self.seen.get(before.place or "", before.since)
            if event.time - left <= UNACCOUNTED:
                return (origin,)
        if left >= event.time:
            return (origin,)
        self.record.append(Stay(None, left, event.time, (origin,), thing=self.thing))
        return (len(self.record) - 1,)

    def _made_from(self, event: Event) -> Sequence[int]:
        """For each input its stay where it was made into this, else the last it had."""
        parents = []
        for given in self.inputs:
            its = [
                position
                for position, stay in enumerate(self.record)
                if stay.thing == given and stay.since <= event.time
            ]
            here = [position for position in its if self.record[position].place == event.place]
            if here or its:
                parents.append((here or its)[-1])
        return parents


def _ends(event: Event) -> bool:
    """Destroyed, sold out or decommissioned: the thing itself is gone, not just unpacked."""
    return event.action is Action.DELETE and event.parent is None


def _same_site(one: str | None, other: str) -> bool:
    """Two parts of one location: the same GLN with different extensions (AI 254)."""
    return one is not None and one.split("/")[:2] == other.split("/")[:2]
