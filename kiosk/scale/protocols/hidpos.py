"""USB HID point-of-sale scales (USB HID POS Usage Tables 1.02, page 0x8D), report by report.

Report: id, status, unit, power of ten (signed), weight (16 bits, low byte first). Scales send one
whenever they like; nothing is asked. The kernel hands reports over whole: half ones are noise, and
never wait for another half.
"""

from decimal import Decimal

from kiosk.scale.protocols.protocol import Line, Protocol, weighed
from kiosk.scale.reading import Answer, Flag, Reading

_REPORT = 3
_LENGTH = 6
_UNITS = {1: "mg", 2: "g", 3: "kg", 11: "oz", 12: "lb"}

_ZERO, _MOTION, _STABLE = 2, 3, 4
_NO_WEIGHT = {
    1: Flag.FAULT,
    _MOTION: Flag.MOTION,
    5: Flag.UNDER,
    6: Flag.OVER,
    7: Flag.FAULT,  # wants calibration
    8: Flag.OUTSIDE_ZERO,  # wants to be set to zero
}


def _frame(data: bytes) -> tuple[Answer, int] | int | None:
    if data[0] != _REPORT or len(data) < _LENGTH:
        return 0
    _, status, unit, power = data[:4]
    if status in _NO_WEIGHT:
        flag = _NO_WEIGHT[status]
        return Reading(None, stable=flag is not Flag.MOTION, flags=frozenset({flag})), _LENGTH
    exponent = power - 256 if power > 127 else power
    if status not in (_ZERO, _STABLE) or unit not in _UNITS or not -4 <= exponent <= 0:
        return 0
    value = Decimal(int.from_bytes(data[4:6], "little")).scaleb(exponent)
    return weighed(value, _UNITS[unit], stable=True), _LENGTH


HIDPOS = Protocol("hidpos", Line(), b"", None, checked=False, frame=_frame)
