"""Buy some of these, get some of those free or reduced."""

from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from personalization.offers.benefits.benefit import (
    percent_problems,
    positive_problems,
    spoken_percent,
)
from personalization.offers.benefits.bundle import Application, Bundle, Take, Unit
from personalization.offers.problem import Problem
from personalization.offers.reach import lines_of
from personalization.offers.rounding import ratio, rounded
from personalization.offers.running import RunningCart
from personalization.offers.selector import Selector
from provenance.text import Message


class GetOrder(StrEnum):
    """Which of the goods are the ones to get."""

    CHEAPEST = "CHEAPEST"
    DEAREST = "DEAREST"


class BuyXGetY(Bundle, frozen=True, tag="buy_x_get_y"):
    """With each `buy` units of `buy_selector` (None: of `selector`), `get` units of `selector` cost
    `percent` less. Only complete groups count."""

    buy: int
    get: int
    buy_selector: Selector | None = None
    percent: Decimal = Decimal(100)
    get_order: GetOrder = GetOrder.CHEAPEST

    @property
    def size(self) -> int:
        """How many units go into it."""
        return self.buy + self.get

    def selectors(self) -> Sequence[Selector]:
        """Both sides."""
        return (self.selector, self.buy_selector or self.selector)

    def wording(self, cart: RunningCart) -> Message:  # noqa: ARG002
        """“Buy 2, get 1 free”."""
        args: dict[str, object] = {"buy": self.buy, "get": self.get}
        if self.percent == 100:
            return Message("saving-buy-get-free", args)
        return Message("saving-buy-get", {**args, "percent": spoken_percent(self.percent)})

    def taking(self, cart: RunningCart) -> Take:
        """Goods that are only good for buying are bought first."""
        gettable = frozenset(lines_of(self.selector)(cart))
        buyable = frozenset(lines_of(self.buy_selector or self.selector)(cart))
        numerator, denominator = ratio(self.percent)
        rounding = cart.context.policy.rounding

        def take(free: Sequence[Unit]) -> Iterator[Application]:
            # The ends of these hold what to get first on the left, what to buy first on the right.
            ordered = free if self.get_order is GetOrder.DEAREST else free[::-1]
            only_get = deque(unit for unit in ordered if unit.line not in buyable)
            only_buy = deque(unit for unit in ordered if unit.line not in gettable)
            both = deque(unit for unit in ordered if unit.line in buyable and unit.line in gettable)
            rank = {unit: place for place, unit in enumerate(ordered)}
            while True:
                spare = len(only_buy) + len(both) - self.buy
                got: list[Unit] = []
                while len(got) < self.get:
                    from_both = both and spare > 0
                    if from_both and (not only_get or rank[both[0]] < rank[only_get[0]]):
                        got.append(both.popleft())
                        spare -= 1
                    elif only_get:
                        got.append(only_get.popleft())
                    else:
                        return
                if spare < 0:
                    return
                bought = [(only_buy or both).pop() for _ in range(self.buy)]
                offs = [
                    (unit, min(rounded(unit.price * numerator, denominator, rounding), unit.room))
                    for unit in got
                ]
                if any(off for _, off in offs):
                    yield Application([*got, *bought], offs)

        return take

    def best(self, units: Sequence[Unit]) -> int:
        """The dearest of all."""
        return sum(unit.price for unit in units[: self.get])

    def problems(self) -> Iterator[Problem]:
        """Nothing to buy, or to get."""
        yield from super().problems()
        yield from positive_problems("buy", self.buy)
        yield from positive_problems("get", self.get)
        yield from percent_problems("percent", self.percent)
