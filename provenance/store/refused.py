"""What MongoDB says when it does not take a document, as a value."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from bson.errors import InvalidDocument
from pymongo.errors import BulkWriteError, DocumentTooLarge, OperationFailure, WriteError

T = TypeVar("T")

_TOO_LARGE = 10334  # BSONObjectTooLarge


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A document, or one of several, can never be stored as it is; `why` in MongoDB's words."""

    why: str


async def unless_refused(writing: Awaitable[T]) -> T | NotTaken:
    """The result of a write, or why its documents were not taken.

    A database that is away, or that does not let us in, still raises.
    """
    try:
        return await writing
    except BulkWriteError as error:
        return NotTaken(str(error.details["writeErrors"][0]["errmsg"]))
    except (WriteError, DocumentTooLarge, InvalidDocument, OverflowError) as error:
        return NotTaken(str(error))
    except OperationFailure as error:
        if error.code != _TOO_LARGE:
            raise
        return NotTaken("the document is too large")
