"""Where judging stands: one document a place, and how far the stream of readings was followed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ReplaceOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.alarms.alarm import Change
from provenance.alarms.following import Track
from provenance.alarms.values import NOTHING_SEEN, Episode, Measure, Sample, SensorState
from provenance.coldchain.observations import Quantity
from provenance.coldchain.series import from_ms, hour_of, to_ms
from provenance.store.alarms import Alarms, Guard
from provenance.store.collection import Collection, Document
from provenance.store.evidence import READINGS
from provenance.store.observations import Observations

ALARM_STATES = Collection(
    name="alarm_states",
    required=("tracks",),
    properties={"tracks": {"bsonType": "array"}},
)
"""`_id` is the place's id."""

ALARM_POSITIONS = Collection(
    name="alarm_positions",
    required=("token", "at"),
    properties={"token": {"bsonType": "object"}, "at": {"bsonType": "date"}},
)
"""One document, `stream`: the resume token of the change stream up to which states are kept."""

_STREAM = "stream"


@dataclass(frozen=True, slots=True)
class TrackKey:
    """A sensor judged by a rule as it was in one of its revisions."""

    rule: str
    revision: str
    sensor: str


Tracks = Mapping[TrackKey, Track]


class AlarmStates:
    """The stored states of one database, and the samples they are folded from."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._client = database.client
        self._alarms = Alarms(database)
        self._states = database[ALARM_STATES.name]
        self._positions = database[ALARM_POSITIONS.name]
        self._readings = database[READINGS.name]
        self._observations = Observations(database)

    async def all(self) -> dict[str, dict[TrackKey, Track]]:
        """Every place's tracks."""
        return {
            document["_id"]: dict(_track_from(each) for each in document["tracks"])
            async for document in self._states.find()
        }

    async def keep(
        self, changes: Sequence[Change], states: Mapping[str, Tracks], guard: Guard, now: datetime
    ) -> None:
        """Store places' tracks and the changes that follow from them, and tell of these, at once.

        What `guard` raises undoes it all.
        """

        async def keep(session: AsyncClientSession) -> None:
            if states:
                await self._states.bulk_write(
                    [
                        ReplaceOne({"_id": place}, _document(place, its), upsert=True)
                        for place, its in states.items()
                    ],
                    ordered=False,
                    session=session,
                )
            await self._alarms.keep(session, changes, now)
            await guard(session)

        async with self._client.start_session() as session:
            await session.with_transaction(keep)

    async def position(self) -> Mapping[str, Any] | None:
        """Where to go on reading the stream; None before it was ever read."""
        found = await self._positions.find_one({"_id": _STREAM})
        return found["token"] if found else None

    async def keep_position(self, token: Mapping[str, Any], now: datetime) -> None:
        """Everything up to here is in the states: say so after they are kept."""
        await self._positions.replace_one(
            {"_id": _STREAM},
            {"_id": _STREAM, "v": ALARM_POSITIONS.version, "token": dict(token), "at": now},
            upsert=True,
        )

    async def samples(
        self, place: str, measure: Measure, since: int, until: int
    ) -> Mapping[str, Sequence[Sample]]:
        """What was measured at a place from `since` to `until` (ms), by sensor, in order of time.

        Raw values, as the evidence has them.
        """
        found: dict[str, list[Sample]] = {}
        if measure is Measure.TEMPERATURE:
            hours = {"$gte": from_ms(hour_of(since)), "$lte": from_ms(until)}
            async for document in self._readings.find({"place": place, "hour": hours}):
                found.setdefault(document["sensor"], []).extend(
                    samples_in(to_ms(document["hour"]), document["samples"])
                )
        else:
            observed = await self._observations.between(
                place, Quantity(measure.value), from_ms(since), from_ms(until)
            )
            for each in observed:
                found.setdefault(each.sensor, []).append(Sample(to_ms(each.at), each.value))
        return {
            sensor: sorted(each for each in samples if since <= each.ms <= until)
            for sensor, samples in found.items()
        }


def samples_in(hour: int, stored: Mapping[str, float]) -> Iterable[Sample]:
    """The samples of an hour's document, whose keys are ms since it began."""
    return (Sample(hour + int(ms), value) for ms, value in stored.items())


def _document(place: str, tracks: Tracks) -> Document:
    return {
        "_id": place,
        "v": ALARM_STATES.version,
        "tracks": [_track_document(*each) for each in tracks.items()],
    }


def _track_document(key: TrackKey, track: Track) -> Document:
    return {
        "rule": key.rule,
        "revision": key.revision,
        "sensor": key.sensor,
        "now": _state_document(track.now),
        "days": [_state_document(state) for state in track.days],
    }


def _track_from(document: Document) -> tuple[TrackKey, Track]:
    key = TrackKey(document["rule"], document["revision"], document["sensor"])
    days = tuple(_state_from(state) for state in document["days"])
    return key, Track(_state_from(document["now"]), days)


def _state_document(state: SensorState) -> Document:
    """Only what is not as before the first sample: most sensors are calm."""
    document: Document = {
        name: value
        for name in ("at", "value", "since", "worst", "calm")
        if (value := getattr(state, name)) != getattr(NOTHING_SEEN, name)
    }
    if state.spent:
        document["spent"] = [list(each) for each in state.spent]
    if state.episode:
        episode = state.episode
        document["episode"] = {
            "started": episode.started,
            "met": episode.met,
            "at": episode.at,
            "latest": episode.latest,
            "worst": episode.worst,
        }
    return document


def _state_from(document: Document) -> SensorState:
    episode = document.get("episode")
    return SensorState(
        at=document.get("at"),
        value=document.get("value", 0.0),
        since=document.get("since"),
        worst=document.get("worst", 0.0),
        calm=document.get("calm"),
        spent=tuple((hour, ms) for hour, ms in document.get("spent", ())),
        episode=Episode(**episode) if episode else None,
    )
