"""Capture jobs (EPCIS 2.0, section 12.6): a document handed in, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from provenance.epcis import Problem

PROBLEMS_KEPT: Final = 100
"""Problems told with a job; `Ending.problem_count` says how many there were."""


class ErrorBehaviour(StrEnum):
    """What happens to the good events of a document that has bad ones."""

    ROLLBACK = "rollback"
    """All or nothing."""
    PROCEED = "proceed"
    """The good ones are stored."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended: events `stored`, those `known` before, and the first problems of all."""

    at: datetime
    stored: int = 0
    known: int = 0
    problems: Sequence[Problem] = ()
    problem_count: int = 0


@dataclass(frozen=True, slots=True)
class CaptureJob:
    """A document of an organisation on its way into the repository.

    `events` are those in the document, `id` is random and names the job to whoever handed it in;
    `ending` is None while it runs.
    """

    id: str
    organisation: str
    created_at: datetime
    behaviour: ErrorBehaviour
    events: int
    ending: Ending | None = None

    @property
    def success(self) -> bool:
        """Whether nothing has gone wrong so far."""
        return self.ending is None or not self.ending.problem_count
