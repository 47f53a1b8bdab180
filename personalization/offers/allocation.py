"""Splitting an amount of money: nothing is lost, nothing is invented, every split is the same one.

Shares follow the weights; the minor units that are left go to the largest fractions (Hamilton's
method), ties to the earlier share.
"""

from collections.abc import Sequence

from personalization.offers.context import Remainder


def allocated(
    total: int, weights: Sequence[int], remainder: Remainder = Remainder.LARGEST
) -> list[int]:
    """`total` (may be negative) over weights ≥ 0, in whole minor units that sum up to it.

    A weight of zero gets nothing, unless all are zero: then the split is even. No weights: no
    shares.
    """
    if total < 0:
        return [-share for share in allocated(-total, weights, remainder)]
    together = sum(weights)
    if together == 0:
        weights = [1] * len(weights)
        together = len(weights)
    if len(weights) <= 1:
        return [total] * len(weights)
    shares = [total * weight // together for weight in weights]
    odd = total - sum(shares)
    if odd:
        for place in _first(odd, total, weights, together, remainder):
            shares[place] += 1
    return shares


def _first(
    odd: int, total: int, weights: Sequence[int], together: int, remainder: Remainder
) -> Sequence[int]:
    places = [place for place, weight in enumerate(weights) if weight]
    if remainder is Remainder.LARGEST:
        places.sort(key=lambda place: -(total * weights[place] % together))
    return places[:odd]


def filled(
    total: int,
    weights: Sequence[int],
    limits: Sequence[int],
    remainder: Remainder = Remainder.LARGEST,
) -> list[int]:
    """`total` ≥ 0 over weights, no share above its limit ≥ 0: what one cannot take flows on to the
    others (water-filling). Sums up to the total, or to all limits where that is less."""
    shares = [0] * len(weights)
    open_places = [place for place, limit in enumerate(limits) if limit]
    left = min(total, sum(limits))
    while open_places:
        split = allocated(left, [weights[place] for place in open_places], remainder)
        full = {
            place for place, share in zip(open_places, split, strict=True) if share > limits[place]
        }
        if not full:
            for place, share in zip(open_places, split, strict=True):
                shares[place] = share
            break
        for place in full:
            shares[place] = limits[place]
            left -= limits[place]
        open_places = [place for place in open_places if place not in full]
    return shares
