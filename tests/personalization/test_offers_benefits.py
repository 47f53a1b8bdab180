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


def _tea(id: str, price: int, quantity: int = 1) -> dict[str, object]:
    return {"id": id, "price": price, "quantity": quantity}


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        (Percent(value=Decimal(10)), [90, 33, 50]),
        (Percent(value=Decimal(10), selector=_TEA), [0, 33, 50]),
        (Percent(value=Decimal(10), cap=100), [52, 19, 29]),
        (Percent(value=Decimal(10), max_units=2), [60, 0, 50]),
        (Percent(value=Decimal(10), max_units_per_line=1), [30, 17, 50]),
        (Amount(amount=173), [90, 33, 50]),
        (Amount(amount=173, cap=17), [9, 3, 5]),
        (Amount(amount=100, selector=_TEA), [0, 40, 60]),
        (UnitAmount(amount=200), [600, 333, 200]),
        (UnitAmount(amount=200, max_units=2), [200, 0, 200]),
        (UnitAmount(amount=200, max_units_per_line=2, cap=100), [43, 36, 21]),
        (LineAmount(amount=100), [100, 100, 100]),
        (LineAmount(amount=400), [400, 333, 400]),
        (LineAmount(amount=100, max_units_per_line=1, cap=30), [10, 10, 10]),
    ],
)
def test_each_kind_takes_off_what_it_says(benefit: AnyBenefit, expected: Sequence[int]) -> None:
    tea = frozenset({"tea"})
    cart = moment(
        line("1", 300, 3), line("2", 166, 1, categories=tea), line("3", 500, categories=tea)
    )
    cart = moment(
        cart.lines[0], line("2", 111, 3, categories=tea), cart.lines[2]
    )
    assert discounts(decided(cart, offer("x", benefit))) == expected
