"""What every protocol answers: pure, bytes in, values out."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kiosk.scale.mass import whole_grams
from kiosk.scale.reading import Answer, Flag, Reading


@dataclass(frozen=True, slots=True)
class Line:
    """How a serial port is set: bits a second, data bits, parity (N, E or O), stop bits."""

    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop: int = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """What was understood of some bytes: answers in order, bytes that fit nothing, and the rest.

    The `rest` may be the beginning of a frame: the next bytes belong behind it.
    """

    answers: tuple[Answer, ...] = ()
    junk: bytes = b""
    rest: bytes = b""


@dataclass(frozen=True, slots=True)
class Protocol:
    """One way in which scales talk.

    `ask` is sent for each weight; empty where the scale speaks by itself. `zero` tells it to set
    itself to zero, None where the protocol cannot. `checked`: frames carry a checksum, so that one
    stable reading is enough; without it two equal ones are wanted.

    `frame(data)` looks at non-empty bytes: an answer and its length; None for a beginning that may
    become one; 0 where no frame begins.
    """

    name: str
    line: Line
    ask: bytes
    zero: bytes | None
    checked: bool
    frame: Callable[[bytes], tuple[Answer, int] | int | None]

    def take(self, data: bytes) -> Taken:
        """What `data` says. Whatever the bytes are, this answers and never raises."""
        answers: list[Answer] = []
        junk = bytearray()
        at = 0
        while at < len(data):
            found = self.frame(data[at:])
            if found is None:
                break
            if isinstance(found, tuple):
                answers.append(found[0])
                at += found[1]
            else:
                junk.append(data[at])
                at += 1
        return Taken(tuple(answers), bytes(junk), data[at:])


def weighed(value: Decimal, unit: str, *, stable: bool, net: bool = False) -> Reading:
    """The reading for a weight as the scale wrote it."""
    grams = whole_grams(value, unit)
    flags = frozenset() if grams is not None else frozenset({Flag.FINE})
    return Reading(grams, stable, net, flags)
