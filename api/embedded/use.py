"""Using the embedded MongoDB: attach to it, or start it."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote_plus

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from api.embedded import supervisor
from api.embedded.binary import EmbeddedError, find_mongod
from api.embedded.supervisor import locked

_START = 60.0  # seconds: recovery after a crash replays the journal first
_LOOK = 0.02
_SOCKET_PATH = 100  # bytes; the kernel takes 107 and a client may add a little
_ALREADY_INITIALIZED = 23
_INITIATED_ELSEWHERE = 109  # ConfigurationInProgress


@contextmanager
def mongodb(folder: Path) -> Iterator[str]:
    """The URI of the MongoDB whose files are in `folder`, for this process while it is open.

    Starts it when nobody uses it yet; it stops cleanly when its last user leaves, and this
    context then ends after it. Files stay for the next time.
    Raises `EmbeddedError` when there is no mongod or it does not start.
    """
    if sys.platform != "linux":
        raise EmbeddedError(
            "the embedded MongoDB runs on Linux only: set FRESHLENS_MONGODB_URI"
            " to a MongoDB replica set."
        )
    with _opened(folder) as (place, owner, users):
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last user's mongod is stopping
        try:
            _wait_until_ready(folder, place, owner)
            yield _uri(place)
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            _wait_until_stopped(owner, users)


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The folder by a name short enough for a socket, and its two lock files."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handles = [os.open(folder, os.O_RDONLY | os.O_DIRECTORY)]
    except OSError as error:
        raise EmbeddedError(
            f"the database's folder {folder} cannot be used ({error.strerror}):"
            " set FRESHLENS_DATA to one that can be written."
        ) from error
    try:
        for name in (supervisor.OWNER_LOCK, supervisor.USERS_LOCK):
            handles.append(os.open(name, os.O_RDWR | os.O_CREAT, 0o600, dir_fd=handles[0]))
        place = str(folder.absolute())
        if len(os.fsencode(place)) + len(supervisor.SOCKET) > _SOCKET_PATH:
            place = f"/proc/self/fd/{handles[0]}"
        yield place, handles[1], handles[2]
    finally:
        for handle in handles:
            os.close(handle)


def _uri(place: str) -> str:
    return f"mongodb://{quote_plus(f'{place}/{supervisor.SOCKET}')}/?directConnection=true"


def _owned(owner: int) -> bool:
    """Whether a supervisor, or a mongod it left behind, is alive."""
    if locked(owner, fcntl.LOCK_SH):
        fcntl.flock(owner, fcntl.LOCK_UN)
        return False
    return True


def _wait_until_ready(folder: Path, place: str, owner: int) -> None:
    supervised = False
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if not _owned(owner):
            if supervised:  # and it gave up
                break
            supervised = _supervised(folder)
        if _accepts(f"{place}/{supervisor.SOCKET}") and _is_primary(_uri(place)):
            return
        time.sleep(_LOOK)
    said = (folder / supervisor.ERRORS).read_text(errors="replace").strip()
    raise EmbeddedError(
        f"the embedded MongoDB did not start: see {folder / supervisor.LOG}"
        + (f"\n  {said}" if said else "")
    )


def _supervised(folder: Path) -> bool:
    """Start a supervisor out of reach of this terminal's Ctrl-C; False if another was faster."""
    started = subprocess.run(  # noqa: S603
        [sys.executable, "-I", supervisor.__file__, find_mongod()],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
    return started.returncode == 0


def _accepts(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
        except OSError:
            return False
    return True


def _is_primary(uri: str) -> bool:
    """Whether it takes writes; a new one is told that it is a replica set of one."""
    client: MongoClient[dict[str, object]]
    with MongoClient(uri, serverSelectionTimeoutMS=1000) as client:
        try:
            hello = client.admin.command("hello")
            if "setName" not in hello and hello.get("isreplicaset"):
                _initiate(client)
            return bool(hello.get("isWritablePrimary"))
        except PyMongoError:
            return False


def _initiate(client: "MongoClient[dict[str, object]]") -> None:
    # The relative name outlives a move of the folder; a port would not outlive a restart.
    members = [{"_id": 0, "host": f"./{supervisor.SOCKET}"}]
    try:
        client.admin.command("replSetInitiate", {"_id": supervisor.REPLICA_SET, "members": members})
    except OperationFailure as error:
        if error.code not in (_ALREADY_INITIALIZED, _INITIATED_ELSEWHERE):
            raise


def _wait_until_stopped(owner: int, users: int) -> None:
    """Return once mongod has stopped, or at once when it has other users."""
    while _owned(owner):
        if locked(users, fcntl.LOCK_SH):  # not being stopped yet
            others = not locked(users, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_UN)
            if others:
                return
        time.sleep(_LOOK)
