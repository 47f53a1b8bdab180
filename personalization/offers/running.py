"""The cart while offers are applied to it: what each line and each unit costs by now.

This is the one mutable thing in a decision. Lines are gone through in the order of their ids, so
the order in which they were put into the cart changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from personalization.offers.context import OfferContext

UnitKey = tuple[int, int]
"""The index of a line in the context, and of a unit in the line."""


@dataclass(slots=True)
class Effect:
    """What a benefit does: minor units off each unit, by index of the line (each unit has its
    entry), the units that it uses up, what it takes off the delivery fee, points, and gifts as
    (product, quantity). `step` is the place of the tier that was reached, where there are some."""

    lines: dict[int, list[int]] = field(default_factory=dict)
    fed: set[UnitKey] = field(default_factory=set)
    delivery: int = 0
    points: int = 0
    gifts: tuple[tuple[str, int], ...] = ()
    step: int = 0

    @property
    def saving(self) -> int:
        """Minor units off lines and delivery."""
        return sum(map(sum, self.lines.values())) + self.delivery

    def __bool__(self) -> bool:
        """Whether it gives anything."""
        return bool(self.lines or self.delivery or self.points or self.gifts)


_State = tuple[list[int], list[list[int] | None], set[UnitKey], int]


class RunningCart:
    """Prices by now, in minor units.

    `running` has each line's price, in the order of the context's lines. `order` are the indices of
    the lines that offers may touch (not blocked, with a price to reduce), by id. `floors` is the
    lowest price of one unit, `rooms` the most that may come off a whole line where an offer bounds
    it, `fed` the units that bundles have used up.
    """

    __slots__ = (
        "_units",
        "context",
        "delivery",
        "fed",
        "floors",
        "lines",
        "order",
        "rooms",
        "running",
    )

    def __init__(self, context: OfferContext) -> None:
        lines = context.lines
        self.context = context
        self.lines = lines
        self.running = [line.unit_price * line.quantity for line in lines]
        self.floors = [max(line.floor, 0) for line in lines]
        self.order = [
            index
            for index, line in enumerate(lines)
            if line.blocked is None and line.unit_price > 0 and line.quantity > 0
        ]
        self.order.sort(key=lambda index: lines[index].id)
        self.rooms: dict[int, int] = {}
        self.fed: set[UnitKey] = set()
        self.delivery = max(context.delivery, 0)
        self._units: list[list[int] | None] = [None] * len(lines)

    def prices(self, index: int) -> Sequence[int]:
        """What each unit of a line costs by now."""
        units = self._units[index]
        if units is not None:
            return units
        line = self.lines[index]
        return [line.unit_price] * line.quantity

    def is_discounted(self, index: int) -> bool:
        """Whether an offer has taken something off the line."""
        return self._units[index] is not None

    def take(self, effect: Effect) -> None:
        """Reduce the prices by an effect."""
        for index, offs in effect.lines.items():
            if len(offs) == 1:
                self.running[index] -= offs[0]
                self._units[index] = [self.running[index]]
                continue
            self._units[index] = [
                price - off for price, off in zip(self.prices(index), offs, strict=True)
            ]
            self.running[index] -= sum(offs)
        self.delivery -= effect.delivery
        self.fed |= effect.fed

    def bound(self, lines: Iterable[int], percent: int) -> None:
        """From now on all offers together take off these lines at most so much of their price."""
        for index in lines:
            room = self.lines[index].subtotal * percent // 100
            self.rooms[index] = min(room, self.rooms.get(index, room))

    def state(self) -> _State:
        """Prices as they are now, to come back to them once."""
        return self.running.copy(), self._units.copy(), self.fed.copy(), self.delivery

    def restore(self, state: _State) -> None:
        """Come back to `state`. `running` stays the same list: conditions look at it."""
        self.running[:], self._units, self.fed, self.delivery = state

    def off(self, index: int) -> tuple[int, ...]:
        """What was taken off each unit of a line."""
        line = self.lines[index]
        units = self._units[index]
        if units is None:
            return (0,) * line.quantity
        return tuple(line.unit_price - price for price in units)
