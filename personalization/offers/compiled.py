"""An offer made ready for deciding: its condition as one closure, and where the index keeps it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from personalization.offers.conditions.clause import Kind, clause, selector_clause
from personalization.offers.conditions.leaf import Check, Clause, Moment, Verdict
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.offer import BudgetKind, Offer, Schedule


@dataclass(frozen=True, slots=True)
class Compiled:
    """`check` judges the offer's whole condition; TRUE where it has none.

    `order` sorts offers by priority, highest first, then by id. `clause` is the most selective of
    its necessary clauses, None where it has none. `scheduled` says that it does not always run,
    `customer_limit` how often one customer may use it.
    """

    offer: Offer
    check: Check
    order: tuple[int, str]
    clause: Clause | None
    scheduled: bool
    customer_limit: int | None


def compiled(offer: Offer) -> Compiled:
    """Made once for each published offer."""
    limits = [each.limit for each in offer.budgets if each.kind is BudgetKind.PER_CUSTOMER]
    return Compiled(
        offer=offer,
        check=_compiled(offer.condition) if offer.condition else _always,
        order=(-offer.priority, offer.id),
        clause=_best(_clauses(offer)),
        scheduled=offer.schedule != Schedule(),
        customer_limit=min(limits, default=None),
    )


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


_SEEN = {
    Kind.CODE: 0.0005,
    Kind.GTIN: 0.001,
    Kind.BRAND: 0.02,
    Kind.ZONE: 0.03,
    Kind.STORE: 0.05,
    Kind.SEGMENT: 0.1,
    Kind.CATEGORY: 0.2,
}
"""In about which share of all decisions a key of a kind is present. Only speed hangs on it."""


def _clauses(offer: Offer) -> Iterable[Clause | None]:
    if offer.condition is not None:
        yield _necessary(offer.condition)
    if offer.needs_code:
        yield clause(Kind.CODE, [offer.id])
    if offer.stores:
        yield clause(Kind.STORE, offer.stores)
    yield _benefits_clause(offer)


def _benefits_clause(offer: Offer) -> Clause | None:
    """Without a line to take something off, most offers have no effect."""
    needed: list[Clause | None] = []
    for benefit in offer.benefits:
        needed += [selector_clause(each) for each in benefit.reach()] or [None]
    return _either(needed)


def _necessary(condition: Condition) -> Clause | None:
    if isinstance(condition, All):
        return _best(_necessary(part) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return _either([_necessary(part) for part in condition.parts])
    if isinstance(condition, Not):
        return None
    return condition.necessary()


def _either(clauses: Sequence[Clause | None]) -> Clause | None:
    keys: set[str] = set()
    for each in clauses:
        if each is None:
            return None
        keys |= each.keys
    return Clause(frozenset(keys))


def _best(clauses: Iterable[Clause | None]) -> Clause | None:
    return min((each for each in clauses if each is not None), key=_seen, default=None)


def _seen(each: Clause) -> float:
    return sum(_SEEN[Kind(key.partition(":")[0])] for key in each.keys)
