"""MT-SICS (Mettler Toledo Standard Interface Command Set), levels 0 and 1, as lines of text.

`SI` → `S S` (stable) or `S D` (dynamic) with weight and unit; `Z` sets to zero. No checksum.
"""

import re
from decimal import Decimal

from kiosk.scale.protocols.protocol import Line, Protocol, weighed
from kiosk.scale.reading import Answer, Flag, NotNow, Reading, Tared, Zeroed

_WEIGHT = re.compile(r"S ([SD]) +(-?) *([0-9]+(?:\.[0-9]+)?) +(kg|g|mg|lb|oz)")
_TARE = re.compile(r"TA?C? [SDA] +([0-9]+(?:\.[0-9]+)?) +(kg|g|mg|lb|oz)")
_OVER = frozenset({Flag.OVER})
_UNDER = frozenset({Flag.UNDER})
_FIXED: dict[str, Answer] = {
    "S +": Reading(None, stable=False, flags=_OVER),
    "S -": Reading(None, stable=True, flags=_UNDER),
    "S I": Reading(None, stable=False),
    "Z A": Zeroed(done=True),
    "ZI S": Zeroed(done=True),
    "ZI D": Zeroed(done=False),
    **{f"Z {why}": Zeroed(done=False) for why in "I+-"},
    **{f"T {why}": NotNow() for why in "I+-"},
    **dict.fromkeys(("ES", "EL", "ET"), NotNow()),
}
_BEGINNINGS = frozenset(b"STZE")
_LONGEST = 32


def _frame(data: bytes) -> tuple[Answer, int] | int | None:
    if data[0] not in _BEGINNINGS:
        return 0
    line, ended, _ = data.partition(b"\r\n")
    if not ended:
        printable = all(0x20 <= byte < 0x7F for byte in data.removesuffix(b"\r"))
        return None if len(data) < _LONGEST and printable else 0
    answer = _answer(line.decode("latin-1").rstrip(" "))
    return 0 if answer is None else (answer, len(line) + 2)


def _answer(line: str) -> Answer | None:
    if found := _WEIGHT.fullmatch(line):
        state, sign, digits, unit = found.groups()
        return weighed(Decimal(sign + digits), unit, stable=state == "S")
    if found := _TARE.fullmatch(line):
        tared = weighed(Decimal(found[1]), found[2], stable=True)
        return Tared(tared.grams, stable=True)
    return _FIXED.get(line)


SICS = Protocol("sics", Line(), b"SI\r\n", b"Z\r\n", checked=False, frame=_frame)
