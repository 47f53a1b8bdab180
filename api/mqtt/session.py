"""A lasting session at the broker (MQTT 5): messages come in batches, and wait to be acknowledged.

paho-mqtt keeps the connection in a thread of its own. What arrives is handed to the event loop, and
only there it is touched.
"""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import structlog
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from api.mqtt.broker import Broker

MOST_MESSAGES: Final = 200
"""In a batch."""

UNACKNOWLEDGED: Final = 2 * MOST_MESSAGES
"""Messages held here: one batch is gathered while another is stored. The broker keeps the others,
as it is asked to (MQTT 5, 3.1.2.11.3, Receive Maximum). Not every one does so (Mosquitto 2.0.11
sends as many again for each one that is acknowledged), and nobody waits to publish with QoS 0: then
we stop reading, and a broker that hears nothing for too long drops the connection, not the session.
"""

MOST_BYTES: Final = 64 * 1024
"""Of a message; of a larger one only the beginning is held."""

MOST_BATCH_BYTES: Final = 4 * MOST_BYTES
LARGEST_PACKET: Final = 1024 * 1024
"""The broker drops what is larger (MQTT 5, 3.1.2.11.4): no sensor sends that, and it would have to
be in memory before it could be refused."""

BEGINNING: Final = 4 * 1024
"""Bytes of a message too large that are held."""

SESSION_SECONDS: Final = 7 * 24 * 3600
"""How long the broker keeps messages for us while nobody works here."""

LINGER_SECONDS: Final = 0.01
"""How long a batch waits for more."""

_KEEPALIVE_SECONDS: Final = 20
_ALL: Final = 1_000_000  # messages: more than can still come before the connection is closed
_FIRST_PAUSE, _LONGEST_PAUSE = 1, 30  # seconds between attempts to connect

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that is not acknowledged; `mid` 0 is one that needs no acknowledgement (QoS 0).

    A `cut` payload is the beginning of a larger one.
    """

    topic: str
    payload: bytes
    cut: bool
    connection: int
    mid: int


class Session:
    """What arrives by a subscription; made by `session`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._arrived: asyncio.Queue[Delivery] = asyncio.Queue()
        self._connection = 0
        self._room = threading.Semaphore(UNACKNOWLEDGED)

    async def batch(self) -> Sequence[Delivery]:
        """The next messages in order of arrival, at least one, 200 or 256 KiB at most."""
        deliveries = [await self._arrived.get()]
        if self._arrived.qsize() < MOST_MESSAGES - 1:
            await asyncio.sleep(LINGER_SECONDS)
        size = len(deliveries[0].payload)
        while not self._arrived.empty() and len(deliveries) < MOST_MESSAGES:
            if size >= MOST_BATCH_BYTES:
                break
            deliveries.append(self._arrived.get_nowait())
            size += len(deliveries[-1].payload)
        return deliveries

    def acknowledge(self, deliveries: Sequence[Delivery]) -> None:
        """Let the broker forget these, and make room for others.

        Those of an earlier connection come again, and are acknowledged then: their number may
        mean another message by now. (A connection is never made anew within a second of its loss,
        so we have heard of it.)
        """
        for delivery in deliveries:
            if delivery.mid and delivery.connection == self._connection:
                self._client.ack(delivery.mid, 1)
        self.make_room(len(deliveries))

    def wait_for_room(self) -> None:
        """Return when one more may be held; for paho's thread."""
        self._room.acquire()

    def make_room(self, messages: int) -> None:
        """So many are not held any more."""
        if messages:
            self._room.release(messages)

    def arrive(self, topic: str, payload: bytes, cut: bool, mid: int) -> None:
        """A message came, for which there was room."""
        self._arrived.put_nowait(Delivery(topic, payload, cut, self._connection, mid))

    def lose(self) -> None:
        """The connection ended: the broker will send again what was not acknowledged."""
        self._connection += 1
        lost = self._arrived.qsize()
        for _ in range(lost):
            self._arrived.get_nowait()
        self.make_room(lost)


@asynccontextmanager
async def session(broker: Broker, client_id: str, topic: str) -> AsyncIterator[Session]:
    """The session of that client id, subscribed to a topic filter, while the context is open.

    A broker that is away, or turns away, is tried again with growing pauses, and logged. Leaving
    ends the connection and not the session.
    """
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=client_id,
        protocol=MQTTProtocolVersion.MQTTv5,
        manual_ack=True,
    )
    if broker.tls:
        client.tls_set_context(broker.tls)
    client.username_pw_set(broker.user, broker.password)
    client.reconnect_delay_set(_FIRST_PAUSE, _LONGEST_PAUSE)
    opened = Session(client)
    _listen(client, opened, asyncio.get_running_loop(), topic)
    client.connect_async(
        broker.host,
        broker.port,
        keepalive=_KEEPALIVE_SECONDS,
        clean_start=False,
        properties=_wishes(),
    )
    client.loop_start()
    try:
        yield opened
    finally:
        client.disconnect()
        opened.make_room(_ALL)
        await asyncio.to_thread(client.loop_stop)


def _wishes() -> Properties:
    wishes = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    wishes.SessionExpiryInterval = SESSION_SECONDS
    wishes.ReceiveMaximum = UNACKNOWLEDGED
    wishes.MaximumPacketSize = LARGEST_PACKET
    return wishes


def _listen(client: Client, opened: Session, loop: asyncio.AbstractEventLoop, topic: str) -> None:
    """Hand on what paho's thread hears."""

    def on_connect(
        client: Client, _data: Any, _flags: ConnectFlags, reason: ReasonCode, _: Properties | None
    ) -> None:
        if reason.is_failure:
            _log.error("MQTT broker turned us away", reason=str(reason))
            return
        client.subscribe(
            topic,
            options=SubscribeOptions(qos=1, retainHandling=SubscribeOptions.RETAIN_SEND_IF_NEW_SUB),
        )

    def on_subscribe(
        _client: Client, _data: Any, _mid: int, reasons: list[ReasonCode], _: Properties | None
    ) -> None:
        if not any(reason.is_failure for reason in reasons):
            _log.info("MQTT subscribed", topic=topic)
        else:
            _log.error("MQTT broker refused the subscription", topic=topic, reason=str(reasons[0]))

    def on_connect_fail(_client: Client, _data: Any) -> None:
        _log.warning("MQTT broker cannot be reached", error=repr(sys.exception()))

    def on_disconnect(
        _client: Client, _data: Any, _: DisconnectFlags, reason: ReasonCode, __: Properties | None
    ) -> None:
        if reason.is_failure:
            _log.warning("MQTT connection lost", reason=str(reason))
        loop.call_soon_threadsafe(opened.lose)

    def on_message(_client: Client, _data: Any, message: MQTTMessage) -> None:
        cut = len(message.payload) > MOST_BYTES
        payload = bytes(message.payload[:BEGINNING] if cut else message.payload)
        opened.wait_for_room()
        loop.call_soon_threadsafe(opened.arrive, message.topic, payload, cut, message.mid)

    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.on_connect_fail = on_connect_fail
    client.on_disconnect = on_disconnect
    client.on_message = on_message
