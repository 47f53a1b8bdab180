"""Devices of a store that hold a key of their own: what they are, and how they say they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HEARD_WITHIN = timedelta(seconds=90)
"""A device that said nothing for longer counts as away; it reports every 30 s."""

RATE = 20.0
"""Requests a second of a device's key: one screen with one person before it."""


class DeviceKind(StrEnum):
    """What stands in the store; its key opens the scope of the same name."""

    KIOSK = "kiosk"
    SCALE = "scale"


class DeviceProblem(StrEnum):
    """What a device finds wrong with itself."""

    OFFLINE_LATELY = "offline-lately"
    CLOCK_WRONG = "clock-wrong"
    SCANNER_SILENT = "scanner-silent"
    AGENT_AWAY = "agent-away"
    SCALE_SILENT = "scale-silent"
    SCALE_UNREADABLE = "scale-unreadable"
    PRINTER_AWAY = "printer-away"


@dataclass(frozen=True, slots=True)
class Device:
    """Where a device stands.

    `name` is what staff calls it, `zone` a zone of the store's floor plan; None: anywhere in the
    store.
    """

    kind: DeviceKind
    name: str
    store: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """What a device last said, at `heard_at` (UTC).

    `clock_offset` is in seconds, positive where the device's clock is ahead of the server's; None
    where it does not know.
    """

    version: str
    clock_offset: float | None
    problems: frozenset[DeviceProblem]
    heard_at: datetime

    def online(self, now: datetime) -> bool:
        """Whether the device was heard of lately."""
        return now - self.heard_at <= HEARD_WITHIN
