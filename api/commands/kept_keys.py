"""API keys that a demo keeps in its data folder, readable by their owner only."""

import os
from pathlib import Path

from api.access.credentials import same_digest, split_key
from api.access.store import AccessStore, KeyRecord


def kept_key(file: Path) -> str | None:
    """The key that was kept there, if any was."""
    return file.read_text() if file.exists() else None


async def record_in_force(store: AccessStore, text: str) -> KeyRecord | None:
    """What is stored of a key; None where it opens nothing in this installation."""
    parts = split_key(text)
    record = await store.key(parts[0]) if parts else None
    if parts is None or record is None or record.revoked_at:
        return None
    return record if same_digest(record.digest, parts[1]) else None


def keep_key(file: Path, text: str) -> None:
    """Keep a key for its owner only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        new.write(text)
