"""What lies on a simulated scale, and how its display gets there.

Times are seconds of any clock.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

SETTLING = 0.7  # seconds until a load rests
_DECAY = 0.12  # seconds in which the swing falls to 1/e
_SWING = 0.2  # seconds of one swing


@dataclass(frozen=True, slots=True)
class Display:
    """What the scale's own display shows: grams, or why not."""

    grams: int
    moving: bool
    over: bool = False
    under: bool = False


@dataclass(frozen=True, slots=True)
class Pan:
    """A pan of a scale with intervals of `interval` grams up to `maximum`.

    `grams` lie on it since `since`, and `before` lay on it until then. `zero` is what counts as 0.
    """

    interval: int = 5
    maximum: int = 15_000
    zero: int = 0
    before: int = 0
    grams: int = 0
    since: float = -math.inf

    def with_load(self, grams: int, at: float) -> "Pan":
        """Something else lies there from `at` on."""
        return Pan(self.interval, self.maximum, self.zero, self.grams, grams, at)

    def zeroed(self, at: float) -> "Pan | None":
        """Set to zero; None where it moves, or is more than 2 % of Max away from its first zero.

        (OIML R 76-1:2006, 4.5.1 allows 4 % in all.)
        """
        if self.display(at).moving or abs(self.grams) > self.maximum // 50:
            return None
        return Pan(self.interval, self.maximum, self.grams, self.before, self.grams, self.since)

    def display(self, at: float) -> Display:
        """What is shown at a moment: a swing that dies away, in whole intervals."""
        passed = at - self.since
        moving = passed < SETTLING and self.before != self.grams
        load = float(self.grams)
        if moving:
            swing = math.exp(-passed / _DECAY) * math.cos(math.tau * passed / _SWING)
            load += (self.before - self.grams) * swing
        shown = round((load - self.zero) / self.interval) * self.interval
        return Display(
            shown, moving, over=shown > self.maximum + 9 * self.interval, under=shown < 0
        )


def shopping(seed: int) -> Iterator[tuple[float, int]]:
    """Customers one after another, for ever: seconds to wait, then what lies there in grams."""
    drawn = random.Random(seed)  # noqa: S311 - a story, no secret
    while True:
        first = drawn.randrange(120, 1_800)
        yield drawn.uniform(2, 5), first
        if drawn.random() < 0.3:
            yield drawn.uniform(2, 3), first + drawn.randrange(60, 600)
        yield drawn.uniform(8, 14), 0
