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
    if mode is RoundingMode.HALF_UP:
        return (2 * numerator + denominator) // (2 * denominator)
    if mode is RoundingMode.HALF_DOWN:
        return -((denominator - 2 * numerator) // (2 * denominator))
    if mode is RoundingMode.DOWN:
        return numerator // denominator
    if mode is RoundingMode.UP:
        return -(-numerator // denominator)
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))
