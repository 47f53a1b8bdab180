"""The API key that the demo's simulators use, kept in the data folder."""

import os
from datetime import datetime
from pathlib import Path

from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.credentials import same_digest, split_key
from api.access.store import AccessStore

ORGANISATION = "Freshlens sample"
"""Whose key it is, so that whatever comes by it is labelled as invented."""

_SCOPES = frozenset({KeyScope.READINGS, KeyScope.CAPTURE, KeyScope.TILL})


def kept_sample_key(folder: Path) -> str | None:
    """The key that a demo kept in the data folder, if any did."""
    file = _file(folder)
    return file.read_text() if file.exists() else None


async def sample_key(store: AccessStore, folder: Path, now: datetime) -> str:
    """The kept key if it is in force here; else a new one, kept readable by its owner only."""
    kept = kept_sample_key(folder)
    if kept is not None and await _in_force(store, kept):
        return kept
    text, _ = await create_key(store, ORGANISATION, _SCOPES, now)
    _keep(folder, text)
    return text


async def _in_force(store: AccessStore, text: str) -> bool:
    parts = split_key(text)
    record = await store.key(parts[0]) if parts else None
    return bool(
        parts
        and record
        and not record.revoked_at
        and same_digest(record.digest, parts[1])
        and record.key.scopes >= _SCOPES  # an earlier version may have made it with fewer
    )


def _keep(folder: Path, text: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _file(folder).unlink(missing_ok=True)
    with os.fdopen(os.open(_file(folder), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        new.write(text)


def _file(folder: Path) -> Path:
    return folder / "sample-key"
