"""Senders against real doors: a broker, and a server that is away, busy, and refuses."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from threading import Event, Thread

import orjson
import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from seed.simulate.http import HttpDoor, RefusedError, Sent
from seed.simulate.mqtt import MqttDoor
from seed.simulate.sensors import Record
from tests.api.mosquitto import mosquitto

RECORDS: list[Record] = [
    {"sensor": "t-1", "at": "2026-04-20T10:00:00Z", "temperature": 3.1},
    {"sensor": "t-2", "at": "2026-04-20T10:00:00Z", "door": "open"},
]


def test_every_record_is_published_to_its_sensors_topic(tmp_path: Path) -> None:
    heard: Queue[tuple[str, object]] = Queue()
    subscribed = Event()

    def hear(_client: Client, _data: object, message: MQTTMessage) -> None:
        heard.put((message.topic, orjson.loads(message.payload)))

    with mosquitto(tmp_path) as broker:
        listener = Client(CallbackAPIVersion.VERSION2)
        listener.on_message = hear
        listener.on_subscribe = lambda *_: subscribed.set()
        listener.connect("127.0.0.1", broker.port)
        listener.loop_start()
        listener.subscribe("a/b/+", qos=1)
        assert subscribed.wait(10)
        with closing(MqttDoor("127.0.0.1", broker.port, topic="a/b/")) as door:
            assert door.send(RECORDS) == Sent(accepted=2)
        found = [heard.get(timeout=10) for _ in RECORDS]
        listener.disconnect()
        listener.loop_stop()
    assert found == [("a/b/t-1", RECORDS[0]), ("a/b/t-2", RECORDS[1])]


@contextmanager
def answering(*answers: tuple[int, object]) -> Iterator[str]:
    """A server that gives these answers one after the other, wanting to be asked again at once."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, body = left.pop(0)
            text = orjson.dumps(body)
            self.send_response(status)
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_server_that_is_busy_is_asked_again() -> None:
    taken = {"accepted": 1, "refused": 1}
    with answering((503, {}), (429, {}), (200, taken)) as url, closing(HttpDoor(url, "k")) as door:
        assert door.send(RECORDS) == Sent(1, 1)


def test_what_a_server_refuses_is_told_in_its_words() -> None:
    with (
        answering((401, {"detail": "no such key"})) as url,
        closing(HttpDoor(url, "k")) as door,
        pytest.raises(RefusedError, match="no such key"),
    ):
        door.send(RECORDS)
