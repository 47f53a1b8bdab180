"""`freshlens scale` and `freshlens simulate scale`, as processes and with bad input."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from kiosk.metrology import Kind, sealed
from kiosk.metrology.chain import BEGINNING
from kiosk.scale.sales_log import FILE
from tests.api.processes import ROOT, free_port
from tests.screens.scale_counter import talking

AWAY = "http://127.0.0.1:9"
"""No server: what the scale says must reach the screen all the same."""


@asynccontextmanager
async def process(folder: Path, *command: str) -> AsyncIterator[tuple[Process, str]]:
    """A command that runs until it is told to end, and the line it began with."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        *command,
        env={"PYTHONPATH": str(ROOT), "FRESHLENS_DATA": str(folder)},
        stdout=PIPE,
        stderr=PIPE,
    )
    assert running.stdout is not None
    try:
        async with asyncio.timeout(60):
            yield running, (await running.stdout.readline()).decode().strip()
    finally:
        if running.returncode is None:
            running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0


async def test_a_simulated_scale_is_read_and_shown_on_this_machine(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("fl_nobody\n")
    async with (
        process(tmp_path, "simulate", "scale", "--protocol", "sics", "--grams", "1250") as (_, at),
        process(
            tmp_path,
            *("scale", "--protocol", "sics", "--port", at, "--server", AWAY),
            *("--device-key-file", str(key), "--listen", str(free_port())),
        ) as (agent, address),
        talking(int(address.rpartition(":")[2]), AWAY) as screen,
    ):
        weight = await screen.ready(1250)
        assert (weight["stable"], weight["total"]) == (True, None)
        assert (await screen.ask("select", code="4011"))["code"] == "server-away"
        assert (await screen.ask("print", requestId="x"))["code"] == "nothing-selected"
        assert agent.stderr is not None
        said = b""
        while b"The scale is connected." not in said:
            said += await agent.stderr.readline()
        agent.send_signal(signal.SIGTERM)
        assert await agent.stderr.read() == b""
        await agent.wait()  # a second signal to a process that just ended would reap it unseen


RUN = CliRunner()


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRESHLENS_DATA", str(tmp_path))
    monkeypatch.delenv("FRESHLENS_DEVICE_KEY", raising=False)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "--port is missing"),
        ("--port COM3", "--port: give a device"),
        ("--port /dev/x --protocol mt", "--protocol must be one of mt8217"),
        ("--port /dev/x", "--device-key-file is missing"),
        ("--port /dev/x --device-key-file nowhere", "there is no file nowhere"),
        ("--port /dev/x --printer tcp://", "--printer: give tcp://host"),
        ("--port /dev/x --pattern 21IIIIIWWWWWC", "--pattern: say its decimals"),
        ("--port /dev/x --pattern 21XC:3", "in-store pattern"),
        ("--port /dev/x --label big", "--label: give width and height"),
        ("--port /dev/x -e 1000", "fit no scale"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    given: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "key" not in said and "no file" not in said:
        monkeypatch.setenv("FRESHLENS_DEVICE_KEY", "fl_x")
    result = RUN.invoke(app, ["scale", *given.split()])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_taken_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRESHLENS_DEVICE_KEY", "fl_x")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = RUN.invoke(app, ["scale", "--port", "/dev/x", "--listen", port])
    assert result.exit_code == 2
    assert f"port {port} or the log cannot be opened" in result.stderr


def log(folder: Path, *lines: bytes) -> Path:
    file = folder / "scale" / FILE
    file.parent.mkdir()
    file.write_bytes(b"".join(line + b"\n" for line in lines))
    return file


def test_a_log_is_printed_and_checked(tmp_path: Path) -> None:
    line = sealed(BEGINNING, Kind.PRINTED, {"number": 1})
    log(tmp_path, line)
    assert RUN.invoke(app, ["scale", "log"]).stdout.encode() == line + b"\n"
    checked = RUN.invoke(app, ["scale", "log", "--verify"])
    assert checked.exit_code == 0
    assert "1 lines hold together" in checked.stdout
    assert '"intact": true' in RUN.invoke(app, ["scale", "log", "--verify", "--json"]).stdout


def test_a_broken_log_is_told_by_its_line(tmp_path: Path) -> None:
    line = sealed(BEGINNING, Kind.PRINTED, {"number": 1})
    log(tmp_path, line, line)
    checked = RUN.invoke(app, ["scale", "log", "--verify"])
    assert checked.exit_code == 1
    assert "from line 2 on" in " ".join(checked.stderr.split())
    told = RUN.invoke(app, ["scale", "log", "--verify", "--json"])
    assert '"brokenAt": 2' in told.stdout


def test_a_log_that_is_not_there_is_said() -> None:
    assert RUN.invoke(app, ["scale", "log", "--verify"]).exit_code == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [("--protocol mt", "--protocol must be one of"), ("--at tcp:x", "--at: give tcp: and a port")],
)
def test_a_simulation_that_cannot_be_played_is_said(given: str, said: str) -> None:
    result = RUN.invoke(app, ["simulate", "scale", *given.split()])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
