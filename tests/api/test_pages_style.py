"""The design's colours can be read: WCAG 2.2 contrast (1.4.3), light and dark."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from provenance.answer import FreshnessState

TOKENS = (Path(__file__).parents[2] / "kiosk/web/src/design/tokens.css").read_text()


def tokens() -> list[dict[str, str]]:
    """Colour tokens of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{(.*?)\}", TOKENS, re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block)) for block in (light, dark)]
    return [found[0], found[0] | found[1]]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "warn"])
@pytest.mark.parametrize("ground", ["paper", "card", "sea", "hole"])
def test_text_stands_out_from_its_ground(scheme: int, ink: str, ground: str) -> None:
    colours = tokens()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("state", [state for state in FreshnessState if state != "UNKNOWN"])
def test_every_verdict_can_be_read(scheme: int, state: FreshnessState) -> None:
    slug = state.lower().replace("_", "-")
    colours = tokens()[scheme]
    assert contrast(colours[slug], colours[f"on-{slug}"]) >= 4.5


def test_neighbouring_states_differ_in_lightness_too() -> None:
    colours = tokens()[0]
    row = ["fresh", "good", "soon", "last-day"]
    assert all(contrast(colours[a], colours[b]) >= 1.3 for a, b in pairwise(row))
