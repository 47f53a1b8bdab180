"""The legally relevant rules: what may be sold, at what price, and the record of it."""

from decimal import ROUND_HALF_UP, Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.metrology import (
    METROLOGY_VERSION,
    NOT_CERTIFIED,
    Broken,
    Counter,
    Kind,
    LoadState,
    Plate,
    Shown,
    TareMiss,
    fingerprint,
    load,
    price_to_pay,
    sealed,
    verified,
)
from kiosk.metrology.chain import BEGINNING, Chain, followed
from provenance.text import LANGUAGES, Texts

PLATE = Plate(interval=5, maximum=15_000)
RELEASED = {"1.0.0": "e883a89344ca1696b77f489ba467a957a3f3021728d69fa1a317700dc91ce86a"}
"""Hash by version: who changes the rules raises their version, and adds its hash here."""


def at_rest(grams: int | None) -> Shown:
    return Shown(grams, steady=True)


def test_the_running_rules_are_a_released_version() -> None:
    assert RELEASED[METROLOGY_VERSION] == fingerprint()


def test_it_says_in_every_language_that_it_is_not_certified() -> None:
    said = {Texts(["kiosk"])(NOT_CERTIFIED, language) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("grams", "unit_price", "total"),
    [
        (1250, 399, 499),  # 4.9875
        (1250, 990, 1238),  # 12.375: half up
        (1000, 1, 1),
        (499, 1, 0),
        (500, 1, 1),
        (15_000, 12_800, 192_000),
    ],
)
def test_the_price_is_rounded_half_up_to_the_minor_unit(
    grams: int, unit_price: int, total: int
) -> None:
    assert price_to_pay(grams, unit_price) == total


@given(grams=st.integers(1, 100_000), unit_price=st.integers(0, 10_000_000))
def test_the_price_is_the_exact_product_rounded(grams: int, unit_price: int) -> None:
    exact = Decimal(grams) * unit_price / 1000
    assert price_to_pay(grams, unit_price) == exact.quantize(Decimal(1), ROUND_HALF_UP)


@pytest.mark.parametrize(("grams", "unit_price"), [(0, 1), (-5, 1), (5, -1)])
def test_nothing_is_priced_that_cannot_be_sold(grams: int, unit_price: int) -> None:
    with pytest.raises(ValueError, match="cannot be sold"):
        price_to_pay(grams, unit_price)


@pytest.mark.parametrize(
    ("shown", "tare", "state"),
    [
        (None, 0, LoadState.UNKNOWN),
        (at_rest(None), 0, LoadState.UNKNOWN),
        (Shown(None, steady=False), 0, LoadState.MOVING),
        (Shown(1250, steady=False), 0, LoadState.MOVING),
        (at_rest(0), 0, LoadState.EMPTY),
        (at_rest(0), 45, LoadState.EMPTY),
        (at_rest(-5), 0, LoadState.NEGATIVE),
        (Shown(None, steady=True, under=True), 0, LoadState.NEGATIVE),
        (at_rest(45), 45, LoadState.NEGATIVE),
        (at_rest(95), 0, LoadState.BELOW_MINIMUM),
        (at_rest(140), 45, LoadState.BELOW_MINIMUM),
        (at_rest(100), 0, LoadState.READY),
        (at_rest(145), 45, LoadState.READY),
        (at_rest(15_000), 0, LoadState.READY),
        (at_rest(15_005), 0, LoadState.OVER),
        (Shown(None, steady=False, over=True), 0, LoadState.OVER),
    ],
)
def test_what_may_be_sold(shown: Shown | None, tare: int, state: LoadState) -> None:
    assert load(shown, tare, PLATE).state is state


@given(
    grams=st.none() | st.integers(-20_000, 20_000),
    steady=st.booleans(),
    over=st.booleans(),
    under=st.booleans(),
    tare=st.integers(0, 14_000),
)
def test_only_a_steady_known_weight_in_range_is_ready(
    grams: int | None, steady: bool, over: bool, under: bool, tare: int
) -> None:
    found = load(Shown(grams, steady, over, under), tare, PLATE)
    if found.state is LoadState.READY:
        assert grams is not None
        assert steady
        assert (over, under) == (False, False)
        assert grams <= PLATE.maximum
        assert found.net == grams - tare >= PLATE.minimum
    assert found.net is None or grams is not None


@pytest.mark.parametrize(("interval", "maximum"), [(0, 15_000), (5, 100), (1_000, 15_000)])
def test_a_plate_that_no_scale_has_is_refused(interval: int, maximum: int) -> None:
    with pytest.raises(ValueError, match="fit no scale"):
        Plate(interval, maximum)


def test_a_tare_ends_with_a_change_of_goods_but_waits_for_the_first_choice() -> None:
    tared = Counter().tared(at_rest(45), PLATE, None)
    assert tared == Counter(tare=45)
    chosen = tared.selected("bananas")
    assert chosen.tare == 45
    assert chosen.selected("bananas").tare == 45
    assert chosen.selected("apples").tare == 0
    assert chosen.cleared() == Counter()
    assert chosen.untared().tare == 0


@pytest.mark.parametrize(
    ("shown", "grams", "miss"),
    [
        (at_rest(0), None, TareMiss.NOTHING_THERE),
        (at_rest(-5), None, TareMiss.NOTHING_THERE),
        (Shown(45, steady=False), None, TareMiss.NOT_STEADY),
        (None, None, TareMiss.NOT_STEADY),
        (at_rest(16_000), None, TareMiss.TOO_HEAVY),
        (at_rest(0), 15_000, TareMiss.TOO_HEAVY),
    ],
)
def test_a_tare_that_cannot_be_taken(
    shown: Shown | None, grams: int | None, miss: TareMiss
) -> None:
    assert Counter().tared(shown, PLATE, grams) is miss


def test_a_preset_tare_needs_nothing_on_the_scale() -> None:
    assert Counter().tared(None, PLATE, 12) == Counter(tare=12)


def test_the_next_sale_needs_an_empty_pan_first() -> None:
    sold = Counter(tare=45, goods="bananas").sold()
    for shown in (at_rest(1250), Shown(0, steady=False), None, at_rest(-5)):
        assert sold.seen(load(shown, sold.tare, PLATE)).finished
    assert sold.seen(load(at_rest(0), sold.tare, PLATE)) == Counter()
    unsold = Counter(tare=45, goods="bananas")
    assert unsold.seen(load(at_rest(0), 45, PLATE)) == unsold


def record(*kinds: Kind) -> list[bytes]:
    lines: list[bytes] = []
    head = BEGINNING
    for number, kind in enumerate(kinds):
        lines.append(sealed(head, kind, {"number": number}))
        head = orjson.loads(lines[-1])["hash"]
    return lines


def test_a_record_that_nobody_touched_holds_together() -> None:
    lines = record(Kind.SALE, Kind.PRINTED, Kind.SALE)
    assert verified(lines) == Chain(orjson.loads(lines[-1])["hash"], 3)
    assert verified([]) == Chain()


def test_every_change_to_a_record_is_found() -> None:
    lines = record(Kind.SALE, Kind.PRINTED, Kind.SALE, Kind.PRINTED)
    assert verified([*lines[:1], *lines[2:]]) == Broken(2), "taken out"
    assert verified([lines[0], lines[0], *lines[1:]]) == Broken(2), "put in"
    assert verified([lines[1], lines[0], *lines[2:]]) == Broken(1), "swapped"
    changed = [lines[0], lines[1].replace(b'"number":1', b'"number":7'), *lines[2:]]
    assert verified(changed) == Broken(2)
    assert verified([*lines, b'{"half']) == Broken(5)
    assert verified([*lines, lines[3] + b" "]) == Broken(5), "the same in other bytes"


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_one_changed_byte_is_found(at: int, byte: int) -> None:
    lines = record(Kind.SALE, Kind.PRINTED, Kind.SALE)
    text = bytearray(b"\n".join(lines))
    at %= len(text)
    if text[at] != byte:
        text[at] = byte
        assert isinstance(verified(bytes(text).split(b"\n")), Broken)


def test_a_line_that_is_no_object_follows_on_nothing() -> None:
    for line in (b"[]", b"1", b"", b"\xff"):
        assert followed(Chain(), line) is None
