"""How offers meet: lanes and their modes, precedence, budgets, and who is told why."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.free_delivery import FreeDelivery
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.points import Points
from personalization.offers.compiled import Compiled
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.language import LanguageCondition
from personalization.offers.conditions.leaf import Moment
from personalization.offers.context import OfferContext
from personalization.offers.decide import decide
from personalization.offers.decision import Decision, Miss
from personalization.offers.fingerprint import context_hash
from personalization.offers.lane import Lane, LaneMode
from personalization.offers.offer import Offer
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from tests.personalization.offer_moments import (
    decided,
    discounts,
    given_by,
    line,
    moment,
    offer,
)

_HALF = Percent(value=Decimal(50))
_TENTH = Percent(value=Decimal(10))


@dataclass(slots=True)
class Notes:
    """What a witness is told; `running` is what the cart cost when a condition was judged."""

    running: dict[str, int] = field(default_factory=dict)
    missed_ones: list[tuple[str, Miss, str | None]] = field(default_factory=list)

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        self.running[candidate.offer.id] = sum(moment.running)

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:
        self.missed_ones.append((candidate.offer.id, why, by))


def _noted(context: OfferContext, *offers: Offer) -> tuple[Decision, Notes]:
    notes = Notes()
    return decide(Snapshot.of(offers), context, notes), notes


def _only(name: str) -> Selector:
    return Selector(gtins=frozenset({name}))


def test_lanes_come_one_after_the_other_whatever_the_priority() -> None:
    offers = [
        offer("cart", _HALF, lane=Lane.CART, priority=9),
        offer("item", Amount(amount=100), lane=Lane.ITEM, priority=5),
        offer("markdown", _HALF, lane=Lane.MARKDOWN),
        offer("delivery", FreeDelivery(), lane=Lane.DELIVERY, priority=10),
    ]
    decision = decided(moment(line("1", 1000), delivery=490), *offers)
    assert given_by(decision) == {"markdown": 500, "item": 100, "cart": 200, "delivery": 490}


def test_within_a_lane_the_higher_priority_and_then_the_id_go_first() -> None:
    offers = [
        offer("b", Amount(amount=100), priority=1),
        offer("a", Amount(amount=100), priority=1),
        offer("c", _HALF, priority=2),
    ]
    assert list(given_by(decided(moment(line("1", 1000)), *offers))) == ["c", "a", "b"]


def test_conditions_are_judged_on_what_is_left() -> None:
    spend = offer("spend", _TENTH, lane=Lane.CART, condition=CartSpend(900))
    item = offer("item", Amount(amount=101))
    decision, notes = _noted(moment(line("1", 1000)), spend, item)
    assert given_by(decision) == {"item": 101}
    assert notes.running == {"item": 1000, "spend": 899}
    assert notes.missed_ones == [("spend", Miss.CONDITION, None)]


def test_what_is_not_known_gives_nothing_and_is_told_apart() -> None:
    hola = offer("hola", _HALF, condition=LanguageCondition(frozenset({"es"})))
    for language, why in ((None, Miss.UNKNOWN), ("en", Miss.CONDITION)):
        decision, notes = _noted(moment(line("1", 1000), language=language), hola)
        assert decision.applied == ()
        assert notes.missed_ones == [("hola", why, None)]


@pytest.mark.parametrize(
    ("mode", "given_out", "misses"),
    [
        (LaneMode.STACK, {"low": 200, "high": 900, "fish": 450}, []),
        (
            LaneMode.FIRST,
            {"low": 200},
            [("high", Miss.EXCLUDED, "low"), ("fish", Miss.EXCLUDED, "low")],
        ),
        (
            LaneMode.BEST_TOTAL,
            {"high": 1000},
            [("low", Miss.EXCLUDED, "high"), ("fish", Miss.EXCLUDED, "high")],
        ),
        (LaneMode.BEST_PER_LINE, {"high": 500, "fish": 600}, [("low", Miss.EXCLUDED, "fish")]),
    ],
)
def test_each_mode_of_a_lane(
    mode: LaneMode, given_out: dict[str, int], misses: list[tuple[str, Miss, str | None]]
) -> None:
    offers = (
        offer("low", _TENTH, priority=3),
        offer("high", _HALF, priority=2),
        offer("fish", Amount(amount=600, selector=_only("fish"))),
    )
    cart = moment(line("fish", 1000), line("tea", 1000), lane_modes={Lane.ITEM: mode})
    decision, notes = _noted(cart, *offers)
    assert given_by(decision) == given_out
    assert notes.missed_ones == misses


def test_of_equal_savings_the_first_by_precedence_stays() -> None:
    offers = [offer("b", _HALF), offer("a", _HALF), offer("c", _HALF, priority=1)]
    for mode in (LaneMode.BEST_TOTAL, LaneMode.BEST_PER_LINE):
        cart = moment(line("1", 1000), lane_modes={Lane.ITEM: mode})
        assert list(given_by(decided(cart, *offers))) == ["c"]
        assert list(given_by(decided(cart, *offers[:2]))) == ["a"]


def test_one_delivery_fee_is_given_away_once_where_the_best_for_each_line_counts() -> None:
    cart = moment(line("1", 1000), delivery=490, lane_modes={Lane.DELIVERY: LaneMode.BEST_PER_LINE})
    offers = [offer(name, FreeDelivery(), lane=Lane.DELIVERY) for name in "ab"]
    decision, notes = _noted(cart, *offers)
    assert given_by(decision) == {"a": 490}
    assert notes.missed_ones == [("b", Miss.NO_EFFECT, None)]


def test_of_an_exclusive_group_the_first_with_an_effect_has_its_turn() -> None:
    nothing = offer("nothing", Percent(value=Decimal("0.1")), priority=9, exclusive_group="g")
    first = offer("first", Amount(amount=1), priority=2, exclusive_group="g")
    second = offer("second", _HALF, lane=Lane.CART, exclusive_group="g")
    decision, notes = _noted(moment(line("1", 100)), nothing, first, second)
    assert given_by(decision) == {"first": 1}
    assert notes.missed_ones == [
        ("nothing", Miss.NO_EFFECT, None),
        ("second", Miss.EXCLUDED, "first"),
    ]


def test_an_exclusive_offer_stays_alone_unless_its_condition_fails() -> None:
    alone = offer("alone", _TENTH, lane=Lane.DELIVERY, exclusive=True, condition=CartSpend(500))
    item = offer("item", _HALF, priority=9)
    decision, notes = _noted(moment(line("1", 500)), alone, item)
    assert given_by(decision) == {"alone": 50}
    assert notes.missed_ones == [("item", Miss.EXCLUDED, "alone")]
    assert given_by(decided(moment(line("1", 499)), alone, item)) == {"item": 250}


@pytest.mark.parametrize(
    ("first", "second", "off"),
    [(None, None, 750), (None, 60, 600), (60, None, 600), (60, 40, 500), (30, None, 300)],
)
def test_together_they_take_off_no_more_than_the_strictest_allows(
    first: int | None, second: int | None, off: int
) -> None:
    """An offer that came before is not taken back: the later one gives what is left to it."""
    offers = (
        offer("a", _HALF, priority=1, max_combined_percent=first),
        offer("b", _HALF, max_combined_percent=second),
    )
    assert discounts(decided(moment(line("1", 1000)), *offers)) == [off]


def test_an_offer_without_enough_left_in_its_budget_is_not_given_in_part() -> None:
    cart = moment(line("1", 1000), spendable={"a": 499, "b": 500})
    for lane_mode in LaneMode:
        here = replace(cart, lane_modes={Lane.ITEM: lane_mode})
        decision, notes = _noted(here, offer("a", _HALF, priority=1), offer("b", _HALF))
        assert given_by(decision) == {"b": 500}
        assert notes.missed_ones == [("a", Miss.BUDGET_EXHAUSTED, None)]


def test_lines_that_no_offer_may_touch_keep_their_price() -> None:
    lines = (line("1", 1000, blocked="recalled"), line("2", -25), line("3", 0), line("4", 100))
    decision = decided(moment(*lines), offer("a", Amount(amount=300)))
    assert discounts(decision) == [0, 0, 0, 100]
    assert decision.items_total == 975


def test_several_benefits_of_an_offer_come_one_after_the_other() -> None:
    both = offer("both", _HALF, Amount(amount=100), Points(points=1, amount=100))
    (applied,) = decided(moment(line("1", 1000, 2)), both).applied
    assert (applied.saving, applied.points) == (1100, 9)
    assert [(each.line, each.amount, each.units) for each in applied.lines] == [
        ("1", 1100, (550, 550))
    ]


_HERE = moment(line("1", 1000), segments=frozenset({"b", "a", "c"}))


@pytest.mark.parametrize(
    "other",
    [
        replace(_HERE, lines=(line("1", 1001),)),
        replace(_HERE, scanned="1"),
        replace(_HERE, segments=None),
        replace(_HERE, time_zone=ZoneInfo("Europe/Lisbon")),
        replace(_HERE, lane_modes={Lane.ITEM: LaneMode.FIRST}),
        replace(_HERE, used={"offer": 1}),
    ],
)
def test_whatever_differs_in_a_context_shows_in_its_hash(other: OfferContext) -> None:
    assert len(context_hash(_HERE)) == 32
    assert context_hash(other) != context_hash(_HERE)


def test_equal_contexts_have_one_hash_in_every_process() -> None:
    """Sets and mappings have no order of their own."""
    names = [f"segment-{number}" for number in range(50)]
    there = replace(_HERE, segments=frozenset(names), used=dict.fromkeys(names, 1))
    back = replace(_HERE, segments=frozenset(names[::-1]), used=dict.fromkeys(names[::-1], 1))
    assert context_hash(there) == context_hash(back)
