"""The hours in which a place was too warm, found without reading all the others.

The seconds above a limit are a total that only grows: where two checkpoints agree, nothing between
them was above it. So a few checkpoints say where to look closer, and few hours are read in the end,
however many a stay has.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pymongo import ASCENDING
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.integrals import HourTotals, above
from provenance.coldchain.series import HOUR_MS, from_ms, hour_of, to_ms
from provenance.coldchain.values import Window
from provenance.store.cold_hours import (
    COLD_HOURS,
    SAMPLES_ONLY,
    fields_of,
    hour_id,
    hour_totals_from,
)
from provenance.store.collection import Document

PROBES = 40
"""Parts into which a stretch of hours is cut to be looked at more closely."""

FEW = 6
"""Hours that are read whole, without looking first."""

MOST_PARTS = 96
"""The latest warm hours, whose samples are read. Goods that were too warm for longer are judged by
the total all the same; only their earlier excursions are not told one by one."""


class _Part(NamedTuple):
    """Hours (ms since 1970) from `first` up to and without `end`."""

    first: int
    end: int


class WarmHours:
    """Reads the checkpoints of one database."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._hours = database[COLD_HOURS.name]

    async def within(self, window: Window, limit: float) -> Sequence[HourTotals]:
        """The hours of a window with time above `limit` (°C), in order; some others may be there.

        One read for a window of some hours, one more for each factor of `PROBES` in its length.
        """
        since, until = hour_of(to_ms(window.since)) - HOUR_MS, hour_of(to_ms(window.until))
        parts: Sequence[_Part] = [_Part(since, until + HOUR_MS)]
        step = hours = (until - since) // HOUR_MS
        while step > 1 and hours > FEW:
            step = max(1, step // PROBES)
            parts = await self._warm(window.place or "", parts, step * HOUR_MS, above(limit))
            parts = parts[-MOST_PARTS:]
        ranges = [
            {"hour": {"$gte": from_ms(part.first), "$lt": from_ms(part.end)}} for part in parts
        ]
        if not ranges:
            return ()
        documents = self._hours.find(
            {"place": window.place, "$or": ranges},
            fields_of(SAMPLES_ONLY),
            sort=[("hour", ASCENDING)],
        )
        told = [hour_totals_from(document, SAMPLES_ONLY) async for document in documents]
        return [hour for hour in told if hour is not None]

    async def _warm(
        self, place: str, parts: Sequence[_Part], step: int, total: str
    ) -> Sequence[_Part]:
        """The parts of parts that are not known to have no time above the limit.

        A checkpoint's total counts up to its hour. An hour that nobody measured in has none; when
        every hour was asked for, there is nothing before the first one found.
        """
        probes = {part: range(part.first, part.end + step, step) for part in parts}
        ids = {hour_id(place, hour) for hours in probes.values() for hour in hours}
        cursor = self._hours.find({"_id": {"$in": sorted(ids)}}, {"hour": 1, f"totals.{total}": 1})
        totals = {
            to_ms(document["hour"]): document["totals"][total]
            async for document in cursor
            if total in document["totals"]
        }
        warm: list[_Part] = []
        for part, hours in probes.items():
            known = [hour for hour in hours if hour in totals]
            edges = [part.first, *known, part.end]
            for first, end in pairwise(edges):
                if first < end and totals.get(first, -1) != totals.get(end, -2):
                    warm.append(_Part(first, min(end, part.end)))
        return sorted(set(warm))
