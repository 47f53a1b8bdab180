"""Mettler Toledo 8217, as in the Diva service manual; many tills and their scales talk it.

`W` → STX weight [`N`] CR, or STX `?` status CR where there is no weight to sell. Weights are
kilograms. No checksum; the parity bit is the line's.
"""

import re
from decimal import Decimal

from kiosk.scale.protocols.protocol import Line, Protocol, weighed
from kiosk.scale.reading import Answer, Flag, Reading

_WEIGHT = re.compile(rb"\x02([0-9]{1,4}\.[0-9]{1,4})(N?)\r")
_STATUS = re.compile(rb"\x02\?([\x40-\x7f])\r")  # bit 6 is always 1: no error by itself
_LONGEST = 12

_BITS = (
    Flag.MOTION,
    Flag.OVER,
    Flag.UNDER,
    Flag.OUTSIDE_ZERO,
    Flag.CENTRE_ZERO,
    Flag.NET,
)
"""From bit 0 on."""


def _frame(data: bytes) -> tuple[Answer, int] | int | None:
    if data[0] != 0x02:
        return 0
    if found := _WEIGHT.match(data):
        value, net = found.groups()
        return weighed(Decimal(value.decode()), "kg", stable=True, net=bool(net)), found.end()
    if found := _STATUS.match(data):
        return _status(found[1][0]), found.end()
    unfinished = b"\r" not in data and data.count(b"\x02") == 1
    return None if len(data) < _LONGEST and unfinished else 0


def _status(byte: int) -> Reading:
    flags = frozenset(flag for bit, flag in enumerate(_BITS) if byte >> bit & 1)
    return Reading(None, Flag.MOTION not in flags, Flag.NET in flags, flags)


MT8217 = Protocol("mt8217", Line(bits=7, parity="E"), b"W", b"Z", checked=False, frame=_frame)
