"""How long a budget lasts at the present pace, as far as that can be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, sqrt
from statistics import fmean, stdev

WINDOW_DAYS = 14
"""The pace is that of so many days before today, or of those since the first use."""

FEWEST_DAYS = 4
"""Days without which nobody can tell a pace."""


class Pace(StrEnum):
    """What can be said about a budget's end."""

    USED_UP = "USED_UP"
    TOO_LITTLE_DATA = "TOO_LITTLE_DATA"
    """Used on too few days yet to tell."""
    ENDS = "ENDS"
    """It ends around the projected day, if all goes on as it does."""
    OUTLASTS = "OUTLASTS"
    """It will not be used up before the offer's last day, or within ten years."""


@dataclass(frozen=True, slots=True)
class Projection:
    """`per_day` is the mean use of a day. The budget ends on `ends`, between `earliest` and
    `latest` (two standard errors of the mean each way; `latest` None: maybe never)."""

    pace: Pace
    per_day: float | None = None
    ends: date | None = None
    earliest: date | None = None
    latest: date | None = None


_FARTHEST = 3650


def projected(
    left: int, used_on: Mapping[date, int], today: date, last_day: date | None = None
) -> Projection:
    """When a budget of which so much is `left` ends; `used_on` has the uses of each day that had
    any. Today is not over, and does not count for the pace."""
    if left <= 0:
        return Projection(Pace.USED_UP)
    window = [today - timedelta(days=back) for back in range(1, WINDOW_DAYS + 1)]
    first = min((day for day in used_on if day < today), default=today)
    uses = [used_on.get(day, 0) for day in window if day >= first]
    if len(uses) < FEWEST_DAYS or not any(uses):
        return Projection(Pace.TOO_LITTLE_DATA)
    mean, error = fmean(uses), stdev(uses) / sqrt(len(uses))
    ends, earliest = _after(left, mean, today), _after(left, mean + 2 * error, today)
    latest = _after(left, mean - 2 * error, today)
    if ends is None or (last_day is not None and ends > last_day):
        return Projection(Pace.OUTLASTS, mean)
    return Projection(Pace.ENDS, mean, ends, earliest, latest)


def _after(left: int, per_day: float, today: date) -> date | None:
    if per_day * _FARTHEST <= left:
        return None
    return today + timedelta(days=ceil(left / per_day) - 1)
