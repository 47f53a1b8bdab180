"""The duty that takes readings in from MQTT: acknowledged only after the database has them.

Devices publish to `freshlens/v1/readings/{sensor}` (QoS 1, not retained) one record or a list of
records as `provenance.sensor_records` describes them, without their `sensor` or with the topic's.
At least once, and idempotent: whatever is killed, broker, database or we, nothing that the broker
acknowledged is lost, nothing is stored twice. What can never be used is acknowledged too, counted
and kept in `refused_readings`.

The broker keeps messages for us from our first subscription on, also while we are away, and should
keep them all: with Mosquitto `persistence true`, `max_queued_messages 0`, `max_inflight_messages
500`, and for its own kill `autosave_on_changes true` with `autosave_interval 1` (it still
acknowledges a moment before it saves; a stop loses nothing). Messages wait in one queue in the
order they came: a device that floods delays others there by as long as its backlog takes us. Only
the broker can be fairer (limits and ACLs for its clients: `pattern write freshlens/v1/readings/%u`
gives each device its own topic).
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog
from pymongo.errors import PyMongoError

from api.mqtt.broker import broker_at
from api.mqtt.session import MOST_BYTES, Delivery, session
from api.work.duty import Duty, Parts
from api.work.lease import Lease
from provenance.sensor_intake import SensorIntake, Taken
from provenance.sensor_records import SensorRecord, Unfit, read_json, read_records
from provenance.store.refused_readings import RefusedReading
from provenance.text import Message

TOPIC: Final = "freshlens/v1/readings/"
"""What stands before the sensor's id, which therefore has no slash."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds
_TOLD_SECONDS = 60

_log = structlog.get_logger()


class MqttReadings:
    """Needs no check of its lease: what two store at once is stored once."""

    name = "mqtt readings"

    def __init__(self, parts: Parts, url: str) -> None:
        self._url = url
        self._ca = parts.settings.mqtt_ca
        self._client_id = f"freshlens-{parts.settings.database}"
        self._intake = SensorIntake(parts.archive)
        self._refused = parts.archive.refused_readings
        self._clock = parts.clock

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Take messages in, batch by batch."""
        tally = _Tally()
        broker = broker_at(self._url, self._ca)
        async with session(broker, self._client_id, f"{TOPIC}+") as opened:
            while True:
                deliveries = await opened.batch()
                taken = await self._until_stored(deliveries)
                opened.acknowledge(deliveries)
                tally.add(len(deliveries), taken)

    async def _until_stored(self, deliveries: Sequence[Delivery]) -> Taken:
        """Store what the messages tell, and keep what they tell wrongly; try until it works."""
        pause = _FIRST_PAUSE
        while True:
            try:
                return await self._stored(deliveries, self._clock())
            except PyMongoError as error:
                _log.warning("readings wait for the database", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _stored(self, deliveries: Sequence[Delivery], now: datetime) -> Taken:
        """Repeating it changes nothing but the counts of refusals."""
        batch: list[SensorRecord | Unfit] = []
        origins: list[Delivery] = []
        for delivery in deliveries:
            for record in _records(delivery, now):
                index = len(batch)
                batch.append(replace(record, index=index) if isinstance(record, Unfit) else record)
                origins.append(delivery)
        taken = await self._intake.take(batch)
        await self._refused.keep(
            [_refused(origins[unfit.index], unfit, now) for unfit in taken.refused]
        )
        return taken


def mqtt_readings(parts: Parts) -> Sequence[Duty]:
    """The duty, where a broker is set."""
    url = parts.settings.mqtt_url
    return (MqttReadings(parts, url),) if url else ()


def _records(delivery: Delivery, now: datetime) -> Iterable[SensorRecord | Unfit]:
    if delivery.cut:
        kibibytes = MOST_BYTES // 1024
        return [Unfit(0, "", Message("readings-message-large", {"kibibytes": kibibytes}))]
    values = read_json(delivery.payload)
    if isinstance(values, Message):
        return [Unfit(0, "", values)]
    return read_records(values, now, delivery.topic.removeprefix(TOPIC))


def _refused(delivery: Delivery, unfit: Unfit, now: datetime) -> RefusedReading:
    payload = delivery.payload.decode(errors="replace")
    return RefusedReading(delivery.topic, unfit.field, unfit.message, payload, now)


class _Tally:
    """Tells once a minute what came in."""

    def __init__(self) -> None:
        self._start_over()

    def add(self, messages: int, taken: Taken) -> None:
        self._messages += messages
        self._records += taken.accepted
        self._refused += len(taken.refused)
        if asyncio.get_running_loop().time() >= self._next:
            _log.info(
                "readings by MQTT",
                messages=self._messages,
                records=self._records,
                refused=self._refused,
            )
            self._start_over()

    def _start_over(self) -> None:
        self._messages = self._records = self._refused = 0
        self._next = asyncio.get_running_loop().time() + _TOLD_SECONDS
