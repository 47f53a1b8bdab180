"""From a scan to a cart line."""

from datetime import date, timedelta
from typing import Any

import pytest

from personalization.carts.cart import (
    CartLine,
)
from personalization.carts.changes import (
    UNSAID,
    Amount,
)
from personalization.carts.goods import line_from
from personalization.carts.lines import (
    days_left,
    unit_price,
)
from personalization.carts.refusal import CartMiss, CartRefusal
from provenance.answer import (
    Freshness,
    FreshnessBasis,
    FreshnessState,
    Lot,
    Origin,
    Price,
    PriceUnit,
    Product,
    Recall,
    Scan,
)
from provenance.identity import Currency, Identity, Money
from provenance.text import Message
from tests.personalization.cart_samples import (
    EURO,
    MADRID,
    NOW,
    SALMON,
    line,
    missed,
)


def scanned(**given: Any) -> Scan:
    facts: dict[str, Any] = {
        "identity": Identity(gtin=SALMON, lot="L1"),
        "product": Product(SALMON, SALMON, {"en": "Salmon fillet"}, "Fjord", "fish/fresh"),
        "lot": Lot(f"01/{SALMON}/10/L1", SALMON, "L1", use_by=date(2026, 11, 24)),
        "freshness": fresh(FreshnessState.FRESH, timedelta(hours=60)),
        "origin": Origin(),
        "recall": None,
        "price": Price(Money(499, EURO), PriceUnit.EACH),
    }
    return Scan(**(facts | given))


def fresh(state: FreshnessState, remaining: timedelta | None) -> Freshness:
    said = Message("freshness-unknown")
    return Freshness(state, None, remaining, None, FreshnessBasis.NONE, 0.0, said)


def taken(scan: Scan, amount: Amount = UNSAID) -> CartLine | CartRefusal:
    return line_from(scan, amount, line_id="l1", currency=EURO, zone=MADRID, now=NOW)


BY_WEIGHT = Price(Money(1990, EURO), PriceUnit.KILOGRAM)
RECALL = Recall("r1", {"en": "Glass"}, {"en": "Return it"}, NOW)


class TestGoods:
    def test_the_facts_are_those_of_the_scan(self) -> None:
        assert taken(scanned()) == line(
            category="fish/fresh",
            brand="Fjord",
            use_by=date(2026, 11, 24),
            lasts_until=NOW + timedelta(hours=60),
        )

    @pytest.mark.parametrize(
        ("given", "amount", "miss"),
        [
            ({"recall": RECALL}, Amount(), CartMiss.RECALLED),
            ({"freshness": fresh(FreshnessState.EXPIRED, None)}, Amount(), CartMiss.EXPIRED),
            ({"freshness": fresh(FreshnessState.DO_NOT_EAT, None)}, Amount(), CartMiss.DO_NOT_EAT),
            ({"price": None}, Amount(), CartMiss.NO_PRICE),
            ({"price": Price(Money(1, EURO), PriceUnit.LITRE)}, Amount(), CartMiss.NO_PRICE),
            (
                {"price": Price(Money(1, Currency("JPY", 0)), PriceUnit.EACH)},
                Amount(),
                CartMiss.OTHER_CURRENCY,
            ),
            (
                {"identity": Identity(gtin=SALMON, price_in_code=Money(5, Currency("USD", 2)))},
                Amount(),
                CartMiss.OTHER_CURRENCY,
            ),
            ({"price": BY_WEIGHT}, Amount(), CartMiss.WEIGHT_NEEDED),
            ({"price": BY_WEIGHT}, Amount(weight_grams=0.0), CartMiss.AMOUNT),
            ({"price": BY_WEIGHT}, Amount(2, 300.0), CartMiss.AMOUNT),
            (
                {"price": BY_WEIGHT, "identity": Identity(gtin=SALMON, net_weight_grams=0.0)},
                Amount(),
                CartMiss.AMOUNT,
            ),
            ({}, Amount(weight_grams=300.0), CartMiss.AMOUNT),
            ({}, Amount(quantity=-1), CartMiss.AMOUNT),
            ({"identity": Identity(gtin=SALMON, serial="7")}, Amount(quantity=2), CartMiss.AMOUNT),
        ],
    )
    def test_what_cannot_be_bought_is_refused(
        self, given: dict[str, Any], amount: Amount, miss: CartMiss
    ) -> None:
        assert missed(taken(scanned(**given), amount)) is miss

    def test_the_weight_is_said_or_in_the_code_which_counts_first(self) -> None:
        said = taken(scanned(price=BY_WEIGHT), Amount(weight_grams=250.0))
        coded = scanned(
            price=BY_WEIGHT, identity=Identity(plu="4023", net_weight_grams=345.0), lot=None
        )
        read = taken(coded, Amount(weight_grams=250.0))
        assert isinstance(said, CartLine)
        assert isinstance(read, CartLine)
        assert [unit_price(each) for each in (said, read)] == [498, 687]
        assert read.lot is None

    def test_a_price_in_the_code_is_the_price_of_the_piece(self) -> None:
        label = Identity(gtin=SALMON, price_in_code=Money(312, EURO), net_weight_grams=157.0)
        for price in (BY_WEIGHT, None):
            piece = taken(scanned(identity=label, price=price))
            assert isinstance(piece, CartLine)
            assert (unit_price(piece), piece.weight_grams, piece.single) == (312, 157.0, True)

    def test_a_price_of_nothing_in_the_code_is_no_price(self) -> None:
        label = Identity(gtin=SALMON, price_in_code=Money(0, EURO))
        piece = taken(scanned(identity=label))
        assert isinstance(piece, CartLine)
        assert unit_price(piece) == 499
        assert missed(taken(scanned(identity=label, price=None))) is CartMiss.NO_PRICE

    def test_the_earlier_date_of_code_and_record_counts(self) -> None:
        piece = taken(scanned(identity=Identity(gtin=SALMON, expiry=date(2026, 11, 22))))
        assert isinstance(piece, CartLine)
        assert piece.use_by == date(2026, 11, 22)

    def test_goods_past_their_best_may_be_bought_and_are_days_over(self) -> None:
        past = scanned(
            lot=None,
            identity=Identity(gtin=SALMON, best_before=date(2026, 11, 19)),
            freshness=fresh(FreshnessState.PAST_BEST, timedelta(0)),
        )
        piece = taken(past)
        assert isinstance(piece, CartLine)
        assert days_left(piece, now=NOW, zone=MADRID) == -2
