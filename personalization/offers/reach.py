"""Which units an offer reaches: all of the selected lines, or the dearest where it has bounds."""

from collections.abc import Callable, Sequence

from personalization.offers.running import RunningCart
from personalization.offers.selector import EVERYTHING, Selector, picked

Reached = tuple[int, Sequence[int] | None]
"""The index of a line, and the units of it that are reached; None: all."""

Reach = Callable[[RunningCart], Sequence[Reached]]
Lines = Callable[[RunningCart], Sequence[int]]


def lines_of(selector: Selector) -> Lines:
    """The selected lines by id, as a closure made once."""
    if selector == EVERYTHING:
        return lambda cart: cart.order
    if selector.full_price_only:
        return lambda cart: [
            i
            for i in cart.order
            if selector.matches(cart.lines[i], discounted=cart.is_discounted(i))
        ]
    pick = picked(selector)
    return lambda cart: pick(cart.lines, cart.order)


def reach_of(selector: Selector, max_units: int | None, max_units_per_line: int | None) -> Reach:
    """The reached units, as a closure made once. The dearest come first, then by line id."""
    lines = lines_of(selector)
    if max_units is None and max_units_per_line is None:
        return lambda cart: [(index, None) for index in lines(cart)]
    return lambda cart: _bounded(cart, lines(cart), max_units, max_units_per_line)


def _bounded(
    cart: RunningCart, lines: Sequence[int], max_units: int | None, per_line: int | None
) -> Sequence[Reached]:
    units: list[tuple[int, int, int]] = []
    for place, index in enumerate(lines):
        own = sorted((-price, place, unit) for unit, price in enumerate(cart.prices(index)))
        units += own if per_line is None else own[:per_line]
    if max_units is not None:
        units = sorted(units)[:max_units]
    chosen: dict[int, list[int]] = {}
    for _, place, unit in sorted(units, key=lambda found: found[1:]):
        chosen.setdefault(lines[place], []).append(unit)
    return list(chosen.items())
