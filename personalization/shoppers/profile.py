"""A shopper's profile: what was agreed to, and what rests on it. It says nothing of the person."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from personalization.shoppers.consent import ConsentEntry, Purpose
from personalization.shoppers.suitability import NOTHING, Needs
from provenance.text import Message

PROFILE_KEPT = timedelta(days=180)
"""A profile ends so long after its first consent: its session has ended by then (it lives as long),
and nobody could reach it any more."""

MOST_FAVOURITES = 50
_LONGEST_CATEGORY = 100
LONGEST_TIER = 40


@dataclass(frozen=True, slots=True)
class Preferences:
    """Rests on PREFERENCES. `favourites` are category paths, `language` a BCP 47 tag."""

    needs: Needs = NOTHING
    favourites: frozenset[str] = frozenset()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Loyalty:
    """Rests on LINKING: the tier and since when; the member's number is not needed and not kept."""

    tier: str
    since: date


@dataclass(frozen=True, slots=True)
class Profile:
    """What is held of one shopper session. `purposes` are those agreed to at present; `until` is
    when all of it ends."""

    session: str
    purposes: frozenset[Purpose]
    history: tuple[ConsentEntry, ...]
    since: datetime
    until: datetime
    preferences: Preferences = field(default_factory=Preferences)
    loyalty: Loyalty | None = None


def preferences_objection(favourites: Collection[str], language: str | None) -> Message | None:
    """Why preferences cannot be kept as they were handed in; None where they can."""
    if len(favourites) > MOST_FAVOURITES:
        return Message("shoppers-too-many-favourites", {"most": MOST_FAVOURITES})
    if any(not 0 < len(path) <= _LONGEST_CATEGORY for path in favourites):
        return Message("shoppers-favourite-length", {"longest": _LONGEST_CATEGORY})
    if language is not None and not 2 <= len(language) <= 35:
        return Message("shoppers-language")
    return None
