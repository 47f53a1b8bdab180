"""The server takes its port or says why not, and ends its streams before itself."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.server import PortTakenError, listening
from api.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def served(port: int) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("served_app.py"), str(port)],
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def at(host: str, port: int) -> Settings:
    return Settings(data=Path(), public_url="http://localhost", host=host, port=port)


def test_a_port_in_use_is_named_with_the_way_out(port: int) -> None:
    with (
        listening(at("127.0.0.1", port)),
        pytest.raises(PortTakenError, match=rf"port {port} is in use.*FRESHLENS_PORT"),
        listening(at("127.0.0.1", port)),
    ):
        pass


def test_an_address_of_another_machine_cannot_be_taken(port: int) -> None:
    with (
        pytest.raises(PortTakenError, match="FRESHLENS_HOST"),
        listening(at("192.0.2.1", port)),  # a documentation address (RFC 5737)
    ):
        pass


@pytest.mark.parametrize(("stop", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_a_stop_ends_open_streams_and_runs_every_finally(
    port: int, served: "subprocess.Popen[str]", stop: signal.Signals, status: int
) -> None:
    transport = httpx.HTTPTransport(retries=8)
    with (
        httpx.Client(transport=transport, trust_env=False) as client,
        client.stream("GET", f"http://127.0.0.1:{port}/") as response,
    ):
        lines = response.iter_lines()
        assert next(lines) == "first"
        served.send_signal(stop)
        assert list(lines) == ["last"]
    said, _ = served.communicate(timeout=5)
    assert served.returncode == status
    assert said == "tidied up\n"
