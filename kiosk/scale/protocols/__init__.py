"""The protocols of scales, by name. A new one is a file, and a line here."""

from kiosk.scale.protocols.cas import CAS
from kiosk.scale.protocols.hidpos import HIDPOS
from kiosk.scale.protocols.mt8217 import MT8217
from kiosk.scale.protocols.protocol import Line, Protocol, Taken
from kiosk.scale.protocols.sics import SICS

PROTOCOLS = {each.name: each for each in (MT8217, CAS, SICS, HIDPOS)}

__all__ = ["PROTOCOLS", "Line", "Protocol", "Taken", "spoken_by"]


def spoken_by(data: bytes) -> frozenset[str]:
    """Names of the protocols that find whole frames of text in `data`, and little else.

    HID reports are passed over: six bytes of any noise may look like one. So are lone ACKs.
    """
    return frozenset(each.name for each in (MT8217, CAS, SICS) if _fits(each.take(data), len(data)))


def _fits(taken: Taken, length: int) -> bool:
    said = length - len(taken.junk) - len(taken.rest)
    return said * 2 > length and said >= 4 * len(taken.answers)
