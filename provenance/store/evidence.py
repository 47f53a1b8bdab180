"""Temperature readings as they came: one document for a sensor's hour at a place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pymongo import UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.series import (
    GAP_MS,
    HOUR_MS,
    CleanHour,
    Sample,
    Span,
    clean_hours,
    from_ms,
    hour_of,
    to_ms,
)
from provenance.coldchain.values import Reading
from provenance.sensors import Sensor
from provenance.store.cold_hours import BY_PLACE, hour_key
from provenance.store.collection import Collection, Document

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

Told = Mapping[tuple[int, str], Mapping[int, float]]
"""One place's temperatures (°C) by hour and sensor, then by time; times are ms since 1970."""


def by_place(readings: Sequence[Reading]) -> Mapping[str, Told]:
    """Readings in the shape of the evidence; of two values for one time the last one counts."""
    told: dict[str, dict[tuple[int, str], dict[int, float]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for reading in readings:
        ms = to_ms(reading.at)
        told[reading.place][hour_of(ms), reading.sensor][ms] = float(reading.celsius)
    return told


def span_of(told: Told, sensors: Mapping[str, Sensor]) -> Span:
    """The hours whose clean series the samples may change.

    A sample tells whether its neighbours, no further away than they hold, are spikes.
    """
    gap = widest_gap(sensors)
    moments = [ms for samples in told.values() for ms in samples]
    return Span(hour_of(min(moments) - gap), hour_of(max(moments) + gap))


def widest_gap(sensors: Mapping[str, Sensor]) -> int:
    """How long a sample may hold at a place, in milliseconds."""
    return max((sensor.gap_ms for sensor in sensors.values()), default=GAP_MS)


def news(told: Told, known: Told) -> Told:
    """What is told and not known."""
    fresh = {
        key: dict(samples.items() - known.get(key, {}).items()) for key, samples in told.items()
    }
    return {key: samples for key, samples in fresh.items() if samples}


def together(known: Told, further: Told) -> Told:
    """What is known with what is told further."""
    return {**known, **{key: {**known.get(key, {}), **its} for key, its in further.items()}}


def clean_series(
    known: Told, sensors: Mapping[str, Sensor], span: Span | None = None
) -> Iterator[CleanHour]:
    """The clean series of a place's evidence, hour by hour, sensors corrected; all, or a span."""
    by_sensor: dict[str, list[Sample]] = defaultdict(list)
    for (_, name), samples in sorted(known.items()):
        sensor = sensors.get(name) or Sensor(name)
        bias, gap = sensor.bias_kelvin, sensor.gap_ms
        by_sensor[name] += [
            Sample(ms, celsius - bias, gap) for ms, celsius in sorted(samples.items())
        ]
    return clean_hours(by_sensor, span)


class Evidence:
    """The stored readings; everything happens in a caller's transaction."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._readings = database[READINGS.name]

    async def places(self) -> Sequence[str]:
        """Every place that was ever read."""
        return await self._readings.distinct("place")

    async def around(
        self, session: AsyncClientSession, spans: Mapping[str, tuple[Span, int]]
    ) -> Mapping[str, Told]:
        """What is known of each place's span, and so many ms before and after it. One read."""
        places: dict[Span, list[str]] = defaultdict(list)
        for place, (span, gap) in spans.items():
            wider = Span(hour_of(span.since - gap), hour_of(span.until + HOUR_MS + gap))
            places[wider].append(place)
        return await self._found(
            session,
            {
                "$or": [
                    {
                        "place": {"$in": its},
                        "hour": {"$gte": from_ms(span.since), "$lte": from_ms(span.until)},
                    }
                    for span, its in places.items()
                ]
            },
        )

    async def all_of(self, session: AsyncClientSession, place: str) -> Told:
        """All that is known of a place."""
        return (await self._found(session, {"place": place})).get(place, {})

    async def add(self, session: AsyncClientSession, told: Mapping[str, Told]) -> None:
        """Store samples, each in the document of its place, sensor and hour."""
        await self._readings.bulk_write(
            [
                _added(place, *key, samples)
                for place, its in told.items()
                for key, samples in its.items()
            ],
            ordered=False,
            session=session,
        )

    async def _found(self, session: AsyncClientSession, query: Document) -> Mapping[str, Told]:
        found: dict[str, dict[tuple[int, str], dict[int, float]]] = defaultdict(dict)
        async for document in self._readings.find(query, session=session, batch_size=ONE_READ):
            hour = to_ms(document["hour"])
            found[document["place"]][hour, document["sensor"]] = {
                hour + int(ms): celsius for ms, celsius in document["samples"].items()
            }
        return found


ONE_READ = 2_000
"""Documents in an answer of the database, far more than a batch of readings touches."""


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
