"""Condition trees that are too large, or that can never or always hold."""

from collections.abc import Iterator, Sequence

from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.hours import ever_together
from personalization.offers.problem import Problem, error, warning

DEEPEST = 8
MOST_LEAVES = 100


def condition_problems(condition: Condition | None) -> Iterator[Problem]:
    """What is wrong with a tree, each leaf's own problems included."""
    if condition is None:
        return
    if _depth(condition) > DEEPEST:
        yield error("condition", "offer-condition-deep", most=DEEPEST)
        return
    if sum(1 for _ in _leaves(condition)) > MOST_LEAVES:
        yield error("condition", "offer-condition-large", most=MOST_LEAVES)
    yield from _within(condition, "condition")


def _within(condition: Condition, path: str) -> Iterator[Problem]:
    match condition:
        case Not():
            yield from _within(condition.part, f"{path}.part")
        case All() | AnyOf():
            if not condition.parts:
                yield error(f"{path}.parts", "offer-condition-empty")
            flat = list(_flat(condition, type(condition)))
            if any(Not(part) in flat for part in flat):
                if isinstance(condition, All):
                    yield error(path, "offer-condition-contradicts")
                else:
                    yield warning(path, "offer-condition-always")
            if isinstance(condition, All) and not _have_a_moment(flat):
                yield error(path, "offer-condition-hours-apart")
            for position, part in enumerate(condition.parts):
                yield from _within(part, f"{path}.parts[{position}]")
        case leaf:
            for problem in leaf.problems():
                yield problem.under(path)


def _have_a_moment(parts: Sequence[Condition]) -> bool:
    """Whether there is a time at which all of them hold that look at the clock."""
    hours = [part.windows for part in parts if isinstance(part, HoursCondition)]
    return len(hours) < 2 or ever_together(hours)


def _flat(condition: Condition, kind: type[All] | type[AnyOf]) -> Iterator[Condition]:
    """The parts, with those of parts of the same kind in their place."""
    if isinstance(condition, kind):
        for part in condition.parts:
            yield from _flat(part, kind)
    else:
        yield condition


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case Not():
            return (condition.part,)
        case All() | AnyOf():
            return condition.parts
        case _:
            return ()


def _depth(condition: Condition) -> int:
    """How many levels the tree has; a leaf alone has one. Stops counting beyond what is allowed."""
    depth, level = 0, [condition]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [part for each in level for part in _parts(each)]
    return depth


def _leaves(condition: Condition) -> Iterator[Condition]:
    if parts := _parts(condition):
        for part in parts:
            yield from _leaves(part)
    else:
        yield condition
