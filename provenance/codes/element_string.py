"""GS1 element strings, as DataMatrix, QR, GS1-128 and DataBar carry them (GS1 GenSpecs, 7.8)."""

from provenance.codes.application_identifiers import rule_at
from provenance.codes.elements import Element, named_item
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import CodeRefusal, RefusalReason

GS = "\x1d"
"""Group separator: how scanners transmit FNC1 between elements."""


def read(scanned: Scanned) -> Answer | None:
    """The item that concatenated elements name; None when the text begins with no known AI."""
    if not rule_at(scanned.text.lstrip(GS)):
        return None
    elements = elements_of(scanned.text)
    return elements if isinstance(elements, CodeRefusal) else named_item(elements, scanned)


def elements_of(text: str) -> list[Element] | CodeRefusal:
    """The elements of a text, not verified; a refusal where no known AI begins."""
    rest = text.lstrip(GS)
    elements: list[Element] = []
    while rest:
        if not (rule := rule_at(rest)):
            return refusal(RefusalReason.UNREADABLE, "element-unknown", "scan-again", ai=rest[:2])
        field, _, after = rest.partition(GS)
        if rule.fixed_length is not None and len(field) > rule.fixed_length:
            field, rest = field[: rule.fixed_length], rest[rule.fixed_length :].lstrip(GS)
        else:
            rest = after.lstrip(GS)
        elements.append(Element(rule.ai, field[len(rule.ai) :]))
    return elements
