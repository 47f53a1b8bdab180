"""Which counts must not be told, because they are of so few that somebody could be recognised."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST = 5
"""People that a cell has before it is told (the k of k-anonymity)."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hidden(Generic[K]):
    """The cells that are kept back, and whether their total is too."""

    cells: frozenset[K]
    total: bool


def hidden(people: Mapping[K, int], total: int) -> Hidden[K]:
    """What to keep back of cells with so many people each, and of their total.

    Cells of fewer than `FEWEST` are. Where the total less the others would give a hidden cell away,
    or hidden ones that are fewer than `FEWEST` together, the next smallest goes with them
    (complementary suppression: Willenborg and de Waal, “Elements of Statistical Disclosure
    Control”, 2001, ch. 6); where there is none, the total does. A cell with nothing in it says
    nothing about anybody: leave it out of `people`.
    """
    smallest_first = sorted(people, key=lambda cell: (people[cell], str(cell)))
    few = [cell for cell in smallest_first if people[cell] < FEWEST]
    if not few:
        return Hidden(frozenset(), total < FEWEST)
    kept_back, others = few, smallest_first[len(few) :]
    while others and not _safe(kept_back, people):
        kept_back, others = [*kept_back, others[0]], others[1:]
    return Hidden(frozenset(kept_back), total < FEWEST or not _safe(kept_back, people))


def _safe(kept_back: list[K], people: Mapping[K, int]) -> bool:
    return len(kept_back) > 1 and sum(people[cell] for cell in kept_back) >= FEWEST
