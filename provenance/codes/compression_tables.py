"""The tables of GS1 Digital Link compression (GS1 Digital Link 1.1.3 and 1.2, chapter 8)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from provenance.codes.application_identifiers import rule_of

SEQUENCES: dict[str, Sequence[str]] = {
    "0A": ("01", "22"), "0B": ("01", "10"), "0C": ("01", "21"), "0D": ("01", "17"),
    "0E": ("01", "7003"), "0F": ("01", "30"), "1A": ("01", "10", "21", "17"),
    "1B": ("01", "15"), "1C": ("01", "11"), "1D": ("01", "16"), "1E": ("01", "91"),
    "1F": ("01", "10", "15"),
    **{f"2{'ABCDEF'[n]}": ("01", f"310{n}") for n in range(6)},
    **{f"3{'ABCDEF'[n]}": ("01", f"320{n}") for n in range(6)},
    "9A": ("8010", "8011"), "9B": ("8017", "8019"), "9C": ("8018", "8019"), "9D": ("414", "254"),
    **{f"A{n}": ("01", f"392{n}") for n in range(10)},
    **{f"C{n}": ("255", f"390{n}") for n in range(10)},
    **{f"C{'ABCD'[n]}": ("255", f"394{n}") for n in range(4)},
}  # fmt: skip
"""AIs that often stand together, by the two hexadecimal digits that stand for all of them."""

OTHER_PAIR = "F"
"""The hexadecimal digit before a key and value that are not GS1's."""

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

_OWN_FORMS = {
    "7007": "N6+N..6", "7011": "N6+N..4", "8006": "N18", "8026": "N18",
    **{f"723{n}": "X..30" for n in range(10)},
    **{f"433{n}": "" for n in range(4)}, **{f"804{n}": "" for n in range(4)},
}  # fmt: skip
"""AIs that compression sees otherwise than the General Specifications; empty: not compressed."""

_PART = re.compile(r"([NXYZ])(\.\.)?([0-9]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a value: digits (`numeric`) or characters, `length` of them or at most as many."""

    numeric: bool
    length: int
    variable: bool


@lru_cache(maxsize=1024)
def parts_of(ai: str) -> Sequence[Part]:
    """How the values of an AI are cut up; empty where they are not compressed (unknown AIs, too).

    An optional part, `[+N6]` in the General Specifications, is one of variable length.
    """
    rule = rule_of(ai)
    form = _OWN_FORMS.get(ai, rule.form if rule else "")
    required, _, optional = form.partition("[")
    parts = [
        Part(kind == "N", int(size), bool(dots)) for kind, dots, size in _PART.findall(required)
    ]
    parts += [Part(kind == "N", int(size), True) for kind, _, size in _PART.findall(optional)]
    return tuple(parts)
