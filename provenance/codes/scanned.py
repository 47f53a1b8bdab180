"""What every code family gets: the scanned text, what the scanner called it, the day, the store."""

import re
from dataclasses import dataclass
from datetime import date

from provenance.identity import CodeRefusal, Identity, RefusalReason, StoreCodes, Symbology
from provenance.text import Message

Answer = Identity | CodeRefusal

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")

_SYMBOLOGIES = {
    "]E0": Symbology.EAN_UPC,
    "]E3": Symbology.EAN_UPC,
    "]E4": Symbology.EAN_UPC,
    "]C1": Symbology.GS1_128,
    "]e0": Symbology.DATABAR,
    "]d1": Symbology.DATA_MATRIX,
    "]d2": Symbology.DATA_MATRIX,
    "]Q1": Symbology.QR,
    "]Q3": Symbology.QR,
}
"""AIM symbology identifiers of the symbols GS1 uses (ISO/IEC 15424; GS1 GenSpecs, 5.1.2)."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scanned text without its symbology identifier.

    `aim` is that identifier (`]E0`), when the scanner sent one; `symbology` is what it means, else
    what the caller said. `today` decides the century of two-digit years.
    """

    text: str
    today: date
    symbology: Symbology | None = None
    aim: str | None = None
    store: StoreCodes | None = None

    @classmethod
    def of(
        cls, text: str, *, today: date, symbology: Symbology | None, store: StoreCodes | None
    ) -> "Scanned":
        """What remains without white space and identifier; the identifier beats the hint."""
        text = text.strip(" \t\r\n")
        if not (found := _AIM.match(text)):
            return cls(text, today, symbology, None, store)
        symbology = _SYMBOLOGIES.get(found[0], symbology)
        return cls(text[found.end() :], today, symbology, found[0], store)


def refusal(
    reason: RefusalReason,
    key: str,
    hint: str | None = None,
    identity: Identity | None = None,
    **args: str,
) -> CodeRefusal:
    """A refusal whose sentences are `code-{key}` and `code-hint-{hint}`."""
    return CodeRefusal(
        reason,
        Message(f"code-{key}", args),
        Message(f"code-hint-{hint}") if hint else None,
        identity,
    )


def misread() -> CodeRefusal:
    """The refusal of a wrong check digit."""
    return refusal(RefusalReason.CHECK_DIGIT, "check-digit", "scan-again")
