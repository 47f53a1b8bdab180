"""Recalls as they are announced and withdrawn, and which goods they reach."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A recall taken back: it stays on record and reaches nothing from `at` (UTC) on."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecallNotice:
    """A recall as it is announced.

    `things` are lot keys (`01/{gtin}/10/{lot}`) and, for every lot of a product, product ids.
    `with_made_from` reaches further, to everything that was made from these lots, also when the
    evidence of it comes in later. `reasons` and `instructions` are texts by language tag; `since`
    is UTC; `announced_by` names the member of staff.
    """

    id: str
    things: Sequence[str]
    reasons: Mapping[str, str]
    instructions: Mapping[str, str]
    since: datetime
    with_made_from: bool = False
    announced_by: str | None = None
    withdrawn: Withdrawal | None = None

    def in_force(self, now: datetime) -> bool:
        """Whether it reaches anything at a moment."""
        return self.since <= now and self.withdrawn is None

    def reaches(self, own: Container[str], lineage: Container[str]) -> bool:
        """Whether it is about goods, known by their own names, with such a lineage."""
        return any(
            thing in own or (self.with_made_from and thing in lineage) for thing in self.things
        )
