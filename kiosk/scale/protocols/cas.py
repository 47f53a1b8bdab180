"""CAS (PD, AD, ER and others): ENQ → ACK, DC1 → one frame of 15 bytes with a checksum.

SOH STX status sign weight(6) unit(2) BCC ETX EOT; BCC is the XOR of the ten bytes before it and may
itself look like ETX, so frames are read by their length.
"""

from decimal import Decimal
from functools import reduce
from operator import xor

from kiosk.scale.protocols.protocol import Line, Protocol, weighed
from kiosk.scale.reading import Answer, Flag, NotNow, Prompt, Reading

_ENQ, _ACK, _DC1, _NAK = b"\x05", 0x06, b"\x11", 0x15
_LENGTH = 15


def _frame(data: bytes) -> tuple[Answer, int] | int | None:
    if data[0] == _ACK:
        return Prompt(_DC1), 1
    if data[0] == _NAK:
        return NotNow(), 1
    if not b"\x01\x02".startswith(data[:2]):
        return 0
    if len(data) < _LENGTH:
        return None
    reading = _reading(data[:_LENGTH])
    return 0 if reading is None else (reading, _LENGTH)


def _reading(frame: bytes) -> Reading | None:
    body, ends = frame[2:12], frame[13:]
    if reduce(xor, body) != frame[12] or ends != b"\x03\x04":
        return None
    status, sign, digits, unit = body[:1], body[1:2], body[2:8], body[8:].decode("latin-1")
    if status not in (b"S", b"U"):
        return None
    stable = status == b"S"
    if sign == b"F":  # more than it can show
        return Reading(None, stable=False, flags=frozenset({Flag.OVER}))
    number = digits.strip(b" ")
    whole, _, fraction = number.partition(b".")
    units = {"kg": "kg", " g": "g", "g ": "g", "lb": "lb", "oz": "oz"}
    if sign not in (b" ", b"-") or unit not in units or not (whole + fraction).isdigit():
        return None
    value = Decimal((sign.strip() + (whole or b"0") + b"." + (fraction or b"0")).decode())
    return weighed(value, units[unit], stable=stable)


CAS = Protocol("cas", Line(), _ENQ, None, checked=True, frame=_frame)
