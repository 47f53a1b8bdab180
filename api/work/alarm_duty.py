"""The duty that judges readings by the alarm rules, as they are stored."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import structlog
from pymongo.asynchronous.change_stream import AsyncDatabaseChangeStream
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from api.tasks import is_ending
from api.work.lease import Lease
from provenance.alarm_watch import AlarmWatch, Heard
from provenance.alarms.values import Measure
from provenance.coldchain.series import to_ms
from provenance.store.alarm_rules import ALARM_RULES, ALARM_SUPPRESSIONS
from provenance.store.alarm_states import samples_in
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.evidence import READINGS
from provenance.store.observations import OBSERVATIONS
from provenance.store.places import PLACES
from provenance.store.sensors import SENSORS

BATCH_MS = 200
"""Readings that come together are judged together, none waits for longer."""
BATCH_CHANGES = 1_000
TICK_MS = 1_000
KEEP_MS = 10_000
"""What is judged again after a crash, at most."""

_SAMPLES = (READINGS.name, OBSERVATIONS.name)
_KNOWLEDGE = (PLACES.name, SENSORS.name, ALARM_RULES.name, ALARM_SUPPRESSIONS.name)
_PIPELINE: list[dict[str, Any]] = [
    {
        "$match": {
            "ns.coll": {"$in": [*_SAMPLES, *_KNOWLEDGE]},
            "documentKey": {"$exists": True},  # a collection that is dropped has none
        }
    },
    {
        "$project": {
            "ns": 1,
            "documentKey": 1,
            "wallTime": 1,
            "fullDocument.samples": 1,
            "updateDescription.updatedFields": 1,
        }
    },
]

_log = structlog.get_logger()


class AlarmDuty:
    """Follows one change stream; `clock` tells the present moment, UTC."""

    name = "alarms"

    def __init__(
        self,
        database: AsyncDatabase[Document],
        archive: Archive,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._archive = archive
        self._clock = clock

    async def run(self, lease: Lease) -> None:
        """Judge until cancelled, from where the last one came to."""
        watch = AlarmWatch(self._archive, lease.check)
        position = await self._archive.alarm_states.position()
        try:
            stream = await self._stream(position)
        except OperationFailure as error:  # the history it stood in is gone
            _log.warning("readings cannot be read on", error=error.code)
            position = None
            stream = await self._stream(None)
        async with stream:  # open before reading, so that nothing falls in between
            await watch.begin(self._now())
            if position is None:
                await watch.catch_up(self._now())
            await self._follow(stream, watch)

    async def _stream(
        self, position: Mapping[str, Any] | None
    ) -> AsyncDatabaseChangeStream[Document]:
        return await self._database.watch(
            _PIPELINE, resume_after=position, max_await_time_ms=BATCH_MS
        )

    async def _follow(self, stream: AsyncDatabaseChangeStream[Document], watch: AlarmWatch) -> None:
        ticked = kept = self._now()
        outdated = False
        while stream.alive and not is_ending():  # it ends with the database that it follows
            changes, drained = await self._batch(stream)
            # behind the stream, time is what it tells: nobody is silent who was not heard yet
            now = self._now() if drained else to_ms(changes[-1]["wallTime"])
            await watch.hear(heard_in(changes), now)
            outdated = outdated or any(each["ns"]["coll"] in _KNOWLEDGE for each in changes)
            if now - ticked >= TICK_MS:
                if outdated:
                    await watch.learn(now)
                await watch.pass_time(now)
                ticked, outdated = now, False
            if now - kept >= KEEP_MS:
                await watch.keep(stream.resume_token, now)
                kept = now

    async def _batch(
        self, stream: AsyncDatabaseChangeStream[Document]
    ) -> tuple[list[Document], bool]:
        """The next changes, and whether there are no more for now."""
        changes: list[Document] = []
        began = self._now()
        while len(changes) < BATCH_CHANGES and self._now() - began < BATCH_MS:
            change = await stream.try_next()
            if change is None:
                return changes, True
            changes.append(change)
        return changes, not changes

    def _now(self) -> int:
        return to_ms(self._clock())


def heard_in(changes: list[Document]) -> Iterator[Heard]:
    """The samples in changes of the evidence and of observations.

    Their keys are `{place}|{sensor}|{hour}` and `{place}|{sensor}|{quantity}|{hour}`.
    """
    for change in changes:
        collection = change["ns"]["coll"]
        if collection not in _SAMPLES:
            continue
        named, _, hour = change["documentKey"]["_id"].rpartition("|")
        measure = Measure.TEMPERATURE
        if collection == OBSERVATIONS.name:
            named, _, quantity = named.rpartition("|")
            measure = Measure(quantity)
        place, _, sensor = named.partition("|")
        samples = tuple(samples_in(_hour_ms(hour), _stored(change)))
        if samples:
            yield Heard(place, sensor, measure, samples)


def _stored(change: Document) -> Mapping[str, float]:
    """New samples by their ms in the hour: all of a new document, or those that were set."""
    whole: Mapping[str, float] | None = change.get("fullDocument", {}).get("samples")
    if whole is not None:
        return whole
    fields = change.get("updateDescription", {}).get("updatedFields", {})
    return {
        name.removeprefix("samples."): value
        for name, value in fields.items()
        if name.startswith("samples.")
    }


@lru_cache(maxsize=256)
def _hour_ms(hour: str) -> int:
    """The start of an hour written as `2026-11-21T14Z`."""
    return to_ms(datetime.fromisoformat(f"{hour[:-1]}:00+00:00"))
