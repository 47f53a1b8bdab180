"""The process that runs mongod: `python supervisor.py MONGOD`, in the database's folder.

Started by path, not as a module, so that it loads the standard library only and stays small.
The command ends as soon as it holds `owner.lock`, and goes on in the background until nobody
holds `users.lock` any more (it then stops mongod) or mongod will not run.
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

OWNER_LOCK = "owner.lock"
USERS_LOCK = "users.lock"
SOCKET = "m.sock"
REPLICA_SET = "rs0"
LOG = "mongod.log"
ERRORS = "mongod.err"  # what mongod says before it has a log: a missing library, a full disk

NOT_OWNER = 3  # exit status: another supervisor has the folder

_LOOK = 0.1  # seconds between looks at users and mongod
_STOP = 30.0  # seconds that a clean stop may take
_QUICK = 5.0  # a mongod that lived shorter than this many seconds failed to start
_TRIES = 3
_PR_SET_PDEATHSIG = 1  # prctl(2)


def locked(file: int, operation: int) -> bool:
    """Try a `flock` operation on an open file without waiting."""
    try:
        fcntl.flock(file, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _arguments(mongod: str) -> Sequence[str]:
    """A small replica set of one on a socket in its folder: no port, so no clash and no guest."""
    return (
        mongod,
        *("--dbpath", ".", "--bind_ip", f"./{SOCKET}", "--filePermissions", "0600"),
        *("--replSet", REPLICA_SET, "--oplogSize", "256", "--wiredTigerCacheSizeGB", "0.25"),
        *("--wiredTigerEngineConfigString", "log=(file_max=16MB)"),
        *("--logpath", LOG, "--logappend", "--quiet"),
    )


def _start(mongod: str, owner: int) -> "subprocess.Popen[bytes]":
    """Run mongod so that it ends cleanly when this process is killed.

    It inherits the owner's lock: the lock is free only when both are gone, and the next
    supervisor cannot start a second mongod on the same files.
    """
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def end_with_parent() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # killed before the line above
            os._exit(1)

    with open(ERRORS, "wb") as errors:  # noqa: PTH123
        return subprocess.Popen(  # noqa: S603
            _arguments(mongod),
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
            pass_fds=(owner,),
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
        )


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def supervise(mongod: str, owner: int, users: int) -> int:
    """Run mongod while the folder has users; the exit status."""
    failures = 0
    while failures < _TRIES:
        process, started = _start(mongod, owner), time.monotonic()
        while process.poll() is None:
            if locked(users, fcntl.LOCK_EX):
                _stop(process)
                # Whoever waits to use the database must find no owner when it is let in.
                fcntl.flock(owner, fcntl.LOCK_UN)
                return 0
            time.sleep(_LOOK)
        failures = failures + 1 if time.monotonic() - started < _QUICK else 0
    return 1


def main(mongod: str) -> int:
    """Become the supervisor in the background; the status for who waits in the foreground."""
    owner = os.open(OWNER_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    users = os.open(USERS_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    if not locked(owner, fcntl.LOCK_EX):
        return NOT_OWNER
    if os.fork():  # the lock lives on in the child
        return 0
    return supervise(mongod, owner, users)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
