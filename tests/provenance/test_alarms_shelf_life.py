"""What a warm place costs its lots, and the alarm that tells it: rules without a database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.alarms.alarm import Alarm, AlarmEvent
from provenance.alarms.rules import refusal
from provenance.alarms.shelf_life import (
    MOST_LOTS,
    RULE,
    cleared,
    deviations,
    lots_of,
    raised_or_changed,
)
from provenance.alarms.shelf_life_loss import LotLoss, as_kept_well, days_lost
from provenance.alarms.values import AlarmKind, Severity
from provenance.answer import Freshness, FreshnessState
from provenance.coldchain.values import Ends, Exposure, Window
from provenance.freshness.assessment import Dates, assess
from provenance.freshness.classes import CLASSES, freshness_class
from provenance.freshness.product_class import FreshnessClass
from provenance.places import Place, PlaceKind
from provenance.stays import Stay

CAME = datetime(2026, 11, 20, tzinfo=UTC)
WARM_SINCE = CAME + timedelta(days=1)
CASE = Place("case", "Dairy case", PlaceKind.FRIDGE, store="s1")
FISH = freshness_class("fish/fresh/temperate")
MILK = freshness_class("dairy/milk")
HOURS = st.lists(st.floats(-2, 30), min_size=1, max_size=30)


def exposure(
    kind: FreshnessClass, hours: Sequence[float], *, time_constant: float = 0.0
) -> Exposure:
    """Whole hours at a place, each at a temperature."""
    if not hours:
        return Exposure()
    used = 3600 * sum(map(kind.rate.relative_rate, hours))
    limit = kind.safety
    return Exposure(
        elapsed=3600.0 * len(hours),
        covered=3600.0 * len(hours),
        pessimistic=used,
        optimistic=used,
        above_limit=3600.0 * sum(celsius > limit.celsius for celsius in hours) if limit else 0.0,
        degree_seconds=3600 * sum(hours),
        ends=Ends(hours[0], hours[-1], time_constant),
    )


def verdicts(
    kind: FreshnessClass,
    before: Sequence[float],
    warm: Sequence[float],
    *,
    dates: Dates | None = None,
) -> tuple[Freshness, Freshness]:
    """As measured, and as kept well since it became warm."""
    now = CAME + timedelta(hours=len(before) + len(warm))
    window = Window("case", CAME, now)
    whole = exposure(kind, [*before, *warm])
    well = as_kept_well(kind, whole, exposure(kind, before))
    measured, kept = (
        assess(
            kind,
            dates or Dates(),
            zone=ZoneInfo("Europe/Madrid"),
            now=now,
            stays=[Stay("case", CAME)],
            exposures={window: each},
        )
        for each in (whole, well)
    )
    return measured, kept


def lost(
    kind: FreshnessClass | None,
    before: Sequence[float],
    warm: Sequence[float],
    *,
    dates: Dates | None = None,
) -> timedelta:
    assert kind is not None
    found = days_lost(*verdicts(kind, before, warm, dates=dates))
    assert found is not None
    return found


@given(st.sampled_from(CLASSES), HOURS, HOURS, st.floats(0, 15))
def test_warmer_never_loses_fewer_days(
    kind: FreshnessClass, before: Sequence[float], warm: Sequence[float], more: float
) -> None:
    warmer = [celsius + more for celsius in warm]
    assert lost(kind, before, warmer) >= lost(kind, before, warm)


@given(st.sampled_from(CLASSES), HOURS, HOURS)
def test_nothing_is_lost_where_it_is_no_warmer_than_goods_should_be(
    kind: FreshnessClass, before: Sequence[float], warm: Sequence[float]
) -> None:
    cool = [min(celsius, kind.storage_celsius) for celsius in warm]
    assert lost(kind, before, cool) <= timedelta(seconds=1)


@given(st.sampled_from(CLASSES), HOURS, HOURS)
def test_no_more_is_lost_than_there_was(
    kind: FreshnessClass, before: Sequence[float], warm: Sequence[float]
) -> None:
    measured, well = verdicts(kind, before, warm)
    found = days_lost(measured, well)
    assume(found is not None)
    assert measured.remaining is not None
    assert well.remaining is not None
    assert timedelta(0) <= (found or timedelta(0)) <= well.remaining


def test_a_warm_day_costs_what_the_model_says() -> None:
    assert MILK is not None
    rate = MILK.rate.relative_rate
    days = rate(7) / rate(4) - 1
    doubt = 1 + MILK.sensor_doubt
    assert lost(MILK, [4.0] * 24, [7.0] * 24) / timedelta(days=1) == pytest.approx(days * doubt)


def test_a_date_that_ends_it_sooner_makes_the_loss_nothing() -> None:
    tomorrow = Dates(use_by=(CAME + timedelta(days=2)).date())
    assert lost(MILK, [4.0] * 24, [7.0] * 20) > timedelta(hours=12)
    assert lost(MILK, [4.0] * 24, [7.0] * 20, dates=tomorrow) == timedelta(0)


def test_what_must_not_be_eaten_any_more_has_lost_all_it_had() -> None:
    assert FISH is not None
    measured, well = verdicts(FISH, [2.0] * 24, [12.0] * 5)
    assert measured.state is FreshnessState.DO_NOT_EAT
    assert days_lost(measured, well) == well.remaining


def test_nothing_is_said_to_be_lost_where_only_dates_tell() -> None:
    assert FISH is not None
    unmeasured = assess(FISH, Dates(use_by=CAME.date()), zone=ZoneInfo("UTC"), now=CAME)
    assert days_lost(unmeasured, unmeasured) is None


def test_goods_that_came_into_the_warmth_are_as_well_as_they_should_be() -> None:
    assert FISH is not None
    well = as_kept_well(FISH, exposure(FISH, [9.0] * 3, time_constant=3600), Exposure())
    assert well.mean_celsius == FISH.storage_celsius
    assert well.ends == Ends(2, 2, 3600)
    assert well.elapsed == well.covered == 3 * 3600


def loss(thing: str, days: float, left: float = 5.0) -> LotLoss:
    gtin = thing.split("/")[1]
    return LotLoss(thing, gtin, "L", timedelta(days=days), timedelta(days=left))


def alarm(*losses: LotLoss) -> Alarm:
    change = raised_or_changed(CASE, None, WARM_SINCE, losses, NOW)
    assert change is not None
    assert change.events == (AlarmEvent.RAISED,)
    return change.alarm


NOW = WARM_SINCE + timedelta(hours=8)
LATER = NOW + timedelta(hours=1)
A, B = "01/A/10/1", "01/B/10/1"


def said(found: Alarm) -> list[tuple[object, object]]:
    return [(lot["thing"], lot["days_lost"]) for lot in lots_of(found)]


def test_it_is_raised_once_a_lot_loses_half_a_day() -> None:
    assert raised_or_changed(CASE, None, WARM_SINCE, [loss(A, 0.49)], NOW) is None
    found = alarm(loss(A, 0.6), loss(B, 2.2, left=1.04))
    assert (found.kind, found.place, found.store) == (AlarmKind.SHELF_LIFE, "case", "s1")
    assert found.started_at == found.raised_at == NOW
    assert found.data == {
        "warm_since": WARM_SINCE.isoformat(),
        "affected": 2,
        "most_lost": 2.0,
        "lots": [
            {"thing": B, "gtin": "B", "lot": "L", "days_lost": 2.0, "days_left": 1.0},
            {"thing": A, "gtin": "A", "lot": "L", "days_lost": 0.5, "days_left": 5.0},
        ],
    }


def test_it_changes_when_a_lot_loses_another_half_day_and_tells_nobody_again() -> None:
    known = alarm(loss(A, 0.6))
    assert raised_or_changed(CASE, known, WARM_SINCE, [loss(A, 0.9), loss(B, 0.4)], LATER) is None
    change = raised_or_changed(CASE, known, WARM_SINCE, [loss(A, 1.1), loss(B, 0.5)], LATER)
    assert change is not None
    assert change.events == ()
    assert change.alarm.id == known.id
    assert said(change.alarm) == [(A, 1.0), (B, 0.5)]


def test_what_a_lot_was_said_to_have_lost_is_not_taken_back() -> None:
    known = alarm(loss(A, 1.0))
    assert raised_or_changed(CASE, known, WARM_SINCE, [loss(A, 0.98)], LATER) is None


def test_a_lot_that_left_is_no_longer_listed_and_the_last_one_clears_it() -> None:
    known = alarm(loss(A, 1.0), loss(B, 1.0))
    change = raised_or_changed(CASE, known, WARM_SINCE, [loss(B, 1.0)], LATER)
    assert change is not None
    assert said(change.alarm) == [(B, 1.0)]
    assert raised_or_changed(CASE, change.alarm, WARM_SINCE, [], LATER) == cleared(
        change.alarm, LATER
    )


def test_of_many_lots_the_worst_are_listed_and_all_counted() -> None:
    losses = [loss(f"01/{n:04}/10/1", 0.5 + n) for n in range(MOST_LOTS + 5)]
    known = alarm(*losses)
    assert known.data["affected"] == MOST_LOTS + 5
    assert len(lots_of(known)) == MOST_LOTS
    assert said(known)[0] == (losses[-1].thing, MOST_LOTS + 4.5)
    assert raised_or_changed(CASE, known, WARM_SINCE, losses, LATER) is None


def test_losses_count_from_the_first_warm_alarm_and_then_from_where_they_did() -> None:
    warm = Alarm(
        "warm|case",
        "warm",
        AlarmKind.HIGH_TEMPERATURE,
        "case",
        "s1",
        Severity.MAJOR,
        started_at=WARM_SINCE,
        raised_at=NOW,
    )
    hot = replace(warm, id="hot|case", started_at=LATER)
    cold = replace(warm, kind=AlarmKind.LOW_TEMPERATURE, place="freezer")
    assert deviations([hot, warm, cold]) == {"case": WARM_SINCE}
    lasting = alarm(loss(A, 1.0))
    assert deviations([hot, lasting]) == {"case": WARM_SINCE}
    assert deviations([lasting]) == {}


def test_staff_can_make_no_rule_of_its_name() -> None:
    assert refusal(RULE) is not None
