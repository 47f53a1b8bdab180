"""Ratings as pure arithmetic over how many reviews gave how many stars."""

from collections.abc import Mapping

from provenance.answer import Rating

STARS = range(1, 6)
PRIOR_MEAN = 3.5
PRIOR_REVIEWS = 10
"""How many average reviews a product starts with when products are ranked."""


def rating(counts: Mapping[int, int]) -> Rating:
    """The rating from counts by stars (1 to 5).

    `bayesian` is (C·m + Σ stars) / (C + n) with the prior above: two raves do not outrank two
    hundred good reviews. `average` is the plain mean, None without reviews; n is always shown.
    """
    count = sum(counts.values())
    total = sum(stars * given for stars, given in counts.items())
    return Rating(
        average=round(total / count, 2) if count else None,
        count=count,
        bayesian=round((PRIOR_REVIEWS * PRIOR_MEAN + total) / (PRIOR_REVIEWS + count), 3),
        distribution=tuple(counts.get(stars, 0) for stars in STARS),
    )
