"""What callers are told of errors: what they can act on, never how we are built."""

import secrets

import structlog
from graphql import FieldNode, GraphQLError
from pymongo.errors import ConnectionFailure

UNAVAILABLE = "UNAVAILABLE"
QUERY_TOO_LONG = "QUERY_TOO_LONG"
INTERNAL = "INTERNAL"
RATE_LIMITED = "RATE_LIMITED"

_log = structlog.get_logger()


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """The same error with `extensions.code`, and no more of what caused it."""
    return GraphQLError(
        error.message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code},
    )


def told(error: GraphQLError) -> GraphQLError:
    """The error as a caller may see it.

    An error with a code was meant for the caller. One that names a variable or an argument, or
    that GraphQL found before any field ran, is the caller's: BAD_USER_INPUT. A database that is
    away is UNAVAILABLE. Everything else is ours: it is logged under a request id, and the caller
    learns only that id.
    """
    if error.extensions and "code" in error.extensions:
        return error
    cause = _cause(error)
    if isinstance(cause, ConnectionFailure):
        _log.warning("database away", path=error.path, reason=type(cause).__name__)
        message = "The database cannot be reached right now: try again in a few seconds."
        return GraphQLError(message, error.nodes, path=error.path, extensions={"code": UNAVAILABLE})
    names_input = error.nodes and not isinstance(error.nodes[0], FieldNode)
    if names_input or (error.path is None and isinstance(cause, GraphQLError)):
        return coded(error, "BAD_USER_INPUT")
    request_id = secrets.token_hex(8)
    _log.error("internal error", request_id=request_id, path=error.path, exc_info=cause)
    return GraphQLError(
        "Internal error",
        error.nodes,
        path=error.path,
        extensions={"code": INTERNAL, "requestId": request_id},
    )


def _cause(error: GraphQLError) -> Exception:
    """What was raised before GraphQL wrapped it."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause
