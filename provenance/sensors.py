"""Sensors: what is known of each one that measures the cold chain."""

from dataclasses import dataclass
from datetime import timedelta

LARGEST_BIAS = 10.0
"""Kelvins; a sensor further off is broken and not to be corrected (assumption)."""
SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(seconds=1), timedelta(hours=1)
USUAL_INTERVAL = timedelta(minutes=10)
"""How often a sensor measures of which nobody said more."""
MISSED_INTERVALS = 3
"""A silence longer than this many sampling intervals is a gap and is not interpolated."""


@dataclass(frozen=True, slots=True)
class Sensor:
    """A sensor by the id it sends with.

    `bias_kelvin` is what it is known to show too much (a calibration says so): it is taken off
    before anything is computed, the stored readings stay as they came. `interval` is the time
    between its samples. Raises `ValueError` when either is out of bounds.
    """

    id: str
    bias_kelvin: float = 0.0
    interval: timedelta = USUAL_INTERVAL

    def __post_init__(self) -> None:
        if not abs(self.bias_kelvin) <= LARGEST_BIAS:
            raise ValueError(
                f"a bias of {self.bias_kelvin} K is no bias: replace the sensor, or give one of at "
                f"most {LARGEST_BIAS:g} K"
            )
        if not SHORTEST_INTERVAL <= self.interval <= LONGEST_INTERVAL:
            raise ValueError(
                f"a sampling interval of {self.interval} is not between {SHORTEST_INTERVAL} and "
                f"{LONGEST_INTERVAL}"
            )

    @property
    def gap_ms(self) -> int:
        """How long one of its samples holds, in milliseconds: a longer silence is a gap."""
        return MISSED_INTERVALS * (self.interval // timedelta(milliseconds=1))
