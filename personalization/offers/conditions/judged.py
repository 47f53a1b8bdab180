"""A whole condition as one closure (Kleene's strong logic of three values)."""

from collections.abc import Sequence

from personalization.offers.conditions.leaf import Check, Moment, Verdict
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not


def judged(condition: Condition | None) -> Check:
    """The closure of a whole tree, made once for each published offer; TRUE for no condition."""
    if condition is None:
        return _always
    if isinstance(condition, All):
        return _least([judged(part) for part in condition.parts])
    if isinstance(condition, AnyOf):
        return _greatest([judged(part) for part in condition.parts])
    if isinstance(condition, Not):
        inner = judged(condition.part)
        return lambda moment: Verdict(Verdict.TRUE - inner(moment))
    return condition.compiled()


def _always(_: Moment) -> Verdict:
    return Verdict.TRUE


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
