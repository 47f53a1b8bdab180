"""A passport is what all the evidence says of one lot: the projection that scans read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from urllib.parse import unquote

from provenance.events import Event
from provenance.identity import lot_thing
from provenance.journey import Journey, journey
from provenance.stays import Stay, stays
from provenance.trace import Trace


@dataclass(frozen=True, slots=True)
class Passport:
    """One lot (or instance) by its `thing`; `lot` is its lot number, where it is known.

    `lineage` are the names of all that its story rests on, each with the time after which an event
    about it changes nothing here. Product, price, rating, recall and the names of places are not
    in here: they are joined when it is read, so that a rename or a recall fans out to nothing.
    """

    thing: str
    lot: str | None
    lineage: Mapping[str, datetime] = field(default_factory=dict)
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
    def own_things(self) -> frozenset[str]:
        """Its names: its key, its lot's, and the GTIN that every lot of the product goes by."""
        gtin = gtin_of(self.thing)
        lot = {lot_thing(gtin, self.lot)} if gtin and self.lot else set[str]()
        return frozenset({self.thing} | lot | ({gtin} if gtin else set()))

    @property
    def made_from(self) -> frozenset[str]:
        """The GTINs of the products whose stays are counted besides its own, 14 digits each."""
        gtins = {gtin_of(stay.thing) for stay in self.stays} - {gtin_of(self.thing)}
        return frozenset(gtin for gtin in gtins if gtin)


def gtin_of(thing: str) -> str | None:
    """The GTIN in a lot's or an instance's key; None for a thing that has none."""
    return thing.split("/")[1] if thing.startswith("01/") else None


def passport(found: Trace) -> Passport:
    """Build a passport from the finished trace of one thing."""
    known = stays(found)
    creations = [event for event in found.stories[found.thing] if event.creates(found.thing)]
    return Passport(
        thing=found.thing,
        lot=lot_number(found.lot or found.thing),
        lineage=found.lineage,
        journey=journey(found, known),
        stays=known,
        use_by=_earliest(found.dated, "use_by"),
        best_before=_earliest(found.dated, "best_before"),
        produced_at=_produced_at(creations),
    )


def lot_number(thing: str) -> str | None:
    """The lot number in a lot's key."""
    _, is_lot, number = thing.partition("/10/")
    return unquote(number) if is_lot else None


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
