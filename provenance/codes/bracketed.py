"""Element strings as people read them: `(01)09506000134352(10)LOT 1`."""

import re

from provenance.codes.elements import Element, named_item
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import CodeRefusal, RefusalReason

_ELEMENT = re.compile(r"\(([0-9]{2,4})\)((?:\\\(|[^(\\]|\\(?!\())*)")
"""An AI and its value; an opening bracket inside a value is written `\\(`."""


def read(scanned: Scanned) -> Answer | None:
    """The item that bracketed text names."""
    if not scanned.text.startswith("("):
        return None
    elements = elements_of(scanned.text)
    return elements if isinstance(elements, CodeRefusal) else named_item(elements, scanned)


def elements_of(text: str) -> list[Element] | CodeRefusal:
    """The elements of bracketed text, not verified; a refusal where the brackets are wrong."""
    elements: list[Element] = []
    position = 0
    while position < len(text):
        if not (found := _ELEMENT.match(text, position)):
            return refusal(RefusalReason.UNREADABLE, "brackets", "scan-again")
        elements.append(Element(found[1], found[2].strip().replace("\\(", "(")))
        position = found.end()
    return elements
