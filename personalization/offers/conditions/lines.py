"""What conditions on the cart's contents share: which lines count, and how they are told.

Lines that no offer may touch (recalled, past their date, not to be promoted by law) do not count
for conditions either. What was scanned and is not in the cart yet counts as if it were.
"""

from collections.abc import Callable, Iterable, Sequence

from personalization.offers.conditions.leaf import Check, Moment, Verdict
from personalization.offers.selector import Selector, picked
from provenance.text import Message

Positions = Callable[[Moment], Sequence[int]]
"""Where in the cart the lines are that count."""

_SHOWN = 8


def positions(selector: Selector) -> Positions:
    """Finds the lines that `selector` means."""
    if selector.full_price_only:
        return lambda moment: [
            i
            for i, line in enumerate(moment.context.lines)
            if line.blocked is None
            and selector.matches(line, discounted=moment.running[i] < line.subtotal)
        ]
    pick = picked(selector)

    def found(moment: Moment) -> Sequence[int]:
        lines = moment.context.lines
        return [i for i in pick(lines, range(len(lines))) if lines[i].blocked is None]

    return found


def any_line(selector: Selector) -> Check:
    """TRUE where the cart has such a line."""
    found = positions(selector)
    return lambda moment: Verdict.TRUE if found(moment) else Verdict.FALSE


def units(moment: Moment, found: Positions) -> int:
    """How many units the lines have together."""
    lines = moment.context.lines
    return sum(lines[number].quantity for number in found(moment))


def more_units(missing: int) -> Message:
    """“2 more of the items that this offer is about.”"""
    return Message("condition-help-units", {"missing": missing})


def items(selector: Selector) -> str:
    """What it names; `*` for what is not meant by name."""
    return listed(selector.gtins | selector.categories | selector.brands) or "*"


def listed(names: Iterable[str]) -> str:
    """Names in order, the first few of many."""
    ordered = sorted(names)
    return ", ".join(ordered[:_SHOWN]) + (", …" if len(ordered) > _SHOWN else "")
