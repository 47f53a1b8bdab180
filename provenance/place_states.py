"""How the places of a store are doing right now: what a board shows before any alarm is due.

An alarm waits for its rule's delay; a state does not. Both judge by the same thresholds.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from provenance.alarms.kinds import rule_refusal
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import AlarmKind
from provenance.coldchain.series import Sample, from_ms, to_ms
from provenance.places import Place
from provenance.store.archive import Archive


class PlaceCondition(StrEnum):
    """What the latest measured temperature of a place says, held against its alarm rules."""

    WITHIN = "WITHIN"
    TOO_WARM = "TOO_WARM"
    TOO_COLD = "TOO_COLD"
    UNJUDGED = "UNJUDGED"
    """Measured, but no rule says what is right here."""
    SILENT = "SILENT"
    """Nothing was heard for three sampling intervals."""
    UNMEASURED = "UNMEASURED"
    """Nothing was ever heard from here."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The narrowest temperatures (°C) that rules of a place name, inclusive: at one it is wrong."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place, its limits, and the latest temperature (°C) measured there, with its time."""

    place: Place
    condition: PlaceCondition
    limits: Limits
    celsius: float | None
    measured_at: datetime | None


def limits_at(place: Place, rules: Iterable[AlarmRule]) -> Limits:
    """The limits of the rules that hold at a place; cumulative ones say nothing of a moment."""
    here = [rule for rule in rules if rule.scope.covers(place) and rule.window is None]
    return Limits(
        low=max(_thresholds(here, AlarmKind.LOW_TEMPERATURE), default=None),
        high=min(_thresholds(here, AlarmKind.HIGH_TEMPERATURE), default=None),
    )


def condition(latest: Sample | None, limits: Limits, now: datetime) -> PlaceCondition:
    """What the latest sample of a place says."""
    if latest is None:
        return PlaceCondition.UNMEASURED
    if to_ms(now) - latest.ms > latest.gap:
        return PlaceCondition.SILENT
    if limits.high is not None and latest.celsius >= limits.high:
        return PlaceCondition.TOO_WARM
    if limits.low is not None and latest.celsius <= limits.low:
        return PlaceCondition.TOO_COLD
    return PlaceCondition.UNJUDGED if limits == Limits() else PlaceCondition.WITHIN


async def place_states(archive: Archive, store: str, now: datetime) -> Sequence[PlaceState]:
    """The places in a store that have sensors or were ever measured, by id."""
    places, rules = await asyncio.gather(archive.places.inside(store), archive.alarm_rules.all())
    usable = [rule for rule in rules if rule_refusal(rule) is None]
    latest = await archive.readings.latest([place.id for place in places], now)
    return [
        _state(place, latest.get(place.id), limits_at(place, usable), now)
        for place in places
        if place.sensors or place.id in latest
    ]


def _state(place: Place, latest: Sample | None, limits: Limits, now: datetime) -> PlaceState:
    return PlaceState(
        place=place,
        condition=condition(latest, limits, now),
        limits=limits,
        celsius=latest.celsius if latest else None,
        measured_at=from_ms(latest.ms) if latest else None,
    )


def _thresholds(rules: Iterable[AlarmRule], kind: AlarmKind) -> Sequence[float]:
    return [rule.threshold for rule in rules if rule.kind is kind and rule.threshold is not None]
