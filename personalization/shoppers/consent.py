"""Consent: what a shopper agreed to, purpose by purpose, and when it was taken back.

Regulation (EU) 2016/679 (GDPR), Article 7: demonstrable, specific to a purpose, and as easy to
withdraw as to give. Nothing about a shopper is stored before the first consent.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from provenance.text import Message

WORDING = "2026-11"
"""The version of the texts a shopper agrees to (`wording_of`): change it whenever they change."""

_SURFACE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Purpose(StrEnum):
    """What something may be kept for; each is agreed to by itself."""

    PREFERENCES = "PREFERENCES"
    """Keep allergens, diets, favourite categories and the language."""
    HISTORY = "HISTORY"
    """Keep visits and what was bought, so that segments and "returning" can be told."""
    LINKING = "LINKING"
    """Link carts and the loyalty tier to the profile."""
    ANALYTICS = "ANALYTICS"
    """Keep with a visit where in the store it went, and what screens showed."""


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """A line of the history: at `at` (UTC) a purpose was agreed to (`given`) or taken back.

    `wording` is the version of the text that was shown, `surface` where (`app`, `kiosk-3`, `web`).
    """

    purpose: Purpose
    given: bool
    at: datetime
    wording: str
    surface: str


def wording_of(purpose: Purpose) -> Message:
    """The sentence of version `WORDING` that says what a shopper agrees to."""
    return Message(f"shoppers-consent-{purpose.lower()}")


def objection(purposes: Collection[Purpose], wording: str, surface: str) -> Message | None:
    """Why a consent cannot be taken as it was handed in; None where it can."""
    if not purposes:
        return Message("shoppers-no-purpose")
    if wording != WORDING:
        return Message("shoppers-old-wording", {"wording": wording, "current": WORDING})
    if not _SURFACE.fullmatch(surface):
        return Message("shoppers-surface")
    return None


def latest(history: Sequence[ConsentEntry], purpose: Purpose) -> ConsentEntry | None:
    """The last thing said about a purpose."""
    return next((entry for entry in reversed(history) if entry.purpose is purpose), None)
