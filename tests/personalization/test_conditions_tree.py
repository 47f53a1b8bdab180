"""All, any and not over what is true, false or unknown (Kleene's strong logic)."""

import itertools

import pytest
from hypothesis import given

from personalization.offers.benefits.free_delivery import FreeDelivery
from personalization.offers.conditions.clause import present
from personalization.offers.conditions.code import CodeCondition
from personalization.offers.conditions.judged import judged
from personalization.offers.conditions.leaf import Leaf, Moment, Verdict
from personalization.offers.conditions.returning import ReturningCondition
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.context import OfferContext
from personalization.offers.needs import most_selective
from personalization.offers.offer import Offer
from tests.personalization.offer_strategies import BERLIN, EUR, NOON, conditions, contexts

YES, NO = CodeCondition(frozenset({"entered"})), CodeCondition(frozenset({"other"}))
NOBODY_KNOWS = ReturningCondition(True)
CONTEXT = OfferContext(NOON, "berlin", BERLIN, EUR, codes=frozenset({"entered"}))
LEAVES: dict[Verdict, Condition] = {
    Verdict.TRUE: YES,
    Verdict.UNKNOWN: NOBODY_KNOWS,
    Verdict.FALSE: NO,
}


def verdict(condition: Condition, context: OfferContext = CONTEXT) -> Verdict:
    return judged(condition)(Moment(context, [line.subtotal for line in context.lines]))


@pytest.mark.parametrize("given_", list(itertools.product(LEAVES, repeat=2)))
def test_all_is_the_least_any_the_greatest_and_not_mirrors(
    given_: tuple[Verdict, Verdict],
) -> None:
    parts = tuple(LEAVES[each] for each in given_)
    assert verdict(All(parts)) is min(given_)
    assert verdict(AnyOf(parts)) is max(given_)
    assert verdict(Not(parts[0])) == Verdict.TRUE - given_[0]


def test_no_parts_hold_all_and_none_holds_any() -> None:
    assert verdict(All(())) is Verdict.TRUE
    assert verdict(AnyOf(())) is Verdict.FALSE


def test_what_nobody_knows_is_unknown_also_when_denied() -> None:
    assert verdict(Not(SegmentCondition(frozenset({"vip"})))) is Verdict.UNKNOWN


def by_definition(condition: Condition, context: OfferContext) -> Verdict:
    if isinstance(condition, All):
        return min(by_definition(part, context) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return max(by_definition(part, context) for part in condition.parts)
    if isinstance(condition, Not):
        return Verdict(2 - by_definition(condition.part, context))
    assert isinstance(condition, Leaf)
    return verdict(condition, context)


@given(conditions, contexts)
def test_a_tree_is_judged_as_its_parts_are(condition: Condition, context: OfferContext) -> None:
    assert verdict(condition, context) is by_definition(condition, context)


@given(conditions, contexts)
def test_what_the_index_asks_for_is_necessary(condition: Condition, context: OfferContext) -> None:
    clause = most_selective(Offer("o", {}, (FreeDelivery(),), condition=condition))
    if clause is not None and clause.keys.isdisjoint(present(context)):
        assert verdict(condition, context) is not Verdict.TRUE
