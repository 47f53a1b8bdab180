"""Each kind of condition: what it sees, what it says, and what would make it hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from personalization.offers.conditions.any_line_quantity import AnyLineQuantity
from personalization.offers.conditions.brand import BrandCondition
from personalization.offers.conditions.cart_contains import CartContains
from personalization.offers.conditions.cart_quantity import CartQuantity
from personalization.offers.conditions.cart_spend import Basis, CartSpend
from personalization.offers.conditions.category import CategoryCondition
from personalization.offers.conditions.clause import present
from personalization.offers.conditions.code import CodeCondition
from personalization.offers.conditions.days_left import DaysLeftCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.language import LanguageCondition
from personalization.offers.conditions.leaf import Leaf, Moment, Verdict
from personalization.offers.conditions.loyalty import LoyaltyCondition
from personalization.offers.conditions.missed_zone import MissedZoneCondition
from personalization.offers.conditions.recipe_progress import RecipeProgressCondition
from personalization.offers.conditions.returning import ReturningCondition
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.zone import ZoneCondition, ZoneMove
from personalization.offers.context import (
    Line,
    OfferContext,
    RecipeProgress,
    Trigger,
    ZoneVisit,
)
from personalization.offers.hours import Hours, Weekday
from personalization.offers.selector import Selector
from provenance.identity import Currency
from provenance.text import LANGUAGES, Texts

TRUE, UNKNOWN, FALSE = Verdict.TRUE, Verdict.UNKNOWN, Verdict.FALSE
FISH = frozenset({"fish", "fish/fresh"})
SALMON = Line("1", "salmon", 900, gtin="0900", days_left=1, categories=FISH, brand="Nordic")
COD = Line("2", "cod", 500, quantity=2, days_left=None, categories=FISH)
TEA = Line("3", "tea", 300, quantity=3, days_left=200, categories=frozenset({"tea"}))
RECALLED = replace(TEA, id="4", quantity=9, blocked="recalled")
SOUP = RecipeProgress("soup", {"en": "Fish soup", "es": "Sopa de pescado"}, have=4, need=6)
PIE = RecipeProgress("pie", {"en": "Pie"}, have=1, need=8)
BASE = OfferContext(
    now=datetime(2026, 6, 19, 14, tzinfo=UTC),  # a Friday, 16:00 in Berlin
    store="berlin",
    time_zone=ZoneInfo("Europe/Berlin"),
    currency=Currency("EUR", 2),
    lines=(SALMON, COD, TEA, RECALLED),
)


def moment(changes: Mapping[str, Any], running: tuple[int, ...] | None = None) -> Moment:
    context = replace(BASE, **changes)
    return Moment(context, running or tuple(line.subtotal for line in context.lines))


@pytest.mark.parametrize(
    ("leaf", "changes", "verdict"),
    [
        (GtinCondition(frozenset({"0900"})), {}, TRUE),
        (GtinCondition(frozenset({"cod", "ham"})), {}, TRUE),
        (GtinCondition(frozenset({"ham"})), {}, FALSE),
        (GtinCondition(frozenset({"tea"})), {"lines": (RECALLED,)}, FALSE),
        (CategoryCondition(frozenset({"fish"})), {}, TRUE),
        (CategoryCondition(frozenset({"fish/frozen", "meat"})), {}, FALSE),
        (BrandCondition(frozenset({"Nordic"})), {}, TRUE),
        (BrandCondition(frozenset({"Acme"})), {}, FALSE),
        (DaysLeftCondition(at_most=1), {}, TRUE),
        (DaysLeftCondition(at_most=0), {}, UNKNOWN),  # nobody knows the cod's days
        (DaysLeftCondition(at_most=0), {"lines": (SALMON, TEA)}, FALSE),
        (DaysLeftCondition(at_most=5, at_least=2), {"lines": (SALMON, TEA)}, FALSE),
        (DaysLeftCondition(at_least=100), {}, TRUE),
        (DaysLeftCondition(at_most=3, selector=Selector(gtins=frozenset({"tea"}))), {}, FALSE),
        (DaysLeftCondition(at_most=3, scanned=True), {}, FALSE),
        (DaysLeftCondition(at_most=3, scanned=True), {"scanned": "1"}, TRUE),
        (DaysLeftCondition(at_most=3, scanned=True), {"scanned": "2"}, UNKNOWN),
        (DaysLeftCondition(at_most=3, scanned=True), {"scanned": "3"}, FALSE),
        (CartContains(Selector(categories=frozenset({"fish"})), 3), {}, TRUE),
        (CartContains(Selector(categories=frozenset({"fish"})), 4), {}, FALSE),
        (CartContains(Selector(brands=frozenset({"Nordic"}))), {}, TRUE),
        (CartQuantity(6), {}, TRUE),
        (CartQuantity(7), {}, FALSE),  # what is recalled does not count
        (CartQuantity(1, at_most=5), {}, FALSE),
        (CartQuantity(1, at_most=6), {}, TRUE),
        (CartSpend(2800), {}, TRUE),
        (CartSpend(2801), {}, FALSE),
        (CartSpend(1900, selector=Selector(categories=frozenset({"fish"}))), {}, TRUE),
        (CartSpend(1901, selector=Selector(categories=frozenset({"fish"}))), {}, FALSE),
        (AnyLineQuantity(3), {}, TRUE),
        (AnyLineQuantity(4), {}, FALSE),
        (AnyLineQuantity(3, Selector(categories=frozenset({"fish"}))), {}, FALSE),
        (ZoneCondition(frozenset({"fish"})), {}, UNKNOWN),
        (ZoneCondition(frozenset({"fish"})), {"visit": ZoneVisit(None)}, FALSE),
        (ZoneCondition(frozenset({"fish"})), {"visit": ZoneVisit("fish")}, TRUE),
        (
            ZoneCondition(frozenset({"fish"}), seconds=30),
            {"visit": ZoneVisit("fish", 29.9)},
            FALSE,
        ),
        (ZoneCondition(frozenset({"fish"}), seconds=30), {"visit": ZoneVisit("fish", 30)}, TRUE),
        (ZoneCondition(frozenset({"fish"}), ZoneMove.ENTER), {"visit": ZoneVisit("fish")}, FALSE),
        (
            ZoneCondition(frozenset({"fish"}), ZoneMove.ENTER),
            {"visit": ZoneVisit("fish"), "trigger": Trigger.ZONE_ENTER},
            TRUE,
        ),
        (
            ZoneCondition(frozenset({"fish"}), ZoneMove.EXIT),
            {"visit": ZoneVisit("tea", left="fish"), "trigger": Trigger.ZONE_EXIT},
            TRUE,
        ),
        (
            ZoneCondition(frozenset({"tea"}), ZoneMove.EXIT),
            {"visit": ZoneVisit("tea", left="fish"), "trigger": Trigger.ZONE_EXIT},
            FALSE,
        ),
        (ZoneCondition(frozenset({"tea"}), ZoneMove.EXIT), {"trigger": Trigger.ZONE_EXIT}, UNKNOWN),
        (SegmentCondition(frozenset({"vip"})), {}, UNKNOWN),
        (SegmentCondition(frozenset({"vip"})), {"segments": frozenset({"vip", "new"})}, TRUE),
        (SegmentCondition(frozenset({"vip"})), {"segments": frozenset[str]()}, FALSE),
        (HoursCondition((Hours(time(16), time(17)),)), {}, TRUE),
        (HoursCondition((Hours(time(17), time(16)),)), {}, FALSE),
        (HoursCondition((Hours(time(17), time(16)), Hours(time(16), time(17)))), {}, TRUE),
        (HoursCondition((Hours(time(16), time(17), frozenset({Weekday.SAT})),)), {}, FALSE),
        (LoyaltyCondition(), {}, UNKNOWN),
        (LoyaltyCondition(), {"member": True}, TRUE),
        (LoyaltyCondition(), {"member": False}, FALSE),
        (LoyaltyCondition(), {"loyalty": "gold"}, TRUE),
        (LoyaltyCondition(frozenset({"gold"})), {"member": True}, UNKNOWN),
        (LoyaltyCondition(frozenset({"gold"})), {"member": False}, FALSE),
        (LoyaltyCondition(frozenset({"gold"})), {"loyalty": "gold"}, TRUE),
        (LoyaltyCondition(frozenset({"gold"})), {"loyalty": "tin", "member": True}, FALSE),
        (LanguageCondition(frozenset({"zh"})), {}, UNKNOWN),
        (LanguageCondition(frozenset({"zh"})), {"language": "zh-Hans"}, TRUE),
        (LanguageCondition(frozenset({"ZH-hans"})), {"language": "zh-Hans"}, TRUE),
        (LanguageCondition(frozenset({"zh-Hans"})), {"language": "zh"}, FALSE),
        (LanguageCondition(frozenset({"e"})), {"language": "es"}, FALSE),
        (ReturningCondition(True), {}, UNKNOWN),
        (ReturningCondition(True), {"returning": True}, TRUE),
        (ReturningCondition(True), {"returning": False}, FALSE),
        (ReturningCondition(False), {"returning": False}, TRUE),
        (MissedZoneCondition("wine", 3), {}, UNKNOWN),
        (MissedZoneCondition("wine", 3), {"missed_zones": {"wine": 3}}, TRUE),
        (MissedZoneCondition("wine", 3), {"missed_zones": {"wine": 2}}, FALSE),
        (MissedZoneCondition("wine", 3), {"missed_zones": {"fish": 9}}, FALSE),
        (RecipeProgressCondition(have_at_least=4), {}, UNKNOWN),
        (RecipeProgressCondition(have_at_least=4), {"recipes": (PIE, SOUP)}, TRUE),
        (RecipeProgressCondition(have_at_least=5), {"recipes": (PIE, SOUP)}, FALSE),
        (RecipeProgressCondition(missing_at_most=2), {"recipes": (SOUP,)}, TRUE),
        (RecipeProgressCondition(missing_at_most=1), {"recipes": (SOUP,)}, FALSE),
        # One and the same recipe must be far enough by both.
        (
            RecipeProgressCondition(4, 1),
            {"recipes": (SOUP, RecipeProgress("toast", {}, 1, 2))},
            FALSE,
        ),
        (
            RecipeProgressCondition(have_at_least=4, recipes=frozenset({"pie"})),
            {"recipes": (PIE, SOUP)},
            FALSE,
        ),
        (CodeCondition(frozenset({"summer"})), {}, FALSE),
        (CodeCondition(frozenset({"summer"})), {"codes": frozenset({"summer"})}, TRUE),
    ],
)
def test_a_condition_judges_what_it_sees(
    leaf: Leaf, changes: Mapping[str, Any], verdict: Verdict
) -> None:
    seen = moment(changes)
    assert leaf.compiled()(seen) is verdict
    clause = leaf.necessary()
    if verdict is TRUE and clause is not None:
        assert not clause.keys.isdisjoint(present(seen.context)), "the index would miss it"


def test_spending_counts_after_other_offers_unless_it_says_otherwise() -> None:
    reduced = moment({}, running=(900, 500, 900, 0))
    assert CartSpend(2301).compiled()(reduced) is FALSE
    assert CartSpend(2300).compiled()(reduced) is TRUE
    assert CartSpend(2800, Basis.ORIGINAL).compiled()(reduced) is TRUE


def test_full_price_only_leaves_out_what_an_offer_has_touched() -> None:
    full_price = CartContains(Selector(full_price_only=True), 4)
    assert full_price.compiled()(moment({})) is TRUE
    assert full_price.compiled()(moment({}, running=(899, 1000, 899, 0))) is FALSE


@pytest.mark.parametrize(
    ("leaf", "changes", "english"),
    [
        (GtinCondition(frozenset({"ham"})), {}, "Add 1 more item of this offer."),
        (
            CartContains(Selector(categories=frozenset({"fish"})), 5),
            {},
            "Add 2 more items of this offer.",
        ),
        (CartQuantity(7), {}, "Add 1 more item."),
        (CartQuantity(1, at_most=3), {}, None),
        (CartSpend(3220), {}, "Spend €4.20 more."),
        (
            CartSpend(1000, selector=Selector(gtins=frozenset({"tea"}))),
            {},
            "Spend €1.00 more on items of this offer.",
        ),
        (CartSpend(420, basis=Basis.ORIGINAL), {"lines": ()}, "Spend €4.20 more."),
        (CartSpend(420), {"lines": (), "currency": Currency("JPY", 0)}, "Spend ¥420 more."),
        (CartSpend(420), {"lines": (), "currency": Currency("KWD", 3)}, "Spend KWD0.420 more."),
        (AnyLineQuantity(5), {}, "Add 2 more of the same product."),
        (HoursCondition((Hours(time(17), time(18)),)), {}, "Available today from 17:00."),
        (HoursCondition((Hours(time(9), time(10)),)), {}, None),  # not before tomorrow
        (HoursCondition((Hours(time(17), time(18), frozenset({Weekday.SUN})),)), {}, None),
        (LoyaltyCondition(), {"member": False}, "For members: join the loyalty programme."),
        (LoyaltyCondition(), {}, None),
        (LoyaltyCondition(frozenset({"gold"})), {"member": False}, None),
        (
            RecipeProgressCondition(missing_at_most=0),
            {"recipes": (PIE, SOUP)},
            "Add 2 more ingredients for Fish soup.",
        ),
        (RecipeProgressCondition(have_at_least=5), {"recipes": ()}, None),
        (CodeCondition(frozenset({"summer"})), {}, "Enter its coupon code."),
        (SegmentCondition(frozenset({"vip"})), {}, None),
    ],
)
def test_a_shopper_is_told_what_would_help(
    leaf: Leaf, changes: Mapping[str, Any], english: str | None
) -> None:
    help_ = leaf.would_help(moment(changes))
    texts = Texts(("personalization",))
    assert (help_ and texts(help_, "en")) == english
    if help_ is not None:
        assert len({texts(help_, language) for language in LANGUAGES}) == len(LANGUAGES)
