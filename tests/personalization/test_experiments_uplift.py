"""Results from counts, and what screens of an experiment show."""

import msgspec
import pytest

from personalization.experiments.experiment import Experiment, ExperimentStatus
from personalization.experiments.presentation import Presented, presented
from personalization.experiments.uplift import Count, CutBy, result
from tests.personalization.insight_samples import AB

KIOSK = msgspec.structs.replace(
    AB,
    key="card",
    presentation=({}, {"kiosk.card": "large", "kiosk.title": "fresh-today", "app.card": "wide"}),
)
UNITS = tuple(f"unit-{number}" for number in range(200))


def counted(
    variant: int, units: int, conversions: int, cut: CutBy = CutBy.ALL, **more: object
) -> Count:
    fields = {"key": "", "currency": "EUR", **more}
    revenue, squares = conversions * 500, conversions * 500.0**2
    return Count(cut, str(fields["key"]), variant, str(fields["currency"]), units, conversions,
                 revenue, squares)  # fmt: skip


def test_each_variant_is_compared_with_the_control() -> None:
    found = result(AB, [counted(0, 4_000, 1_000), counted(1, 4_050, 1_400)])
    [overall] = found.overall
    [comparison] = overall.comparisons
    assert found.units == 8_050
    assert not found.sample_ratio_alarm
    assert comparison.conversion is not None
    assert comparison.conversion.uplift == pytest.approx(1_400 / 4_050 / 0.25 - 1)
    assert comparison.conversion.low > 0
    assert comparison.revenue is not None
    assert comparison.revenue.uplift == pytest.approx(comparison.conversion.uplift)


def test_an_uneven_split_raises_the_alarm() -> None:
    assert result(AB, [counted(0, 1_000, 100), counted(1, 1_200, 120)]).sample_ratio_alarm
    uneven = msgspec.structs.replace(AB, weights=(5 / 11, 6 / 11))
    assert not result(uneven, [counted(0, 1_000, 100), counted(1, 1_200, 120)]).sample_ratio_alarm


def test_money_of_two_currencies_is_not_added() -> None:
    counts = [
        counted(variant, 50, 10, currency=code) for variant in (0, 1) for code in ("EUR", "CNY")
    ]
    found = result(AB, counts)
    assert [(each.currency, each.arms[0].revenue) for each in found.overall] == [
        ("CNY", 5_000),
        ("EUR", 5_000),
    ]
    assert found.units == 200


def test_a_cut_with_few_units_in_an_arm_is_not_told() -> None:
    cuts = [
        counted(variant, units, 2, CutBy.ZONE, key=zone)
        for zone, units in (("fish", 5), ("bakery", 4))
        for variant in (0, 1)
    ]
    found = {each.key: each for each in result(AB, cuts).cuts}
    assert not found["fish"].suppressed
    assert found["bakery"].suppressed
    assert (found["bakery"].arms, found["bakery"].comparisons) == ((), ())


def test_nothing_is_said_of_an_experiment_without_units() -> None:
    found = result(AB, [])
    assert (found.units, found.overall, found.cuts, found.sample_ratio_p) == (0, (), (), 1.0)


def test_a_variant_that_is_no_longer_there_is_passed_over() -> None:
    assert result(AB, [counted(2, 50, 10)]).units == 0


def test_a_surface_gets_its_own_slots_of_the_units_variant() -> None:
    found = [presented([KIOSK], "kiosk", unit) for unit in UNITS]
    treated = Presented("card", 1, {"card": "large", "title": "fresh-today"})
    assert {each.variant for [each] in found} == {0, 1}
    assert all(each == (treated if each.variant else Presented("card", 0, {})) for [each] in found)


def test_a_surface_without_experiments_keeps_its_defaults() -> None:
    offers_only = Experiment("offers", "", ("a", "b"), status=ExperimentStatus.RUNNING)
    draft = msgspec.structs.replace(KIOSK, status=ExperimentStatus.DRAFT)
    assert not any(presented([KIOSK], "scale", unit) for unit in UNITS)
    assert not any(presented([offers_only, draft], "kiosk", unit) for unit in UNITS)


def test_two_experiments_do_not_share_a_slot() -> None:
    rival = msgspec.structs.replace(KIOSK, key="zebra", presentation=({}, {"kiosk.title": "buy"}))
    beside = msgspec.structs.replace(KIOSK, key="other", presentation=({}, {"kiosk.footer": "on"}))
    for unit in UNITS:
        keys = [each.experiment for each in presented([rival, beside, KIOSK], "kiosk", unit)]
        assert keys == ["card", "other"]
