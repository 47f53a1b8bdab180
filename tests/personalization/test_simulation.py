"""What an offer would do to baskets: counted by the engine itself, with known answers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.experiment import Experiment, ExperimentStatus
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.context import OfferContext
from personalization.offers.decision import Miss
from personalization.offers.hours import Hours
from personalization.offers.lane import Lane
from personalization.offers.offer import Budget, BudgetKind, ExperimentArm, Schedule
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from personalization.simulation.simulation import Share, Simulation, Tally, simulated
from personalization.simulation.trial import timeless_trial, trial
from tests.personalization.offer_moments import EUR, line, moment, offer

NOON = datetime(2026, 6, 19, 10, tzinfo=UTC)
TODAY = date(2026, 6, 20)


def percent(value: int, *products: str) -> Percent:
    return Percent(value=Decimal(value), selector=Selector(gtins=frozenset(products)))


FISH_20 = offer("fish-20", percent(20, "fish"))


def baskets(*products: str) -> Sequence[OfferContext]:
    """Each of one thing for 10.00, a minute apart."""
    return [
        moment(line("1", 1000, product=product), now=NOON + timedelta(minutes=position))
        for position, product in enumerate(products)
    ]


def test_it_counts_who_gets_the_draft_and_what_that_costs() -> None:
    found = simulated(trial(FISH_20, Snapshot.of([])), baskets("fish", "bread", "fish", "tea"))
    (money,) = found.effects
    assert found.share == Share(4, 2)
    assert (money.turnover, money.cost) == (2000, 400)
    assert (money.discount_now, money.discount_then) == (0, 400)
    assert found.missed == {Miss.NO_EFFECT: 2}
    assert found.stores == {"berlin": Share(4, 2)}


def test_what_it_displaces_and_what_it_stands_beside_are_told_apart() -> None:
    all_10 = offer("all-10", percent(10), lane=Lane.CART)
    fish_5 = offer("fish-5", percent(5, "fish"), exclusive_group="fish")
    draft = offer("fish-20", percent(20, "fish"), exclusive_group="fish", priority=1)
    found = simulated(trial(draft, Snapshot.of([all_10, fish_5])), baskets("fish", "tea"))
    assert [(each.offer.id, each.together, each.displaced) for each in found.overlaps] == [
        ("fish-5", 0, 1),
        ("all-10", 1, 0),
    ]
    (money,) = found.effects
    # Fish now: 50, then 95; with the draft: 200, then 80. Tea: 100 either way.
    assert (money.discount_now, money.cost, money.discount_then) == (245, 200, 380)


def test_a_next_version_is_compared_with_the_one_in_force() -> None:
    better = offer("fish-20", percent(30, "fish"), version=2)
    found = simulated(trial(better, Snapshot.of([FISH_20])), baskets("fish"))
    (money,) = found.effects
    assert (money.discount_now, money.discount_then, money.cost) == (200, 300, 300)
    assert found.overlaps == ()


def test_withdrawing_what_is_in_force_shows_in_the_total() -> None:
    narrower = offer("fish-20", percent(30, "tea"), version=2)
    found = simulated(trial(narrower, Snapshot.of([FISH_20])), baskets("fish"))
    assert (found.effects[0].discount_now, found.effects[0].discount_then) == (200, 0)


@pytest.mark.parametrize(
    ("budget", "reached"),
    [
        pytest.param(Budget(BudgetKind.USAGE, 2), 2, id="uses"),
        pytest.param(Budget(BudgetKind.SPEND, 450), 2, id="money: half a discount is none"),
        pytest.param(Budget(BudgetKind.PER_CUSTOMER, 1), 4, id="each basket is somebody else"),
    ],
)
def test_the_drafts_budget_ends_as_it_would(budget: Budget, reached: int) -> None:
    draft = offer("fish-20", percent(20, "fish"), budgets=(budget,))
    found = simulated(trial(draft, Snapshot.of([])), baskets(*["fish"] * 4))
    assert found.share.reached == reached
    ended = NOON + timedelta(minutes=reached) if reached < 4 else None
    assert found.exhausted_at == ended


def test_an_experiment_withholds_its_share() -> None:
    split = Experiment("ab", "A/B", ("none", "ten"), status=ExperimentStatus.RUNNING)
    draft = offer("fish-20", percent(20, "fish"), experiment=ExperimentArm("ab", 1))
    units = [
        moment(line("1", 1000, product="fish"), unit_id=f"order-{number}") for number in range(400)
    ]
    found = simulated(trial(draft, Snapshot.of([], [split])), units)
    assert found.share.reached + found.withheld == 400
    assert 140 < found.share.reached < 260


def test_each_reason_has_an_example_with_its_trace() -> None:
    draft = offer("fish-20", percent(20, "fish"), condition=CartSpend(amount=1000))
    cheap = moment(line("1", 400, product="fish"))
    found = simulated(trial(draft, Snapshot.of([])), [cheap, *baskets(*["fish"] * 5), cheap])
    assert found.missed == {Miss.CONDITION: 2}
    told = [each.explained.not_applied for each in found.examples]
    assert [len(missed) for missed in told] == [1, 0, 0, 0]
    assert told[0][0].why is Miss.CONDITION
    assert told[0][0].clauses
    assert told[0][0].would_help is not None


def test_segments_are_counted_where_they_are_known() -> None:
    draft = offer("fish-20", percent(20), condition=SegmentCondition(among=frozenset({"regulars"})))
    known = moment(line("1", 1000), segments=frozenset({"regulars"}))
    found = simulated(trial(draft, Snapshot.of([])), [known, known, moment(line("1", 1000))])
    assert found.segments == {"regulars": Share(2, 2)}
    assert found.missed == {Miss.UNKNOWN: 1}


def test_past_days_are_no_hindrance_but_hours_are() -> None:
    evening = Schedule(
        starts=date(2026, 12, 1), ends=date(2026, 12, 24), hours=(Hours(time(17), time(20)),)
    )
    draft = offer("fish-20", percent(20, "fish"), schedule=evening)
    tried = timeless_trial(draft, Snapshot.of([]), {}, TODAY)
    noon, six = moment(line("1", 1000, product="fish")), NOON + timedelta(hours=6)
    found = simulated(tried, [noon, moment(*noon.lines, now=six)])
    assert (found.share.reached, found.missed) == (1, {Miss.SCHEDULE: 1})


def test_it_meets_the_offers_that_it_will_meet() -> None:
    live = [
        offer("always", percent(10)),
        offer("before", percent(10), schedule=Schedule(ends=date(2026, 11, 30))),
        offer("during", percent(10), schedule=Schedule(starts=date(2026, 12, 24))),
        offer("after", percent(10), schedule=Schedule(starts=date(2026, 12, 25))),
        offer("used-up", percent(10)),
    ]
    days = Schedule(starts=date(2026, 12, 1), ends=date(2026, 12, 24))
    draft = offer("fish-20", percent(20, "fish"), schedule=days)
    tried = timeless_trial(draft, Snapshot.of(live), {"used-up": 0, "always": 5}, TODAY)
    assert sorted(tried.now.offers) == ["always", "during"]


@given(st.lists(st.sampled_from(["fish", "bread", "tea"]), max_size=12), st.integers(0, 12))
def test_a_run_in_parts_is_the_run_as_a_whole(products: list[str], cut: int) -> None:
    tried = trial(FISH_20, Snapshot.of([offer("all-10", percent(10), lane=Lane.CART)]))
    tally = Tally(tried)
    tally.take(baskets(*products)[:cut])
    tally.take(baskets(*products)[cut:])
    assert tally.simulation() == simulated(tried, baskets(*products))


def test_money_of_two_currencies_is_not_added() -> None:
    yen = moment(line("1", 500, product="fish"), currency=type(EUR)("JPY", 0))
    found: Simulation = simulated(trial(FISH_20, Snapshot.of([])), [*baskets("fish"), yen])
    assert [(each.currency.code, each.cost) for each in found.effects] == [
        ("EUR", 200),
        ("JPY", 100),
    ]
