"""A real Mosquitto of a test's own, and devices that publish to it."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import quote

import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

CONFIGURATION = """
persistence true
persistence_location {folder}/
autosave_on_changes true
autosave_interval 1
max_queued_messages 0
max_inflight_messages 500
log_dest file {folder}/log
listener {port} 127.0.0.1
{further}
"""
"""As `api.mqtt.intake` asks for."""

OPEN = "allow_anonymous true"
USER, PASSWORD = "freshlens", "a/b:c@d %"


class Mosquitto:
    """A broker that keeps its port and its files over `kill` and `start`."""

    def __init__(self, folder: Path, further: str = OPEN, scheme: str = "mqtt") -> None:
        binary = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if binary is None:
            pytest.skip("no mosquitto on this machine: install it (apt install mosquitto)")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._binary = binary
        self._configuration = folder / "mosquitto.conf"
        text = CONFIGURATION.format(folder=folder, port=self.port, further=further)
        if os.geteuid() == 0:  # it would become a user who may not write here
            text += "user root\n"
        self._configuration.write_text(text)
        login = f"{USER}:{quote(PASSWORD, safe='')}@" if "password_file" in further else ""
        self.url = f"{scheme}://{login}localhost:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = subprocess.Popen([self._binary, "-c", self._configuration])
        for _ in range(500):
            assert self._process.poll() is None, "mosquitto did not start"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise AssertionError("mosquitto does not listen")

    def stop(self) -> None:
        """End it as an administrator does."""
        self._process.terminate()
        self._process.wait()

    def kill(self) -> None:
        """End it without a chance to save anything."""
        self._process.kill()
        self._process.wait()


@contextmanager
def mosquitto(folder: Path, further: str = OPEN, scheme: str = "mqtt") -> Iterator[Mosquitto]:
    """A broker while the context is open."""
    broker = Mosquitto(folder, further, scheme)
    try:
        yield broker
    finally:
        broker.kill()


class Device:
    """Something that publishes; it goes on by itself when its broker comes back."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._sent = self._published = 0
        client.on_publish = self._count

    def publish(self, topic: str, payload: str | bytes, qos: int = 1) -> None:
        """Send a message, now or as soon as it is connected again."""
        self._sent += 1
        self._client.publish(topic, payload, qos)

    def acknowledged(self) -> bool:
        """Whether the broker has acknowledged all that was sent."""
        return self._published == self._sent

    def _count(self, *_: object) -> None:
        self._published += 1


@contextmanager
def device(port: int, ca: Path | None = None) -> Iterator[Device]:
    """A connected device while the context is open, which logs in where there is TLS."""
    client = Client(
        CallbackAPIVersion.VERSION2, client_id="device", protocol=MQTTProtocolVersion.MQTTv5
    )
    connected = Event()
    client.on_connect = lambda *_: connected.set()
    if ca:
        client.tls_set_context(ssl.create_default_context(cafile=ca))
        client.username_pw_set(USER, PASSWORD)
    client.reconnect_delay_set(1, 1)
    client.max_inflight_messages_set(200)
    client.connect_async("localhost", port, clean_start=False, properties=_lasting())
    client.loop_start()
    try:
        assert connected.wait(10), "the device cannot connect"
        yield Device(client)
    finally:
        client.disconnect()
        client.loop_stop()


def _lasting() -> Properties:
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.SessionExpiryInterval = 3600
    return properties


def protected(folder: Path) -> tuple[str, Path]:
    """Configuration of TLS with a password, and the authority (PEM) that vouches for it."""
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        "-subj", "/CN=Test authority", "-keyout", folder / "ca.key", "-out", folder / "ca.pem",
        "-addext", "keyUsage=critical,keyCertSign")  # fmt: skip
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
        "-keyout", folder / "key.pem", "-out", folder / "request.pem")  # fmt: skip
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    run("openssl", "x509", "-req", "-in", folder / "request.pem", "-CA", folder / "ca.pem",
        "-CAkey", folder / "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", folder / "names", "-out", folder / "certificate.pem")  # fmt: skip
    run("mosquitto_passwd", "-b", "-c", folder / "passwords", USER, PASSWORD)
    further = (
        f"certfile {folder}/certificate.pem\nkeyfile {folder}/key.pem\n"
        f"allow_anonymous false\npassword_file {folder}/passwords"
    )
    return further, folder / "ca.pem"


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)
