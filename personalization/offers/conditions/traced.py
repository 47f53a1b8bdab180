"""A condition clause by clause, and what would make it hold; asked for when explaining only."""

from collections.abc import Iterator, Sequence

from personalization.offers.conditions.judged import judged
from personalization.offers.conditions.leaf import Moment, Verdict
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.decision import ClauseTrace
from provenance.text import Message


def traced(condition: Condition | None, moment: Moment, depth: int = 0) -> Iterator[ClauseTrace]:
    """Every clause with its verdict, each group before its parts, one deeper."""
    if condition is None:
        return
    parts, wording = _parts(condition)
    yield ClauseTrace(wording, judged(condition)(moment), depth)
    for part in parts:
        yield from traced(part, moment, depth + 1)


def help_for(condition: Condition | None, moment: Moment) -> Message | None:
    """The one thing a shopper can do to make it hold; None where there is none, or it takes
    several."""
    if condition is None or judged(condition)(moment) is Verdict.TRUE:
        return None
    if isinstance(condition, All):
        failing = [part for part in condition.parts if judged(part)(moment) is not Verdict.TRUE]
        return help_for(failing[0], moment) if len(failing) == 1 else None
    if isinstance(condition, AnyOf):
        helps = (help_for(part, moment) for part in condition.parts)
        return next((each for each in helps if each is not None), None)
    if isinstance(condition, Not):
        return None
    return condition.would_help(moment)


def _parts(condition: Condition) -> tuple[Sequence[Condition], Message]:
    if isinstance(condition, All):
        return condition.parts, Message("condition-all")
    if isinstance(condition, AnyOf):
        return condition.parts, Message("condition-any")
    if isinstance(condition, Not):
        return (condition.part,), Message("condition-not")
    return (), condition.wording()
