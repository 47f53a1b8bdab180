"""Why, why not, and what would help."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.experiments.experiment import Experiment, ExperimentStatus, Holdout
from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_contains import CartContains
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.category import CategoryCondition
from personalization.offers.conditions.code import CodeCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.leaf import Verdict
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.tree import All, AnyOf, Not
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Line, OfferContext, Trigger, ZoneVisit
from personalization.offers.decide import decide
from personalization.offers.decision import Miss, NotApplied
from personalization.offers.explain import AT_MOST, explained
from personalization.offers.hours import Hours
from personalization.offers.lane import Lane
from personalization.offers.offer import (
    Budget,
    BudgetKind,
    Copy,
    ExperimentArm,
    Offer,
    Schedule,
)
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from provenance.text import LANGUAGES, Message, Texts
from tests.personalization.offer_strategies import BERLIN, EUR, NOON, TRIAL, contexts, offers

SHIRT = Line("1", "shirt", 3000, gtin="01", categories=frozenset({"clothes"}))
PANTS = Line("2", "pants", 4000, quantity=2, gtin="02", categories=frozenset({"clothes"}))
CONTEXT = OfferContext(NOON, "berlin", BERLIN, EUR, lines=(SHIRT, PANTS))
TEXTS = Texts(("personalization",))
IN = SegmentCondition(frozenset({"vip"}))
CLOTHES = CategoryCondition(frozenset({"clothes"}))
ENTERED = CodeCondition(frozenset({"summer"}))


def offer(**changes: Any) -> Offer:
    ten = (Percent(value=Decimal(10)),)
    return msgspec.structs.replace(Offer("o", {"en": Copy("Ten off")}, ten), **changes)


def on(**names: Any) -> Percent:
    return Percent(value=Decimal(10), selector=Selector(**names))


def missed(*listed: Offer, id_: str = "o", **changes: Any) -> NotApplied:
    found = explained(Snapshot.of(listed), replace(CONTEXT, **changes), about=[id_])
    return found.not_applied[0]


def english(message: Message | None) -> str | None:
    return None if message is None else TEXTS(message, "en")


def test_what_applies_has_its_clauses() -> None:
    condition = All((CLOTHES, Not(ENTERED)))
    found = explained(Snapshot.of([offer(condition=condition)]), CONTEXT)
    assert [(english(each.wording), each.verdict, each.depth) for each in found.clauses["o"]] == [
        ("All of these hold:", Verdict.TRUE, 0),
        ("Something of these categories is in the cart: clothes", Verdict.TRUE, 1),
        ("This does not hold:", Verdict.TRUE, 1),
        ("A coupon code of one of these offers was entered: summer", Verdict.FALSE, 2),
    ]
    assert found.not_applied == ()
    assert found.decision == decide(Snapshot.of([offer(condition=condition)]), CONTEXT)


def test_what_is_not_known_is_told_apart_from_what_is_false() -> None:
    unknown = missed(offer(condition=All((CLOTHES, IN))))
    assert unknown.why is Miss.UNKNOWN
    assert [each.verdict for each in unknown.clauses] == [
        Verdict.UNKNOWN,
        Verdict.TRUE,
        Verdict.UNKNOWN,
    ]
    known = missed(offer(condition=All((CLOTHES, IN))), segments=frozenset())
    assert known.why is Miss.CONDITION
    assert [each.verdict for each in known.clauses] == [
        Verdict.FALSE,
        Verdict.TRUE,
        Verdict.FALSE,
    ]


def test_a_condition_is_explained_as_it_was_judged_on_the_running_cart() -> None:
    """Solidus: twenty per cent off shirts leaves too little for the offer on the whole cart."""
    shirts = offer(
        id="shirts",
        benefits=(Percent(value=Decimal(20), selector=Selector(gtins=frozenset({"01"}))),),
    )
    post = offer(lane=Lane.CART, benefits=(Amount(amount=1000),), condition=CartSpend(10800))
    found = missed(shirts, post)
    assert found.why is Miss.CONDITION
    assert english(found.would_help) == "Spend €4.00 more."
    assert explained(Snapshot.of([post]), CONTEXT).not_applied == ()


def test_who_had_precedence_is_named() -> None:
    golden = offer(id="golden", exclusive=True, benefits=(Percent(value=Decimal(20)),))
    found = missed(golden, offer(priority=9))
    assert (found.why, found.by) == (Miss.EXCLUDED, "golden")
    assert english(found.message) == "The offer golden has precedence."
    assert found.would_help is None


@pytest.mark.parametrize(
    ("given_", "changes", "why", "help_"),
    [
        ({"triggers": frozenset({Trigger.SCAN})}, {}, Miss.TRIGGER, None),
        ({"schedule": Schedule(ends=date(2026, 6, 18))}, {}, Miss.SCHEDULE, None),
        ({"schedule": Schedule(starts=date(2026, 6, 20))}, {}, Miss.SCHEDULE, None),
        (
            {"schedule": Schedule(hours=(Hours(time(17), time(19)),))},
            {},
            Miss.SCHEDULE,
            "Available today from 17:00.",
        ),
        (
            {"needs_code": True},
            {"codes": frozenset({"p"})},
            Miss.CODE_NEEDED,
            "Enter its coupon code.",
        ),
        (
            {"needs_code": True, "condition": GtinCondition(frozenset({"9"}))},
            {},
            Miss.CODE_NEEDED,
            None,
        ),
        ({}, {"budgets": {"o": 0}}, Miss.BUDGET_EXHAUSTED, None),
        (
            {"budgets": (Budget(BudgetKind.PER_CUSTOMER, 1),)},
            {"used": {"o": 1}},
            Miss.CUSTOMER_LIMIT,
            None,
        ),
        (
            {"condition": CartContains(Selector(gtins=frozenset({"02"})), 3)},
            {},
            Miss.CONDITION,
            "Add 1 more item of this offer.",
        ),
        (
            {"condition": AnyOf((IN, CartSpend(11420)))},
            {"segments": frozenset()},
            Miss.CONDITION,
            "Spend €4.20 more.",
        ),
        # Two things are missing: one alone would be a false promise.
        ({"condition": All((ENTERED, CartSpend(11420)))}, {}, Miss.CONDITION, None),
        ({"condition": Not(CLOTHES)}, {}, Miss.CONDITION, None),
        ({"condition": ZoneCondition(frozenset({"wine"}))}, {}, Miss.UNKNOWN, None),
        (
            {"benefits": (CheapestFree(buy=3, selector=Selector(gtins=frozenset({"02"}))),)},
            {},
            Miss.NO_EFFECT,
            "1 more for “3 for 2”",
        ),
        # The cart has what is to be bought, and nothing yet that it takes something off.
        (
            {
                "condition": GtinCondition(frozenset({"01"})),
                "benefits": (
                    Percent(value=Decimal(10), selector=Selector(gtins=frozenset({"77"}))),
                ),
            },
            {},
            Miss.NO_EFFECT,
            "Add 1 more item of this offer.",
        ),
        (
            {"benefits": (Amount(amount=5),)},
            {"lines": (replace(SHIRT, floor=3000),)},
            Miss.NO_EFFECT,
            None,
        ),
    ],
)
def test_an_offer_that_does_not_apply_says_why_and_what_would_help(
    given_: dict[str, Any], changes: dict[str, Any], why: Miss, help_: str | None
) -> None:
    found = missed(offer(**given_), **changes)
    assert found.why is why
    assert english(found.would_help) == help_


def test_experiments_and_holdouts_are_told() -> None:
    listed = [offer(experiment=ExperimentArm("trial", variant)) for variant in (0, 1)]
    context = replace(CONTEXT, unit_id="cart-1")
    whys = {
        each.why
        for one in listed
        for each in explained(Snapshot.of([one], [TRIAL]), context).not_applied
    }
    assert whys == {Miss.CONTROL}
    idle = Experiment("trial", "A trial", ("a", "b"), status=ExperimentStatus.STOPPED)
    (nobody,) = explained(Snapshot.of(listed, [idle]), context).not_applied
    assert nobody.why is Miss.NOT_IN_EXPERIMENT
    everybody = Snapshot.of([offer()], holdouts=[Holdout("all", 1.0)])
    (held_out,) = explained(everybody, context).not_applied
    assert held_out.why is Miss.HOLDOUT


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"benefits": (on(gtins=frozenset({"77"})),)}, False),
        ({"benefits": (on(categories=frozenset({"clothes"})),), "condition": ENTERED}, True),
        # Buy a shirt, get something off a tie: the tie is not there yet.
        (
            {
                "benefits": (on(gtins=frozenset({"77"})),),
                "condition": CategoryCondition(frozenset({"clothes"})),
            },
            True,
        ),
        ({"stores": frozenset({"lisbon"})}, False),
        ({"currency": "USD"}, False),
        ({"needs_code": True}, False),  # those who have the code know of it
        ({"condition": IN}, True),  # nobody knows
        ({"condition": ZoneCondition(frozenset({"wine"}))}, False),  # the shopper is elsewhere
        ({"schedule": Schedule(ends=date(2026, 6, 18))}, True),
    ],
)
def test_offers_that_are_far_from_the_cart_are_told_only_when_asked(
    given_: dict[str, Any], told: bool
) -> None:
    snapshot = Snapshot.of([offer(**given_)])
    context = replace(CONTEXT, visit=ZoneVisit("entrance"))
    assert [each.offer.id for each in explained(snapshot, context).not_applied] == ["o"] * told
    asked = explained(snapshot, context, about=["o", "no such"])
    assert [each.offer.id for each in asked.not_applied] == ["o"]


def test_so_many_are_told_the_helpful_ones_first() -> None:
    useless = [offer(id=f"a{number:03}", condition=IN, priority=9) for number in range(AT_MOST)]
    helpful = offer(id="z", condition=CartSpend(99999))
    told = explained(Snapshot.of([*useless, helpful]), CONTEXT).not_applied
    assert len(told) == AT_MOST
    assert told[0].offer.id == "z"


@pytest.mark.parametrize("why", Miss)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(why: Miss, language: str) -> None:
    key = f"explain-{why.lower().replace('_', '-')}"
    assert TEXTS(Message(key, {"by": "golden"}), language)


@given(st.lists(offers, max_size=8), contexts)
def test_explaining_changes_nothing_and_forgets_nobody(
    listed: list[Offer], context: OfferContext
) -> None:
    snapshot = Snapshot.of(listed, [TRIAL])
    found = explained(snapshot, context, about=snapshot.offers)
    assert found.decision == decide(snapshot, context)
    applied = {each.offer.id for each in found.decision.applied}
    told = {each.offer.id for each in found.not_applied}
    assert applied | told == snapshot.offers.keys()
    assert not applied & told
    assert found.clauses.keys() == applied
    withheld = {each.offer.id: each.why for each in found.decision.withheld}
    for each in found.not_applied:
        assert withheld.get(each.offer.id, each.why) is each.why
        if each.why in {Miss.CONDITION, Miss.UNKNOWN}:
            wanted = Verdict.FALSE if each.why is Miss.CONDITION else Verdict.UNKNOWN
            assert each.clauses[0].verdict is wanted
        for message in (each.message, *(clause.wording for clause in each.clauses)):
            assert TEXTS(message, "es")
