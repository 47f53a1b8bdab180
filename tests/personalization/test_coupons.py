"""Coupon codes: what they look like, what is stored of them, and what guessing comes to."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pymongo.asynchronous.database import AsyncDatabase

from personalization.redemptions.coupon import (
    TRIES_ALLOWED,
    TRIES_WINDOW,
    Coupon,
    CouponMiss,
    CouponSeries,
)
from personalization.redemptions.coupon_codes import (
    ALPHABET,
    Series,
    check_character,
    is_gcn,
    is_prefix,
    read_coupon,
)
from personalization.redemptions.entering import checked_code, make_codes, opened_by
from personalization.redemptions.redemption import Lack, Redemption, Refused
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.store.collection import Document
from tests.personalization.redemption_samples import NOW, basket, order, use

SIGNER = Signer("s" * 40)
GCN = "9521234500001"
BAD_GCN = "9521234500002"
ALL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture
def market(database: AsyncDatabase[Document]) -> Market:
    return Market(database)


def series(count: int = 3, **given: Any) -> CouponSeries:
    facts: dict[str, Any] = {"uses": 1, "since": None, "until": None} | given
    return CouponSeries(
        "c1",
        "welcome",
        count,
        created_at=NOW,
        created_by="mia",
        **facts,
    )


async def made(market: Market, wanted: CouponSeries) -> list[str]:
    known = await market.coupons.begin(wanted)
    return [code async for part in make_codes(market, SIGNER, known) for code in part]


async def tried(
    market: Market, code: str, *, cart: str = "c", address: str = "a", now: datetime = NOW
) -> str | CouponMiss:
    """The offer that a code opens, or why it opens none."""
    found = await checked_code(market, SIGNER, code, cart=cart, address=address, now=now)
    return found.offer if isinstance(found, Coupon) else found


def test_check_characters_are_those_of_the_standard() -> None:
    assert check_character("A12425GABC1234002") == "M"  # a GRid, which uses MOD 37,36 too


@given(st.text(ALL, min_size=13, max_size=20), st.data())
def test_one_wrong_character_is_a_typing_error(body: str, data: st.DataObject) -> None:
    code = body + check_character(body)
    assume(not code.isdigit())  # that might be a GCN
    assert read_coupon(code) == code
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(ALL))
    assume(wrong != code[place])
    assert read_coupon(code[:place] + wrong + code[place + 1 :]) is None


@given(st.integers(0, 10**6), st.sampled_from(["", "SPRING", "X1"]))
def test_codes_have_nothing_to_mix_up(position: int, prefix: str) -> None:
    code = Series("c1", prefix).code(position, SIGNER)
    assert code.startswith(prefix)
    assert set(code.removeprefix(prefix)) <= {*ALPHABET, "-"}
    assert read_coupon(f" {code.lower().replace('-', ' ')}") == code.replace("-", "")


def test_codes_follow_from_the_series_and_the_secret() -> None:
    codes = list(Series("c1").codes(2_000, SIGNER))
    assert len(set(codes)) == 2_000
    assert list(Series("c1").codes(2_000, SIGNER, since=1_999)) == codes[-1:]
    assert set(codes).isdisjoint(Series("c2").codes(2_000, SIGNER))
    assert set(codes).isdisjoint(Series("c1").codes(2_000, Signer("x" * 40)))


def test_a_gcn_with_serial_is_read_as_scanners_give_it() -> None:
    code = Series("c1", gcn=GCN).code(7, SIGNER)
    serial = code.removeprefix(f"255{GCN}")
    assert len(serial) == 12
    for text in (code, f"(255){GCN}{serial}", f"]C1{code}", f"]e0{code}"):
        assert read_coupon(text) == code
    assert read_coupon(code.replace(GCN, BAD_GCN)) is None


def test_prefixes_and_gcns_are_checked() -> None:
    assert [is_prefix(text) for text in ("", "SPRING26", "spring", "A" * 13, "Ñ")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [is_gcn(text) for text in (GCN, BAD_GCN, GCN[:-1], "٩521234500004")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["", "hello", "SPRING", "ÄÖÜÄÖÜÄÖÜÄÖÜÄ", "💥" * 20, "0" * 14])
def test_what_is_no_code_is_a_typing_error(text: str) -> None:
    assert read_coupon(text) is None


async def test_a_series_made_again_has_the_same_codes_and_nothing_is_stored_of_them(
    market: Market,
) -> None:
    wanted = series(2_500)
    codes = await made(market, wanted)
    assert await made(market, wanted) == codes
    assert len(set(codes)) == 2_500
    stored = [str(found) async for found in market.database["coupons"].find()]
    assert len(stored) == 2_500
    dump = "".join(stored)
    assert not any(code in dump or code.replace("-", "") in dump for code in codes[:50])
    known = await market.coupons.series("c1")
    assert known is not None
    assert (known.made, await market.coupons.used("c1")) == (2_500, 0)


async def test_a_good_code_opens_its_offer_while_it_counts(market: Market) -> None:
    begins, ends = NOW + timedelta(days=1), NOW + timedelta(days=2)
    [code] = await made(market, series(1, since=begins, until=ends))
    assert await tried(market, code) is CouponMiss.NOT_YET
    assert await tried(market, code, now=begins) == "welcome"
    assert await tried(market, code, now=ends) is CouponMiss.OVER
    [digest] = (await opened_by(market, SIGNER, [code, "junk"], begins)).values()
    assert digest not in code
    assert await opened_by(market, SIGNER, [code], ends) == {}


async def test_guessing_ends_after_five_for_a_cart_and_for_an_address(market: Market) -> None:
    [code] = await made(market, series(1))
    wrong = [Series("other").code(place, SIGNER) for place in range(20)]
    for place in range(TRIES_ALLOWED):
        assert await tried(market, wrong[place]) is CouponMiss.WRONG
    assert await tried(market, wrong[5]) is CouponMiss.TOO_MANY_TRIES
    assert await tried(market, code) is CouponMiss.TOO_MANY_TRIES
    assert await tried(market, code, cart="other") is CouponMiss.TOO_MANY_TRIES
    assert await tried(market, code, address="other") is CouponMiss.TOO_MANY_TRIES
    assert await tried(market, code, cart="other", address="other") == "welcome"
    later = NOW + TRIES_WINDOW + timedelta(seconds=1)
    assert await tried(market, code, now=later) == "welcome"


async def test_many_guesses_at_once_get_no_further(market: Market) -> None:
    guesses = [Series("other").code(place, SIGNER) for place in range(30)]
    found = await asyncio.gather(*(tried(market, guess) for guess in guesses))
    assert set(found) == {CouponMiss.WRONG, CouponMiss.TOO_MANY_TRIES}
    assert found.count(CouponMiss.WRONG) <= TRIES_ALLOWED


async def test_typing_errors_and_good_codes_are_no_guesses(market: Market) -> None:
    [code] = await made(market, series(1))
    for _ in range(TRIES_ALLOWED + 2):
        assert await tried(market, code[:-1] + "0") is CouponMiss.MISTYPED
        assert await tried(market, code) == "welcome"


async def test_nobody_reads_carts_or_addresses_from_the_tries(market: Market) -> None:
    await tried(market, Series("other").code(0, SIGNER), cart="f" * 32, address="192.0.2.7")
    stored = [str(found) async for found in market.database["coupon_tries"].find()]
    assert len(stored) == 2
    assert not any("f" * 32 in text or "192.0.2.7" in text for text in stored)


@pytest.mark.parametrize(("uses", "good"), [(1, 1), (3, 3), (None, 8)])
async def test_a_code_is_redeemed_as_often_as_it_may_be(
    market: Market, uses: int | None, good: int
) -> None:
    [code] = await made(market, series(1, uses=uses))
    opened = dict(await opened_by(market, SIGNER, [code], NOW))
    wanted = basket(use("welcome"), coupons=opened)
    answers = await asyncio.gather(
        *(market.redemptions.reserve(f"r{n}", order(n), wanted, NOW) for n in range(8))
    )
    redeemed = [answer for answer in answers if isinstance(answer, Redemption)]
    assert len(redeemed) == good
    if uses is not None:
        lack = Refused(Lack.COUPON_USED, opened["welcome"], ("welcome",))
        assert [lack] in answers
        assert await tried(market, code) is CouponMiss.USED
        assert await market.coupons.used("c1") == 1
        await market.redemptions.reverse(redeemed[0].id, NOW)
    assert await tried(market, code) == "welcome"


async def test_a_code_whose_offer_gave_nothing_stays_unused(market: Market) -> None:
    [code] = await made(market, series(1))
    opened = dict(await opened_by(market, SIGNER, [code], NOW))
    await market.redemptions.reserve("r", order(1), basket(use("other"), coupons=opened), NOW)
    assert await tried(market, code) == "welcome"
