"""A cart's lines as offers see them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.carts.lines import (
    Blocked,
    category_beginnings,
    days_left,
    lines_of,
    recipe_items,
    total,
    unit_price,
)
from tests.personalization.cart_samples import (
    MADRID,
    NOW,
    SALMON,
    cart,
    line,
    weighed,
)

DAY = timedelta(days=1)


class TestPrices:
    @pytest.mark.parametrize(
        ("grams", "price"),
        [(345.0, 172), (345.7, 173), (1.0, 0), (1.1, 1), (1003.0, 500), (100_000.0, 49_900)],
    )
    def test_a_weight_costs_its_share_rounded_half_up(self, grams: float, price: int) -> None:
        assert unit_price(weighed(grams=grams)) == price

    def test_half_a_cent_is_a_cent(self) -> None:
        assert unit_price(weighed(grams=100.0, price=125)) == 13  # 12.5
        assert unit_price(weighed(grams=0.1, price=5000)) == 1  # 0.5, which binary fractions miss

    def test_the_label_counts_before_the_shelf(self) -> None:
        assert unit_price(weighed(label_price=180)) == 180

    @given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 999)), max_size=40))
    def test_the_total_is_the_sum_of_the_lines_as_offers_see_them(
        self, priced: list[tuple[int, int]]
    ) -> None:
        goods = (
            line(str(number), price=price, quantity=quantity)
            for number, (price, quantity) in enumerate(priced)
        )
        whole = cart(*goods, weighed())
        seen = lines_of(whole, now=NOW, zone=MADRID)
        assert total(whole) == sum(each.subtotal for each in seen)

    @given(st.integers(1, 10**6), st.decimals(Decimal("0.1"), Decimal(100_000), places=1))
    def test_a_weighed_price_is_never_further_than_half_a_unit_off(
        self, price: int, grams: Decimal
    ) -> None:
        exact = price * grams / 1000
        assert abs(unit_price(weighed(grams=float(grams), price=price)) - exact) <= Decimal("0.5")


class TestAsOffersSeeIt:
    @pytest.mark.parametrize(
        ("lasts_until", "days"),
        [
            (None, None),
            (datetime(2026, 11, 21, 23, tzinfo=MADRID), 0),
            (datetime(2026, 11, 22, tzinfo=MADRID), 0),
            (datetime(2026, 11, 22, 0, 30, tzinfo=MADRID), 1),
            (datetime(2026, 11, 24, tzinfo=MADRID), 2),
            (datetime(2026, 11, 21, tzinfo=MADRID), -1),
        ],
    )
    def test_days_are_those_of_the_stores_calendar(
        self, lasts_until: datetime | None, days: int | None
    ) -> None:
        assert days_left(line(lasts_until=lasts_until), now=NOW, zone=MADRID) == days

    def test_a_day_of_25_hours_is_one_day(self) -> None:
        before = datetime(2026, 10, 24, 23, 30, tzinfo=MADRID)
        end = datetime(2026, 10, 26, tzinfo=MADRID)  # clocks go back in between
        assert days_left(line(lasts_until=end), now=before, zone=MADRID) == 1

    def test_recalled_and_expired_lines_are_blocked_the_recall_first(self) -> None:
        expired = line("l1", use_by=date(2026, 11, 20))
        last_day = line("l2", use_by=date(2026, 11, 21))
        seen = lines_of(cart(expired, last_day, line("l3")), now=NOW, zone=MADRID, recalled={"l3"})
        assert [each.blocked for each in seen] == [Blocked.EXPIRED, None, Blocked.RECALLED]
        both = lines_of(cart(expired), now=NOW, zone=MADRID, recalled={"l1"})
        assert both[0].blocked is Blocked.RECALLED

    def test_use_by_ends_with_the_stores_day(self) -> None:
        goods = cart(line(use_by=date(2026, 11, 21)))
        late = datetime(2026, 11, 21, 23, 30, tzinfo=MADRID)
        [there] = lines_of(goods, now=late, zone=MADRID)
        [elsewhere] = lines_of(goods, now=late, zone=ZoneInfo("Asia/Shanghai"))
        assert (there.blocked, elsewhere.blocked) == (None, Blocked.EXPIRED)

    def test_two_lots_of_a_product_are_two_lines_with_their_own_days(self) -> None:
        end = datetime(2026, 11, 22, tzinfo=MADRID)
        near = line("l1", lasts_until=end, category="fish/fresh/temperate", brand="Fjord")
        far = replace(near, id="l2", lot=f"01/{SALMON}/10/L2", lasts_until=end + 5 * DAY)
        one, two = lines_of(cart(near, far), now=NOW, zone=MADRID)
        assert (one.product, one.lot, one.days_left) == (SALMON, near.lot, 0)
        assert (two.product, two.lot, two.days_left) == (SALMON, far.lot, 5)
        assert one.categories == {"fish", "fish/fresh", "fish/fresh/temperate"}
        assert one.brand == "Fjord"

    def test_goods_without_a_category_have_no_beginnings(self) -> None:
        assert category_beginnings(None) == frozenset()

    def test_recipes_use_what_may_still_be_eaten(self) -> None:
        end = datetime(2026, 11, 23, tzinfo=MADRID)
        goods = cart(line("l1", use_by=date(2026, 11, 20)), line("l2", lasts_until=end), line("l3"))
        [item] = recipe_items(goods, now=NOW, zone=MADRID, recalled={"l3"})
        assert (item.names, item.days_left) == ({"en": "Salmon fillet"}, 1)

    def test_ten_thousand_lines_are_no_trouble_for_the_rules(self) -> None:
        whole = cart(*(line(str(number)) for number in range(10_000)))
        assert total(whole) == 10_000 * 499
        assert len(lines_of(whole, now=NOW, zone=MADRID)) == 10_000
