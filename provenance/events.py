"""EPCIS 2.0 events as the rules read them.

`provenance.epcis` makes these from documents. Traced things are named by the path of their
canonical GS1 Digital Link (`01/{gtin}/10/{lot}`, `00/{sscc}`, `8003/…`), places by theirs
(`414/{gln}[/254/{ext}]`); an identifier that is no GS1 key keeps its URI.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventType(StrEnum):
    OBJECT = "ObjectEvent"
    AGGREGATION = "AggregationEvent"
    TRANSACTION = "TransactionEvent"
    TRANSFORMATION = "TransformationEvent"
    ASSOCIATION = "AssociationEvent"


class Action(StrEnum):
    ADD = "ADD"
    OBSERVE = "OBSERVE"
    DELETE = "DELETE"


_DEPARTURES = frozenset({"shipping", "departing", "transporting", "loading", "dispensing"})
_ARRIVALS = frozenset({"receiving", "arriving", "accepting", "unloading", "returning"})
_AFTERWARDS = frozenset({"unpacking", "storing", "stocking", "retail_selling", "destroying"})


@dataclass(frozen=True, slots=True)
class MasterData:
    """Instance or lot master data (ILMD) that we use: the dates of a lot.

    Dates are those printed on the package; `produced_on` is a production or harvest date.
    """

    use_by: date | None = None
    best_before: date | None = None
    produced_on: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One EPCIS event. Times are UTC; `biz_step` and `disposition` are bare CBV words.

    `things` are the what-dimension of object and transaction events and the children of
    aggregations and associations; `parent` is what they are in or on; `inputs` and `outputs`
    are those of a transformation. A lot-and-serial identifier contributes both its things.
    `hash` is the CBV 2.0 event hash id (`ni:///sha-256;…`); `id` is the given eventID, or the hash.
    `certifications` are addresses of certificates that the recorder names (certificationInfo).
    `refutes` marks an error declaration (it carries the id of the event it takes back).
    """

    id: str
    hash: str
    type: EventType
    time: datetime
    recorded_at: datetime
    recorded_by: str | None = None
    action: Action | None = None
    biz_step: str | None = None
    disposition: str | None = None
    read_point: str | None = None
    biz_location: str | None = None
    things: Sequence[str] = ()
    parent: str | None = None
    inputs: Sequence[str] = ()
    outputs: Sequence[str] = ()
    transformation: str | None = None
    sources: Sequence[str] = ()
    destinations: Sequence[str] = ()
    master_data: MasterData | None = None
    certifications: Sequence[str] = ()
    refutes: bool = False
    corrected_by: Sequence[str] = ()

    @property
    def touched(self) -> frozenset[str]:
        """Every traced thing the event speaks of."""
        parent = (self.parent,) if self.parent else ()
        return frozenset((*self.things, *parent, *self.inputs, *self.outputs))

    @property
    def place(self) -> str | None:
        """Where it happened: the read point, else the business location."""
        return self.read_point or self.biz_location

    @property
    def location(self) -> str | None:
        """Where its things are from then on: the business location, else the read point."""
        return self.biz_location or self.read_point

    @property
    def departs(self) -> bool:
        """Whether its things leave where it happens."""
        return self.biz_step in _DEPARTURES

    @property
    def arrives(self) -> bool:
        """Whether its things come to where it happens."""
        return self.biz_step in _ARRIVALS

    @property
    def telling(self) -> tuple[datetime, int, datetime, str, str]:
        """Sorts a story: events that bear one time go out, then in, then onto the shelf."""
        turns = (self.departs, self.arrives, self.biz_step in _AFTERWARDS)
        turn = turns.index(True) + 1 if True in turns else 0
        return self.time, turn, self.recorded_at, self.hash, self.id

    def creates(self, thing: str) -> bool:
        """Whether the thing came into being here: commissioned, or made of others."""
        if self.type is EventType.OBJECT:
            return self.action is Action.ADD and thing in self.things
        return self.type is EventType.TRANSFORMATION and thing in self.outputs
