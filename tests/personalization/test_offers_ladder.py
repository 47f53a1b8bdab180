"""The freshness ladder: two lots of one product have two prices; nothing expired is promoted."""

from decimal import Decimal

import pytest

from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.lane import Lane
from personalization.offers.selector import Selector
from provenance.text import Message, Texts
from tests.personalization.offer_moments import decided, discounts, line, moment, offer

_LADDER = FreshnessLadder(
    steps=(
        LadderStep(3, Decimal(20)),
        LadderStep(0, Decimal(50)),
        LadderStep(1, Decimal("33.3")),
    )
)


@pytest.mark.parametrize(
    ("days_left", "off"),
    [(4, 0), (3, 200), (2, 200), (1, 333), (0, 500), (-1, 0), (None, 0)],
)
def test_the_fewer_days_the_more_comes_off(days_left: int | None, off: int) -> None:
    decision = decided(
        moment(line("salmon", 1000, days_left=days_left)),
        offer("ladder", _LADDER, lane=Lane.MARKDOWN),
    )
    assert discounts(decision) == [off]


def test_two_lots_of_one_product_have_two_prices_and_two_sentences() -> None:
    old = line("1", 499, product="salmon", lot="01/1/10/old", days_left=1)
    young = line("2", 499, product="salmon", lot="01/1/10/young", days_left=3)
    decision = decided(moment(old, young), offer("ladder", _LADDER, lane=Lane.MARKDOWN))
    assert discounts(decision) == [166, 100]
    (applied,) = decision.applied
    told = Texts(["personalization"])
    assert [told(each.reason or applied.reason, "en") for each in applied.lines] == [
        "33.3 % off, because this lot is best within 1 day",
        "20 % off, because this lot is best within 3 days",
    ]


def test_a_recalled_lot_keeps_its_price() -> None:
    recalled = line("salmon", 1000, days_left=1, blocked="recalled")
    assert decided(moment(recalled), offer("ladder", _LADDER)).applied == ()


def test_the_ladder_ends_at_its_floor() -> None:
    floored = FreshnessLadder(steps=(LadderStep(1, Decimal(60)),), floor_percent=Decimal("70.1"))
    decision = decided(
        moment(line("salmon", 1000, 2, days_left=1)),
        offer("ladder", floored, lane=Lane.MARKDOWN),
    )
    assert discounts(decision) == [598]


def test_the_sentence_is_about_what_was_scanned() -> None:
    lines = (line("1", 900, days_left=0), line("2", 100, days_left=3))
    ladder = offer("ladder", _LADDER, lane=Lane.MARKDOWN)
    (unscanned,) = decided(moment(*lines), ladder).applied
    assert unscanned.reason == Message("saving-percent-days", {"percent": 50, "days": 0})
    (scanned,) = decided(moment(*lines, scanned="2"), ladder).applied
    assert scanned.reason == Message("saving-percent-days", {"percent": 20, "days": 3})


def test_a_percentage_on_short_dated_lots_says_so_too() -> None:
    short = Percent(value=Decimal(25), selector=Selector(days_left_at_most=2))
    (applied,) = decided(moment(line("milk", 200, days_left=2)), offer("short", short)).applied
    assert Texts(["personalization"])(applied.reason, "es") == (
        "25 % de descuento, porque a este lote le quedan 2 días"
    )


@pytest.mark.parametrize(
    ("ladder", "key"),
    [
        (FreshnessLadder(steps=()), "benefit-ladder-empty"),
        (FreshnessLadder(steps=(LadderStep(1, Decimal(0)),)), "offer-percent"),
        (FreshnessLadder(steps=(LadderStep(-1, Decimal(5)),)), "offer-days-past"),
        (
            FreshnessLadder(steps=(LadderStep(1, Decimal(5)), LadderStep(1, Decimal(6)))),
            "benefit-ladder-twice",
        ),
        (
            FreshnessLadder(steps=(LadderStep(1, Decimal(5)), LadderStep(2, Decimal(6)))),
            "benefit-ladder-falls",
        ),
        (
            FreshnessLadder(steps=(LadderStep(1, Decimal(5)),), floor_percent=Decimal(100)),
            "benefit-floor-percent",
        ),
    ],
)
def test_a_ladder_that_makes_no_sense_says_why(ladder: FreshnessLadder, key: str) -> None:
    assert [problem.message.key for problem in ladder.problems()] == [key]


def test_a_good_ladder_has_no_problems() -> None:
    assert list(_LADDER.problems()) == []
