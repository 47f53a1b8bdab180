"""What readings amount to: from the evidence to the cold chain's checkpoints, and to answers."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from pymongo import DESCENDING
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.answer import Excursion
from provenance.coldchain.excursions import excursions, points, thinned
from provenance.coldchain.exposure import integrals_for, integrals_of, measured, unmeasured
from provenance.coldchain.integrals import HourTotals
from provenance.coldchain.low_pass import Point
from provenance.coldchain.series import HOUR_MS, CleanHour, Sample, from_ms, to_ms
from provenance.coldchain.values import Exposure, Reading, Window
from provenance.freshness.classes import CLASSES
from provenance.freshness.product_class import FreshnessClass
from provenance.store.cold_hours import (
    COLD_HOURS,
    SAMPLES_ONLY,
    Checkpoints,
    HourWrite,
    hour_totals_from,
    hour_write,
)
from provenance.store.cold_places import ColdPlaces, Equipment, MovedError
from provenance.store.collection import Document, Written
from provenance.store.evidence import (
    ONE_READ,
    Evidence,
    Told,
    by_place,
    clean_series,
    news,
    span_of,
    together,
    widest_gap,
)
from provenance.store.warm_hours import WarmHours

KEPT = integrals_for(CLASSES)
"""The totals that every checkpoint keeps."""


class Readings:
    """Readings and what they amount to, in a database whose client gives aware times."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._client = database.client
        self._evidence = Evidence(database)
        self._hours = database[COLD_HOURS.name]
        self._cold_places = ColdPlaces(database)
        self._checkpoints = Checkpoints(database)
        self._warm_hours = WarmHours(database)

    async def record(self, readings: Sequence[Reading]) -> Written:
        """Store readings and carry their places' totals on; repeating it changes nothing.

        All in one transaction: hand in some hundreds at a time. Writers of one place wait for
        each other. A late reading makes its place's checkpoints again from its hour on: the result
        does not depend on the order of arrival. Of two values of one sensor for one time the last
        one counts.
        """
        if not readings:
            return Written()
        given = by_place(readings)
        stored, outdated = await self._recorded(given)
        for place in outdated:
            await self.rebuild(place)
        return Written(stored, len(readings) - stored)

    async def rebuild(self, place: str | None = None) -> int:
        """Make the checkpoints of a place, or of all, again from the evidence; how many places.

        They are made with the time constant and the sensors as these are described now.
        """
        places = await self._evidence.places() if place is None else [place]
        async with self._client.start_session() as session:
            for name in places:
                await session.with_transaction(partial(self._rebuild, place=name))
        return len(places)

    async def adopt(self, *, places: Iterable[str] = (), sensors: Iterable[str] = ()) -> int:
        """Make checkpoints again where a time constant, a bias or an interval changed.

        Looks at these places and at those of these sensors; how many were made again. Call it
        after places or sensors were stored; repeating it changes nothing.
        """
        outdated = await self._cold_places.outdated(places, sensors)
        for place in outdated:
            await self.rebuild(place)
        return len(outdated)

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
        standings = {moment: integrals.at(hour, moment[1]) for moment, hour in hours.items()}
        exposures: dict[Window, Exposure] = {}
        for window in windows:
            since, until = (
                (window.place or "", to_ms(end)) for end in (window.since, window.until)
            )
            exposures[window] = (
                measured(
                    product_class,
                    window,
                    standings[since],
                    standings[until],
                    hours[until].time_constant,
                )
                if since in standings and until in standings
                else unmeasured(product_class, window)
            )
        too_warm = [window for window, found in exposures.items() if found.above_limit > 0]
        if product_class.safety and too_warm:
            limit = product_class.safety.celsius
            warm_hours = await asyncio.gather(
                *(self._warm_hours.within(window, limit) for window in too_warm)
            )
            for window, its in zip(too_warm, warm_hours, strict=True):
                found = excursions(points(its), window, limit)
                exposures[window] = exposures[window].with_excursions(found)
        return exposures

    async def curve(
        self, windows: Sequence[Window], max_points: int
    ) -> Sequence[tuple[datetime, float]]:
        """The temperatures (°C) over windows, oldest first.

        Thinned to at most `max_points` (≥ 2) by keeping lowest and highest of each stretch.
        """
        known = [window for window in windows if window.place is not None]
        found = await asyncio.gather(*map(self._points, known))
        samples = {
            Sample(point.ms, point.air)
            for window, its in zip(known, found, strict=True)
            for point in its
            if to_ms(window.since) <= point.ms <= to_ms(window.until)
        }
        return thinned(sorted(samples), max_points)

    async def latest(self, places: Iterable[str], now: datetime) -> Mapping[str, Sample]:
        """The last sample at each place that is not after `now`; none for an unread place.

        One read, and one more for places that were silent for an hour.
        """
        at = to_ms(now)
        hours = await self._checkpoints.at({(place, at) for place in places}, SAMPLES_ONLY)
        found: dict[str, Sample] = {}
        for (place, _), hour in hours.items():
            before = hour.previous
            known = [Sample(before.ms, before.air, before.gap)] if before else []
            known += [sample for sample in hour.samples if sample.ms <= at]
            if known:
                found[place] = known[-1]
        return found

    async def above(self, window: Window, limit: float) -> Sequence[Excursion]:
        """When goods at a place that follow its air were above `limit` (°C), oldest first."""
        return excursions(await self._points(window), window, limit)

    async def _points(self, window: Window) -> Sequence[Point]:
        return points(await self._checkpoints.within(window, SAMPLES_ONLY))

    async def _recorded(self, given: Mapping[str, Told]) -> tuple[int, Sequence[str]]:
        sensors = {place: {sensor for _, sensor in told} for place, told in given.items()}
        while True:
            equipment = await self._cold_places.equipment(sensors)
            write = partial(self._record, given=given, equipment=equipment)
            try:
                async with self._client.start_session() as session:
                    done = await session.with_transaction(write)
            except MovedError:
                continue
            self._cold_places.remember(equipment)
            return done

    async def _record(
        self,
        session: AsyncClientSession,
        given: Mapping[str, Told],
        equipment: Mapping[str, Equipment],
    ) -> tuple[int, Sequence[str]]:
        """Readings in a transaction; how many said something new, and places to make again."""
        spans = {place: span_of(told, equipment[place].sensors) for place, told in given.items()}
        known = await self._evidence.around(
            session,
            {place: (span, widest_gap(equipment[place].sensors)) for place, span in spans.items()},
        )
        fresh = {
            place: its for place, told in given.items() if (its := news(told, known.get(place, {})))
        }
        if not fresh:
            return 0, ()
        await self._cold_places.queue(session, {place: equipment[place] for place in fresh})
        await self._evidence.add(session, fresh)
        stored = await self._checkpoints_since(
            session, {place: spans[place].since for place in fresh}
        )
        outdated: list[str] = []
        writes: list[HourWrite] = []
        for place, its in fresh.items():
            hours = _current(stored.get(place, ()))
            if hours is None:
                outdated.append(place)
                continue
            told = together(known.get(place, {}), its)
            clean = clean_series(told, equipment[place].sensors, spans[place])
            writes += _renewed(place, hours, clean, equipment[place])
        await self._write(session, writes)
        new = sum(len(samples) for told in fresh.values() for samples in told.values())
        return new, outdated

    async def _rebuild(self, session: AsyncClientSession, place: str) -> None:
        evidence = await self._evidence.all_of(session, place)
        sensors = {sensor for _, sensor in evidence}
        equipment = await self._cold_places.adopted(session, place, sensors)
        await self._hours.delete_many({"place": place}, session=session)
        clean = clean_series(evidence, equipment.sensors)
        await self._write(session, _renewed(place, {}, clean, equipment))

    async def _checkpoints_since(
        self, session: AsyncClientSession, since: Mapping[str, int]
    ) -> Mapping[str, Sequence[Document]]:
        """Each place's checkpoints from an hour on, and the last one before it.

        One read, and one more for each place that was silent in the hour before.
        """
        places: dict[int, list[str]] = defaultdict(list)
        for place, hour in since.items():
            places[hour].append(place)
        recent = [
            {"place": {"$in": its}, "hour": {"$gte": from_ms(hour - HOUR_MS)}}
            for hour, its in places.items()
        ]
        found: dict[str, list[Document]] = defaultdict(list)
        async for document in self._hours.find(
            {"$or": recent}, session=session, batch_size=ONE_READ
        ):
            found[document["place"]].append(document)
        for place, hour in since.items():
            if all(document["hour"] >= from_ms(hour) for document in found[place]):
                earlier = await self._hours.find_one(
                    {"place": place, "hour": {"$lt": from_ms(hour)}},
                    sort=[("hour", DESCENDING)],
                    session=session,
                )
                found[place] += [earlier] if earlier else []
        return found

    async def _write(self, session: AsyncClientSession, writes: Sequence[HourWrite]) -> None:
        if writes:
            await self._hours.bulk_write(writes, ordered=False, session=session)


def _current(documents: Iterable[Document]) -> Mapping[int, HourTotals] | None:
    """Checkpoints by hour; None when any was made before all of today's totals were kept."""
    hours = [hour_totals_from(document, KEPT) for document in documents]
    current = {hour.start: hour for hour in hours if hour is not None}
    return current if len(current) == len(hours) else None


def _renewed(
    place: str,
    stored: Mapping[int, HourTotals],
    clean: Iterable[CleanHour],
    equipment: Equipment,
) -> list[HourWrite]:
    return [
        hour_write(place, hour, stored.get(hour.start), KEPT)
        for hour in KEPT.renewed(stored, clean, equipment.time_constant)
    ]
