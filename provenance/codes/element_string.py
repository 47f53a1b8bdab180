"""GS1 element strings, as DataMatrix, QR, GS1-128 and DataBar carry them (GS1 GenSpecs, 7.8)."""

from provenance.codes.application_identifiers import rule_at
from provenance.codes.elements import Element, named_item
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import RefusalReason

GS = "\x1d"
"""Group separator: how scanners transmit FNC1 between elements."""


def read(scanned: Scanned) -> Answer | None:
    """The item that concatenated elements name; None when the text begins with no known AI."""
    rest = scanned.text.lstrip(GS)
    if not rule_at(rest):
        return None
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
    return named_item(elements, scanned)
