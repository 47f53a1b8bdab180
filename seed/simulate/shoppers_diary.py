"""What an app keeps of a visit until it reports it: what it has shown, and what was done."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from seed.simulate import shoppers_queries as queries
from seed.simulate.http import RefusedError
from seed.simulate.shoppers_doors import Json, Phone

_MOST = 100  # that a report takes


@dataclass(slots=True)
class Diary:
    """Exposure tokens of what was shown or withheld, and events of the visit."""

    tokens: list[str] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)

    def note(self, kind: str, at: datetime, **facts: Any) -> None:
        """An event, as `VisitEventInput` has it."""
        event = {"id": secrets.token_hex(8), "kind": kind, "at": at.isoformat()}
        self.events.append(event | facts)

    async def report(self, phone: Phone, cart: str) -> None:
        """Hand all of it in. Raises `RefusedError` where some of it was of no use."""
        for since in range(0, len(self.tokens), _MOST):
            shown = {"tokens": self.tokens[since : since + _MOST]}
            told = await phone.ask(queries.REPORT, shown=shown)
            _must_be_used(told["reportShown"])
        for since in range(0, len(self.events), _MOST):
            visit = {"cartId": cart, "events": self.events[since : since + _MOST]}
            told = await phone.ask(queries.REPORT_VISIT, visit=visit)
            _must_be_used(told["reportEvents"])


def _must_be_used(reported: Json) -> None:
    if unused := reported.get("unused", [reported]):
        raise RefusedError(unused[0]["message"])
