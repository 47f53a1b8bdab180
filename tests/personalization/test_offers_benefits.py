"""What each kind of benefit takes off, and how it is told."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec
import pytest

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.benefit import Benefit
from personalization.offers.benefits.bundle_price import BundlePrice
from personalization.offers.benefits.buy_x_get_y import BuyXGetY
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.free_delivery import FreeDelivery
from personalization.offers.benefits.gift import Gift as GiftBenefit
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.benefits.line_amount import LineAmount
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.points import Points
from personalization.offers.benefits.tiered import Tier, Tiered, TierOn
from personalization.offers.benefits.unit_amount import UnitAmount
from personalization.offers.benefits.unit_groups import UnitGroups
from personalization.offers.context import MoneyPolicy, Remainder, RoundAt, RoundingMode
from personalization.offers.decision import Gift
from personalization.offers.running import RunningCart
from personalization.offers.selector import Selector
from provenance.identity import Currency
from provenance.text import LANGUAGES, Texts
from tests.personalization.offer_moments import decided, discounts, line, moment, offer

_TEA = Selector(categories=frozenset({"tea"}))
_tell = Texts(["personalization"])


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        (Percent(value=Decimal(10)), [90, 33, 50]),
        (Percent(value=Decimal(10), selector=_TEA), [0, 33, 50]),
        (Percent(value=Decimal(10), cap=100), [52, 19, 29]),
        (Percent(value=Decimal(10), max_units=2), [30, 0, 50]),
        (Percent(value=Decimal(10), max_units_per_line=1), [30, 11, 50]),
        (Amount(amount=173), [90, 33, 50]),
        (Amount(amount=173, cap=17), [9, 3, 5]),
        (Amount(amount=100, selector=_TEA), [0, 40, 60]),
        (UnitAmount(amount=200), [600, 333, 200]),
        (UnitAmount(amount=200, max_units=2), [200, 0, 200]),
        (UnitAmount(amount=200, max_units_per_line=2, cap=100), [48, 28, 24]),
        (LineAmount(amount=100), [100, 100, 100]),
        (LineAmount(amount=400), [400, 333, 400]),
        (LineAmount(amount=100, max_units_per_line=1, cap=30), [10, 10, 10]),
    ],
)
def test_each_kind_takes_off_what_it_says(benefit: AnyBenefit, expected: Sequence[int]) -> None:
    cart = moment(
        line("1", 300, 3),
        line("2", 111, 3, categories=frozenset({"tea"})),
        line("3", 500, categories=frozenset({"tea"})),
    )
    assert discounts(decided(cart, offer("x", benefit))) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (MoneyPolicy(), [3, 3, 3]),
        (MoneyPolicy(rounding=RoundingMode.HALF_DOWN), [2, 2, 2]),
        (MoneyPolicy(rounding=RoundingMode.HALF_EVEN), [2, 2, 2]),
        (MoneyPolicy(rounding=RoundingMode.DOWN), [2, 2, 2]),
        (MoneyPolicy(rounding=RoundingMode.UP), [3, 3, 3]),
        (MoneyPolicy(round_at=RoundAt.OFFER), [3, 3, 2]),
        (MoneyPolicy(RoundingMode.DOWN, RoundAt.OFFER, Remainder.FIRST), [3, 2, 2]),
    ],
)
def test_stores_round_as_they_like(policy: MoneyPolicy, expected: Sequence[int]) -> None:
    cart = moment(line("1", 25), line("2", 25), line("3", 25), policy=policy)
    assert discounts(decided(cart, offer("x", Percent(value=Decimal(10))))) == expected


def test_goods_by_weight_are_reduced_by_the_kilogram() -> None:
    salmon = line("salmon", 944, weight_grams=732.5)
    decision = decided(moment(salmon), offer("x", UnitAmount(amount=200)))
    assert discounts(decision) == [147]  # 0.7325 kg at 2.00: 1.465
    assert _tell(decision.applied[0].reason, "en") == "€2.00 off per kilogram"


@pytest.mark.parametrize(
    ("on", "quantity", "off"),
    [
        (TierOn.QUANTITY, 1, 0),
        (TierOn.QUANTITY, 2, 20),
        (TierOn.QUANTITY, 3, 60),
        (TierOn.SPEND, 1, 20),
        (TierOn.CART_TOTAL, 1, 40),
    ],
)
def test_tiers_are_measured_by_what_they_say(on: TierOn, quantity: int, off: int) -> None:
    low, high = (2, 3) if on is TierOn.QUANTITY else (100, 300)
    benefit = Tiered(
        on=on,
        tiers=(Tier(high, percent=Decimal(20)), Tier(low, percent=Decimal(10))),
        selector=_TEA,
    )
    tea = line("tea", 100 if on is TierOn.QUANTITY else 200, quantity, categories=_TEA.categories)
    decision = decided(moment(tea, line("fish", 500)), offer("x", benefit))
    assert discounts(decision) == [off, 0]


def test_the_tier_that_was_reached_is_told_though_the_price_then_falls_below_it() -> None:
    benefit = Tiered(on=TierOn.SPEND, tiers=(Tier(0, amount=5), Tier(1000, amount=150)))
    (applied,) = decided(moment(line("1", 1000)), offer("x", benefit)).applied
    assert _tell(applied.reason, "en") == "€1.50 off from €10.00 on"


def test_delivery_is_free_once() -> None:
    both = moment(line("1", 500), delivery=490)
    free = FreeDelivery(cap=300)
    decision = decided(both, offer("a", free), offer("b", free), offer("c", free))
    assert [each.delivery for each in decision.applied] == [300, 190]
    assert (decision.delivery, decision.total) == (0, 500)


def test_gifts_and_points_come_along_with_what_is_selected() -> None:
    offers = (
        offer("cup", GiftBenefit(product="cup", quantity=2, selector=_TEA)),
        offer("points", Points(points=3, amount=100, selector=_TEA)),
        offer("capped", Points(points=3, amount=100, cap=10)),
        offer("once", Points(points=7)),
    )
    tea = line("tea", 250, 2, categories=_TEA.categories)
    decision = decided(moment(tea), *offers)
    given = {each.offer.id: (each.gifts, each.points) for each in decision.applied}
    assert given == {
        "cup": ((Gift("cup", 2),), 0),
        "points": ((), 15),
        "capped": ((), 10),
        "once": ((), 7),
    }
    assert decided(moment(line("fish", 500)), *offers[:2]).applied == ()


_TIERS = (Tier(3, percent=Decimal(15)),)


@pytest.mark.parametrize(
    ("benefit", "told"),
    [
        (Percent(value=Decimal(20)), "20 % off"),
        (Percent(value=Decimal("12.50")), "12.5 % off"),
        (Amount(amount=200), "€2.00 off"),
        (UnitAmount(amount=5), "€0.05 off each"),
        (LineAmount(amount=100), "€1.00 off this product"),
        (BundlePrice(units=3, amount=500), "3 for €5.00"),
        (CheapestFree(buy=3), "3 for 2"),
        (BuyXGetY(buy=2, get=1), "Buy 2, get 1 free"),
        (BuyXGetY(buy=2, get=1, percent=Decimal(50)), "Buy 2, get 1 at 50 % off"),
        (UnitGroups(units=2, percent=Decimal(10)), "10 % off each if you take 2"),
        (UnitGroups(units=2, amount=50), "€0.50 off each if you take 2"),
        (Tiered(on=TierOn.QUANTITY, tiers=_TIERS), "15 % off from 3 pieces on"),
        (
            Tiered(on=TierOn.QUANTITY, tiers=(Tier(2, amount=150),)),
            "€1.50 off from 2 pieces on",
        ),
        (Tiered(on=TierOn.SPEND, tiers=(Tier(900, amount=150),)), "€1.50 off from €9.00 on"),
        (
            Tiered(on=TierOn.CART_TOTAL, tiers=(Tier(900, percent=Decimal(5)),)),
            "5 % off from €9.00 on",
        ),
        (Tiered(on=TierOn.SPEND, tiers=(Tier(0, amount=150),)), "€1.50 off"),
        (GiftBenefit(product="cup"), "A gift with your purchase"),
        (FreeDelivery(), "Free delivery"),
        (Points(points=1), "1 point"),
    ],
)
def test_the_shopper_is_told_why(benefit: AnyBenefit, told: str) -> None:
    (applied,) = decided(moment(line("1", 500, 6), delivery=300), offer("x", benefit)).applied
    assert _tell(applied.reason, "en") == told
    for language in LANGUAGES:
        assert _tell(applied.reason, language)


def test_amounts_are_told_in_the_currency_of_the_store() -> None:
    yen = moment(line("1", 5000), currency=Currency("JPY", 0))
    (applied,) = decided(yen, offer("x", Amount(amount=2000))).applied
    assert _tell(applied.reason, "en") == "¥2,000 off"
    dinars = moment(line("1", 5000), currency=Currency("KWD", 3))
    (applied,) = decided(dinars, offer("x", Amount(amount=2000))).applied
    assert _tell(applied.reason, "es") == "2,000\xa0KWD de descuento"


@pytest.mark.parametrize(
    ("benefit", "told"),
    [
        (Tiered(on=TierOn.QUANTITY, tiers=_TIERS), "2 more for “15 % off from 3 pieces on”"),
        (
            Tiered(on=TierOn.SPEND, tiers=(Tier(0, amount=1), Tier(900, amount=150))),
            "€4.00 more for “€1.50 off from €9.00 on”",
        ),
        (Tiered(on=TierOn.QUANTITY, tiers=(Tier(1, amount=5),)), None),
        (Tiered(on=TierOn.QUANTITY, tiers=_TIERS, selector=_TEA), None),
        (Percent(value=Decimal(5)), None),
    ],
)
def test_what_is_missing_to_the_next_tier_is_told(benefit: Benefit, told: str | None) -> None:
    missing = benefit.would_help(RunningCart(moment(line("1", 500))))
    assert (missing and _tell(missing, "en")) == told


@pytest.mark.parametrize(
    ("benefit", "keys"),
    [
        (Percent(value=Decimal(0)), ["offer-percent"]),
        (Percent(value=Decimal("NaN")), ["offer-percent"]),
        (Percent(value=Decimal("100.01")), ["offer-percent"]),
        (Percent(value=Decimal(100), cap=0, max_units=-1), ["offer-bound-positive"] * 2),
        (Amount(amount=-1), ["offer-bound-positive"]),
        (UnitAmount(amount=0), ["offer-bound-positive"]),
        (LineAmount(amount=0), ["offer-bound-positive"]),
        (GiftBenefit(product="cup", quantity=0), ["offer-bound-positive"]),
        (Points(points=0, amount=0), ["offer-bound-positive"] * 2),
        (Tiered(on=TierOn.SPEND, tiers=()), ["benefit-tiers-empty"]),
        (Tiered(on=TierOn.SPEND, tiers=(Tier(1),)), ["benefit-percent-or-amount"]),
        (
            Tiered(on=TierOn.SPEND, tiers=(Tier(-1, amount=0),)),
            ["offer-bound-positive"] * 2,
        ),
        (
            Tiered(on=TierOn.SPEND, tiers=(Tier(1, amount=1), Tier(1, amount=2))),
            ["benefit-tiers-twice"],
        ),
        (
            Tiered(on=TierOn.SPEND, tiers=(Tier(1, amount=1), Tier(2, percent=Decimal(2)))),
            ["benefit-tiers-mixed"],
        ),
        (
            Tiered(on=TierOn.SPEND, tiers=(Tier(1, amount=9), Tier(2, amount=2))),
            ["benefit-tiers-fall"],
        ),
        (Tiered(on=TierOn.QUANTITY, tiers=_TIERS), []),
    ],
)
def test_a_benefit_that_makes_no_sense_says_why(benefit: Benefit, keys: Sequence[str]) -> None:
    assert [problem.message.key for problem in benefit.problems()] == keys


@pytest.mark.parametrize(
    "document",
    [
        {"kind": "percent", "value": "10.5", "cap": 500},
        {"kind": "tiered", "on": "SPEND", "tiers": [{"at_least": 0, "amount": 5}]},
        {"kind": "bundle_price", "units": 3, "amount": 500, "max_applications": 2},
        {"kind": "freshness_ladder", "steps": [{"days_left": 1, "percent": "50"}]},
        {"kind": "gift", "product": "cup", "selector": {"brands": ["Acme"]}},
    ],
)
def test_documents_come_back_as_they_went_in(document: dict[str, object]) -> None:
    benefit = msgspec.convert(document, AnyBenefit)
    assert msgspec.json.decode(msgspec.json.encode(benefit)) == document


def test_a_document_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="percentage"):
        msgspec.convert({"kind": "percent", "value": "1", "percentage": 1}, AnyBenefit)
