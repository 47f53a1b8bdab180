"""Weights as scales write them, in whole grams."""

from decimal import ROUND_HALF_UP, Decimal

GRAMS: dict[str, Decimal] = {
    "kg": Decimal(1000),
    "g": Decimal(1),
    "mg": Decimal("0.001"),
    "lb": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}
"""Grams in a unit, exact (NIST SP 811, B.8)."""

_METRIC = ("kg", "g", "mg")


def whole_grams(value: Decimal, unit: str) -> int | None:
    """The weight in grams; None where it is metric and no whole number of them.

    Pounds and ounces are rounded half up to a gram; the scale's own display stays what counts.
    Raises `KeyError` for a unit that is not in `GRAMS`.
    """
    grams = value * GRAMS[unit]
    whole = grams.quantize(Decimal(1), ROUND_HALF_UP)
    return None if unit in _METRIC and whole != grams else int(whole)
