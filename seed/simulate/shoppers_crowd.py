"""Many shoppers at once, and what they did altogether."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from seed.shoppers import Persona, personas
from seed.simulate.shoppers import Shop, Visit
from seed.simulate.shoppers_told import (
    BroughtBack,
    Carted,
    GaveUp,
    Happening,
    Paid,
    Promised,
    Refused,
    Scanned,
)

AT_ONCE = 16


@dataclass(slots=True)
class Tally:
    """What shoppers did; money is in minor units by currency code, `offers` counts by offer id how
    many baskets were paid with it."""

    shoppers: int = 0
    scans: int = 0
    added: int = 0
    refused: int = 0
    promises: int = 0
    abandoned: int = 0
    paid: int = 0
    returns: int = 0
    revenue: Counter[str] = field(default_factory=Counter)
    saved: Counter[str] = field(default_factory=Counter)
    offers: Counter[str] = field(default_factory=Counter)

    def note(self, happening: Happening) -> None:
        """Count something that happened."""
        match happening:
            case Scanned():
                self.scans += 1
            case Carted(what="added"):
                self.added += 1
            case Refused():
                self.refused += 1
            case Promised():
                self.promises += 1
            case GaveUp():
                self.abandoned += 1
            case BroughtBack():
                self.returns += 1
            case Paid(basket):
                self.paid += 1
                self.revenue[basket["currency"]] += basket["total"]
                self.saved[basket["currency"]] += basket["discount"]
                self.offers.update({each["offer"] for each in basket["offers"]})


def persona_of(number: int, seed: int) -> Persona:
    """Who the shopper with a number is, as often as each persona has a share."""
    known = personas()
    [drawn] = Random(f"who {seed} {number}").choices(  # noqa: S311 - a story, no secret
        known, [each.share for each in known]
    )
    return drawn


async def crowd(
    shop: Shop,
    count: int,
    *,
    seed: int = 0,
    seconds: float = 0.0,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Let `count` shoppers come, evenly over so many `seconds` (0: as fast as it goes).

    `progress` is told after each. Raises `RefusedError`.
    """
    tally, places = Tally(), asyncio.Semaphore(AT_ONCE)

    async def comes(number: int) -> None:
        await asyncio.sleep(number * seconds / count)
        async with places:
            visit = Visit(shop, persona_of(number, seed), number=number, seed=seed)
            async for happening in visit.happenings():
                tally.note(happening)
            tally.shoppers += 1
            progress(tally)

    try:
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                group.create_task(comes(number))
    except* Exception as several:
        raise several.exceptions[0] from None  # one is as good as another
    return tally
