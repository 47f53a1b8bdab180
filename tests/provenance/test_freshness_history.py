"""What stays inherit from each other."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from provenance.coldchain.values import Exposure, Window
from provenance.freshness.history import histories, history_windows
from provenance.freshness.models import Exponential
from provenance.freshness.product_class import FreshnessClass
from provenance.stays import Stay

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

PLAIN = FreshnessClass("plain", Exponential(0.1, 0), timedelta(days=20), 1.0, 2, 8, "of this test")


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def hourly(
    windows: Sequence[Window], per_hour: Mapping[str | None, float]
) -> Mapping[Window, Exposure]:
    """Exposures of goods that use `per_hour` seconds in each hour at a place."""
    return {
        window: Exposure(
            elapsed=window.seconds,
            covered=window.seconds if window.place else 0,
            pessimistic=window.seconds / 3600 * per_hour[window.place],
            above_limit=window.seconds if window.place == "warm" else 0,
        )
        for window in windows
    }


def consumed(
    stays: Sequence[Stay],
    per_hour: Mapping[str | None, float],
    produced_at: datetime | None = None,
) -> Sequence[float]:
    windows = history_windows(stays, produced_at=produced_at, now=at(10))
    exposures = hourly(windows, per_hour)
    return [
        past.pessimistic
        for past in histories(stays, exposures, PLAIN, produced_at=produced_at, now=at(10))
    ]


def test_a_stay_inherits_what_its_parent_consumed() -> None:
    stays = [Stay("farm", at(0), at(4)), Stay("shelf", at(4), None, (0,))]
    assert consumed(stays, {"farm": 2, "shelf": 1, None: 50})[1] == 4 * 2 + 6 * 1


def test_a_parent_that_goes_on_counts_only_up_to_the_hand_over() -> None:
    stays = [Stay("depot", at(0), None), Stay("shelf", at(4), None, (0,))]
    assert consumed(stays, {"depot": 2, "shelf": 1}) == [20, 8 + 6]


def test_of_two_parents_the_worst_counts_in_each_respect() -> None:
    stays = [
        Stay("warm", at(0), at(2)),
        Stay("old", at(-9), at(2)),
        Stay("shelf", at(2), None, (0, 1)),
    ]
    windows = history_windows(stays, produced_at=None, now=at(10))
    exposures = hourly(windows, {"warm": 3, "old": 1, "shelf": 0, None: 0})
    past = histories(stays, exposures, PLAIN, produced_at=None, now=at(10))[2]
    assert past.pessimistic == 11
    assert past.above_limit == 2 * 3600


def test_time_that_nobody_accounts_for_is_time_without_a_place() -> None:
    stays = [Stay("farm", at(1), at(2)), Stay("shelf", at(5), at(8), (0,))]
    per_hour = {"farm": 1.0, "shelf": 1.0, None: 100.0}
    assert consumed(stays, per_hour, produced_at=at(0))[1] == 100 + 1 + 300 + 3 + 200


def test_without_a_date_of_production_the_first_stay_is_the_beginning() -> None:
    stays = [Stay("farm", at(1), None)]
    assert history_windows(stays, produced_at=None, now=at(2)) == (Window("farm", at(1), at(2)),)


def test_a_hand_over_in_an_impossible_order_does_not_count_backwards() -> None:
    stays = [Stay("later", at(5), at(6)), Stay("shelf", at(3), None, (0,))]
    assert consumed(stays, {"later": 7, "shelf": 1, None: 0})[1] == 7


def test_a_default_place_that_nobody_recorded_counts_half_as_coverage() -> None:
    stays = [Stay("shelf", at(0), None, assumed=True)]
    windows = history_windows(stays, produced_at=None, now=at(10))
    [past] = histories(stays, hourly(windows, {"shelf": 1}), PLAIN, produced_at=None, now=at(10))
    assert past.coverage == pytest.approx(0.5)
    assert past.pessimistic == 10


def test_each_window_is_asked_for_once() -> None:
    stays = [
        Stay("farm", at(0), at(4)),
        Stay("shelf", at(4), None, (0,)),
        Stay("cellar", at(4), None, (0,)),
    ]
    windows = history_windows(stays, produced_at=None, now=at(10))
    assert windows == (
        Window("farm", at(0), at(4)),
        Window(None, at(4), at(10)),
        Window("shelf", at(4), at(10)),
        Window("cellar", at(4), at(10)),
    )
