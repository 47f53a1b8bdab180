"""Acting through an MQTT broker, as a sensor gateway does."""

import ssl
from collections.abc import Sequence
from threading import Condition

import orjson
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from seed.simulate.http import RefusedError, Sent
from seed.simulate.sensors import Record

_PATIENCE = 60.0  # seconds that messages may wait for the broker's acknowledgement
_IN_FLIGHT = 100


class MqttDoor:
    """The broker at an address; `topic` is what stands before the sensor's id."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        topic: str,
        tls: ssl.SSLContext | None = None,
        user: str | None = None,
        password: str | None = None,
    ) -> None:
        self._topic = topic
        self._unacknowledged = 0
        self._acknowledged = Condition()
        self._client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
        if tls is not None:
            self._client.tls_set_context(tls)
        if user is not None:
            self._client.username_pw_set(user, password)
        self._client.max_inflight_messages_set(_IN_FLIGHT)
        self._client.reconnect_delay_set(1, 10)
        self._client.on_publish = self._heard
        self._client.connect_async(host, port)
        self._client.loop_start()

    def send(self, records: Sequence[Record]) -> Sent:
        """Publish sensor records with QoS 1, and wait until the broker has them all.

        Without a connection they wait for one. Raises `RefusedError` after a minute.
        """
        with self._acknowledged:
            self._unacknowledged += len(records)
        for record in records:
            self._client.publish(f"{self._topic}{record['sensor']}", orjson.dumps(record), qos=1)
        with self._acknowledged:
            if not self._acknowledged.wait_for(lambda: self._unacknowledged == 0, _PATIENCE):
                raise RefusedError("the MQTT broker does not acknowledge what is published to it")
        return Sent(accepted=len(records))

    def close(self) -> None:
        """Leave the broker."""
        self._client.disconnect()
        self._client.loop_stop()

    def _heard(self, *_: object) -> None:
        with self._acknowledged:
            self._unacknowledged -= 1
            self._acknowledged.notify_all()
