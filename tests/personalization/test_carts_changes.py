"""What may be changed of a cart, and how lines join."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.carts.cart import (
    LIFE,
    MOST_CODES,
    MOST_LINES,
    REMEMBERED_KEYS,
    Cart,
    CartLine,
    CartStatus,
)
from personalization.carts.changes import (
    Amount,
    checked_out,
    with_amount,
    with_code,
    with_line,
    without_line,
)
from personalization.carts.lines import (
    total,
)
from personalization.carts.merging import merged
from personalization.carts.refusal import CartMiss, CartRefusal
from provenance.answer import (
    PriceUnit,
)
from provenance.identity import Currency
from tests.personalization.cart_samples import (
    LATER,
    NOW,
    SALMON,
    cart,
    done,
    line,
    missed,
    weighed,
)

DAY = timedelta(days=1)


class TestAdding:
    def test_more_of_the_same_lot_joins_its_line(self) -> None:
        one = done(with_line(cart(line()), line("l2", quantity=2), "k", now=LATER))
        assert [(each.id, each.quantity) for each in one.lines] == [("l1", 3)]
        assert one.handled_as("k") == one.lines[0]
        assert one.lines[0].changed_at == LATER

    @pytest.mark.parametrize(
        "other",
        [
            {"lot": f"01/{SALMON}/10/L2"},
            {"price": 450},
            {"use_by": date(2026, 11, 23)},
            {"serial": f"01/{SALMON}/21/7"},
            {"label_price": 300},
            {"per": PriceUnit.KILOGRAM, "weight_grams": 100.0},
        ],
    )
    def test_another_lot_price_or_piece_is_a_line_of_its_own(self, other: dict[str, Any]) -> None:
        two = done(with_line(cart(line()), line("l2", **other), "k", now=LATER))
        assert [each.id for each in two.lines] == ["l1", "l2"]
        assert two.handled_as("k") == two.lines[1]

    def test_two_weighed_pieces_stay_two(self) -> None:
        two = done(with_line(cart(weighed()), weighed("w2"), "k", now=LATER))
        assert len(two.lines) == 2

    def test_repeating_a_key_adds_nothing_whatever_revision_the_device_saw(self) -> None:
        once = done(with_line(cart(), line(), "k", now=NOW, expected=1))
        assert with_line(once, line("l9"), "k", now=LATER, expected=1) == once

    def test_only_the_last_keys_are_remembered(self) -> None:
        full = cart()
        for number in range(REMEMBERED_KEYS + 1):
            full = done(with_line(full, line(), str(number), now=NOW))
        assert not full.was_handled("0")
        assert full.was_handled("1")
        assert len(full.handled) == REMEMBERED_KEYS

    def test_a_numbered_piece_is_in_a_cart_once(self) -> None:
        numbered = line(serial=f"01/{SALMON}/21/7")
        again = replace(numbered, id="l2")
        assert missed(with_line(cart(numbered), again, "k", now=NOW)) is CartMiss.ALREADY_IN_CART

    def test_a_cart_is_bounded(self) -> None:
        many = cart(*(weighed(str(number)) for number in range(MOST_LINES)))
        assert missed(with_line(many, weighed(), "k", now=NOW)) is CartMiss.TOO_MUCH
        heavy = cart(line(quantity=999))
        assert missed(with_line(heavy, line("l2"), "k", now=NOW)) is CartMiss.TOO_MUCH


class TestChanging:
    def test_a_change_keeps_the_cart_for_another_day_and_opens_it_again(self) -> None:
        changed = done(
            with_amount(
                cart(line(), status=CartStatus.ABANDONED), "l1", Amount(quantity=4), now=LATER
            )
        )
        assert changed.lines[0].quantity == 4
        assert (changed.status, changed.revision) == (CartStatus.OPEN, 2)
        assert changed.expires_at == LATER + LIFE

    def test_what_is_said_already_changes_nothing(self) -> None:
        before = cart(line(quantity=4), codes=("A",))
        assert with_amount(before, "l1", Amount(quantity=4), now=LATER) == before
        assert without_line(before, "gone", now=LATER) == before
        assert with_code(before, " A ", now=LATER) == before

    @pytest.mark.parametrize(
        ("goods", "amount", "miss"),
        [
            (line(), Amount(quantity=0), CartMiss.AMOUNT),
            (line(), Amount(quantity=1000), CartMiss.AMOUNT),
            (line(), Amount(weight_grams=100.0), CartMiss.AMOUNT),
            (weighed("l1"), Amount(quantity=2), CartMiss.AMOUNT),
            (weighed("l1"), Amount(weight_grams=0.0), CartMiss.AMOUNT),
            (weighed("l1"), Amount(weight_grams=-1.0), CartMiss.AMOUNT),
            (weighed("l1"), Amount(weight_grams=float("nan")), CartMiss.AMOUNT),
            (weighed("l1"), Amount(weight_grams=100_001.0), CartMiss.AMOUNT),
            (weighed("l1", label_price=99), Amount(weight_grams=5.0), CartMiss.AMOUNT),
            (line("other"), Amount(quantity=2), CartMiss.UNKNOWN_LINE),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, goods: CartLine, amount: Amount, miss: CartMiss
    ) -> None:
        assert missed(with_amount(cart(goods), "l1", amount, now=NOW)) is miss

    def test_a_stale_screen_is_shown_the_cart_as_it_is(self) -> None:
        now = cart(line(), revision=7)
        refused = without_line(now, "l1", now=LATER, expected=6)
        assert isinstance(refused, CartRefusal)
        assert (refused.miss, refused.cart) == (CartMiss.CHANGED_MEANWHILE, now)
        assert done(without_line(now, "l1", now=LATER, expected=7)).lines == ()

    def test_a_paid_cart_changes_no_more(self) -> None:
        paid = checked_out(cart(line()), now=LATER)
        assert paid.status is CartStatus.CHECKED_OUT
        assert checked_out(paid, now=LATER + DAY) == paid
        for changed in (
            with_line(paid, line("l2"), "k", now=LATER),
            with_amount(paid, "l1", Amount(quantity=2), now=LATER),
            without_line(paid, "l1", now=LATER),
            with_code(paid, "A", now=LATER),
            merged(paid, cart(), now=LATER),
            merged(cart(), paid, now=LATER),
        ):
            assert missed(changed) is CartMiss.CHECKED_OUT

    def test_the_latest_codes_are_kept(self) -> None:
        full = cart()
        for number in range(MOST_CODES + 2):
            full = done(with_code(full, f"C{number}", now=NOW))
        assert full.codes == tuple(f"C{number}" for number in range(2, MOST_CODES + 2))
        assert missed(with_code(full, " ", now=NOW)) is CartMiss.INPUT
        assert missed(with_code(full, "x" * 65, now=NOW)) is CartMiss.INPUT


class TestMerging:
    def test_the_inviting_cart_stays_with_the_lines_of_both(self) -> None:
        kiosk = cart(line(), weighed(), codes=("A",), revision=3)
        phone = cart(
            line("p1", quantity=2), weighed("p2"), cart_id="1" * 32, codes=("B", "A"), revision=9
        )
        both = merged(kiosk, phone, now=LATER)
        assert not isinstance(both, CartRefusal)
        stays, left = both
        assert [(each.id, each.quantity) for each in stays.lines] == [
            ("l1", 3),
            ("w1", 1),
            ("p2", 1),
        ]
        assert (stays.id, stays.codes, stays.revision) == (kiosk.id, ("A", "B"), 4)
        assert (left.status, left.merged_into, left.lines) == (CartStatus.MERGED, kiosk.id, ())

    def test_what_a_device_added_before_stays_handled(self) -> None:
        phone = done(with_line(cart(cart_id="1" * 32), line(), "k", now=NOW))
        both = merged(cart(), phone, now=LATER)
        assert not isinstance(both, CartRefusal)
        assert with_line(both[0], line("l9"), "k", now=LATER) == both[0]

    def test_a_numbered_piece_in_both_is_one(self) -> None:
        numbered = line(serial=f"01/{SALMON}/21/7")
        both = merged(cart(numbered), cart(replace(numbered, id="p1")), now=LATER)
        assert not isinstance(both, CartRefusal)
        assert both[0].lines == (numbered,)

    def test_a_link_by_consent_goes_with_the_lines_and_leaves_the_old_cart(self) -> None:
        both = merged(cart(), cart(shopper="s1", cart_id="1" * 32), now=LATER)
        assert not isinstance(both, CartRefusal)
        assert [each.shopper for each in both] == ["s1", None]

    @pytest.mark.parametrize(
        ("other", "miss"),
        [
            ({"store": "south"}, CartMiss.OTHER_STORE),
            ({"currency": Currency("USD", 2)}, CartMiss.OTHER_CURRENCY),
        ],
    )
    def test_carts_of_two_stores_or_currencies_stay_two(
        self, other: dict[str, Any], miss: CartMiss
    ) -> None:
        assert missed(merged(cart(), cart(**other), now=NOW)) is miss

    def test_too_many_lines_stay_where_they_are(self) -> None:
        full = cart(*(weighed(str(number)) for number in range(MOST_LINES)))
        assert missed(merged(full, cart(weighed("p1")), now=NOW)) is CartMiss.TOO_MUCH

    @given(st.lists(st.integers(1, 9), max_size=8), st.lists(st.integers(1, 9), max_size=8))
    def test_no_unit_is_lost_or_doubled(self, here: list[int], there: list[int]) -> None:
        def goods(prefix: str, quantities: list[int]) -> Cart:
            lots = (
                line(f"{prefix}{number}", lot=f"01/{SALMON}/10/L{number}", quantity=quantity)
                for number, quantity in enumerate(quantities)
            )
            return cart(*lots, cart_id=prefix * 32)

        one, other = goods("a", here), goods("b", there)
        both = merged(one, other, now=LATER)
        assert not isinstance(both, CartRefusal)
        assert sum(each.quantity for each in both[0].lines) == sum(here) + sum(there)
        assert len(both[0].lines) == max(len(here), len(there))
        assert total(both[0]) == total(one) + total(other)
