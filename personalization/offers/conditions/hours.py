"""The time of day and the weekday, on the store's clock."""

from datetime import datetime
from typing import Annotated

import msgspec

from personalization.offers.conditions.leaf import Check, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import listed
from personalization.offers.context import OfferContext
from personalization.offers.hours import Hours, next_start, within
from provenance.text import Message


class HoursCondition(Leaf, frozen=True, tag="hours"):
    """It is within one of these stretches (`windows`)."""

    windows: Annotated[tuple[Hours, ...], msgspec.Meta(min_length=1)]

    def compiled(self) -> Check:
        """TRUE during these hours."""
        windows = self.windows
        return lambda moment: (
            Verdict.TRUE
            if within(windows, moment.context.now, moment.context.time_zone)
            else Verdict.FALSE
        )

    def wording(self) -> Message:
        """“It is 17:00–19:00 (FRI, SAT) in the store.”"""
        return Message("condition-hours", {"hours": listed(map(_shown, self.windows))})

    def would_help(self, moment: Moment) -> Message | None:
        """“From 17:00”, where it is later today."""
        context = moment.context
        return later_today(next_start(self.windows, context.now, context.time_zone), context)


def later_today(at: datetime | None, context: OfferContext) -> Message | None:
    """“From 17:00”, where that is still today in the store."""
    if at is None or (shown := at.astimezone(context.time_zone)).date() != context.today:
        return None
    return Message("condition-help-later-today", {"at": f"{shown:%H:%M}"})


def _shown(hours: Hours) -> str:
    days = f" ({', '.join(sorted(hours.days))})" if hours.days else ""
    return f"{hours.since:%H:%M}–{hours.until:%H:%M}{days}"
