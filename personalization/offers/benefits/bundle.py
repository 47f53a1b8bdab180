"""What benefits have in common that take a few units together and use them up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from personalization.offers.benefits.benefit import Benefit, Price, positive_problems
from personalization.offers.problem import Problem
from personalization.offers.reach import reach_of
from personalization.offers.running import Effect, RunningCart, UnitKey
from personalization.offers.selector import Selector
from personalization.offers.sharing import capped
from provenance.text import Message


class Unit(NamedTuple):
    """A unit that may go into a bundle: its price by now, what its floor lets come off, the index
    of its line, and its number in the line."""

    price: int
    room: int
    line: int
    number: int

    @property
    def key(self) -> UnitKey:
        """Its place in the cart."""
        return self.line, self.number


class Application(NamedTuple):
    """A bundle once: the units it uses up, and what comes off which of them (more than nothing in
    all)."""

    fed: Sequence[Unit]
    offs: Sequence[tuple[Unit, int]]

    @property
    def saving(self) -> int:
        """Minor units."""
        return sum(off for _, off in self.offs)


Take = Callable[[Sequence[Unit]], Iterator[Application]]
"""One application after the other out of free units (the dearest first), until none saves more."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a bundle may do in a cart as it is now. `units` are free, the dearest first; `size` go
    into one application; `best` tells at least what any one out of some units (the dearest first)
    could save. `limit` is the most applications, `cap` the most that they give together."""

    units: Sequence[Unit]
    take: Take
    size: int
    best: Callable[[Sequence[Unit]], int]
    limit: int
    cap: int | None

    def applications(self, free: Sequence[Unit]) -> list[Application]:
        """All applications out of `free`, where no other bundle competes."""
        found: list[Application] = []
        left = self.cap
        for application in self.take(free):
            if len(found) >= self.limit or (left is not None and left <= 0):
                break
            found.append(application)
            if left is not None:
                left -= application.saving
        return found


Open = Callable[[RunningCart], Opening]
"""A compiled bundle."""


class Bundle(Benefit, frozen=True, kw_only=True):
    """`max_applications` bounds how often it is given in one cart, and `max_units` how many units
    it uses up."""

    max_applications: int | None = None

    @property
    def size(self) -> int:
        """How many units go into it."""
        raise NotImplementedError

    def wording(self, cart: RunningCart) -> Message:
        """The deal in a few words: “3 for 2”."""
        raise NotImplementedError

    def taking(self, cart: RunningCart) -> Take:
        """How it takes units."""
        raise NotImplementedError

    def best(self, units: Sequence[Unit]) -> int:
        """At least what any one application out of these units (the dearest first) could save."""
        raise NotImplementedError

    def opened(self) -> Open:
        """As a closure, made once for each published offer."""
        reaches = [reach_of(each, None, self.max_units_per_line) for each in self.selectors()]
        limit = self._limit()

        def opening(cart: RunningCart) -> Opening:
            found: dict[tuple[int, int], Unit] = {}
            for reach in reaches:
                for index, numbers in reach(cart):
                    found |= _free(cart, index, numbers)
            units = sorted(found.values(), key=lambda unit: _dearest_first(unit, cart))
            return Opening(units, self.taking(cart), self.size, self.best, limit, self.cap)

        return opening

    def selectors(self) -> Sequence[Selector]:
        """Which lines it takes units of."""
        return (self.selector,)

    def compiled(self) -> Price:
        """As often as it goes, where no other bundle competes."""
        opened = self.opened()

        def price(cart: RunningCart) -> Effect:
            opening = opened(cart)
            return effect_of(opening.applications(opening.units), cart, self.cap)

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:  # noqa: ARG002
        """The deal."""
        return self.wording(cart)

    def would_help(self, cart: RunningCart) -> Message | None:
        """“1 more for 3 for 2”."""
        free = len(self.opened()(cart).units)
        if not free or free >= self.size:
            return None
        args = {"missing": self.size - free, "deal": self.wording(cart)}
        return Message("saving-help-units", args)

    def problems(self) -> Iterator[Problem]:
        """A bundle that is never given."""
        yield from super().problems()
        if self.max_applications is not None:
            yield from positive_problems("max_applications", self.max_applications)

    def _limit(self) -> int:
        bounds = [self.max_applications, self.max_units and self.max_units // self.size]
        return min((bound for bound in bounds if bound is not None), default=1 << 62)


def effect_of(
    applications: Sequence[Application], cart: RunningCart, cap: int | None = None
) -> Effect:
    """What applications of one bundle do together."""
    effect = Effect()
    for application in applications:
        for unit, off in application.offs:
            if not off:
                continue
            if unit.line not in effect.lines:
                effect.lines[unit.line] = [0] * cart.lines[unit.line].quantity
            effect.lines[unit.line][unit.number] += off
        effect.fed |= {unit.key for unit in application.fed}
    return capped(effect, cap, cart)


def _free(
    cart: RunningCart, index: int, numbers: Sequence[int] | None
) -> dict[tuple[int, int], Unit]:
    prices = cart.prices(index)
    floor = cart.floors[index]
    return {
        (index, number): Unit(prices[number], max(prices[number] - floor, 0), index, number)
        for number in (range(len(prices)) if numbers is None else numbers)
        if (index, number) not in cart.fed and prices[number] > 0
    }


def _dearest_first(unit: Unit, cart: RunningCart) -> tuple[int, str, int]:
    return -unit.price, cart.lines[unit.line].id, unit.number
