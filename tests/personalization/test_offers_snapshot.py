"""The index of live offers: what it finds, what it may leave out, and how it changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.offers.benefits.free_delivery import FreeDelivery
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.category import CategoryCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.tree import All, AnyOf, Not
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Line, OfferContext, Trigger, ZoneVisit
from personalization.offers.decide import decide
from personalization.offers.decision import Miss
from personalization.offers.gates import closed_gate
from personalization.offers.offer import Budget, BudgetKind, Copy, Offer, Schedule
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from tests.personalization.full_scan import FullScan
from tests.personalization.offer_strategies import BERLIN, EUR, NOON, TRIAL, contexts, offers

MILK = Line("1", "milk", 199, gtin="01", categories=frozenset({"dairy", "dairy/milk"}))
CONTEXT = OfferContext(NOON, "berlin", BERLIN, EUR, lines=(MILK,))
TEN = Percent(value=Decimal(10))


def offer(**changes: Any) -> Offer:
    return msgspec.structs.replace(Offer("o", {"en": Copy("Ten off")}, (TEN,)), **changes)


def on(**names: Any) -> Percent:
    return Percent(value=Decimal(10), selector=Selector(**names))


@pytest.mark.parametrize(
    ("given_", "keys"),
    [
        ({}, None),
        ({"benefits": (on(gtins=frozenset({"01", "02"})),)}, {"gtin:01", "gtin:02"}),
        ({"benefits": (on(categories=frozenset({"dairy"})),)}, {"category:dairy"}),
        ({"benefits": (on(brands=frozenset({"Acme"})),)}, {"brand:Acme"}),
        # Either benefit alone would do.
        (
            {"benefits": (on(brands=frozenset({"Acme"})), on(gtins=frozenset({"01"})))},
            {"brand:Acme", "gtin:01"},
        ),
        ({"benefits": (on(brands=frozenset({"Acme"})), FreeDelivery())}, None),
        ({"stores": frozenset({"berlin"})}, {"store:berlin"}),
        ({"needs_code": True, "stores": frozenset({"berlin"})}, {"code:o"}),
        ({"condition": ZoneCondition(frozenset({"wine"}))}, {"zone:wine"}),
        ({"condition": Not(GtinCondition(frozenset({"01"})))}, None),
        # The rarer one of two needs, whether from the condition or from the benefit.
        (
            {
                "condition": All(
                    (CategoryCondition(frozenset({"dairy"})), GtinCondition(frozenset({"02"})))
                )
            },
            {"gtin:02"},
        ),
        (
            {
                "condition": GtinCondition(frozenset({"02"})),
                "benefits": (on(categories=frozenset({"dairy"})),),
            },
            {"gtin:02"},
        ),
        (
            {
                "condition": AnyOf(
                    (GtinCondition(frozenset({"02"})), ZoneCondition(frozenset({"wine"})))
                )
            },
            {"gtin:02", "zone:wine"},
        ),
        (
            {
                "condition": AnyOf(
                    (GtinCondition(frozenset({"02"})), Not(ZoneCondition(frozenset({"wine"}))))
                )
            },
            None,
        ),
    ],
)
def test_an_offer_is_kept_under_what_it_needs_most(
    given_: dict[str, Any], keys: set[str] | None
) -> None:
    clause = Snapshot.of([offer(**given_)]).compiled["o"].clause
    assert (set(clause.keys) if clause else None) == keys


@pytest.mark.parametrize(
    ("given_", "changes", "miss"),
    [
        ({}, {}, None),
        ({"stores": frozenset({"lisbon"})}, {}, Miss.STORE),
        ({"stores": frozenset({"lisbon", "berlin"})}, {}, None),
        ({"currency": "USD"}, {}, Miss.CURRENCY),
        ({"currency": "EUR"}, {}, None),
        ({"triggers": frozenset({Trigger.SCAN})}, {}, Miss.TRIGGER),
        ({"triggers": frozenset({Trigger.SCAN})}, {"trigger": Trigger.SCAN}, None),
        ({"schedule": Schedule(ends=date(2026, 6, 18))}, {}, Miss.SCHEDULE),
        ({"schedule": Schedule(ends=date(2026, 6, 19))}, {}, None),
        ({"needs_code": True}, {}, Miss.CODE_NEEDED),
        ({"needs_code": True}, {"codes": frozenset({"o"})}, None),
        ({}, {"budgets": {"o": 0}}, Miss.BUDGET_EXHAUSTED),
        ({}, {"budgets": {"o": 1, "other": 0}}, None),
        (
            {"budgets": (Budget(BudgetKind.PER_CUSTOMER, 2),)},
            {"used": {"o": 2}},
            Miss.CUSTOMER_LIMIT,
        ),
        ({"budgets": (Budget(BudgetKind.PER_CUSTOMER, 2),)}, {"used": {"o": 1}}, None),
        ({"budgets": (Budget(BudgetKind.PER_CUSTOMER, 2),)}, {"used": {}}, None),
        ({"budgets": (Budget(BudgetKind.PER_CUSTOMER, 2),)}, {"used": None}, None),
        ({"budgets": (Budget(BudgetKind.USAGE, 2),)}, {"used": {"o": 2}}, None),
    ],
)
def test_gates_are_asked_before_any_condition(
    given_: dict[str, Any], changes: dict[str, Any], miss: Miss | None
) -> None:
    snapshot = Snapshot.of([offer(**given_)])
    context = replace(CONTEXT, **changes)
    assert closed_gate(snapshot.compiled["o"], context) is miss
    assert [each.offer.id for each in snapshot.candidates(context)] == ([] if miss else ["o"])


def test_candidates_come_by_priority_and_then_by_id() -> None:
    listed = [offer(id="b"), offer(id="c", priority=1), offer(id="a")]
    found = Snapshot.of(listed).candidates(CONTEXT)
    assert [each.offer.id for each in found] == ["c", "a", "b"]


def test_a_category_is_found_from_what_is_below_it() -> None:
    snapshot = Snapshot.of([offer(benefits=(on(categories=frozenset({"dairy"})),))])
    assert len(snapshot.candidates(CONTEXT)) == 1
    assert snapshot.candidates(replace(CONTEXT, lines=())) == []


def test_both_the_zone_one_is_in_and_the_one_just_left_are_found() -> None:
    snapshot = Snapshot.of(
        [
            offer(id="in", condition=ZoneCondition(frozenset({"wine"}))),
            offer(id="left", condition=ZoneCondition(frozenset({"tea"}))),
            offer(id="other", condition=ZoneCondition(frozenset({"fish"}))),
        ]
    )
    found = snapshot.candidates(replace(CONTEXT, visit=ZoneVisit("wine", left="tea")))
    assert [each.offer.id for each in found] == ["in", "left"]


@given(st.lists(offers, max_size=8), contexts)
def test_a_decision_is_that_of_a_full_scan(listed: list[Offer], context: OfferContext) -> None:
    indexed, scanned = Snapshot.of(listed, [TRIAL]), FullScan.of(listed, [TRIAL])
    assert decide(indexed, context) == decide(scanned, context)


steps = st.lists(offers | st.sampled_from([f"offer-{number}" for number in range(8)]))


@given(steps, contexts)
def test_what_is_changed_step_by_step_is_what_is_made_at_once(
    changes: list[Offer | str], context: OfferContext
) -> None:
    snapshot, live = Snapshot.of(()), dict[str, Offer]()
    for change in changes:
        if isinstance(change, Offer):
            snapshot, live[change.id] = snapshot.with_offer(change), change
        else:
            snapshot = snapshot.without(change)
            live.pop(change, None)
    at_once = Snapshot.of(live.values())
    assert snapshot.offers == live
    assert snapshot.hash == at_once.hash
    assert [each.offer for each in snapshot.candidates(context)] == [
        each.offer for each in at_once.candidates(context)
    ]


@given(
    st.lists(offers, max_size=6, unique_by=lambda each: each.id).flatmap(
        lambda listed: st.tuples(st.just(listed), st.permutations(listed))
    )
)
def test_the_hash_names_the_contents_and_not_the_order(
    orders: tuple[list[Offer], list[Offer]],
) -> None:
    snapshot, permuted = map(Snapshot.of, orders)
    assert snapshot.hash == permuted.hash
    for each in orders[0]:
        assert snapshot.without(each.id).hash != snapshot.hash


def test_a_change_leaves_the_snapshot_before_it_alone() -> None:
    before = Snapshot.of([offer()])
    found, hash_ = before.candidates(CONTEXT), before.hash
    before.with_offer(offer(version=2)).without("o")
    assert before.candidates(CONTEXT) == found
    assert before.hash == hash_


def test_experiments_and_holdouts_count_for_the_hash() -> None:
    one = Experiment("e", "Layout", ("a", "b"))
    running = Experiment("e", "Layout", ("a", "b"), status=ExperimentStatus.RUNNING)
    snapshots = [
        Snapshot.of([offer()]),
        Snapshot.of([offer()], [one]),
        Snapshot.of([offer()], [running]),
        Snapshot.of([offer()], [one], [Holdout("h", 0.1)]),
        Snapshot.of([offer()], [one], [Holdout("h", 0.2)]),
    ]
    assert len({each.hash for each in snapshots}) == len(snapshots)
    back = snapshots[-1].with_experiments([], [])
    assert back.hash == snapshots[0].hash
    assert back.holdouts == ()
    assert snapshots[0].with_experiments([one], []).experiments == {"e": one}
    assert len(snapshots[0].hash) == 32
