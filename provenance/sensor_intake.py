"""Taking a batch of sensor records in: find the places, store what is good, tell what is not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from provenance.batches import Taken, Unfit
from provenance.coldchain.observations import Observation
from provenance.coldchain.values import Reading
from provenance.gathered import Gathered
from provenance.places import Place
from provenance.sensor_records import SensorRecord
from provenance.store.archive import Archive
from provenance.store.sensor_hours import MOST_SAMPLES, SensorHour, crowded, sensor_hour
from provenance.text import Message

T = TypeVar("T")

CHUNK = 500
"""Values in one transaction."""


class SensorIntake:
    """Where every door of one process hands its batches in."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._record_readings = Gathered(archive.readings.record, CHUNK)
        self._record_observations = Gathered(archive.observations.record, CHUNK)

    async def take(self, batch: Sequence[SensorRecord | Unfit]) -> Taken:
        """Store the good records of a batch, whatever the others are; to repeat it is no harm.

        A sensor is known by the place that lists it. When the database fails in between
        (`pymongo.errors.PyMongoError`), part of the batch is stored: hand it in again.
        """
        records = {
            index: record for index, record in enumerate(batch) if isinstance(record, SensorRecord)
        }
        sensors = {record.sensor for record in records.values()}
        places = await self._archive.places.by_sensors(sensors)
        hours = {
            index: sensor_hour(places[record.sensor].id, record.sensor, record.at)
            for index, record in records.items()
            if record.sensor in places
        }
        full = await crowded(
            self._archive.database,
            {hour for index, hour in hours.items() if records[index].celsius is not None},
            {hour for index, hour in hours.items() if records[index].observes},
        )
        refused = dict(_refusals(batch, hours, full))
        good = [record for index, record in records.items() if index not in refused]
        readings, observations = _placed(good, places)
        for reading_chunk in _chunks(readings):
            await self._record_readings(reading_chunk)
        for observation_chunk in _chunks(observations):
            await self._record_observations(observation_chunk)
        return Taken(len(good), [refused[index] for index in sorted(refused)])


def _refusals(
    batch: Sequence[SensorRecord | Unfit],
    hours: Mapping[int, SensorHour],
    full: frozenset[SensorHour],
) -> Iterator[tuple[int, Unfit]]:
    for index, record in enumerate(batch):
        if isinstance(record, Unfit):
            yield index, record
        elif index not in hours:
            message = Message("readings-unknown-sensor", {"sensor": record.sensor})
            yield index, Unfit(index, "sensor", message)
        elif hours[index] in full:
            facts = {"sensor": record.sensor, "limit": MOST_SAMPLES}
            yield index, Unfit(index, "at", Message("readings-crowded-hour", facts))


def _placed(
    records: Sequence[SensorRecord], places: Mapping[str, Place]
) -> tuple[Sequence[Reading], Sequence[Observation]]:
    """Values with their places: of one place together and in order of time, so that each hour is
    worked on once; of one time as they came, for the last one counts."""
    ordered = sorted(records, key=lambda each: (places[each.sensor].id, each.at))
    readings: list[Reading] = []
    observations: list[Observation] = []
    for record in ordered:
        place = places[record.sensor].id
        if (reading := record.reading_at(place)) is not None:
            readings.append(reading)
        observations += record.observations_at(place)
    return readings, observations


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
