"""Units of measure, by their UN/CEFACT Recommendation 20 codes."""

from typing import Final

from provenance.text import Message

TEMPERATURE_UNITS: Final = ("CEL", "FAH", "KEL")
"""Degree Celsius, degree Fahrenheit and kelvin."""

ABSOLUTE_ZERO: Final = -273.15
"""In °C (SI brochure, 9th edition, 2.3.1)."""


def celsius(value: float, uom: str) -> float | Message:
    """A temperature in °C, or why there is none: an unknown unit, or less than absolute zero.

    Conversions are exact ones (NIST SP 811, B.8) in floating point, rounded to a millikelvin: far
    below what any shelf sensor resolves, and 36 °F is 2.222 rather than 2.2222222222222223.
    """
    match uom:
        case "CEL":
            converted = value
        case "FAH":
            converted = (value - 32) / 1.8
        case "KEL":
            converted = value + ABSOLUTE_ZERO
        case _:
            known = ", ".join(TEMPERATURE_UNITS)
            return Message("units-unknown-temperature", {"unit": uom, "known": known})
    if not converted >= ABSOLUTE_ZERO:  # also not a number
        return Message("units-impossible-temperature", {"value": str(value), "unit": uom})
    return round(converted, 3)


def temperature_in(value: float, uom: str, wanted: str) -> float:
    """A temperature of one of `TEMPERATURE_UNITS` in another, not rounded (NIST SP 811, B.8)."""
    if uom == wanted:
        return value
    in_celsius = value
    if uom != "CEL":
        in_celsius = (value - 32) / 1.8 if uom == "FAH" else value + ABSOLUTE_ZERO
    if wanted == "CEL":
        return in_celsius
    return in_celsius * 1.8 + 32 if wanted == "FAH" else in_celsius - ABSOLUTE_ZERO
