"""M for the price of n: of each few that are bought together the cheapest are free."""

from collections.abc import Iterator, Sequence

from personalization.offers.benefits.benefit import positive_problems
from personalization.offers.benefits.bundle import Application, Bundle, Take, Unit
from personalization.offers.problem import Problem, error
from personalization.offers.running import RunningCart
from provenance.text import Message


class CheapestFree(Bundle, frozen=True, tag="cheapest_free"):
    """Of each `buy` of the selected goods the `free` cheapest cost nothing: 3 for 2 is buy 3, free
    1. The groups are formed from the cheapest goods up."""

    buy: int
    free: int = 1

    @property
    def size(self) -> int:
        """How many units go into it."""
        return self.buy

    def wording(self, cart: RunningCart) -> Message:  # noqa: ARG002
        """“3 for 2”."""
        return Message("saving-cheapest-free", {"buy": self.buy, "pay": self.buy - self.free})

    def taking(self, cart: RunningCart) -> Take:  # noqa: ARG002
        """A unit at its floor cannot become cheaper: it is passed over."""
        return self._take

    def _take(self, free: Sequence[Unit]) -> Iterator[Application]:
        end = len(free)
        while end >= self.buy:
            fed = free[end - self.buy : end]
            offs = [(unit, unit.room) for unit in fed[-self.free :]]
            if any(off for _, off in offs):
                yield Application(fed, offs)
                end -= self.buy
            else:
                end -= 1

    def best(self, units: Sequence[Unit]) -> int:
        """The cheapest of the dearest few."""
        return sum(unit.price for unit in units[self.buy - self.free : self.buy])

    def problems(self) -> Iterator[Problem]:
        """Nothing free, or nothing to be paid."""
        yield from super().problems()
        yield from positive_problems("free", self.free)
        if self.buy <= self.free or self.buy < 2:
            yield error("buy", "benefit-free-of", buy=self.buy, free=self.free)
