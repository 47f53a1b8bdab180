"""What sensors tell beside temperature: how humid the air of a place is, whether its door is open.

These never enter a freshness model; alarms judge them, and the door explains a warm half hour.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

OPEN = 1.0
CLOSED = 0.0


class Quantity(StrEnum):
    HUMIDITY = "humidity"
    """Relative humidity in % (EPCIS: `RelativeHumidity`, unit P1), 0 to 100."""
    DOOR = "door"
    """Whether a door stands open: `OPEN` or `CLOSED`."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What `sensor` observed at `place` at an aware UTC time, in the quantity's own terms."""

    place: str
    sensor: str
    quantity: Quantity
    at: datetime
    value: float

    def __post_init__(self) -> None:
        match self.quantity:
            case Quantity.HUMIDITY if not 0 <= self.value <= 100:
                raise ValueError(f"{self.value} % is no relative humidity")
            case Quantity.DOOR if self.value not in (OPEN, CLOSED):
                raise ValueError(f"{self.value} is neither an open door nor a closed one")
