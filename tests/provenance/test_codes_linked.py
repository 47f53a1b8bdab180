"""What a Digital Link names, whatever its primary key, and the levels above it."""

from datetime import date

import pytest

from provenance.codes import LinkedThing, read_linked
from provenance.identity import CodeRefusal, RefusalReason

TODAY = date(2026, 11, 21)
GTIN = "09506000134352"
GLN = "9506000134352"


@pytest.mark.parametrize(
    "path",
    [
        "00/106141412345678908",
        f"01/{GTIN}",
        f"01/{GTIN}/22/2A/10/AB%2F1/21/S%251",
        f"01/{GTIN}/21/S",
        f"01/{GTIN}/235/TPX1",
        f"253/{GLN}DOC1",
        f"255/{GLN}17",
        "401/95060001A",
        "402/95060001343520000",
        f"410/{GLN}",
        f"411/{GLN}",
        f"412/{GLN}",
        f"413/{GLN}",
        f"414/{GLN}/254/32a%2Fb",
        f"414/{GLN}/7040/1ABC",
        f"415/{GLN}/8020/REF7",
        f"416/{GLN}",
        f"417/{GLN}/7040/1ABC",
        f"8003/0{GLN}A1",
        "8004/95060001A/7040/1ABC",
        f"8006/{GTIN}0102/10/L1",
        "8010/95060001-A/8011/7",
        "8013/1987654Ad4X4bL5ttr2310c2K",  # the example of the General Specifications
        "8017/950600013435200015/8019/3",
        "8018/950600013435200015/8019/3",
    ],
)
def test_every_primary_key_is_read_and_its_path_is_canonical(path: str) -> None:
    thing = read_linked(f"/{path}", today=TODAY)
    assert isinstance(thing, LinkedThing), thing
    assert thing.path == path
    assert not thing.compressed
    assert read_linked(f"/{path}/?17x=1&linkType=all", today=TODAY) == thing


def test_levels_drop_the_last_pair_each_time() -> None:
    thing = read_linked(f"/01/{GTIN}/22/V/10/A%2fB/21/S?17=261231", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert thing.levels == (
        f"01/{GTIN}/22/V/10/A%2FB/21/S",
        f"01/{GTIN}/22/V/10/A%2FB",
        f"01/{GTIN}/22/V",
        f"01/{GTIN}",
    )
    assert thing.qualifiers == (("22", "V"), ("10", "A/B"), ("21", "S"))
    assert thing.attributes == (("17", "261231"),)


def test_an_issuer_of_payment_slips_is_no_level_without_a_reference() -> None:
    thing = read_linked(f"/415/{GLN}/8020/R", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert thing.levels == (f"415/{GLN}/8020/R",)


@pytest.mark.parametrize("short", ["9506000134352", "506000134351", "96385074"])
def test_a_gtin_without_its_leading_zeros_is_filled_up(short: str) -> None:
    thing = read_linked(f"/01/{short}", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert thing.path == f"01/{short:0>14}"


@pytest.mark.parametrize(
    ("raw", "reason", "message"),
    [
        ("", RefusalReason.UNREADABLE, "code-link-broken"),
        ("/", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/01/{GTIN}/foo", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/01/{GTIN}/10", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/02/{GTIN}", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/gtin/{GTIN}", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/stem/01/{GTIN}", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/01/{GTIN}/10/A%2", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/415/{GLN}", RefusalReason.UNREADABLE, "code-link-broken"),
        (f"/01/{GTIN}/21/S/10/L", RefusalReason.UNREADABLE, "code-link-order"),
        (f"/01/{GTIN}/235/X/10/L", RefusalReason.UNREADABLE, "code-link-order"),
        (f"/414/{GLN}/254/A/7040/1ABC", RefusalReason.UNREADABLE, "code-link-order"),
        ("/00/106141412345678908/10/L", RefusalReason.UNREADABLE, "code-link-order"),
        (f"/01/{GTIN}?10=L", RefusalReason.UNREADABLE, "code-link-order"),
        ("/8010/95060001-A?8011=7", RefusalReason.UNREADABLE, "code-link-order"),
        (f"/01/{GTIN}?999=1", RefusalReason.UNREADABLE, "code-element-unknown"),
        (f"/01/{GTIN}/10/%20", RefusalReason.UNREADABLE, "code-element-form"),
        ("/8017/95060001343520001", RefusalReason.UNREADABLE, "code-element-form"),
        ("/01/0950600013435", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("/00/106141412345678909", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("/8013/1987654Ad4X4bL5ttr2310c2L", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("/8013/2K", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        ("/8003/09506000134353", RefusalReason.CHECK_DIGIT, "code-check-digit"),
        (f"/01/{GTIN}?17=260230", RefusalReason.UNREADABLE, "code-date"),
        (f"/01/{GTIN}?7003=2602301200", RefusalReason.UNREADABLE, "code-date"),
        (f"/01/{GTIN}?7003=2602001200", RefusalReason.UNREADABLE, "code-date"),
        (f"/01/{GTIN}?7007=260201260230", RefusalReason.UNREADABLE, "code-date"),
        (f"/01/{GTIN}?17=261231&17=261231", RefusalReason.UNREADABLE, "code-element-twice"),
        (f"/01/{GTIN}?02={GTIN}", RefusalReason.UNREADABLE, "code-element-pair"),
    ],
)
def test_a_wrong_link_is_refused_in_its_own_words(
    raw: str, reason: RefusalReason, message: str
) -> None:
    answer = read_linked(raw, today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert (answer.reason, answer.message.key) == (reason, message)


def test_a_date_may_leave_its_day_open_where_the_standard_says_so() -> None:
    thing = read_linked(f"/01/{GTIN}?15=260200&7007=260201260228", today=TODAY)
    assert isinstance(thing, LinkedThing)
