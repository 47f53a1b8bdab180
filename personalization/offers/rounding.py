"""Money arithmetic in whole minor units: percentages are integer ratios, never floats."""

from decimal import Decimal

from personalization.offers.context import RoundingMode

Ratio = tuple[int, int]
"""A numerator and a positive denominator."""


def ratio(percent: Decimal) -> Ratio:
    """`percent` of something as a ratio in lowest terms: 20 → (1, 5)."""
    return (percent / 100).as_integer_ratio()


def rounded(numerator: int, denominator: int, mode: RoundingMode) -> int:
    """The quotient (both not negative) in whole minor units."""
    whole, rest = divmod(numerator, denominator)
    if not rest:
        return whole
    if mode is RoundingMode.DOWN:
        return whole
    if mode is RoundingMode.UP:
        return whole + 1
    twice = 2 * rest
    if twice != denominator:
        return whole + (twice > denominator)
    if mode is RoundingMode.HALF_EVEN:
        return whole + whole % 2
    return whole + (mode is RoundingMode.HALF_UP)
