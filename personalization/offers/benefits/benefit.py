"""What every kind of benefit has in common. A new kind is one file, one line in `kinds`, tests."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import msgspec

from personalization.offers.problem import Problem, error
from personalization.offers.running import Effect, RunningCart
from personalization.offers.selector import EVERYTHING, Selector
from provenance.text import Message

Price = Callable[[RunningCart], Effect]
"""A compiled benefit: what it would do to the cart as it is now. It leaves the cart alone."""


class Benefit(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    kw_only=True,
):
    """What an offer gives. `selector` says to which lines, `cap` (minor units) the most it gives in
    one cart, `max_units` the most units that it reaches in one cart, `max_units_per_line` in one
    line."""

    selector: Selector = EVERYTHING
    cap: int | None = None
    max_units: int | None = None
    max_units_per_line: int | None = None

    def compiled(self) -> Price:
        """The benefit as a closure, made once for each published offer."""
        raise NotImplementedError

    def needs(self) -> Sequence[Selector]:
        """Of these one must mean a line of the cart for it to have any effect (the index relies on
        it); none: it has an effect without any line."""
        return (self.selector,)

    def reason(self, effect: Effect, cart: RunningCart) -> Message:
        """The sentence for the shopper; `effect` is what it did."""
        raise NotImplementedError

    def line_reason(self, index: int, cart: RunningCart) -> Message | None:  # noqa: ARG002 - most
        """The line's own sentence; None where that of the whole offer says it."""
        return None

    def would_help(self, cart: RunningCart) -> Message | None:  # noqa: ARG002 - most need nothing
        """What is missing in the cart ("1 more for 3 for 2"); None: nothing that could be told."""
        return None

    def problems(self) -> Iterator[Problem]:
        """What keeps it from making sense, with paths from here; kinds add their own."""
        for name in ("cap", "max_units", "max_units_per_line"):
            bound = getattr(self, name)
            if bound is not None and bound < 1:
                yield error(name, "offer-bound-positive", value=bound)


def percent_problems(path: str, percent: Decimal) -> Iterator[Problem]:
    """A percentage off is more than 0 and at most 100."""
    if not percent.is_finite() or not 0 < percent <= 100:
        yield error(path, "offer-percent", value=str(percent))


def positive_problems(path: str, value: int) -> Iterator[Problem]:
    """An amount or a count is at least 1."""
    if value < 1:
        yield error(path, "offer-bound-positive", value=value)


def spoken_percent(percent: Decimal) -> int | Decimal:
    """A percentage as the argument of a `Message`: 20 rather than 20.0."""
    whole = int(percent)
    return whole if whole == percent else percent.normalize()


def main_line(effect: Effect, cart: RunningCart) -> int:
    """The line that a sentence is about: the one that was scanned, else the one with the greatest
    saving."""
    for index in effect.lines:
        if cart.lines[index].id == cart.context.scanned:
            return index
    by_id = sorted(effect.lines, key=lambda index: cart.lines[index].id)
    return max(by_id, key=lambda index: sum(effect.lines[index]))
