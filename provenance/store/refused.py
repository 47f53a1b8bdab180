"""What MongoDB says when it does not take a document."""

from pymongo.errors import BulkWriteError, DocumentTooLarge, InvalidDocument, WriteError

WRITE_REFUSED = (BulkWriteError, WriteError, DocumentTooLarge, InvalidDocument, OverflowError)
"""Raised for documents that can never be stored as they are; an absent database raises others."""


def why_refused(error: Exception) -> str:
    """The database's words for one refused document."""
    match error:
        case BulkWriteError(details={"writeErrors": [{"errmsg": str(message)}, *_]}):
            return message
        case _:
            return str(error)
