"""What an import reads, refuses and counts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from provenance.text import Message

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a record was not taken. `pointer` (RFC 6901) says where inside its document it is."""

    reason: Message
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused record, or a whole file, with its place: `line` counts from 1."""

    file: str
    line: int
    refused: Refused


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the records of an import. What was read is stored, unchanged or refused.

    `refused` also counts what could not even be read as a record.
    """

    read: int = 0
    stored: int = 0
    unchanged: int = 0
    refused: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.read + other.read,
            self.stored + other.stored,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
        )


class UnfitError(Exception):
    """Raised inside a reader where a field cannot be used; readers answer it as `Refused`."""

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key, args)
        self.reason = Message(key, args)


def refusing(read: Callable[P, T]) -> Callable[P, T | Refused]:
    """A reader that answers `Refused` where a field is unfit."""

    @wraps(read)
    def reader(*args: P.args, **kwargs: P.kwargs) -> T | Refused:
        try:
            return read(*args, **kwargs)
        except UnfitError as unfit:
            return Refused(unfit.reason)
        except RecursionError:
            return Refused(Message("imports-too-deep"))

    return reader
