"""How a scale answers in each protocol: the other side of `kiosk.scale.protocols`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import xor

from kiosk.scale.simulator.pan import Display


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent, what of the question is not complete yet, and whether zero was asked for.

    To a zero `sent` is the answer where it can be done, `cannot` else.
    """

    sent: bytes = b""
    rest: bytes = b""
    zero: bool = False
    cannot: bytes = b""


Voice = Callable[[bytes, Display], Reply]
"""The reply to some bytes, of which the first is the first of a question."""


def _mt8217(asked: bytes, shown: Display) -> Reply:
    rest = asked[1:]
    if asked[:1] == b"Z":
        return Reply(b"\x02?\x50\r", rest, zero=True, cannot=b"\x02?\x48\r")
    if asked[:1] != b"W":
        return Reply(rest=rest)
    status = 0x40 | shown.moving << 0 | shown.over << 1 | shown.under << 2
    if status != 0x40:
        return Reply(bytes((0x02, ord("?"), status, 0x0D)), rest)
    return Reply(f"\x02{shown.grams / 1000:06.3f}\r".encode(), rest)


def _cas(asked: bytes, shown: Display) -> Reply:
    rest = asked[1:]
    if asked[:1] == b"\x05":
        return Reply(b"\x06", rest)
    if asked[:1] != b"\x11":
        return Reply(rest=rest)
    sign = "F" if shown.over else "-" if shown.grams < 0 else " "
    number = "      " if shown.over else f"{abs(shown.grams) / 1000:06.3f}"
    body = f"{'U' if shown.moving else 'S'}{sign}{number}kg".encode()
    return Reply(b"\x01\x02" + body + bytes((reduce(xor, body),)) + b"\x03\x04", rest)


def _sics(asked: bytes, shown: Display) -> Reply:
    line, ended, rest = asked.partition(b"\r\n")
    if not ended:
        return Reply(rest=asked)
    if line == b"Z":
        return Reply(b"Z A\r\n", rest, zero=True, cannot=b"Z +\r\n")
    if line not in (b"S", b"SI"):
        return Reply(b"ES\r\n", rest)
    if shown.over:
        return Reply(b"S +\r\n", rest)
    state = "D" if shown.moving else "S"
    return Reply(f"S {state} {shown.grams / 1000:10.3f} kg\r\n".encode(), rest)


def _hidpos(_asked: bytes, shown: Display) -> Reply:
    status = 6 if shown.over else 5 if shown.under else 3 if shown.moving else 4
    if status == 4 and shown.grams == 0:
        status = 2
    weight = min(max(shown.grams, 0), 0xFFFF)
    return Reply(bytes((3, status, 2, 0)) + weight.to_bytes(2, "little"))


VOICES: Mapping[str, Voice] = {
    "mt8217": _mt8217,
    "cas": _cas,
    "sics": _sics,
    "hidpos": _hidpos,
}

UNASKED = frozenset({"hidpos"})
"""Those that speak by themselves."""
