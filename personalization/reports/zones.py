"""Report: where shoppers go and stay in a store, and where they do not."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from personalization.reports.days import spans
from personalization.reports.suppression import hidden
from personalization.store.market import Market
from personalization.store.report_queries import ZoneCount
from personalization.zones.floor_plan import Zone
from provenance.places import Store

HOT, DEAD = 1.5, 0.5
"""Of the mean of the store's zones (retail's traffic index of 150 and 50)."""

FEWEST_VISITS = 50
"""Over all, before any zone is called hot or dead."""


class Heat(StrEnum):
    """How much is going on in a zone, beside the others of its store."""

    HOT = "HOT"
    """Half as many visits again as the mean, or more."""
    USUAL = "USUAL"
    DEAD = "DEAD"
    """Half the mean, or less."""
    TOO_LITTLE_DATA = "TOO_LITTLE_DATA"


@dataclass(frozen=True, slots=True)
class ZoneReport:
    """A zone of the floor plan; `counted` is None where too few people were there to be told."""

    zone: Zone
    heat: Heat
    counted: ZoneCount | None


@dataclass(frozen=True, slots=True)
class FloorReport:
    """A store's zones, in the order of its plan; `counted` is about the store as a whole."""

    store: str
    counted: ZoneCount | None
    zones: tuple[ZoneReport, ...]


async def floor_report(market: Market, store: Store, first: date, last: date) -> FloorReport:
    """The zones of a store over these days of its calendar."""
    plans, counts = await asyncio.gather(
        market.zones.plans([store.id]), market.reports.zones(spans([store], first, last))
    )
    zones = [zone for plan in plans for zone in plan.zones]
    return floor_told(store.id, zones, counts)


def floor_told(store: str, zones: Sequence[Zone], counts: Sequence[ZoneCount]) -> FloorReport:
    """The report of a store with these zones, without what is about too few people."""
    by_zone = {count.zone: count for count in counts}
    whole = by_zone.get(None, _nothing(store, None))
    found = {zone.id: by_zone.get(zone.id, _nothing(store, zone.id)) for zone in zones}
    visited = {
        zone: count.visits for zone, count in found.items() if count != _nothing(store, zone)
    }
    kept_back = hidden(visited, whole.visits)
    heats = _heats({zone: count.visits for zone, count in found.items()}, whole.visits)
    nobody = whole == _nothing(store, None)
    return FloorReport(
        store=store,
        counted=None if kept_back.total and not nobody else whole,
        zones=tuple(
            ZoneReport(
                zone=zone,
                heat=heats[zone.id],
                counted=None if zone.id in kept_back.cells else found[zone.id],
            )
            for zone in zones
        ),
    )


def _heats(visits: Mapping[str, int], whole: int) -> Mapping[str, Heat]:
    if whole < FEWEST_VISITS or not any(visits.values()):
        return dict.fromkeys(visits, Heat.TOO_LITTLE_DATA)
    mean = sum(visits.values()) / len(visits)
    return {zone: _heat(each / mean) for zone, each in visits.items()}


def _heat(index: float) -> Heat:
    if index >= HOT:
        return Heat.HOT
    return Heat.DEAD if index <= DEAD else Heat.USUAL


def _nothing(store: str, zone: str | None) -> ZoneCount:
    return ZoneCount(store, zone, 0, 0, 0, 0.0, 0, 0, 0, 0, 0)
