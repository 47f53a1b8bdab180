"""Temperature readings: the evidence, and the way from it to the cold chain's checkpoints.

One document holds what one sensor said at one place in one hour.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from pymongo import DESCENDING, ReplaceOne, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.excursions import excursions, series, thinned
from provenance.coldchain.exposure import integrals_for, integrals_of, measured, unmeasured
from provenance.coldchain.integrals import HourTotals
from provenance.coldchain.series import (
    GAP_MS,
    HOUR_MS,
    RawHour,
    Sample,
    clean_hours,
    from_ms,
    hour_of,
    to_ms,
)
from provenance.coldchain.values import Exposure, Reading, Window
from provenance.freshness.classes import CLASSES
from provenance.freshness.product_class import FreshnessClass
from provenance.store.cold_hours import (
    BY_PLACE,
    COLD_HOURS,
    COLD_PLACES,
    Checkpoints,
    hour_key,
    hour_totals_document,
    hour_totals_from,
)
from provenance.store.collection import Collection, Document, Written

READINGS = Collection(
    "readings",
    ("place", "sensor", "hour", "samples"),
    {
        "place": {"bsonType": "string"},
        "sensor": {"bsonType": "string"},
        "hour": {"bsonType": "date"},
        "samples": {"bsonType": "object", "additionalProperties": {"bsonType": "double"}},
    },
    (BY_PLACE,),
)

KEPT = integrals_for(CLASSES)
"""The totals that every checkpoint keeps."""

SAMPLES_ONLY = integrals_for(())
"""No class's totals: for readers of the series."""

Evidence = dict[tuple[int, str], dict[int, float]]
"""Temperatures (°C) by hour and sensor, then by time; times are ms since 1970."""


class Readings:
    """Readings and what they amount to, in a database whose client gives aware times."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._client = database.client
        self._evidence = database[READINGS.name]
        self._hours = database[COLD_HOURS.name]
        self._places = database[COLD_PLACES.name]
        self._checkpoints = Checkpoints(database)

    async def record(self, readings: Sequence[Reading]) -> Written:
        """Store readings and carry their places' totals on; repeating it changes nothing.

        Each place is one transaction, and writers of one place wait for each other. A late
        reading makes its place's checkpoints again from its hour on: the result does not depend
        on the order of arrival. Of two values of one sensor for one time the last one counts.
        """
        by_place: dict[str, Evidence] = defaultdict(lambda: defaultdict(dict))
        for reading in readings:
            ms = to_ms(reading.at)
            by_place[reading.place][hour_of(ms), reading.sensor][ms] = float(reading.celsius)
        written = Written()
        async with self._client.start_session() as session:
            for place, given in sorted(by_place.items()):
                stored = await session.with_transaction(
                    partial(self._record, place=place, given=given)
                )
                written += Written(stored)
        return Written(written.stored, len(readings) - written.stored)

    async def rebuild(self, place: str | None = None) -> int:
        """Make the checkpoints of a place, or of all, again from the evidence; how many places."""
        places = await self._evidence.distinct("place") if place is None else [place]
        async with self._client.start_session() as session:
            for name in places:
                await session.with_transaction(partial(self._rebuild, place=name))
        return len(places)

    async def exposures(
        self, windows: Sequence[Window], product_class: FreshnessClass
    ) -> Mapping[Window, Exposure]:
        """What each window did to the class, with its excursions. Usually one read for all.

        A window of a place without readings, or whose checkpoints were made before the class was
        known, is unmeasured: `rebuild`, or the place's next reading, mends the latter.
        """
        integrals = integrals_of(product_class)
        moments = {
            (window.place, to_ms(moment))
            for window in windows
            if window.place is not None
            for moment in (window.since, window.until)
        }
        hours = await self._checkpoints.at(moments, integrals)
        totals = {moment: integrals.at(hour, moment[1]) for moment, hour in hours.items()}
        exposures: dict[Window, Exposure] = {}
        for window in windows:
            before = totals.get((window.place or "", to_ms(window.since)))
            after = totals.get((window.place or "", to_ms(window.until)))
            exposures[window] = (
                unmeasured(product_class, window)
                if before is None or after is None
                else measured(product_class, window, before, after)
            )
        too_warm = [window for window, found in exposures.items() if found.above_limit > 0]
        if product_class.safety and too_warm:
            limit = product_class.safety.celsius
            warm_samples = await asyncio.gather(*map(self._series, too_warm))
            for window, samples in zip(too_warm, warm_samples, strict=True):
                found = excursions(samples, window, limit)
                exposures[window] = exposures[window].with_excursions(found)
        return exposures

    async def curve(
        self, windows: Sequence[Window], max_points: int
    ) -> Sequence[tuple[datetime, float]]:
        """The temperatures (°C) over windows, oldest first.

        Thinned to at most `max_points` (≥ 2) by keeping lowest and highest of each stretch.
        """
        known = [window for window in windows if window.place is not None]
        found = await asyncio.gather(*map(self._series, known))
        samples = {
            sample
            for window, its in zip(known, found, strict=True)
            for sample in its
            if to_ms(window.since) <= sample.ms <= to_ms(window.until)
        }
        return thinned(sorted(samples), max_points)

    async def _series(self, window: Window) -> Sequence[Sample]:
        return series(await self._checkpoints.within(window, SAMPLES_ONLY))

    async def _record(self, session: AsyncClientSession, place: str, given: Evidence) -> int:
        """One place's readings in a transaction; how many said something new."""
        first = min(ms for samples in given.values() for ms in samples)
        before = await self._before(session, place, hour_of(first - GAP_MS))
        evidence = await self._evidence_since(session, place, before)
        changed = {
            key: news
            for key, samples in given.items()
            if (news := dict(samples.items() - evidence.get(key, {}).items()))
        }
        if changed:
            await self._evidence.bulk_write(
                [_added(place, *key, news) for key, news in changed.items()],
                ordered=False,
                session=session,
            )
            for key, news in changed.items():
                evidence[key] = evidence.get(key, {}) | news
            await self._carry(session, place, before, evidence)
        return sum(map(len, changed.values()))

    async def _rebuild(self, session: AsyncClientSession, place: str) -> None:
        await self._hours.delete_many({"place": place}, session=session)
        evidence = await self._evidence_since(session, place, None)
        await self._carry(session, place, None, evidence)

    async def _before(
        self, session: AsyncClientSession, place: str, hour: int
    ) -> HourTotals | None:
        """The last checkpoint before an hour; None too when other totals were kept then."""
        found = await self._hours.find_one(
            {"place": place, "hour": {"$lt": from_ms(hour)}},
            sort=[("hour", DESCENDING)],
            session=session,
        )
        return hour_totals_from(found, KEPT) if found else None

    async def _evidence_since(
        self, session: AsyncClientSession, place: str, before: HourTotals | None
    ) -> Evidence:
        """A place's evidence from an hour before `before` on: neighbours tell what is a spike."""
        query: dict[str, Any] = {"place": place}
        if before:
            query["hour"] = {"$gte": from_ms(before.start - HOUR_MS)}
        return {
            (to_ms(document["hour"]), document["sensor"]): {
                int(ms) + to_ms(document["hour"]): celsius
                for ms, celsius in document["samples"].items()
            }
            async for document in self._evidence.find(query, session=session)
        }

    async def _carry(
        self,
        session: AsyncClientSession,
        place: str,
        before: HourTotals | None,
        evidence: Evidence,
    ) -> None:
        """Write the checkpoints from `before` on. Writers of one place conflict, so they queue."""
        await self._places.update_one(
            {"_id": place},
            {"$inc": {"revision": 1}, "$setOnInsert": {"v": COLD_PLACES.version}},
            upsert=True,
            session=session,
        )
        hours = clean_hours(_raw_hours(evidence))
        since = before.start if before else 0
        documents = [
            hour_totals_document(place, hour, KEPT)
            for hour in KEPT.carried(before, (hour for hour in hours if hour.start >= since))
        ]
        if documents:
            await self._hours.bulk_write(
                [ReplaceOne({"_id": each["_id"]}, each, upsert=True) for each in documents],
                ordered=False,
                session=session,
            )


def _added(place: str, hour: int, sensor: str, samples: Mapping[int, float]) -> UpdateOne:
    """Samples into the document of their place, sensor and hour, keyed by ms in the hour."""
    return UpdateOne(
        {"_id": f"{place}|{sensor}|{hour_key(hour)}"},
        {
            "$set": {f"samples.{ms - hour}": celsius for ms, celsius in samples.items()},
            "$setOnInsert": {
                "v": READINGS.version,
                "place": place,
                "sensor": sensor,
                "hour": from_ms(hour),
            },
        },
        upsert=True,
    )


def _raw_hours(evidence: Evidence) -> Sequence[RawHour]:
    """Evidence in order of time."""
    in_order = sorted(evidence.items())
    return [
        RawHour(
            hour,
            {
                sensor: [Sample(*item) for item in sorted(samples.items())]
                for (_, sensor), samples in group
            },
        )
        for hour, group in groupby(in_order, key=lambda entry: entry[0][0])
    ]
