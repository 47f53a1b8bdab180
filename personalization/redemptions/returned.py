"""What is paid back for goods that are brought back: what was paid, less what the rest costs now.

The rest of the basket is priced as it would have been without them, under the same offers at the
same moment. So a discount that needed them is clawed back, and returning everything, at once or bit
by bit, gives back to the cent what was paid.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from personalization.offers.context import OfferContext
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.basket import PricedBasket
from personalization.redemptions.pricing import repriced
from personalization.redemptions.redemption import Redemption, Return, ReturnedLine


@dataclass(frozen=True, slots=True)
class NotThere:
    """More is brought back of a line than is left of it: `left` units."""

    line: str
    left: int


def returned(
    redemption: Redemption,
    snapshot: Snapshot,
    lines: Sequence[ReturnedLine],
    *,
    return_id: str,
    now: datetime,
    without: frozenset[str] = frozenset(),
) -> tuple[PricedBasket, Return] | NotThere:
    """What is left of the basket, and what is paid back; `snapshot` are the offers that had their
    say in it, `without` those whose budgets give no more.

    A refund is never negative: where the rest would cost more than all did, nothing is paid back.
    """
    basket = redemption.basket
    there = {line.id: line.quantity for line in basket.lines}
    taken: Counter[str] = Counter()
    for line in lines:
        taken[line.id] += line.quantity
        if not 1 <= taken[line.id] <= there.get(line.id, 0):
            return NotThere(line.id, there.get(line.id, 0))
    rest = _priced_rest(snapshot, basket, _left(basket, taken), without)
    back = Return(
        id=return_id,
        at=now,
        lines=tuple(lines),
        value=_value(basket, taken),
        refund=max(redemption.paid - rest.total, 0),
    )
    return rest, back


def _priced_rest(
    snapshot: Snapshot, basket: PricedBasket, context: OfferContext, without: frozenset[str]
) -> PricedBasket:
    if not context.lines:  # the goods and their delivery are undone
        return replace(basket, context=context, lines=(), uses=(), delivery=0, quotes=())
    closed = {**context.budgets, **dict.fromkeys(without, 0)}
    return repriced(snapshot, basket, replace(context, budgets=closed)).basket


def _left(basket: PricedBasket, taken: Mapping[str, int]) -> OfferContext:
    """The context without the units that were taken; quoted ones go last."""
    line_of = {each.part: each.line for each in basket.quotes}
    to_take = dict(taken)
    lines = []
    for line in sorted(basket.context.lines, key=lambda each: each.id in line_of):
        name = line_of.get(line.id, line.id)
        units = min(to_take.get(name, 0), line.quantity)
        if units:
            to_take[name] -= units
        if line.quantity > units:
            lines.append(replace(line, quantity=line.quantity - units))
    return replace(basket.context, lines=tuple(lines))


def _value(basket: PricedBasket, taken: Mapping[str, int]) -> int:
    """What the goods cost: units of one line are alike, so the dearest ones come back."""
    return sum(
        line.unit_price * units - sum(sorted(line.units)[:units])
        for line in basket.lines
        if (units := taken.get(line.id, 0))
    )
