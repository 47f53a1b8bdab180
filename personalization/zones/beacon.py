"""A beacon: what identifies it, where it hangs, and how loud it is."""

import re
from dataclasses import dataclass

from personalization.zones.floor_plan import Point
from provenance.text import Message

EDDYSTONE_DROP = 41
"""dB lost over the first metre: Eddystone says its power at 0 m, iBeacon at 1 m (Eddystone-UID
specification, "Tx Power")."""

RADIUS = 10.0
"""Metres within which a beacon counts unless it says otherwise: about a stretch of an aisle (our
choice)."""

_UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
_HEX = re.compile(r"[0-9a-f]+")
_LARGEST_NUMBER = 0xFFFF
_NAMESPACE_BYTES, _INSTANCE_BYTES = 10, 6


@dataclass(frozen=True, slots=True)
class IBeacon:
    """Apple's iBeacon: `uuid` in lower case with hyphens, `major` and `minor` 0 to 65,535."""

    uuid: str
    major: int
    minor: int

    @property
    def key(self) -> str:
        """Our id of it."""
        return f"ibeacon:{self.uuid}:{self.major}:{self.minor}"


@dataclass(frozen=True, slots=True)
class Eddystone:
    """Google's Eddystone-UID: 10 and 6 bytes in lower-case hexadecimal."""

    namespace: str
    instance: str

    @property
    def key(self) -> str:
        """Our id of it."""
        return f"eddystone:{self.namespace}:{self.instance}"


Identity = IBeacon | Eddystone


@dataclass(frozen=True, slots=True)
class Beacon:
    """A beacon that was hung up in a zone of a store.

    `measured_power` is what a phone receives of it, in dBm: at 1 m for an iBeacon, at 0 m for
    Eddystone, as each of them announces itself. `tx_power` is what it is set to send, in dBm.
    Farther away than `radius` metres it does not count. `position` is in metres of the floor plan,
    None where nobody measured it.
    """

    identity: Identity
    store: str
    zone: str
    measured_power: int
    tx_power: int | None = None
    radius: float = RADIUS
    position: Point | None = None

    @property
    def key(self) -> str:
        """Its id: who it says it is."""
        return self.identity.key

    @property
    def power_at_1m(self) -> int:
        """What a phone receives of it at 1 m, in dBm."""
        at_source = isinstance(self.identity, Eddystone)
        return self.measured_power - EDDYSTONE_DROP if at_source else self.measured_power


def read_ibeacon(uuid: str, major: int, minor: int) -> IBeacon | Message:
    """An iBeacon's identity, or what is wrong with it; the UUID with hyphens or without."""
    text = uuid.strip().lower()
    if not _UUID.fullmatch(text):
        return Message("zones-uuid", {"value": uuid[:100]})
    for field, value in (("major", major), ("minor", minor)):
        if not 0 <= value <= _LARGEST_NUMBER:
            return Message("zones-number", {"field": field, "value": value})
    digits = text.replace("-", "")
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return IBeacon("-".join(parts), major, minor)


def read_eddystone(namespace: str, instance: str) -> Eddystone | Message:
    """An Eddystone-UID beacon's identity, or what is wrong with it."""
    read = []
    given = (("namespace", namespace, _NAMESPACE_BYTES), ("instance", instance, _INSTANCE_BYTES))
    for field, value, size in given:
        digits = value.strip().lower()
        if not _HEX.fullmatch(digits) or len(digits) != 2 * size:
            about = {"field": field, "value": value[:100], "bytes": size, "digits": 2 * size}
            return Message("zones-hexadecimal", about)
        read.append(digits)
    return Eddystone(*read)


def identity_of(key: str) -> Identity:
    """The identity with this key. Raises `ValueError` for what is no key of ours."""
    match key.split(":"):
        case ["ibeacon", uuid, major, minor]:
            return IBeacon(uuid, int(major), int(minor))
        case ["eddystone", namespace, instance]:
            return Eddystone(namespace, instance)
    raise ValueError(f"{key!r} is no key of a beacon")
