"""A passport is what all the evidence says of one lot: the projection that scans read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from urllib.parse import unquote

from provenance.events import Event
from provenance.journey import Journey, creates, journey
from provenance.stays import Stay, stays
from provenance.trace import Trace


@dataclass(frozen=True, slots=True)
class Passport:
    """One lot (or instance) by its `thing`; `lineage` is everything its story rests on.

    Product, price, rating, recall and the names of places are not in here: they are joined when
    it is read, so that a rename or a recall fans out to nothing.
    """

    thing: str
    lineage: Sequence[str]
    journey: Journey = field(default_factory=Journey)
    stays: Sequence[Stay] = ()
    use_by: date | None = None
    best_before: date | None = None
    produced_at: datetime | None = None

    @property
    def places(self) -> frozenset[str]:
        """The GLN paths that its steps, sources and stays name."""
        named = {step.place for step in self.journey.steps} | {stay.place for stay in self.stays}
        return frozenset({place for place in named if place} | set(self.journey.sources))

    @property
    def lot(self) -> str | None:
        """The lot number: its own, or of the lot that an instance is recorded with."""
        start = f"01/{gtin_of(self.thing)}/10/"
        found = [thing for thing in (self.thing, *self.lineage) if thing.startswith(start)]
        return unquote(found[0].removeprefix(start)) if found else None

    @property
    def made_from(self) -> frozenset[str]:
        """The GTINs of the other products whose stays are counted, 14 digits each."""
        return frozenset(gtin_of(stay.thing) for stay in self.stays) - {gtin_of(self.thing)}


def gtin_of(thing: str) -> str:
    """The GTIN in a lot's or an instance's key."""
    return thing.split("/")[1]


def passport(found: Trace) -> Passport:
    """Build a passport from the finished trace of one thing."""
    things = _same_goods(found)
    own = [event for event in found.events if any(creates(event, thing) for thing in things)]
    return Passport(
        thing=found.things[0],
        lineage=tuple(sorted({*found.things, *found.wanted})),
        journey=journey(found),
        stays=stays(found),
        use_by=_earliest(own, "use_by"),
        best_before=_earliest(own, "best_before"),
        produced_at=_produced_at(own),
    )


def _same_goods(found: Trace) -> Sequence[str]:
    """The thing asked for and, for an instance, the lot it is of: those share their dates."""
    inputs = {given for _, given in found.edges}
    return [thing for thing in found.things if thing not in inputs]


def _earliest(events: Sequence[Event], field: str) -> date | None:
    """Where records of one lot disagree, the earlier date counts."""
    dates = [getattr(event.master_data, field) for event in events if event.master_data]
    return min((day for day in dates if day), default=None)


def _produced_at(events: Sequence[Event]) -> datetime | None:
    """When the lot came into being: the recorded event, or an earlier production date."""
    born = min((event.time for event in events), default=None)
    day = _earliest(events, "produced_on")
    if day is None:
        return born
    start = datetime.combine(day, time.min, UTC)
    return start if born is None or start.date() < born.date() else born
