"""Random offers and carts over a small market, so that they meet often."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from personalization.experiments.experiment import Experiment, ExperimentStatus
from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.bundle_price import BundlePrice
from personalization.offers.benefits.buy_x_get_y import BuyXGetY
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.free_delivery import FreeDelivery
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.gift import Gift
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.benefits.line_amount import LineAmount
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.points import Points
from personalization.offers.benefits.tiered import Tier, Tiered, TierOn
from personalization.offers.benefits.unit_amount import UnitAmount
from personalization.offers.benefits.unit_groups import UnitGroups
from personalization.offers.conditions.any_line_quantity import AnyLineQuantity
from personalization.offers.conditions.brand import BrandCondition
from personalization.offers.conditions.cart_contains import CartContains
from personalization.offers.conditions.cart_quantity import CartQuantity
from personalization.offers.conditions.cart_spend import Basis, CartSpend
from personalization.offers.conditions.category import CategoryCondition
from personalization.offers.conditions.code import CodeCondition
from personalization.offers.conditions.days_left import DaysLeftCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.language import LanguageCondition
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.tree import All, AnyOf, Condition, Not
from personalization.offers.conditions.zone import ZoneCondition, ZoneMove
from personalization.offers.context import Line, OfferContext, Trigger, ZoneVisit
from personalization.offers.hours import Hours
from personalization.offers.lane import Lane
from personalization.offers.offer import Budget, BudgetKind, Copy, ExperimentArm, Offer, Schedule
from personalization.offers.selector import Selector
from provenance.identity import Currency

_T = TypeVar("_T")

NOON = datetime(2026, 6, 19, 10, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
EUR, USD = Currency("EUR", 2), Currency("USD", 2)

_gtins = st.sampled_from([f"{number:014}" for number in range(6)])
_categories = st.sampled_from(["fish", "fish/fresh", "fish/frozen", "tea", "tea/green"])
_brands = st.sampled_from(["Acme", "Nordic"])
_ids = st.sampled_from([f"offer-{number}" for number in range(8)])
_zones = st.sampled_from(["entrance", "fish-counter", "wine"])
_segments = st.sampled_from(["vip", "families"])
_triggers = st.sampled_from(Trigger)
_days = st.sampled_from([NOON.date() + timedelta(days=offset) for offset in range(-2, 3)])
_times = st.sampled_from([time(8), time(11), time(12), time(20)])


def _few(names: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(names, min_size=least, max_size=2)


def _mostly(usual: _T, other: st.SearchStrategy[_T]) -> st.SearchStrategy[_T]:
    return st.integers(0, 9).flatmap(lambda number: other if number == 9 else st.just(usual))


selectors = st.builds(
    Selector,
    gtins=_mostly(frozenset(), _few(_gtins)),
    categories=_mostly(frozenset(), _few(_categories)),
    brands=_mostly(frozenset(), _few(_brands)),
    except_gtins=_mostly(frozenset(), _few(_gtins)),
    min_unit_price=_mostly(None, st.integers(1, 500)),
    days_left_at_most=_mostly(None, st.integers(0, 3)),
    full_price_only=_mostly(False, st.just(True)),
)

_hours = st.builds(Hours, _times, _times)
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(GtinCondition, _few(_gtins)),
    st.builds(CategoryCondition, _few(_categories)),
    st.builds(BrandCondition, _few(_brands)),
    st.builds(DaysLeftCondition, at_most=st.integers(0, 3), selector=selectors),
    st.builds(CartContains, selectors, st.integers(1, 3)),
    st.builds(CartQuantity, st.integers(1, 5)),
    st.builds(CartSpend, st.integers(1, 2000), st.sampled_from(Basis), selectors),
    st.builds(AnyLineQuantity, st.integers(1, 3)),
    st.builds(ZoneCondition, _few(_zones), st.sampled_from(ZoneMove)),
    st.builds(SegmentCondition, _few(_segments)),
    st.builds(HoursCondition, st.tuples(_hours)),
    st.builds(LanguageCondition, _few(st.sampled_from(["en", "es"]))),
    st.builds(CodeCondition, _few(_ids)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(All, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, parts),
    ),
    max_leaves=5,
)

_percent = st.integers(1, 60).map(Decimal)
_amount = st.integers(1, 300)
_simple = st.just(Selector()) | st.builds(Selector, gtins=_few(_gtins)) | selectors
benefits: st.SearchStrategy[AnyBenefit] = st.one_of(
    st.builds(Percent, value=_percent, selector=_simple),
    st.builds(Amount, amount=_amount, selector=_simple),
    st.builds(UnitAmount, amount=_amount, selector=_simple),
    st.builds(LineAmount, amount=_amount, selector=_simple),
    st.builds(BundlePrice, units=st.integers(2, 3), amount=_amount, selector=_simple),
    st.builds(CheapestFree, buy=st.integers(2, 3), selector=_simple),
    st.builds(
        BuyXGetY,
        buy=st.integers(1, 2),
        get=st.just(1),
        selector=_simple,
        buy_selector=st.none() | _simple,
    ),
    st.builds(UnitGroups, units=st.just(2), percent=_percent, selector=_simple),
    st.builds(
        Tiered,
        on=st.sampled_from(TierOn),
        tiers=st.just((Tier(1, amount=10), Tier(5, amount=50))),
        selector=_simple,
    ),
    st.builds(FreshnessLadder, steps=st.just((LadderStep(2, Decimal(30)),)), selector=_simple),
    st.builds(Gift, product=_gtins, selector=_simple),
    st.builds(FreeDelivery, selector=_simple),
    st.builds(Points, points=st.integers(1, 50), selector=_simple),
)

schedules = st.builds(
    Schedule,
    starts=st.none() | _days,
    ends=st.none() | _days,
    hours=st.lists(_hours, max_size=1).map(tuple),
)
_budgets = st.just(()) | st.tuples(st.builds(Budget, st.sampled_from(BudgetKind), st.just(2)))


offers: st.SearchStrategy[Offer] = st.builds(
    Offer,
    id=_ids,
    copy=st.just({"en": Copy("An offer")}),
    benefits=st.lists(benefits, min_size=1, max_size=2).map(tuple),
    version=st.integers(1, 3),
    lane=st.sampled_from(Lane),
    priority=st.integers(0, 2),
    exclusive=_mostly(False, st.just(True)),
    exclusive_group=_mostly(None, st.just("group")),
    max_combined_percent=_mostly(None, st.just(30)),
    triggers=_mostly(frozenset[Trigger](), st.frozensets(_triggers, max_size=2)),
    schedule=_mostly(Schedule(), schedules),
    stores=_mostly(frozenset[str](), _few(st.sampled_from(["berlin", "lisbon"]))),
    currency=_mostly(None, st.sampled_from(["EUR", "USD"])),
    condition=st.none() | conditions,
    budgets=_budgets,
    needs_code=_mostly(False, st.just(True)),
    experiment=_mostly(None, st.builds(ExperimentArm, st.just("trial"), st.integers(0, 1))),
)

TRIAL = Experiment("trial", "A trial", ("control", "offer"), status=ExperimentStatus.RUNNING)


def _with_ancestors(category: str) -> frozenset[str]:
    steps = category.split("/")
    return frozenset("/".join(steps[: count + 1]) for count in range(len(steps)))


_lines = st.builds(
    Line,
    id=st.uuids(version=4).map(str),
    product=_gtins,
    gtin=st.none() | _gtins,
    unit_price=st.integers(1, 999),
    quantity=st.integers(1, 4),
    days_left=st.none() | st.integers(-1, 5),
    categories=_categories.map(_with_ancestors),
    brand=st.none() | _brands,
    marked_down=st.booleans(),
    blocked=_mostly(None, st.just("recalled")),
)
_visits = st.none() | st.builds(ZoneVisit, st.none() | _zones, st.floats(0, 60), st.none() | _zones)

contexts = st.builds(
    OfferContext,
    now=st.timedeltas(timedelta(days=-3), timedelta(days=3)).map(lambda later: NOON + later),
    store=st.sampled_from(["berlin", "lisbon", "oslo"]),
    time_zone=st.just(BERLIN),
    currency=st.sampled_from([EUR, USD]),
    lines=st.lists(_lines, min_size=1, max_size=6).map(tuple),
    trigger=_triggers,
    delivery=st.sampled_from([0, 490]),
    codes=_few(_ids, 0),
    language=st.none() | st.sampled_from(["en", "es-MX"]),
    visit=_visits,
    segments=st.none() | _few(_segments, 0),
    unit_id=st.none() | st.sampled_from(["cart-1", "cart-2", "cart-3"]),
    budgets=_mostly({}, st.dictionaries(_ids, st.integers(0, 2), max_size=3)),
    used=st.none() | st.dictionaries(_ids, st.integers(0, 3), max_size=3),
)
