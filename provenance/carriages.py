"""What was in or on what, and when: crates on pallets on trucks (EPCIS 2.0, 7.4.3 and 7.4.7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.events import Action, Event, EventType

ALWAYS = datetime.min.replace(tzinfo=UTC)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""An end that has not come; whole milliseconds, as the database keeps them."""


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


class Loads:
    """Who was put into or onto what, from the valid events, oldest first."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_child: dict[str, list[Event]] = defaultdict(list)
        self._children: dict[str, set[str]] = defaultdict(set)
        self._emptied: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            if event.parent and event.type in (EventType.AGGREGATION, EventType.ASSOCIATION):
                for thing in event.things:
                    self._by_child[thing].append(event)
                    self._children[event.parent].add(thing)
                if not event.things and event.action is Action.DELETE:
                    self._emptied[event.parent].append(event)

    def carriages(self, thing: str) -> Sequence[Carriage]:
        """When the thing was in or on what, carriers of carriers included."""
        found: dict[Carriage, None] = {}
        queue = [Carriage(thing, thing, ALWAYS, NEVER)]
        for holder in queue:
            for direct in self._direct(holder.carrier):
                since, until = max(direct.since, holder.since), min(direct.until, holder.until)
                carriage = Carriage(thing, direct.carrier, since, until)
                if since <= until and direct.carrier != thing and carriage not in found:
                    found[carriage] = None
                    queue.append(carriage)
        return tuple(found)

    def contents(self, carrier: str, moment: datetime) -> frozenset[str]:
        """What is in or on a carrier at a moment, down through carriers that it holds; these apart.

        What was taken out at that very moment counts: goods are unpacked into what is made of them.
        """
        found, queue = set[str](), [carrier]
        for holder in queue:
            for thing in self._children.get(holder, ()):
                if thing not in found and any(
                    each.carrier == holder and each.since <= moment <= each.until
                    for each in self._direct(thing)
                ):
                    found.add(thing)
                    queue.append(thing)
        return frozenset(thing for thing in found if thing not in self._children)

    def _direct(self, thing: str) -> list[Carriage]:
        """ADD and OBSERVE open; DELETE closes, and without children empties its parent."""
        loads = self._by_child.get(thing, [])
        carriers = {event.parent for event in loads if event.parent}
        emptied = [event for carrier in carriers for event in self._emptied.get(carrier, ())]
        closed: list[Carriage] = []
        open_since: dict[str, datetime] = {}
        for event in sorted((*loads, *emptied), key=lambda event: (event.time, event.recorded_at)):
            carrier = event.parent or ""
            if event.action is not Action.DELETE:
                open_since.setdefault(carrier, event.time)
            elif (since := open_since.pop(carrier, None)) is not None:
                closed.append(Carriage(thing, carrier, since, event.time))
        return closed + [
            Carriage(thing, carrier, since, NEVER) for carrier, since in open_since.items()
        ]
