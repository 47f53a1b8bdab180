"""GS1 application identifiers (AIs): the form of their values, from biip's table of 541."""

import re
from dataclasses import dataclass
from functools import lru_cache

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier

_CHECK_DIGITS = {
    "00": 18, "01": 14, "02": 14, "03": 14, "253": 13, "255": 13, "402": 17, "8003": 14,
    "8006": 14, "8017": 18, "8018": 18, "8026": 14,
    **{f"41{last}": 13 for last in range(8)},
}  # fmt: skip
"""How many leading digits of a value end in a check digit (GS1 GenSpecs, 7.9.1 and section 3)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The form of an AI's element.

    `form` is that of the value in the notation of the GS1 General Specifications (`N13[+X..17]`),
    `element` matches AI and value together; `fixed_length` counts their characters where no
    separator follows (GS1 GenSpecs, 7.8.5), else None; `checked` is how many leading characters
    of the value end in a check digit, 0 for none.
    """

    ai: str
    form: str
    element: re.Pattern[str]
    fixed_length: int | None
    checked: int


def rule_at(text: str) -> Rule | None:
    """The rule of the AI that a text begins with; no AI is the beginning of another."""
    return _rule(text[:4])


def rule_of(ai: str) -> Rule | None:
    """The rule of exactly this AI."""
    rule = _rule(ai)
    return rule if rule and rule.ai == ai else None


@lru_cache(maxsize=4096)
def _rule(beginning: str) -> Rule | None:
    if not beginning[:2].isdigit():
        return None
    try:
        found = GS1ApplicationIdentifier.extract(beginning)
    except ParseError:
        return None
    length = None if found.separator_required else _length(found.format)
    # biip compares with \d, which takes digits of every script; a code has only ASCII ones.
    element = re.compile(found.pattern, re.ASCII)
    form = found.format.partition("+")[2]
    return Rule(found.ai, form, element, length, _CHECK_DIGITS.get(found.ai, 0))


def _length(form: str) -> int:
    """Characters of a form such as `N2+N14`."""
    return sum(int(part[1:]) for part in form.split("+"))
