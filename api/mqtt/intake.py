"""A duty that takes records in from MQTT: acknowledged only after the database has them.

Devices publish with QoS 1, not retained, one record or a list of records to `{prefix}{source}`.
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
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

import structlog
from pymongo.errors import PyMongoError

from api.mqtt.broker import broker_at
from api.mqtt.session import MOST_BYTES, Delivery, session
from api.work.duty import Parts
from api.work.lease import Lease
from provenance.batches import BatchFormat, Taken, Unfit
from provenance.store.refused_readings import RefusedReading
from provenance.text import Message

Record = TypeVar("Record")

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds
_TOLD_SECONDS = 60

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Topic(Generic[Record]):
    """What comes in under a topic, and who takes it.

    `name` is what logs call it. `prefix` stands before the source's id, which therefore has no
    slash. `client` ends our client id at the broker. `read` makes records of values, told the
    moment and the source; `take` stores them, and to repeat it must be no harm. `quoted`: what was
    refused is kept as it came, for whoever mends the device; not where it may tell of people.
    """

    name: str
    prefix: str
    client: str
    batches: BatchFormat
    read: Callable[[Sequence[object], datetime, str], Sequence[Record | Unfit]]
    take: Callable[[Sequence[Record | Unfit], datetime], Awaitable[Taken]]
    quoted: bool


class MqttIntake(Generic[Record]):
    """Needs no check of its lease: what two store at once is stored once."""

    def __init__(self, parts: Parts, url: str, topic: Topic[Record]) -> None:
        self._url = url
        self._topic = topic
        self._ca = parts.settings.mqtt_ca
        self._client_id = f"freshlens-{parts.settings.database}{topic.client}"
        self._refused = parts.archive.refused_readings
        self._clock = parts.clock

    @property
    def name(self) -> str:
        """What logs call it."""
        return f"mqtt {self._topic.name}"

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Take messages in, batch by batch."""
        tally = _Tally(self._topic.name)
        broker = broker_at(self._url, self._ca)
        async with session(broker, self._client_id, f"{self._topic.prefix}+") as opened:
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
                waiting = f"{self._topic.name} wait for the database"
                _log.warning(waiting, error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _stored(self, deliveries: Sequence[Delivery], now: datetime) -> Taken:
        """Repeating it changes nothing but the counts of refusals."""
        batch: list[Record | Unfit] = []
        origins: list[Delivery] = []
        for delivery in deliveries:
            for record in self._records(delivery, now):
                index = len(batch)
                batch.append(replace(record, index=index) if isinstance(record, Unfit) else record)
                origins.append(delivery)
        taken = await self._topic.take(batch, now)
        await self._refused.keep(
            [self._told(origins[unfit.index], unfit, now) for unfit in taken.refused]
        )
        return taken

    def _records(self, delivery: Delivery, now: datetime) -> Sequence[Record | Unfit]:
        if delivery.cut:
            kibibytes = MOST_BYTES // 1024
            return [Unfit(0, "", Message("batch-message-large", {"kibibytes": kibibytes}))]
        values = self._topic.batches.read_json(delivery.payload)
        if isinstance(values, Message):
            return [Unfit(0, "", values)]
        source = delivery.topic.removeprefix(self._topic.prefix)
        return self._topic.read(values, now, source)

    def _told(self, delivery: Delivery, unfit: Unfit, now: datetime) -> RefusedReading:
        payload = delivery.payload.decode(errors="replace") if self._topic.quoted else ""
        return RefusedReading(delivery.topic, unfit.field, unfit.message, payload, now)


class _Tally:
    """Tells once a minute what came in."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._start_over()

    def add(self, messages: int, taken: Taken) -> None:
        self._messages += messages
        self._records += taken.accepted
        self._refused += len(taken.refused)
        if asyncio.get_running_loop().time() >= self._next:
            _log.info(
                f"{self._name} by MQTT",
                messages=self._messages,
                records=self._records,
                refused=self._refused,
            )
            self._start_over()

    def _start_over(self) -> None:
        self._messages = self._records = self._refused = 0
        self._next = asyncio.get_running_loop().time() + _TOLD_SECONDS
