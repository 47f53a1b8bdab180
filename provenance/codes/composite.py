"""Composite symbols: a linear bar code with a two-dimensional component that says more about it.

The linear data, a vertical bar and the component, as scanners send it that join the two (GS1
General Specifications, 5.9; the bar is the GS1 Barcode Syntax Engine's).
"""

from dataclasses import replace

from provenance.codes import element_string, gtin
from provenance.codes.elements import Element, named_item
from provenance.codes.scanned import Answer, Scanned
from provenance.identity import CodeRefusal

_JOINT = "|]e0"


def read(scanned: Scanned) -> Answer | None:
    """The item of both parts together."""
    linear, joint, component = scanned.text.partition(_JOINT)
    if not joint:
        return None
    number = gtin.number_of(replace(scanned, text=linear))
    named = [Element("01", number)] if isinstance(number, str) else number
    said = element_string.elements_of(linear) if named is None else named
    more = element_string.elements_of(component)
    if isinstance(said, CodeRefusal):
        return said
    if isinstance(more, CodeRefusal):
        return more
    return named_item([*said, *more], scanned)
