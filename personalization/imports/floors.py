"""Rows of beacons and documents of floor plans, as somebody hands them in."""

import re
from collections.abc import Mapping

import msgspec

from personalization.zones.beacon import RADIUS, Beacon, Identity, read_eddystone, read_ibeacon
from personalization.zones.floor_plan import FloorPlan
from provenance.imports.fields import Row, key, number, optional, required
from provenance.imports.records import Refused, UnfitError, refusing
from provenance.imports.rows import Columns
from provenance.text import Message

_IBEACON = ("uuid", "major", "minor")
_EDDYSTONE = ("namespace", "instance")
BEACON_COLUMNS = Columns(
    ("store", "zone", "measured_power"),
    (*_IBEACON, *_EDDYSTONE, "tx_power", "radius", "x", "y"),
)

_WHOLE = re.compile(r"[+-]?[0-9]{1,6}", re.ASCII)


@refusing
def beacon_row(row: Row) -> Beacon:
    """A beacon: an iBeacon by its UUID, major and minor, or an Eddystone-UID one by namespace and
    instance; powers in dBm, radius and position in metres."""
    tx_power, radius = optional(row, "tx_power"), optional(row, "radius")
    x, y = optional(row, "x"), optional(row, "y")
    if (x is None) != (y is None):
        raise UnfitError("zones-half-position")
    return Beacon(
        identity=_identity(row),
        store=key(row, "store"),
        zone=key(row, "zone"),
        measured_power=_whole(required(row, "measured_power"), "measured_power"),
        tx_power=_whole(tx_power, "tx_power") if tx_power else None,
        radius=number(radius, "radius") if radius else RADIUS,
        position=(number(x, "x"), number(y, "y")) if x and y else None,
    )


def _identity(row: Row) -> Identity:
    given = {field for field in (*_IBEACON, *_EDDYSTONE) if optional(row, field)}
    found: Identity | Message
    if given == set(_IBEACON):
        major, minor = (_whole(required(row, field), field) for field in ("major", "minor"))
        found = read_ibeacon(required(row, "uuid"), major, minor)
    elif given == set(_EDDYSTONE):
        found = read_eddystone(required(row, "namespace"), required(row, "instance"))
    else:
        raise UnfitError("zones-which-identity")
    if isinstance(found, Message):
        raise UnfitError(found.key, **found.args)
    return found


def _whole(text: str, field: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise UnfitError("zones-whole", field=field, value=text[:100])
    return int(text)


def floor_plan_record(document: Mapping[str, object]) -> FloorPlan | Refused:
    """A floor plan in its JSON form."""
    try:
        return msgspec.convert(document, FloorPlan)
    except msgspec.ValidationError as error:
        return Refused(Message("zones-plan-unreadable", {"why": str(error)}))
