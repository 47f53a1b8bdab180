"""Quotes and returns as pure rules: to the cent, and never worse for who was promised a price."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.context import Line, OfferContext
from personalization.offers.lane import Lane
from personalization.offers.offer import Offer
from personalization.offers.snapshot import Snapshot
from personalization.redemptions.basket import PricedBasket, Promised
from personalization.redemptions.frozen import frozen, thawed
from personalization.redemptions.pricing import priced, priced_without
from personalization.redemptions.quote import (
    Quote,
    QuoteMiss,
    quote_token,
    quoted,
    read_quote,
)
from personalization.redemptions.redemption import (
    Lack,
    Redemption,
    RedemptionState,
    Refused,
    ReturnedLine,
)
from personalization.redemptions.returned import NotThere, returned
from personalization.signing import Signer, TokenKind
from provenance.identity import Currency
from tests.personalization.redemption_samples import EUR, NOW, order

SIGNER = Signer("s" * 40)
MADRID = ZoneInfo("Europe/Madrid")
LADDER = Offer(
    "ladder",
    {},
    (FreshnessLadder(steps=(LadderStep(2, Decimal(20)), LadderStep(0, Decimal(50)))),),
    lane=Lane.MARKDOWN,
)
FIVE_OFF = Offer(
    "five", {}, (Amount(amount=500),), lane=Lane.CART, condition=CartSpend(amount=2000)
)
NOTHING = Snapshot.of([])


def line(key: str = "1", price: int = 100, quantity: int = 1, days: int | None = 1) -> Line:
    return Line(key, f"p{key}", price, quantity, lot=f"lot{key}", days_left=days)


def context(*lines: Line, now: datetime = NOW) -> OfferContext:
    return OfferContext(now, "s1", MADRID, EUR, lines)


def promise(snapshot: Snapshot, of: Line, **more: str) -> Quote:
    found = quoted(snapshot, context(), of, quote_id="q", **more)
    assert isinstance(found, Quote), found
    return found


def test_a_quote_promises_what_the_offers_give_for_the_line_alone() -> None:
    snapshot = Snapshot.of([LADDER, FIVE_OFF])
    quote = promise(snapshot, line(price=2500, quantity=2))
    assert (quote.price, quote.list_price, quote.quantity) == (2000, 2500, 2)
    assert quote.offers == (Promised("ladder", 1, None, 500),)


@pytest.mark.parametrize(
    ("of", "offer", "why"),
    [
        pytest.param(line(days=5), None, QuoteMiss.NOTHING_OFF, id="nothing off"),
        pytest.param(line(), "other", QuoteMiss.NOT_THIS_OFFER, id="another offer"),
        pytest.param(replace(line(), blocked="recalled"), None, QuoteMiss.BLOCKED, id="recalled"),
    ],
)
def test_nothing_is_promised_that_the_line_does_not_get(
    of: Line, offer: str | None, why: QuoteMiss
) -> None:
    assert quoted(Snapshot.of([LADDER]), context(), of, quote_id="q", offer_id=offer) is why


def test_an_uneven_discount_is_quoted_at_its_least() -> None:
    ten_off = Offer("ten", {}, (Amount(amount=10),))
    quote = promise(Snapshot.of([ten_off]), line(price=100, quantity=3))
    assert (quote.price, quote.quantity) == (97, 3)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (NOW, NOW + timedelta(minutes=30)),
        (datetime(2026, 11, 21, 22, 50, tzinfo=UTC), datetime(2026, 11, 21, 23, tzinfo=UTC)),
    ],
)
def test_a_markdown_is_promised_to_the_end_of_the_stores_day_at_most(
    now: datetime, until: datetime
) -> None:
    found = quoted(Snapshot.of([LADDER]), context(now=now), line(), quote_id="q")
    assert isinstance(found, Quote)
    assert found.until == until


@pytest.mark.parametrize(
    ("store", "currency", "later", "why"),
    [
        ("s2", EUR, 0, QuoteMiss.OTHER_STORE),
        ("s1", Currency("USD", 2), 0, QuoteMiss.OTHER_CURRENCY),
        ("s1", EUR, 31, QuoteMiss.EXPIRED),
    ],
)
def test_a_quote_counts_where_and_while_it_was_made(
    store: str, currency: Currency, later: int, why: QuoteMiss
) -> None:
    quote = promise(Snapshot.of([LADDER]), line())
    token = quote_token(quote, SIGNER)
    assert read_quote(token, SIGNER, store="s1", currency=EUR, now=NOW) == quote
    now = NOW + timedelta(minutes=later)
    assert read_quote(token, SIGNER, store=store, currency=currency, now=now) is why


@pytest.mark.parametrize(
    "token",
    [
        "no token",
        quote_token(promise(Snapshot.of([LADDER]), line()), Signer("x" * 40)),
        SIGNER.token(TokenKind.BASKET, {"store": "s1"}, until=NOW + timedelta(hours=1)),
    ],
)
def test_a_forged_quote_counts_for_nothing(token: str) -> None:
    found = read_quote(token, SIGNER, store="s1", currency=EUR, now=NOW)
    assert found is QuoteMiss.FORGED


def test_a_price_shown_is_kept_after_the_offer_has_gone() -> None:
    quote = promise(Snapshot.of([LADDER]), line(quantity=2))
    found = priced(NOTHING, context(line(quantity=3)), [quote])
    (sold,) = found.basket.lines
    assert (sold.quantity, sold.units, sold.total) == (3, (0, 20, 20), 260)
    (use,) = found.basket.uses
    assert (use.key, use.saving) == ("ladder@1", 40)
    assert not found.unused


def test_a_unit_is_paid_by_a_quote_or_by_the_offers_whichever_is_less() -> None:
    quote = promise(Snapshot.of([LADDER]), line())
    better = Offer("half", {}, (Percent(value=Decimal(50)),))
    found = priced(Snapshot.of([better]), context(line()), [quote])
    assert found.basket.total == 50
    assert found.unused == {"q": QuoteMiss.NOT_CHEAPER}
    worse = Offer("tenth", {}, (Percent(value=Decimal(10)),))
    assert priced(Snapshot.of([worse]), context(line()), [quote]).basket.total == 80


@pytest.mark.parametrize(
    "of",
    [
        replace(line(), product="other"),
        replace(line(), lot="other"),
        replace(line(), blocked="recalled"),
    ],
)
def test_a_quote_is_for_its_goods_only(of: Line) -> None:
    quote = promise(Snapshot.of([LADDER]), line())
    found = priced(NOTHING, context(of), [quote])
    assert found.unused == {"q": QuoteMiss.NOT_IN_BASKET}


@pytest.mark.parametrize(("grams", "total"), [(500.0, 800), (250.0, 400), (501.0, 1002)])
def test_a_lighter_piece_costs_as_much_less(grams: float, total: int) -> None:
    piece = replace(line(price=1000), weight_grams=500.0)
    quote = promise(Snapshot.of([LADDER]), piece)
    on_scale = replace(piece, weight_grams=grams, unit_price=int(grams * 2))
    assert priced(NOTHING, context(on_scale), [quote]).basket.total == total


def test_what_was_refused_is_taken_out_and_the_rest_is_priced_anew() -> None:
    snapshot = Snapshot.of([FIVE_OFF])
    quote = promise(Snapshot.of([LADDER]), line(price=3000))
    basket = priced(snapshot, context(line(price=3000, quantity=2)), [quote]).basket
    assert basket.total == 6000 - 600 - 500
    refused = [Refused(Lack.QUOTE_USED, "q", ("ladder",))]
    assert priced_without(snapshot, basket, refused).basket.total == 5500
    refused = [Refused(Lack.BUDGET_EXHAUSTED, "offer:five:SPEND", ("five",))]
    assert priced_without(snapshot, basket, refused).basket.total == 5400
    refused = [Refused(Lack.BUDGET_EXHAUSTED, "offer:ladder:SPEND", ("ladder",))]
    without = priced_without(snapshot, basket, refused).basket
    assert (without.total, without.lines[0].quantity, without.quotes) == (5500, 2, ())


def test_a_basket_survives_its_journey() -> None:
    quote = promise(Snapshot.of([LADDER]), line())
    basket = priced(Snapshot.of([FIVE_OFF]), context(line(), line("2", 3000)), [quote]).basket
    assert thawed(frozen(basket)) == basket


@pytest.mark.parametrize("data", [b"", b"junk", zlib.compress(b"{}")])
def test_what_is_no_basket_is_not_read(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a basket"):
        thawed(data)


def sold(basket: PricedBasket) -> Redemption:
    return Redemption("r", order(1), RedemptionState.CAPTURED, basket, basket.total, NOW, NOW)


def back(
    redemption: Redemption, snapshot: Snapshot, *lines: ReturnedLine
) -> tuple[Redemption, int, int]:
    """The redemption after a return, the refund, and the claw-back."""
    found = returned(redemption, snapshot, lines, return_id="k", now=NOW)
    assert not isinstance(found, NotThere)
    rest, done = found
    after = replace(redemption, basket=rest, paid=redemption.paid - done.refund)
    return after, done.refund, done.claw_back


def test_a_return_that_breaks_a_threshold_claws_its_discount_back() -> None:
    snapshot = Snapshot.of([FIVE_OFF])
    order_ = sold(priced(snapshot, context(line("1", 1500), line("2", 700))).basket)
    assert order_.paid == 1700
    after, refund, claw_back = back(order_, snapshot, ReturnedLine("2", 1))
    assert (refund, claw_back) == (200, 341)  # 7.00, less its share 1.59, less what is due now
    assert (after.paid, after.basket.uses) == (1500, ())


def test_five_of_six_returned_do_not_keep_the_bundle() -> None:
    three_for_two = Offer("m", {}, (CheapestFree(buy=3, free=1),), lane=Lane.BUNDLE)
    snapshot = Snapshot.of([three_for_two])
    order_ = sold(priced(snapshot, context(line("1", 100, 6))).basket)
    assert order_.paid == 400
    after, refund, _ = back(order_, snapshot, ReturnedLine("1", 5))
    assert (refund, after.paid) == (300, 100)


def test_a_refund_is_never_negative() -> None:
    snapshot = Snapshot.of([FIVE_OFF])
    order_ = sold(priced(snapshot, context(line("1", 1900), line("2", 100))).basket)
    after, refund, claw_back = back(order_, snapshot, ReturnedLine("2", 1))
    assert (refund, after.paid, claw_back) == (0, 1500, 75)
    _, refund, _ = back(after, snapshot, ReturnedLine("1", 1))
    assert refund == 1500


def test_delivery_comes_back_with_the_last_goods() -> None:
    asked = replace(context(line("1", 1500)), delivery=490)
    order_ = sold(priced(NOTHING, asked).basket)
    assert back(order_, NOTHING, ReturnedLine("1", 1))[1] == 1990


def test_quoted_units_keep_their_price_and_come_back_last() -> None:
    quote = promise(Snapshot.of([LADDER]), line())
    order_ = sold(priced(NOTHING, context(line(quantity=2)), [quote]).basket)
    after, refund, _ = back(order_, NOTHING, ReturnedLine("1", 1))
    assert (refund, after.basket.total) == (100, 80)


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ((ReturnedLine("1", 3),), NotThere("1", 2)),
        ((ReturnedLine("9", 1),), NotThere("9", 0)),
        ((ReturnedLine("1", 2), ReturnedLine("1", 1)), NotThere("1", 2)),
    ],
)
def test_more_than_was_sold_cannot_come_back(
    lines: Sequence[ReturnedLine], refusal: NotThere
) -> None:
    order_ = sold(priced(NOTHING, context(line(quantity=2))).basket)
    assert returned(order_, NOTHING, lines, return_id="k", now=NOW) == refusal


PRICES = st.lists(
    st.tuples(st.integers(1, 5000), st.integers(1, 4), st.integers(0, 4)), min_size=1, max_size=5
)


@given(goods=PRICES, data=st.data())
def test_returning_everything_bit_by_bit_gives_back_all_that_was_paid(
    goods: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    bundle = Offer("m", {}, (CheapestFree(buy=3, free=1),), lane=Lane.BUNDLE)
    snapshot = Snapshot.of([LADDER, FIVE_OFF, bundle])
    lines = [
        line(str(number), price, quantity, days)
        for number, (price, quantity, days) in enumerate(goods)
    ]
    now = sold(priced(snapshot, context(*lines)).basket)
    paid, refunds = now.paid, 0
    units = [each.id for each in lines for _ in range(each.quantity)]
    for unit in data.draw(st.permutations(units)):
        now, refund, _ = back(now, snapshot, ReturnedLine(unit, 1))
        assert refund >= 0
        refunds += refund
    assert (refunds, now.paid) == (paid, 0)


@given(goods=PRICES)
def test_lines_offers_and_units_agree_to_the_cent(goods: list[tuple[int, int, int]]) -> None:
    lines = [
        line(str(number), price, quantity, days)
        for number, (price, quantity, days) in enumerate(goods)
    ]
    quotes = [
        replace(found, id=f"q{each.id}")
        for each in lines
        if isinstance(found := quoted(Snapshot.of([LADDER]), context(), each, quote_id="q"), Quote)
    ]
    basket = priced(Snapshot.of([FIVE_OFF]), context(*lines), quotes).basket
    assert sum(use.saving for use in basket.uses) == basket.discount
    assert basket.total == sum(each.total for each in basket.lines)
    assert [each.quantity for each in basket.lines] == [each.quantity for each in lines]
    assert all(len(each.units) == each.quantity for each in basket.lines)
