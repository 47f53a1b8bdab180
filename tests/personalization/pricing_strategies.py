"""Random benefits of every kind, offers that give them, and carts that they meet in."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.bundle_price import BundlePrice
from personalization.offers.benefits.buy_x_get_y import BuyXGetY, GetOrder
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
from personalization.offers.context import (
    Line,
    MoneyPolicy,
    OfferContext,
    Remainder,
    RoundAt,
    RoundingMode,
)
from personalization.offers.lane import Lane, LaneMode
from personalization.offers.offer import Copy, Offer
from personalization.offers.selector import Selector
from provenance.identity import Currency

_NOW = datetime(2026, 6, 19, 10, tzinfo=UTC)
_CATEGORIES = ("fish", "tea", "bread")

_categories = st.frozensets(st.sampled_from(_CATEGORIES), min_size=1, max_size=2)
narrow = st.builds(
    Selector,
    categories=_categories,
    days_left_at_most=st.none() | st.integers(0, 3),
    full_price_only=st.booleans(),
)
selectors = st.just(Selector()) | narrow
percents = st.integers(1, 200).map(lambda halves: Decimal(halves) / 2)
amounts = st.integers(1, 3000)
few = st.none() | st.integers(1, 4)


def _bounds(selecting: st.SearchStrategy[Selector]) -> dict[str, st.SearchStrategy[object]]:
    return {
        "selector": selecting,
        "cap": st.none() | st.integers(1, 800),
        "max_units": few,
        "max_units_per_line": few,
    }


def _tiers(kinds: st.SearchStrategy[Tier]) -> st.SearchStrategy[tuple[Tier, ...]]:
    return st.lists(kinds, min_size=1, max_size=3, unique_by=lambda tier: tier.at_least).map(tuple)


def bundles(selecting: st.SearchStrategy[Selector]) -> st.SearchStrategy[AnyBenefit]:
    """Benefits that use up units."""
    bounds = {**_bounds(selecting), "max_applications": few}
    size = st.integers(2, 4)
    return st.one_of(
        st.builds(BundlePrice, units=size, amount=amounts, **bounds),
        st.builds(CheapestFree, buy=size, free=st.just(1), **bounds),
        st.builds(
            BuyXGetY,
            buy=st.integers(1, 3),
            get=st.integers(1, 2),
            buy_selector=st.none() | selecting,
            percent=percents,
            get_order=st.sampled_from(GetOrder),
            **bounds,
        ),
        st.builds(UnitGroups, units=size, amount=amounts, **bounds),
        st.builds(UnitGroups, units=size, percent=percents, **bounds),
    )


def benefits(
    selecting: st.SearchStrategy[Selector], tiers_on: st.SearchStrategy[TierOn]
) -> st.SearchStrategy[AnyBenefit]:
    """Benefits of every kind."""
    bounds = _bounds(selecting)
    steps = st.lists(
        st.builds(LadderStep, days_left=st.integers(0, 4), percent=percents),
        min_size=1,
        max_size=3,
        unique_by=lambda step: step.days_left,
    )
    reached = st.integers(0, 4000)
    return st.one_of(
        st.builds(Percent, value=percents, **bounds),
        st.builds(Amount, amount=amounts, **bounds),
        st.builds(UnitAmount, amount=amounts, **bounds),
        st.builds(LineAmount, amount=amounts, **bounds),
        st.builds(Tiered, on=tiers_on, tiers=_tiers(st.builds(Tier, reached, percents)), **bounds),
        st.builds(
            Tiered,
            on=tiers_on,
            tiers=_tiers(st.builds(Tier, reached, amount=amounts)),
            **bounds,
        ),
        st.builds(
            FreshnessLadder,
            steps=steps.map(tuple),
            floor_percent=st.integers(0, 80).map(Decimal),
            **bounds,
        ),
        st.builds(Gift, product=st.just("cup"), selector=selecting),
        st.builds(FreeDelivery, selector=selecting),
        st.builds(Points, points=st.integers(1, 9), amount=st.none() | amounts, **bounds),
        bundles(selecting),
    )


def offer_lists(each: st.SearchStrategy[AnyBenefit]) -> st.SearchStrategy[list[Offer]]:
    """Up to six offers with up to two of these benefits."""
    return st.lists(
        st.builds(
            Offer,
            id=st.text("abcdef", min_size=1, max_size=2),
            copy=st.just({"en": Copy("An offer")}),
            benefits=st.lists(each, min_size=1, max_size=2).map(tuple),
            lane=st.sampled_from(Lane),
            priority=st.integers(0, 2),
            exclusive=st.sampled_from([False, False, False, True]),
            exclusive_group=st.none() | st.just("group"),
            max_combined_percent=st.none() | st.integers(1, 100),
        ),
        max_size=6,
        unique_by=lambda offer: offer.id,
    )


_lines = st.builds(
    Line,
    id=st.text("123456789", min_size=1, max_size=3),
    product=st.sampled_from(["p1", "p2", "p3"]),
    unit_price=st.integers(0, 1500),
    quantity=st.integers(1, 5),
    weight_grams=st.none() | st.floats(0.1, 3000),
    days_left=st.none() | st.integers(-1, 5),
    categories=_categories,
    floor=st.just(0) | st.integers(0, 1600),
    marked_down=st.booleans(),
    blocked=st.sampled_from([None, None, None, "recalled"]),
)
contexts = st.builds(
    OfferContext,
    now=st.just(_NOW),
    store=st.just("berlin"),
    time_zone=st.just(ZoneInfo("Europe/Berlin")),
    currency=st.just(Currency("EUR", 2)),
    lines=st.lists(_lines, max_size=6, unique_by=lambda line: line.id).map(tuple),
    policy=st.builds(
        MoneyPolicy,
        st.sampled_from(RoundingMode),
        st.sampled_from(RoundAt),
        st.sampled_from(Remainder),
    ),
    lane_modes=st.dictionaries(st.sampled_from(Lane), st.sampled_from(LaneMode)),
    delivery=st.integers(0, 900),
    spendable=st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 900)),
)
any_offers = offer_lists(benefits(selectors, st.sampled_from(TierOn)))
