"""What offers make of the price of a kilogram, as far as that can be said of every weight."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.metrology import price_to_pay
from kiosk.scale.asking import lowered_price
from kiosk.scale.goods import Lowered

UNTIL = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TITLES = {"o1": "Mejor hoy"}
WEIGHTS = (100, 1_000, 15_000)


def quote(price: int, offer: str = "o1") -> Mapping[str, Any]:
    offers = [{"offerId": offer}]
    return {"price": {"minorUnits": price}, "offers": offers, "expiresAt": UNTIL.isoformat()}


@pytest.mark.parametrize("per_kilogram", [1, 199, 1791, 11_520])
def test_a_percentage_lowers_every_weight_alike(per_kilogram: int) -> None:
    quotes = [(grams, quote(price_to_pay(grams, per_kilogram))) for grams in WEIGHTS]
    assert lowered_price(quotes, TITLES) == Lowered(per_kilogram, ("Mejor hoy",), UNTIL)


def test_an_amount_off_each_piece_lowers_no_price_per_kilogram() -> None:
    quotes = [(grams, quote(price_to_pay(grams, 1990) - 100)) for grams in WEIGHTS]
    assert lowered_price(quotes, TITLES) is None


def test_an_offer_from_some_weight_on_lowers_no_price_per_kilogram() -> None:
    quotes = [(grams, quote(price_to_pay(grams, 1990))) for grams in WEIGHTS]
    assert lowered_price([(100, {}), *quotes[1:]], TITLES) is None
    other = [*quotes[:2], (15_000, quote(price_to_pay(15_000, 1990), "o2"))]
    assert lowered_price(other, TITLES) is None
