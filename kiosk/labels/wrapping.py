"""Breaking text into lines for a narrow label, in scripts with and without spaces."""

import re
from collections.abc import Callable

_UNITS = re.compile(
    r"\s+"
    r"|[（《「『【]*[\u2e80-\u9fff\uf900-\ufaff][，。、；：！？）》」』】％]*"  # kept together
    r"|[^\s\u2e80-\u9fff\uf900-\ufaff（《「『【]+"
    r"|[（《「『【]+"
)


def lines(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text in lines that fit: broken at spaces, between Chinese characters, else anywhere."""
    wrapped: list[str] = []
    line = ""
    for unit in _UNITS.findall(text):
        if fits((line + unit).strip()):
            line += unit
            continue
        if line.strip():
            wrapped.append(line.strip())
        line = unit.lstrip()
        while line and not fits(line):
            head = _longest_that_fits(line, fits)
            wrapped.append(head)
            line = line[len(head) :]
    return [*wrapped, line.strip()] if line.strip() else wrapped


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The text as it is, or its beginning with an ellipsis."""
    if fits(text):
        return text
    return _longest_that_fits(text, lambda part: fits(part + "…")).rstrip() + "…"


def _longest_that_fits(text: str, fits: Callable[[str], bool]) -> str:
    end = 1
    while end < len(text) and fits(text[: end + 1]):
        end += 1
    return text[:end]
