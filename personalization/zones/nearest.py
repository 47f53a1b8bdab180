"""Which zone is nearest, without jumping to and fro between two that are about as near.

The thresholds are those of Bermuda, a Home Assistant integration that learnt them from complaints
about rooms that flap.
"""

from collections.abc import Mapping
from dataclasses import dataclass

OUTRIGHT = 0.30
"""By so much nearer, another zone takes over at once."""

CLEARLY = 0.15
"""By so much nearer, it takes over where its worst of the last readings beats the best of ours."""

READINGS = 5
"""How many last readings are compared."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A zone as it is heard at a moment, by the nearest of its beacons.

    `distance` is smoothed, `lately` are the last readings by themselves, all in metres; within
    `radius` the zone counts.
    """

    zone: str
    distance: float
    radius: float
    lately: tuple[float, ...]


def nearest(heard: Mapping[str, Heard], current: str | None) -> str | None:
    """The zone to be in after `current`, which has the benefit of the doubt; None: in none.

    A zone is entered within its radius and left where it is 30 % farther away than that.
    """
    near = [
        each
        for each in heard.values()
        if each.distance <= each.radius * (1 + OUTRIGHT if each.zone == current else 1)
    ]
    if not near:
        return None
    best = min(near, key=lambda each: (each.distance, each.zone))
    incumbent = next((each for each in near if each.zone == current), best)
    return best.zone if _takes_over(best, incumbent) else incumbent.zone


def _takes_over(challenger: Heard, incumbent: Heard) -> bool:
    if challenger.distance <= (1 - OUTRIGHT) * incumbent.distance:
        return True
    return (
        challenger.distance <= (1 - CLEARLY) * incumbent.distance
        and min(len(challenger.lately), len(incumbent.lately)) >= READINGS
        and max(challenger.lately) < min(incumbent.lately)
    )
