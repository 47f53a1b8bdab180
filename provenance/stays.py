"""A stay is a lot's time at one place: the unit that freshness is counted in (DESIGN, idea 1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from provenance.events import Action, Event, EventType
from provenance.trace import Trace

UNACCOUNTED = timedelta(hours=1)
"""A change of place without a recorded departure is a gap when it took longer than this."""


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

    An event at a place opens a stay there, unless one is open. It comes from the places whose
    departures named this one as destination, else from the source that the event names, else from
    where the thing was last seen; between departure and arrival it is on the way, a stay without
    a place. A departure closes the stay, until another event at that place shows that part of the
    lot was still there. A further delivery joins what is there: from then on they are one stay
    with two parents. An input's stays end when it was last used.
    """
    record: list[Stay] = []
    for thing in reversed(found.things):
        itinerary = _Itinerary(record, thing, found.inputs_of(thing))
        used = found.used.get(thing)
        for event in found.stories[thing]:
            if used is None or event.time <= used:
                itinerary.add(event)
        if used is not None:
            itinerary.end(used)
    return tuple(record)


@dataclass(slots=True)
class _Itinerary:
    """One thing's stays while its events are read in order of time; `record` is shared by all.

    `at` and `seen` say by place which stay is the latest there and when it was last heard of.
    `bound` are departures that have not arrived: by destined site, each stay left and when.
    """

    record: list[Stay]
    thing: str
    inputs: Sequence[str]
    at: dict[str, int] = field(default_factory=dict)
    seen: dict[str, datetime] = field(default_factory=dict)
    bound: dict[str, dict[int, datetime]] = field(default_factory=dict)
    last: str | None = None

    def add(self, event: Event) -> None:
        place = event.location
        if place is None:
            return
        if self._arrives(place, event):
            self._arrive(place, event)
        stay = self.at[place]
        self._end(stay, event.time if event.departs or _is_gone(event) else None)
        if event.departs:
            for destination in event.destinations:
                self._head_for(site(destination), stay, event.time)
        self.seen[place] = event.time
        self.last = place

    def end(self, at: datetime) -> None:
        """Close what is still open: it is elsewhere or used up, or the rest is another story."""
        for position in self.at.values():
            if self.record[position].until is None:
                self._end(position, at)

    def _arrives(self, place: str, event: Event) -> bool:
        if place not in self.at:
            return True
        if event.arrives:
            return not self._is_open(place) or site(place) in self.bound
        return self._is_instance and place != self.last

    @property
    def _is_instance(self) -> bool:
        """A numbered piece is in one place at a time; a lot may be in many."""
        return "/21/" in self.thing

    def _is_open(self, place: str) -> bool:
        return place in self.at and self.record[self.at[place]].until is None

    def _end(self, position: int, until: datetime | None) -> None:
        self.record[position] = replace(self.record[position], until=until)

    def _arrive(self, place: str, event: Event) -> None:
        parents = self._made_of(event) if event.creates(self.thing) else self._ways(place, event)
        if self._is_open(place):
            self._end(self.at[place], event.time)
            parents = [self.at[place], *parents]
        if self._is_instance:
            self.end(event.time)
            self.bound.clear()
        self.record.append(
            Stay(place, event.time, None, tuple(dict.fromkeys(parents)), thing=self.thing)
        )
        self.at[place] = len(self.record) - 1

    def _head_for(self, site: str, stay: int, left: datetime) -> None:
        """A thing that goes on by way of another place is no longer bound from the first one."""
        bound = self.bound.setdefault(site, {})
        for earlier in self._ancestors(stay) & bound.keys():
            del bound[earlier]
        bound[stay] = left

    def _ancestors(self, position: int) -> set[int]:
        found: set[int] = set()
        queue = [*self.record[position].parents]
        while queue:
            if (parent := queue.pop()) not in found:
                found.add(parent)
                queue.extend(self.record[parent].parents)
        return found

    def _ways(self, place: str, event: Event) -> list[int]:
        """Where it came from; a way or an unknown time in between becomes a stay of its own."""
        departed = self.bound.pop(site(place), None) or self._left(place, event)
        return [self._way(origin, left, event.time) for origin, left in departed.items()]

    def _left(self, place: str, event: Event) -> dict[int, datetime]:
        """The stay it must have left, where no departure was bound for here, and when."""
        sources = {site(source) for source in event.sources}
        named = [other for other in self.at if other != place and site(other) in sources]
        origin = max(named, key=self.seen.__getitem__) if named else self.last
        if origin is None:
            return {}
        position = self.at[origin]
        if (until := self.record[position].until) is not None:
            return {position: until}
        left, moved_on = self.seen[origin], bool(named) or self._is_instance
        if site(origin) == site(place):
            left, moved_on = event.time, True
        elif event.time - left <= UNACCOUNTED:
            left = event.time
        if moved_on:
            self._end(position, left)
        return {position: left}

    def _way(self, origin: int, left: datetime, arrived: datetime) -> int:
        if self._is_instance:  # seen there once more, it had not left yet
            left = max(left, self.record[origin].until or left)
        if left >= arrived:
            return origin
        self.record.append(Stay(None, left, arrived, (origin,), thing=self.thing))
        return len(self.record) - 1

    def _made_of(self, event: Event) -> list[int]:
        """For each input its stay where it was made into this, else where it was then."""
        parents: list[int] = []
        for given in self.inputs:
            its = [
                position
                for position, stay in enumerate(self.record)
                if stay.thing == given and stay.place and stay.since <= event.time
            ]
            here = [position for position in its if self.record[position].place == event.location]
            parents.extend((here or its)[-1:])
        return parents


def _is_gone(event: Event) -> bool:
    """Destroyed, sold or decommissioned: the thing itself is gone, not just unpacked."""
    return event.type is EventType.OBJECT and event.action is Action.DELETE


def site(place: str) -> str:
    """Parts of one location share its GLN and differ in their extension (AI 254)."""
    return "/".join(place.split("/")[:2]) if place.startswith("414/") else place
