"""What holds for every cart and every set of offers."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.benefits.line_amount import LineAmount
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.tiered import TierOn
from personalization.offers.benefits.unit_amount import UnitAmount
from personalization.offers.compiled import Compiled
from personalization.offers.conditions.leaf import Moment
from personalization.offers.context import (
    Line,
    OfferContext,
    RoundAt,
)
from personalization.offers.decide import decide
from personalization.offers.decision import Decision, LineTotal, Miss
from personalization.offers.lane import Lane, LaneMode
from personalization.offers.offer import Offer
from personalization.offers.snapshot import Snapshot
from tests.personalization.pricing_strategies import (
    amounts,
    any_offers,
    benefits,
    contexts,
    few,
    narrow,
    offer_lists,
    percents,
    selectors,
)

_STRANGER = Line("stranger", "stranger", 777, 2, categories=frozenset({"stranger"}), brand="none")


def _decided(offers: list[Offer], context: OfferContext) -> Decision:
    return decide(Snapshot.of(offers), context)


def _bytes(decision: Decision) -> bytes:
    return msgspec.json.encode(decision, enc_hook=str, order="deterministic")


def _by_line(decision: Decision) -> dict[str, LineTotal]:
    return {line.line: line for line in decision.lines}


@given(any_offers, contexts)
def test_no_unit_goes_below_its_floor_or_zero(offers: list[Offer], context: OfferContext) -> None:
    decision = _decided(offers, context)
    for line, total in zip(context.lines, decision.lines, strict=True):
        assert len(total.units) == line.quantity
        for off in total.units:
            assert 0 <= off <= max(line.unit_price - line.floor, 0)
    assert 0 <= decision.delivery <= context.delivery


@given(any_offers, contexts)
def test_lines_offers_and_units_come_to_the_same_sums(
    offers: list[Offer], context: OfferContext
) -> None:
    decision = _decided(offers, context)
    units = {line.id: [0] * line.quantity for line in context.lines}
    for applied in decision.applied:
        assert applied.saving == sum(each.amount for each in applied.lines) + applied.delivery
        for each in applied.lines:
            assert each.amount == sum(each.units) > 0
            assert min(each.units) >= 0
            units[each.line] = [
                before + off for before, off in zip(units[each.line], each.units, strict=True)
            ]
    for line, total in zip(context.lines, decision.lines, strict=True):
        assert total.subtotal == line.subtotal
        assert list(total.units) == units[line.id]
        assert sum(total.units) == total.discount
    off_delivery = sum(applied.delivery for applied in decision.applied)
    assert decision.delivery + off_delivery == context.delivery


@given(any_offers, contexts, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing(
    offers: list[Offer], context: OfferContext, random: Random
) -> None:
    lines = list(context.lines)
    random.shuffle(lines)
    there = _decided(offers, context)
    back = _decided(offers, replace(context, lines=tuple(lines)))
    assert _by_line(there) == _by_line(back)
    assert there.total == back.total
    assert [each.offer.id for each in there.applied] == [each.offer.id for each in back.applied]


@given(any_offers, contexts)
def test_the_same_input_gives_the_same_bytes(offers: list[Offer], context: OfferContext) -> None:
    again = replace(context, lines=tuple(replace(line) for line in context.lines))
    first, second = _decided(offers, context), _decided(offers[::-1], again)
    assert _bytes(first) == _bytes(second)


@given(offer_lists(benefits(narrow, st.sampled_from([TierOn.SPEND, TierOn.QUANTITY]))), contexts)
def test_a_line_that_no_offer_means_changes_no_other(
    offers: list[Offer], context: OfferContext
) -> None:
    """Of whatever kind: only the cart's total as a tier, or a condition on the whole cart, sees
    what the offer does not mean."""
    alone = _decided(offers, context)
    joined = _decided(offers, replace(context, lines=(*context.lines, _STRANGER)))
    assert _by_line(joined) == _by_line(alone) | {
        "stranger": LineTotal("stranger", 1554, 0, (0, 0))
    }


_line_by_line = st.one_of(
    st.builds(Percent, value=percents, selector=selectors, max_units_per_line=few),
    st.builds(UnitAmount, amount=amounts, selector=selectors, max_units_per_line=few),
    st.builds(LineAmount, amount=amounts, selector=selectors, max_units_per_line=few),
)


@given(offer_lists(_line_by_line), contexts)
def test_a_line_that_offers_do_mean_changes_no_other_where_each_line_stands_alone(
    offers: list[Offer], context: OfferContext
) -> None:
    """Percentages and amounts by unit or line without cap, rounded at the line: each line has its
    own price, as long as offers do not exclude one another for the cart as a whole."""
    alone_offers = [
        msgspec.structs.replace(offer, exclusive=False, exclusive_group=None) for offer in offers
    ]
    modes = dict.fromkeys(Lane, LaneMode.STACK)
    policy = replace(context.policy, round_at=RoundAt.LINE)
    context = replace(context, policy=policy, lane_modes=modes, spendable={})
    alone = _decided(alone_offers, context)
    joined = _decided(alone_offers, replace(context, lines=(*context.lines, _STRANGER)))
    assert all(_by_line(joined)[line] == total for line, total in _by_line(alone).items())


@given(any_offers, contexts)
def test_blocked_lines_keep_their_price(offers: list[Offer], context: OfferContext) -> None:
    decision = _decided(offers, context)
    for line, total in zip(context.lines, decision.lines, strict=True):
        if line.blocked is not None:
            assert total.discount == 0


@given(any_offers, contexts)
def test_all_offers_together_stay_within_the_combined_bound(
    offers: list[Offer], context: OfferContext
) -> None:
    decision = _decided(offers, context)
    discounts = {total.line: total for total in decision.lines}
    for applied in decision.applied:
        bound = applied.offer.max_combined_percent
        if bound is not None:
            for each in applied.lines:
                total = discounts[each.line]
                assert total.discount * 100 <= total.subtotal * bound


@given(any_offers, contexts)
def test_what_applies_gives_something_within_its_bounds(
    offers: list[Offer], context: OfferContext
) -> None:
    decision = _decided(offers, context)
    for applied in decision.applied:
        offer = applied.offer
        assert applied.saving or applied.points or applied.gifts
        assert applied.saving <= context.spendable.get(offer.id, applied.saving)
        if len(offer.benefits) == 1 and (cap := offer.benefits[0].cap) is not None:
            assert applied.saving <= cap
    groups = [each.offer.exclusive_group for each in decision.applied if each.offer.exclusive_group]
    assert len(groups) == len(set(groups))
    if any(each.offer.exclusive for each in decision.applied):
        assert len(decision.applied) == 1


@given(any_offers, contexts)
def test_offers_apply_lane_by_lane(offers: list[Offer], context: OfferContext) -> None:
    lanes = list(Lane)
    order = [lanes.index(each.offer.lane) for each in _decided(offers, context).applied]
    assert all(before <= after for before, after in pairwise(order))


@dataclass(slots=True)
class _Fates:
    missed_ids: list[str] = field(default_factory=list)

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        assert candidate.offer.id not in self.missed_ids

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:
        assert (by is None) == (why is not Miss.EXCLUDED)
        self.missed_ids.append(candidate.offer.id)


@given(any_offers, contexts)
def test_every_offer_has_one_fate_and_a_witness_changes_none(
    offers: list[Offer], context: OfferContext
) -> None:
    fates = _Fates()
    snapshot = Snapshot.of(offers)
    decision = decide(snapshot, context, fates)
    told = [*fates.missed_ids, *(each.offer.id for each in decision.applied)]
    assert sorted(told) == sorted(each.offer.id for each in snapshot.candidates(context))
    assert decision == decide(snapshot, context)
