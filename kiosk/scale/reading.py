"""What a scale said, whatever its protocol."""

from dataclasses import dataclass
from enum import StrEnum


class Flag(StrEnum):
    """What a scale says besides a weight, or instead of one."""

    MOTION = "motion"
    OVER = "over"
    UNDER = "under"
    CENTRE_ZERO = "centre-zero"
    """Exactly at zero; not an error."""
    OUTSIDE_ZERO = "outside-zero"
    """Too far from zero to be set to zero."""
    NET = "net"
    """A tare is taken inside the scale."""
    FAULT = "fault"
    """It wants an engineer: a fault, a calibration."""
    FINE = "fine"
    """Its divisions are no whole grams; see `kiosk.scale.mass`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A weight in grams as the scale shows it; None where it gave none, never 0 for that.

    `net`: the scale has already taken a tare off. `stable` is the scale's own word.
    """

    grams: int | None
    stable: bool
    net: bool = False
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Tared:
    """The tare that a scale took at its own command; not a weight on the pan."""

    grams: int | None
    stable: bool


@dataclass(frozen=True, slots=True)
class Zeroed:
    """Whether a scale set itself to zero as it was told."""

    done: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """The scale is ready for the rest of the question: send these bytes now."""

    send: bytes


@dataclass(frozen=True, slots=True)
class NotNow:
    """The scale understood, and cannot or will not do it."""


Answer = Reading | Tared | Zeroed | Prompt | NotNow


class LinkState(StrEnum):
    """What can be said of the wire; a weight counts only while it is CONNECTED."""

    CONNECTED = "connected"
    SILENT = "silent"
    """The port is open, and nothing comes."""
    BABBLING = "babbling"
    """Something comes, and it is no protocol that we know."""
    WRONG_PROTOCOL = "wrong-protocol"
    """Something comes, and it is another protocol than the one that was set."""
    UNPLUGGED = "unplugged"
    """The port is not there."""
