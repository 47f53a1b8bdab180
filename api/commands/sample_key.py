"""The API key that the demo's simulators use, kept in the data folder."""

from datetime import datetime
from pathlib import Path

from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.store import AccessStore
from api.commands.kept_keys import keep_key, kept_key, record_in_force

ORGANISATION = "Freshlens sample"
"""Whose key it is, so that whatever comes by it is labelled as invented."""

_SCOPES = frozenset({KeyScope.READINGS, KeyScope.CAPTURE, KeyScope.TILL})


def kept_sample_key(folder: Path) -> str | None:
    """The key that a demo kept in the data folder, if any did."""
    return kept_key(_file(folder))


async def sample_key(store: AccessStore, folder: Path, now: datetime) -> str:
    """The kept key if it is in force here; else a new one, kept readable by its owner only."""
    kept = kept_sample_key(folder)
    record = await record_in_force(store, kept) if kept else None
    if kept and record and record.key.scopes >= _SCOPES:  # an earlier version made it with fewer
        return kept
    text, _ = await create_key(store, ORGANISATION, _SCOPES, now)
    keep_key(_file(folder), text)
    return text


def _file(folder: Path) -> Path:
    return folder / "sample-key"
