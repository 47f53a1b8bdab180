"""Temperatures in °C from the units that sensors and EPCIS events use."""

import pytest

from provenance.text import Message
from provenance.units import celsius


@pytest.mark.parametrize(
    ("value", "uom", "expected"),
    [
        (4.5, "CEL", 4.5),
        (36, "FAH", 2.222),
        (32, "FAH", 0),
        (-40, "FAH", -40),
        (273.15, "KEL", 0),
        (0, "KEL", -273.15),
    ],
)
def test_known_units_become_degrees_celsius(value: float, uom: str, expected: float) -> None:
    assert celsius(value, uom) == expected


@pytest.mark.parametrize("uom", ["", "cel", "C", "KGM", "°C"])
def test_an_unknown_unit_is_refused_with_the_known_ones(uom: str) -> None:
    assert celsius(4, uom) == Message(
        "units-unknown-temperature", {"unit": uom, "known": "CEL, FAH, KEL"}
    )


@pytest.mark.parametrize(
    ("value", "uom"), [(-274, "CEL"), (-460, "FAH"), (-0.01, "KEL"), (float("nan"), "CEL")]
)
def test_less_than_absolute_zero_is_refused(value: float, uom: str) -> None:
    refusal = celsius(value, uom)
    assert isinstance(refusal, Message)
    assert refusal.key == "units-impossible-temperature"
