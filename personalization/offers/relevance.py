"""Which offers of a decision are about what was just scanned."""

from dataclasses import replace

from personalization.offers.context import Line, OfferContext
from personalization.offers.decide import decide
from personalization.offers.decision import Applied, Decision
from personalization.offers.offer import Offer
from personalization.offers.snapshot import Snapshot


def about(decision: Decision, snapshot: Snapshot, context: OfferContext) -> tuple[Applied, ...]:
    """Offers that take something off the scanned line, then those that apply because of it.

    A bundle may take its saving off another line: whether it is there because of what was scanned
    shows only in the decision without it, which is made where that can change the answer.
    """
    direct = tuple(each for each in decision.applied if _touches(each, context.scanned))
    others = [each for each in decision.applied if each not in direct]
    scanned = next((line for line in context.lines if line.id == context.scanned), None)
    if scanned is None or not any(_may_rest_on(each.offer, scanned) for each in others):
        return direct
    rest = tuple(line for line in context.lines if line is not scanned)
    before = decide(snapshot, replace(context, lines=rest, scanned=None))
    was = {each.offer.id: each for each in before.applied}
    return (*direct, *(each for each in others if _gives(each) != _gives(was.get(each.offer.id))))


def _may_rest_on(offer: Offer, line: Line) -> bool:
    """Without a condition, an offer is only about lines that its benefits select."""
    return offer.condition is not None or any(
        need.matches(line) for benefit in offer.benefits for need in benefit.needs()
    )


def _touches(applied: Applied, line: str | None) -> bool:
    return any(saving.line == line for saving in applied.lines)


def _gives(applied: Applied | None) -> tuple[object, ...] | None:
    return None if applied is None else (applied.saving, applied.points, applied.gifts)
