"""What is tried out: a draft among the live offers, as if all ran when a basket was paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from personalization.offers.offer import Offer, Schedule
from personalization.offers.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Trial:
    """`now` are the live offers (with the version of the draft that is in force, if any is),
    `then` the same with the draft in its place."""

    draft: Offer
    now: Snapshot
    then: Snapshot

    @property
    def replaces(self) -> bool:
        """Whether a version of the draft is in force now."""
        return self.draft.id in self.now.offers


def trial(draft: Offer, live: Snapshot) -> Trial:
    """The draft among the live offers, each at its own time."""
    return Trial(draft, live, live.with_offer(draft))


def timeless_trial(draft: Offer, live: Snapshot, budgets: Mapping[str, int], today: date) -> Trial:
    """The draft among the live offers it will meet, on any day.

    Baskets were paid on days on which the draft did not run; so days are taken out of all
    schedules, and hours stay. It meets the offers whose days overlap with its own from `today` on,
    and whose budget (`OfferContext.budgets`) is not used up.
    """
    met = [
        timeless(offer)
        for offer in live.offers.values()
        if budgets.get(offer.id, 1) > 0 and _overlap(offer.schedule, draft.schedule, today)
    ]
    now = Snapshot.of(met, live.experiments.values(), live.holdouts)
    return trial(timeless(draft), now)


def timeless(offer: Offer) -> Offer:
    """The offer on any day, at its hours."""
    return msgspec.structs.replace(offer, schedule=Schedule(hours=offer.schedule.hours))


def _overlap(one: Schedule, other: Schedule, today: date) -> bool:
    latest_start = max(one.starts or today, other.starts or today, today)
    return latest_start <= min(one.ends or date.max, other.ends or date.max)
