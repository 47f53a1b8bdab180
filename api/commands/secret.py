"""`freshlens secret`, and the one that a demo keeps for itself."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from api.commands import out


def secret() -> None:
    """Print a new random secret for FRESHLENS_SECRET."""
    out.print(new_secret(), markup=False, soft_wrap=True)


def new_secret() -> str:
    """384 random bits, in 64 characters that need no quoting."""
    return secrets.token_urlsafe(48)


def kept_secret(folder: Path) -> str:
    """The secret in a data folder, made on first use and readable by its owner only."""
    file = folder / "secret"
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder) as fresh:  # mode 0600
            fresh.write(new_secret())
            fresh.flush()
            with suppress(FileExistsError):  # somebody else was faster; theirs counts
                os.link(fresh.name, file)
    return file.read_text()
