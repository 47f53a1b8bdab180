"""Which products go with which: those found together more often than chance would have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt

from personalization.recommendations.counting import Counts

LEAST_LIFT = 1.5
PRIOR = 10.0
"""As if so many baskets had been found together where chance expects as many."""

MOST_PARTNERS = 20


@dataclass(frozen=True, slots=True)
class Partner:
    """A product that goes with something: found together in `together` baskets, `lift` times as
    often as chance would have it (shrunk towards 1)."""

    product: str
    together: int
    lift: float

    @property
    def strength(self) -> int:
        """The lift in steps of half a doubling: partners of one step count as equals."""
        return round(2 * log2(self.lift))


def shrunk_lift(together: int, expected: float) -> float:
    """How many times as often as expected, drawn towards 1 where little is known.

    A few baskets of two rare products have an enormous plain lift and say little. This is the
    posterior mean of a Poisson rate under a gamma prior of mean 1 (W. DuMouchel, “Bayesian data
    mining in large frequency tables”, The American Statistician 53:3, 1999, with one gamma).
    """
    return (together + PRIOR) / (expected + PRIOR)


def is_certain(together: int, expected: float) -> bool:
    """Whether the rate's posterior is above chance by three standard deviations: of the thousands
    of pairs that are looked at, two would let some through. It takes at least 15 baskets, which is
    also too many to tell of anybody.
    """
    seen = together + PRIOR
    return seen - 3 * sqrt(seen) >= expected + PRIOR


def partners(counts: Counts, pairs: Mapping[str, int], all_pairs: int) -> Sequence[Partner]:
    """The products that go with a thing, those of the highest lift first, 20 at most.

    `pairs` says in how many pairs each product is, of `all_pairs` (each counted from both sides).
    Chance is what would be found if all pairs were shuffled, as in the configuration model of
    networks (M. Newman, “Modularity and community structure in networks”, PNAS 103:23, 2006): what
    is popular with everything, or lies in big baskets, goes with nothing. The share of baskets
    would take any two products of a weekly shop for partners.
    """
    found = []
    share = counts.pairs / all_pairs if all_pairs else 0.0
    for product, together in counts.together.items():
        expected = share * pairs[product]
        lift = shrunk_lift(together, expected)
        if lift >= LEAST_LIFT and is_certain(together, expected):
            found.append(Partner(product, together, lift))
    found.sort(key=lambda each: (-each.lift, each.product))
    return found[:MOST_PARTNERS]
