"""An offer made ready for deciding: its condition as one closure."""

from collections.abc import Sequence
from dataclasses import dataclass

from personalization.offers.conditions.leaf import Check, Moment, Verdict
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.offer import Offer


@dataclass(frozen=True, slots=True)
class Compiled:
    """`check` judges the offer's whole condition; TRUE where it has none."""

    offer: Offer
    check: Check


def compiled(offer: Offer) -> Compiled:
    """Made once for each published offer."""
    return Compiled(offer, _compiled(offer.condition) if offer.condition else _always)


def _always(_: Moment) -> Verdict:
    return Verdict.TRUE


def _compiled(condition: Condition) -> Check:
    if isinstance(condition, All):
        return _least([_compiled(part) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return _greatest([_compiled(part) for part in condition.parts])
    if isinstance(condition, Not):
        inner = _compiled(condition.part)
        return lambda moment: Verdict(Verdict.TRUE - inner(moment))
    return condition.compiled()


def _least(checks: Sequence[Check]) -> Check:
    def check(moment: Moment) -> Verdict:
        least = Verdict.TRUE
        for part in checks:
            verdict = part(moment)
            if verdict is Verdict.FALSE:
                return verdict
            least = min(least, verdict)
        return least

    return check


def _greatest(checks: Sequence[Check]) -> Check:
    def check(moment: Moment) -> Verdict:
        greatest = Verdict.FALSE
        for part in checks:
            verdict = part(moment)
            if verdict is Verdict.TRUE:
                return verdict
            greatest = max(greatest, verdict)
        return greatest

    return check
