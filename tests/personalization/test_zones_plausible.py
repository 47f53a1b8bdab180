"""Spoofed, broken and foreign beacons: the zone becomes unknown, never a wrong one."""

from datetime import UTC, datetime, timedelta
from math import log10
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wiring import PACKAGES
from personalization.offers.context import ZoneVisit
from personalization.zones.plausible import Implausible, believed
from personalization.zones.presence import Sighting
from personalization.zones.visit import ZoneReading, zone_visit
from provenance.text import LANGUAGES, Texts
from tests.personalization.zone_samples import (
    AT_FISH,
    AT_MEAT,
    AT_TILLS,
    BEACONS,
    ELSEWHERE,
    FLOORS,
    NOW,
    heard,
)

SECOND = timedelta(seconds=1)
FISH = ZoneVisit("s1-fish", 9.0)


def read(sightings: list[Sighting], named: ZoneVisit | None = None) -> ZoneReading:
    return zone_visit(sightings, FLOORS, store="s1", now=NOW, named=named)


def test_beacons_heard_are_a_zone_and_a_dwell() -> None:
    assert read(heard(AT_FISH, [-62] * 10)) == ZoneReading(FISH)


def test_nothing_sent_is_nothing_known() -> None:
    assert read([]) == ZoneReading(None)


def test_beacons_of_ours_that_are_far_away_say_in_no_zone() -> None:
    assert read(heard(AT_FISH, [-100] * 10)) == ZoneReading(ZoneVisit(None, 9.0))


@pytest.mark.parametrize(
    ("sightings", "doubt"),
    [
        ([Sighting("ibeacon:foreign:1:1", -40, NOW)], Implausible.UNKNOWN_BEACON),
        (heard(ELSEWHERE, [-40]), Implausible.OTHER_STORE),
        (heard(AT_MEAT, [5]), Implausible.SIGNAL),
        (heard(AT_MEAT, [-111]), Implausible.SIGNAL),
    ],
)
def test_what_cannot_count_is_passed_over_and_said(
    sightings: list[Sighting], doubt: Implausible
) -> None:
    assert read(sightings) == ZoneReading(None, (doubt,))
    assert read(sightings + heard(AT_FISH, [-62] * 10)) == ZoneReading(FISH, (doubt,))


@pytest.mark.parametrize("nothing", [0, 127])
def test_a_signal_that_was_not_measured_is_no_offence(nothing: int) -> None:
    assert read(heard(AT_MEAT, [nothing]) + heard(AT_FISH, [-62] * 10)) == ZoneReading(FISH)


@pytest.mark.parametrize(
    ("sightings", "doubt"),
    [
        (heard(AT_FISH, [-62] * 51, every=0.019), Implausible.TOO_FAST),
        (heard(AT_FISH, [-62] * 10) + heard(AT_TILLS, [-62] * 10), Implausible.FAR_APART),
        (heard(AT_FISH, [-62] * 10, ago=61), Implausible.STALE),
        (heard(AT_FISH, [-62] * 10, ago=-301), Implausible.AHEAD),
        (
            [Sighting(AT_FISH.key, -62, datetime.min.replace(tzinfo=UTC))],
            Implausible.STALE,
        ),
        (
            [Sighting(AT_FISH.key, -62, datetime.max.replace(tzinfo=UTC))],
            Implausible.AHEAD,
        ),
    ],
)
def test_what_cannot_be_makes_the_zone_unknown(
    sightings: list[Sighting], doubt: Implausible
) -> None:
    assert read(sightings) == ZoneReading(None, (doubt,))


def test_fifty_in_a_second_and_a_weak_signal_from_afar_are_fine() -> None:
    assert read(heard(AT_FISH, [-62] * 50, every=0.02)).doubts == ()
    assert read(heard(AT_FISH, [-62] * 10) + heard(AT_TILLS, [-90] * 10)) == ZoneReading(FISH)


def test_a_fast_clock_is_set_back_to_now() -> None:
    found = believed(heard(AT_FISH, [-62] * 10, ago=-120), FLOORS, store="s1", now=NOW)
    assert found.sightings[-1].at == NOW
    assert read(heard(AT_FISH, [-62] * 10, ago=-120)) == ZoneReading(FISH)


def test_a_slow_clock_does_not_make_anybody_leave() -> None:
    assert read(heard(AT_FISH, [-62] * 10, ago=45)) == ZoneReading(FISH)


def test_only_the_last_minute_counts_and_only_the_latest_sightings() -> None:
    old = heard(AT_MEAT, [-40] * 10, ago=70)
    assert read(old + heard(AT_FISH, [-62] * 10)) == ZoneReading(FISH)
    many = heard(AT_FISH, [-62] * 201, every=0.2)
    found = believed(many, FLOORS, store="s1", now=NOW)
    assert found.doubts == {Implausible.TOO_MANY}
    assert len(found.sightings) == 200
    assert found.sightings[0] == many[1]


def test_a_phone_may_name_its_zone() -> None:
    named = ZoneVisit("s1-fish", 75.0, left="s1-meat")
    assert read([], named) == ZoneReading(named)
    assert read([], ZoneVisit(None)) == ZoneReading(ZoneVisit(None))


def test_beacons_beside_a_named_zone_go_on_from_there() -> None:
    named = ZoneVisit("s1-fish", 75.0)
    assert read(heard(AT_FISH, [-62] * 10), named) == ZoneReading(named)
    moved = read(heard(AT_FISH, [-88] * 20, ago=1) + heard(AT_MEAT, [-60] * 20), named).visit
    assert moved is not None
    assert (moved.zone, moved.left) == ("s1-meat", "s1-fish")
    assert moved.dwell_seconds < 20


@pytest.mark.parametrize(
    "named", [ZoneVisit("s2-fish"), ZoneVisit("nowhere"), ZoneVisit("s1-fish", left="nowhere")]
)
def test_a_zone_that_the_store_does_not_have_is_unknown(named: ZoneVisit) -> None:
    assert read([], named) == ZoneReading(None, (Implausible.UNKNOWN_ZONE,))


@pytest.mark.parametrize(
    ("said", "counted"),
    [(-5.0, 0.0), (float("nan"), 0.0), (1e12, 86_400.0), (float("inf"), 86_400.0)],
)
def test_a_named_stay_is_bounded(said: float, counted: float) -> None:
    assert read([], ZoneVisit("s1-fish", said)).visit == ZoneVisit("s1-fish", counted)
    beside = read(heard(AT_FISH, [-62]), ZoneVisit("s1-fish", said)).visit
    assert beside == ZoneVisit("s1-fish", counted)


_MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(
    st.lists(
        st.builds(
            Sighting,
            st.sampled_from([*(each.key for each in BEACONS), "", "ibeacon:x:1:1"]),
            st.integers(-(2**31), 2**31 - 1),
            st.one_of(_MOMENTS, st.just(NOW), st.integers(0, 90).map(lambda s: NOW - s * SECOND)),
        ),
        max_size=40,
    ),
    st.none() | st.builds(ZoneVisit, st.sampled_from(["s1-fish", "x", None]), st.floats()),
)
def test_whatever_is_sent_gets_a_zone_of_the_store_or_none(
    sightings: list[Sighting], named: ZoneVisit | None
) -> None:
    found = read(sightings, named)
    if found.visit is not None:
        assert found.visit.zone in {None, "s1-fish", "s1-meat", "s1-tills"}
        assert 0 <= found.visit.dwell_seconds <= 86_400
    if any(doubt.spoils_all for doubt in found.doubts):
        assert found.visit is None


def test_every_doubt_has_a_sentence() -> None:
    texts = Texts(PACKAGES)
    for doubt in Implausible:
        assert len({texts(doubt.message, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("seed", range(20))
def test_the_noise_between_shelves_takes_nobody_to_two_places(seed: int) -> None:
    noise = Random(seed)  # noqa: S311 - the same noise in every run
    at_six_decibels = [
        sighting
        for beacon, metres in ((AT_FISH, 2.0), (AT_MEAT, 6.0), (AT_TILLS, 26.0))
        for sighting in heard(
            beacon,
            [round(beacon.power_at_1m - 30 * log10(metres) + noise.gauss(0, 6)) for _ in range(20)],
        )
    ]
    assert believed(at_six_decibels, FLOORS, store="s1", now=NOW).sightings
