"""What goes wrong over REST, as problem documents (RFC 9457) with the names of EPCIS 2.0.

An endpoint answers with a `Refusal`; the binding renders it in the caller's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from provenance.epcis import Problem
from provenance.text import Message, Texts

ERRORS_SHOWN: Final = 100
"""Faults that are listed one by one; `errorCount` says how many there are."""


class Trouble(StrEnum):
    """The exceptions of the GS1 OpenAPI document (EPCIS 2.0): the `type` of a problem."""

    VALIDATION = "epcisException:ValidationException"
    QUERY_PARAMETER = "epcisException:QueryParameterException"
    QUERY_TOO_LARGE = "epcisException:QueryTooLargeException"
    QUERY_TOO_COMPLEX = "epcisException:QueryTooComplexException"
    NO_SUCH_RESOURCE = "epcisException:NoSuchResourceException"
    NOT_ACCEPTABLE = "epcisException:NotAcceptableException"
    ALREADY_EXISTS = "epcisException:ResourceAlreadyExistsException"
    CAPTURE_LIMIT = "epcisException:CaptureLimitExceededException"
    URI_TOO_LONG = "epcisException:URITooLongException"
    SECURITY = "epcisException:SecurityException"
    MEDIA_TYPE = "epcisException:UnsupportedMediaTypeException"
    IMPLEMENTATION = "epcisException:ImplementationException"


_TITLES: Final = {
    Trouble.VALIDATION: "epcis-title-validation",
    Trouble.QUERY_PARAMETER: "epcis-title-query-parameter",
    Trouble.QUERY_TOO_LARGE: "epcis-title-query-too-large",
    Trouble.QUERY_TOO_COMPLEX: "epcis-title-query-too-complex",
    Trouble.NO_SUCH_RESOURCE: "epcis-title-no-such-resource",
    Trouble.NOT_ACCEPTABLE: "epcis-title-not-acceptable",
    Trouble.ALREADY_EXISTS: "epcis-title-already-exists",
    Trouble.CAPTURE_LIMIT: "epcis-title-capture-limit",
    Trouble.URI_TOO_LONG: "epcis-title-uri-too-long",
    Trouble.MEDIA_TYPE: "epcis-title-media-type",
    Trouble.IMPLEMENTATION: "epcis-title-implementation",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: at a JSON pointer of the body (RFC 6901), or in a query parameter."""

    message: Message
    pointer: str | None = None
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not done: the HTTP status, what kind of trouble, and what to do about it.

    `faults` say where; the first `ERRORS_SHOWN` are told.
    """

    status: int
    trouble: Trouble
    message: Message
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self, texts: Texts, language: str) -> dict[str, Any]:
        """The problem document; `errors` is there when there are faults."""
        found: dict[str, Any] = {
            "type": self.trouble.value,
            "title": texts(Message(_TITLES[self.trouble]), language),
            "status": self.status,
            "detail": texts(self.message, language),
        }
        if self.faults:
            found["errorCount"] = len(self.faults)
            shown = self.faults[:ERRORS_SHOWN]
            found["errors"] = [_fault(fault, texts, language) for fault in shown]
        return found


def invalid(problems: Sequence[Problem]) -> Refusal:
    """400 for a document with problems (one or more), each pointing at its field."""
    faults = [Fault(problem.message, pointer=problem.pointer) for problem in problems]
    message = Message("epcis-refused-invalid", {"count": len(faults)})
    return Refusal(400, Trouble.VALIDATION, message, faults)


def job_error(problem: Problem, texts: Texts, language: str) -> dict[str, Any]:
    """One problem of a captured document, as a problem document of its own."""
    found = Refusal(400, Trouble.VALIDATION, problem.message).document(texts, language)
    return {**found, "pointer": problem.pointer}


def unknown(message: Message) -> Refusal:
    """404: there is nothing of that name."""
    return Refusal(404, Trouble.NO_SUCH_RESOURCE, message)


def _fault(fault: Fault, texts: Texts, language: str) -> dict[str, str]:
    where = {"pointer": fault.pointer, "parameter": fault.parameter}
    told = {name: value for name, value in where.items() if value is not None}
    return {**told, "detail": texts(fault.message, language)}
