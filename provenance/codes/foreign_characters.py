"""Texts with characters that no GS1 code has."""

import re

from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import RefusalReason

_GS1_TEXT = re.compile(r"[\x20-\x7e\x1d]*")
"""Printable ASCII and the group separator (GS1 General Specifications, 7.11)."""


def read(scanned: Scanned) -> Answer | None:
    """Refuse other characters, full-width and Arabic digits among them; None for all else."""
    if _GS1_TEXT.fullmatch(scanned.text):
        return None
    return refusal(RefusalReason.UNREADABLE, "characters", "scan-again")
