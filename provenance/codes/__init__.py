"""Scanned codes: one function from anything a scanner can read to an identity or a refusal.

Each family of codes is one module with `read(scanned) -> Answer | None`, None meaning "not one of
mine", and one line in `_FAMILIES`. Pure: `today` is an argument, and no text raises.
"""

from collections.abc import Callable, Sequence
from datetime import date

from provenance.codes import (
    bracketed,
    composite,
    digital_links,
    element_string,
    elsewhere,
    foreign_characters,
    gtin,
    plu,
    sscc,
    tags,
)
from provenance.codes.digital_links import (
    canonical_digital_link,
    digital_link,
    read_link,
    read_link_path,
)
from provenance.codes.in_store import in_store_code
from provenance.codes.linked import LinkedThing, compressed, read_linked
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import CodeRefusal, Identity, RefusalReason, StoreCodes, Symbology

__all__ = [
    "MAX_LENGTH",
    "LinkedThing",
    "canonical_digital_link",
    "compressed",
    "digital_link",
    "in_store_code",
    "read_code",
    "read_link",
    "read_link_path",
    "read_linked",
]

MAX_LENGTH = 2_000
"""Characters; the longest GS1 symbol that is in use holds fewer."""

_FAMILIES: Sequence[Callable[[Scanned], Answer | None]] = (
    tags.read,
    elsewhere.read,
    digital_links.read,
    foreign_characters.read,
    composite.read,
    plu.read,
    gtin.read,
    sscc.read,
    bracketed.read,
    element_string.read,
)
"""In order: the first family that knows a text decides, so a valid GTIN beats an element string."""


def read_code(
    text: str,
    *,
    today: date,
    symbology: Symbology | None = None,
    store: StoreCodes | None = None,
) -> Identity | CodeRefusal:
    """What a scanned text names, or why it names nothing that we serve.

    `today` is the day in the store and decides the century of two-digit years; `symbology` is what
    the scanner says it read, where it says so; `store` gives in-store codes and prices a meaning.
    """
    if len(text) > MAX_LENGTH:
        return refusal(RefusalReason.UNREADABLE, "too-long", "product-code")
    code = Scanned.of(text, today=today, symbology=symbology, store=store)
    if not code.text:
        return refusal(RefusalReason.UNREADABLE, "empty", "scan-again")
    for read in _FAMILIES:
        if (answer := read(code)) is not None:
            return answer
    return refusal(RefusalReason.UNREADABLE, "unreadable", "product-code")
