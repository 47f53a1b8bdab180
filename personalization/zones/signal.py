"""What signal strengths say: smoothed, and as a distance that serves for comparing only."""

from collections.abc import Sequence

PATH_LOSS = 3.0
"""How fast a signal fades: 2 in free space, about 3 among shelves and people (assumption). Which of
two beacons is nearer hardly depends on it."""


def smoothed(rssis: Sequence[float]) -> float:
    """The mean of signal strengths in dBm without the highest and lowest tenth, at least one each.

    Two or fewer are averaged as they are. So does Android Beacon Library's running average. Raises
    `ValueError` where there are none.
    """
    if not rssis:
        raise ValueError("no signal strength to smooth")
    kept: Sequence[float] = rssis
    if len(rssis) > 2:
        trimmed = len(rssis) // 10 + 1
        kept = sorted(rssis)[trimmed:-trimmed]
    return sum(kept) / len(kept)


def distance(rssi: float, power_at_1m: float) -> float:
    """About how far away a beacon is, in metres (log-distance path loss model).

    Off by a factor of two as a rule: good for saying which of two is nearer, and never passed on.
    """
    return float(10 ** ((power_at_1m - rssi) / (10 * PATH_LOSS)))
