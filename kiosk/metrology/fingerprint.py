"""Which rules are running: their version, and a hash over the very source that is."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from provenance.text import Message

METROLOGY_VERSION: Final = "1.0.0"
"""To be raised with every change to this package; a test holds version and hash together."""

NOT_CERTIFIED: Final = Message("metrology-not-certified")
"""To be shown wherever a price is made."""


@cache
def fingerprint() -> str:
    """SHA-256 (hex) over this package's Python files, by name: name, NUL, content, NUL.

    Line ends count as LF.
    """
    digest = sha256()
    sources = [each for each in files(__package__).iterdir() if each.name.endswith(".py")]
    for source in sorted(sources, key=lambda each: each.name):
        text = source.read_text(encoding="utf-8")
        digest.update(f"{source.name}\0{text}\0".encode())
    return digest.hexdigest()
