"""How long it would last if it were kept otherwise: in the car for two hours, then at 4 °C.

The same models as the verdict, over temperatures that are only imagined. What ends a life here
ends it there: the pessimistic estimate (P10), the use-by date, and time above the safety limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import inf, isfinite

from provenance.freshness.reserve import Reserve
from provenance.text import Message

COLDEST, WARMEST = -40.0, 60.0
"""°C; nobody keeps food beyond, and no model says anything there."""
LONGEST_HOURS = 1_000.0
MOST_STEPS = 10
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Some hours at a temperature. Raises `ValueError` for what no food goes through."""

    celsius: float
    hours: float

    def __post_init__(self) -> None:
        _check(self.celsius)
        if not 0 <= self.hours <= LONGEST_HOURS:
            raise ValueError(f"{self.hours} hours are not between 0 and {LONGEST_HOURS:g}")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How long it would last from now, and how much shorter that is than without the steps.

    `sentences` say it: how long without the steps, what each of them costs, what ends it early.
    """

    remaining: timedelta
    lost: timedelta
    sentences: Sequence[Message]


@dataclass(frozen=True, slots=True)
class _End:
    """When it is over, in seconds from now, and by what."""

    seconds: float
    by: str


def what_if(
    reserve: Reserve | None, steps: Sequence[Keeping], then_celsius: float
) -> WhatIf | None:
    """What is left after these steps from now on, then kept at a temperature.

    None where no estimate is, where it must not be eaten, or where nothing is left. Colder than
    the class is kept, and than 0 °C, counts as that: what freezing does no model here says.
    Raises `ValueError` for too many steps, or a temperature that no food is kept at.
    """
    _check(then_celsius)
    if len(steps) > MOST_STEPS:
        raise ValueError(f"{len(steps)} steps are more than {MOST_STEPS}")
    if reserve is None or reserve.life <= timedelta(0) or reserve.until_use_by == timedelta(0):
        return None
    ends = [_end(reserve, steps[:count], then_celsius) for count in range(len(steps) + 1)]
    lasting = [timedelta(seconds=end.seconds) for end in ends]
    return WhatIf(
        remaining=lasting[-1],
        lost=lasting[0] - lasting[-1],
        sentences=(
            _kept(then_celsius, lasting[0], ends[0]),
            *(
                _cost(step, before - after)
                for step, (before, after) in zip(steps, pairwise(lasting), strict=True)
            ),
            *_too_warm(reserve, ends[-1]),
        ),
    )


def _end(reserve: Reserve, steps: Sequence[Keeping], then_celsius: float) -> _End:
    kind, safety = reserve.product_class, reserve.product_class.safety
    floor = min(0.0, kind.storage_celsius)
    life, passed = reserve.life.total_seconds(), 0.0
    allowed = max(0.0, safety.allowed.total_seconds() - reserve.above_limit) if safety else inf
    until_use_by = reserve.until_use_by.total_seconds() if reserve.until_use_by else inf
    for celsius, seconds in (*((s.celsius, s.hours * 3600) for s in steps), (then_celsius, inf)):
        rate = kind.rate.relative_rate(max(celsius, floor))
        warm = safety is not None and celsius > safety.celsius
        ways = {
            "model": passed + life / rate,
            "too-warm": passed + allowed if warm else inf,
            "use-by": until_use_by,
        }
        by = min(ways, key=ways.__getitem__)
        if ways[by] < passed + seconds:
            return _End(ways[by], by)
        life -= seconds * rate
        allowed -= seconds if warm else 0.0
        passed += seconds
    raise AssertionError("the last step has no end")


def _kept(celsius: float, lasting: timedelta, end: _End) -> Message:
    return Message(
        "what-if-kept",
        {
            "celsius": round(celsius, 1),
            "days": lasting.days,
            "limit": "use-by" if end.by == "use-by" else "model",
        },
    )


def _cost(step: Keeping, lost: timedelta) -> Message:
    """In days from a day and a half on, else in hours; a use-by date may make it nothing."""
    in_days = lost >= 1.5 * _DAY
    return Message(
        "what-if-step",
        {
            "celsius": round(step.celsius, 1),
            "hours": round(step.hours, 1),
            "unit": "days" if in_days else "hours",
            "lost": round(lost / (_DAY if in_days else _HOUR)),
        },
    )


def _too_warm(reserve: Reserve, end: _End) -> Sequence[Message]:
    safety = reserve.product_class.safety
    if end.by != "too-warm" or safety is None:
        return ()
    return (
        Message(
            "what-if-too-warm",
            {"limit": safety.celsius, "hours": round(timedelta(seconds=end.seconds) / _HOUR, 1)},
        ),
    )


def _check(celsius: float) -> None:
    if not (isfinite(celsius) and COLDEST <= celsius <= WARMEST):
        raise ValueError(f"{celsius} °C is not between {COLDEST:g} and {WARMEST:g}")
