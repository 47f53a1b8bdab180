"""What is wrong with an offer: where, how bad, and in words."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from provenance.text import Message


class Gravity(StrEnum):
    """Errors keep an offer from being published; warnings do not."""

    ERROR = "ERROR"
    WARNING = "WARNING"


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` leads to what is wrong: `benefits[0].value`, `condition.parts[1].zone`."""

    path: str
    message: Message
    gravity: Gravity = Gravity.ERROR

    def under(self, prefix: str) -> Self:
        """The same problem, seen from what contains the thing that has it."""
        inner = self.path if self.path.startswith("[") or not self.path else f".{self.path}"
        return replace(self, path=f"{prefix}{inner}")


def error(path: str, key: str, **args: object) -> Problem:
    """Something that keeps the offer from being published."""
    return Problem(path, Message(key, args))


def warning(path: str, key: str, **args: object) -> Problem:
    """Something that may be meant."""
    return Problem(path, Message(key, args), Gravity.WARNING)
