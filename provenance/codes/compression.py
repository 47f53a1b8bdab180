"""GS1 Digital Link compression: AIs and values as bits, written in URI-safe base 64.

GS1 Digital Link 1.1.3 and 1.2, chapter 8, which all toolkits implement; not the later "compression
for EPC binary strings". Much random text can be read as something, so a text counts as compressed
only when what it says, written again, is that text.
"""

import re
from collections.abc import Mapping, Sequence
from math import ceil, log2
from typing import NamedTuple

from provenance.codes.compression_tables import BASE64, OTHER_PAIR, SEQUENCES, Part, parts_of

Pair = tuple[str, str]
"""An AI, or another key, and its value."""

_LONGEST = 500
"""Characters; a QR code with more than these is no label."""

_TEXT = re.compile(rf"[A-Za-z0-9_-]{{1,{_LONGEST}}}")
_TOOLKIT_SEQUENCES = {code: tuple(sorted(ais)) for code, ais in SEQUENCES.items()}
"""GS1's own JavaScript sorts its table by accident, so its codes 1A and 9D have this order."""


class _Alphabet(NamedTuple):
    expression: re.Pattern[str]
    characters: str
    width: int


_DIGITS, _UPPER_HEX, _LOWER_HEX, _SAFE, _ASCII = 0, 2, 1, 3, 4
_ALPHABETS = {
    _UPPER_HEX: _Alphabet(re.compile(r"[0-9A-F]+"), "0123456789ABCDEF", 4),
    _LOWER_HEX: _Alphabet(re.compile(r"[0-9a-f]+"), "0123456789abcdef", 4),
    _SAFE: _Alphabet(re.compile(r"[A-Za-z0-9_-]+"), BASE64, 6),
    _ASCII: _Alphabet(re.compile(r"[\x00-\x7f]*"), "".join(map(chr, range(128))), 7),
}
"""How characters are written, by the number of the encoding; the first that fits is taken."""


class _Group(NamedTuple):
    """What one code announces: an AI, a sequence of AIs, or another key; and the pairs."""

    code: str
    pairs: Sequence[Pair]


def unpacked(text: str) -> Sequence[Sequence[Pair]]:
    """The readings of a compressed text that are written as exactly this text; most often one.

    Keys that are no number are other people's. Values are not verified yet. Never raises.
    """
    if not _TEXT.fullmatch(text):
        return ()
    bits = "".join(f"{BASE64.index(character):06b}" for character in text)
    readings: list[Sequence[Pair]] = []
    for sequences in (SEQUENCES, _TOOLKIT_SEQUENCES):
        groups = _Reader(bits).groups(sequences)
        pairs = [pair for group in groups for pair in group.pairs]
        if _written(groups) == text and pairs not in readings:
            readings.append(pairs)
    return readings


def packed(pairs: Sequence[Pair], *, optimised: bool = True) -> str:
    """Pairs of AI and value as compressed text; `optimised` uses codes for whole sequences.

    Raises `ValueError` for an AI that is not compressed (`parts_of`).
    """
    values = dict(pairs)
    if bare := [ai for ai in values if not parts_of(ai)]:
        raise ValueError(f"AI {bare[0]} is not compressed; leave it in the query")
    groups = []
    while codes := [
        code for code, ais in SEQUENCES.items() if optimised and values.keys() >= {*ais}
    ]:
        code = max(codes, key=lambda code: len("".join(SEQUENCES[code])))
        groups.append(_Group(code, [(ai, values.pop(ai)) for ai in SEQUENCES[code]]))
    groups += [_Group(ai, [(ai, values[ai])]) for ai in sorted(values)]
    return _written(groups)


def _written(groups: Sequence[_Group]) -> str:
    bits = "".join(map(_group_bits, groups))
    bits += "0" * (-len(bits) % 6)
    return "".join(BASE64[int(bits[at : at + 6], 2)] for at in range(0, len(bits), 6))


def _group_bits(group: _Group) -> str:
    bits = "".join(f"{int(digit, 16):04b}" for digit in group.code)
    if group.code == OTHER_PAIR:
        [(key, value)] = group.pairs
        key_bits = "".join(f"{BASE64.index(character):06b}" for character in key)
        return bits + f"{len(key):07b}{key_bits}" + _characters_bits(value, 7)
    return bits + "".join(_value_bits(parts_of(ai), value) for ai, value in group.pairs)


def _value_bits(parts: Sequence[Part], value: str) -> str:
    bits = ""
    for part in parts:
        run, value = (value, "") if part.variable else (value[: part.length], value[part.length :])
        counted = part.length.bit_length() if part.variable else 0
        if not part.numeric:
            bits += _characters_bits(run, counted)
            continue
        bits += f"{len(run):0{counted}b}" if counted else ""
        bits += f"{int(run or '0'):0{_width(len(run))}b}"
    return bits


def _characters_bits(run: str, counted: int) -> str:
    """Encoding, count of characters in `counted` bits (0: none), characters."""
    count = f"{len(run):0{counted}b}" if counted else ""
    if run.isascii() and run.isdigit():
        return f"{_DIGITS:03b}{count}{int(run):0{_width(len(run))}b}"
    encoding, alphabet = next(
        (number, alphabet)
        for number, alphabet in _ALPHABETS.items()
        if alphabet.expression.fullmatch(run)
    )
    characters = (f"{alphabet.characters.index(one):0{alphabet.width}b}" for one in run)
    return f"{encoding:03b}{count}" + "".join(characters)


def _width(digits: int) -> int:
    """Bits of a number with so many decimal digits; 1 for none."""
    return ceil(digits * log2(10) + 0.01)


class _Reader:
    """Takes bits from the left.

    Past the end there are none: what is read is then too long to be written as the same text.
    """

    def __init__(self, bits: str) -> None:
        self._bits = bits
        self._at = 0

    def groups(self, sequences: Mapping[str, Sequence[str]]) -> list[_Group]:
        """All groups up to the padding, or up to a code that does not exist."""
        groups = []
        while len(self._bits) - self._at > 8 and (group := self._group(sequences)):
            groups.append(group)
        return groups

    def _group(self, sequences: Mapping[str, Sequence[str]]) -> _Group | None:
        code = f"{self._number(4):X}"
        if code == OTHER_PAIR:
            key = "".join(BASE64[self._number(6)] for _ in range(self._number(7)))
            value = self._characters(7, 0)
            return None if value is None else _Group(code, [(key, value)])
        code += f"{self._number(4):X}"
        ais = sequences.get(code) or self._announced(code)
        values = [self._value(parts_of(ai)) for ai in ais]
        pairs = [(ai, value) for ai, value in zip(ais, values, strict=True) if value is not None]
        if not pairs or len(pairs) < len(values):
            return None
        return _Group(code if len(pairs) > 1 else pairs[0][0], pairs)

    def _announced(self, code: str) -> Sequence[str]:
        """The AI of two to four digits that begins with `code`, or nothing."""
        while not parts_of(code):
            if len(code) == 4:
                return ()
            code += f"{self._number(4):X}"
        return (code,)

    def _value(self, parts: Sequence[Part]) -> str | None:
        value = ""
        for part in parts:
            counted = part.length.bit_length() if part.variable else 0
            if part.numeric:
                run: str | None = self._digits(self._number(counted) if counted else part.length)
            else:
                run = self._characters(counted, part.length)
            if run is None:
                return None
            value += run
        return value

    def _characters(self, counted: int, length: int) -> str | None:
        encoding = self._number(3)
        length = self._number(counted) if counted else length
        if encoding == _DIGITS:
            return self._digits(length)
        if not (alphabet := _ALPHABETS.get(encoding)):
            return None
        return "".join(alphabet.characters[self._number(alphabet.width)] for _ in range(length))

    def _digits(self, length: int) -> str:
        number = self._number(_width(length))
        return f"{number:0{length}}" if length else ""

    def _number(self, width: int) -> int:
        taken = self._bits[self._at : self._at + width]
        self._at += width
        return int(taken or "0", 2)
