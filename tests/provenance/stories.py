"""Events in a few words, for stories of lots; times are hours of one day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from provenance.epcis import ReadEvent
from provenance.events import Action, Event, EventType
from provenance.identity import lot_thing, serial_thing

DAY = datetime(2026, 4, 20, tzinfo=UTC)
FISH, SALAD = "09521234000105", "09521234002635"
FARM, DEPOT, NORTH, SOUTH = (f"414/95212340000{n}" for n in ("11", "28", "35", "42"))
PALLET, CRATE, TRUCK = "00/095212340000000017", "8003/09521234000105A1", "8004/0952123T7"
LOT, OTHER_LOT = lot_thing(FISH, "L1"), lot_thing(FISH, "L2")
FIRST, SECOND = serial_thing(FISH, "1"), serial_thing(FISH, "2")
MIXED = lot_thing(SALAD, "S1")


def hour(number: float) -> datetime:
    return DAY + timedelta(hours=number)


def told(event: Event) -> Event:
    """With the hash of its content, as reading gives it."""
    content = replace(event, id="", hash="", recorded_at=DAY, refutes=False)
    digest = f"ni:///sha-256;{sha256(repr(content).encode()).hexdigest()}"
    return replace(event, id=event.id or digest, hash=digest)


def seen(
    at: float,
    step: str,
    place: str | None,
    *things: str,
    to: str | None = None,
    source: str | None = None,
    **more: Any,
) -> Event:
    """An object event; made things are told by `action=Action.ADD`."""
    return told(
        Event(
            **{
                "id": "",
                "hash": "",
                "type": EventType.OBJECT,
                "action": Action.OBSERVE,
                "time": hour(at),
                "recorded_at": hour(at),
                "biz_step": step,
                "read_point": place,
                "things": things,
                "destinations": (to,) if to else (),
                "sources": (source,) if source else (),
                **more,
            }
        )
    )


def born(at: float, place: str | None, *things: str, **more: Any) -> Event:
    return seen(at, "commissioning", place, *things, action=Action.ADD, **more)


def made(
    at: float, place: str | None, inputs: Sequence[str], outputs: Sequence[str], **more: Any
) -> Event:
    return seen(
        at,
        "creating_class_instance",
        place,
        **{
            "type": EventType.TRANSFORMATION,
            "action": None,
            "inputs": tuple(inputs),
            "outputs": tuple(outputs),
            **more,
        },
    )


def packed(
    at: float, carrier: str, *things: str, action: Action = Action.ADD, place: str | None = None
) -> Event:
    step = "packing" if action is Action.ADD else "unpacking"
    kind = EventType.AGGREGATION
    return seen(at, step, place, *things, type=kind, parent=carrier, action=action)


def unpacked(at: float, carrier: str, *things: str, place: str | None = None) -> Event:
    return packed(at, carrier, *things, action=Action.DELETE, place=place)


def refuted(event: Event) -> Event:
    """The error declaration that takes an event back."""
    return replace(event, refutes=True, recorded_at=event.recorded_at + timedelta(hours=1))


def as_read(*events: Event) -> list[ReadEvent]:
    declared = {"errorDeclaration": {"declarationTime": "2026-11-22T08:00:00Z"}}
    return [
        ReadEvent(event, {"type": event.type.value} | (declared if event.refutes else {}))
        for event in events
    ]
