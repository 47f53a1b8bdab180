"""From signal strengths to a zone and how long: no flapping, exits, and never metres."""

from dataclasses import fields, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.offers.context import ZoneVisit
from personalization.zones.beacon import Beacon
from personalization.zones.nearest import Heard, nearest
from personalization.zones.presence import Presence, Sighting, presence, walked
from personalization.zones.signal import distance, smoothed
from tests.personalization.zone_samples import AT_FISH, AT_MEAT, AT_TILLS, FLOORS, NOW, heard

BEACONS = FLOORS.beacons
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("rssis", "mean"),
    [
        ([-60], -60),
        ([-60, -70], -65),
        ([-90, -60, -30], -60),
        ([-99, -60, -62, -61, -20], -61),
        ([-60] * 18 + [-99, -99, -1, -1], -60),
    ],
)
def test_the_highest_and_lowest_tenth_of_signals_do_not_count(
    rssis: list[float], mean: float
) -> None:
    assert smoothed(rssis) == pytest.approx(mean)


def test_nothing_heard_cannot_be_smoothed() -> None:
    with pytest.raises(ValueError, match="no signal"):
        smoothed([])


@given(st.lists(st.integers(-110, -1), min_size=1, max_size=60))
def test_a_smoothed_signal_lies_among_its_readings(rssis: list[int]) -> None:
    assert min(rssis) - 1e-9 <= smoothed(rssis) <= max(rssis) + 1e-9


def test_a_signal_at_its_measured_power_is_a_metre_away_and_30_db_less_is_ten() -> None:
    assert distance(-59, -59) == pytest.approx(1)
    assert distance(-89, -59) == pytest.approx(10)


def test_eddystone_says_its_power_at_no_distance_and_ibeacon_at_a_metre() -> None:
    assert AT_FISH.power_at_1m == -59
    assert AT_TILLS.power_at_1m == -59


def zone(name: str, away: float, lately: tuple[float, ...] = (), radius: float = 10) -> Heard:
    return Heard(name, away, radius, lately)


@pytest.mark.parametrize(
    ("ours", "other", "chosen"),
    [
        (zone("a", 4), zone("b", 2.8), "b"),  # 30 % nearer
        (zone("a", 4), zone("b", 2.9), "a"),
        (zone("a", 4, (3.6,) * 5), zone("b", 3.4, (3.5,) * 5), "b"),  # 15 %, and all better
        (zone("a", 4, (3.4,) * 5), zone("b", 3.4, (3.5,) * 5), "a"),
        (zone("a", 4, (3.6,) * 4), zone("b", 3.4, (3.5,) * 5), "a"),  # too little known
        (zone("a", 4, (3.6,) * 5), zone("b", 3.5, (3.5,) * 5), "a"),  # only 12.5 % nearer
        (zone("a", 12.9), zone("b", 10.1), "a"),  # entered within the radius, left beyond it
        (zone("a", 13.1), zone("b", 10.0), "b"),
        (zone("a", 13.1), zone("b", 10.1), None),
    ],
)
def test_another_zone_takes_over_only_where_it_is_clearly_nearer(
    ours: Heard, other: Heard, chosen: str | None
) -> None:
    assert nearest({"a": ours, "b": other}, "a") == chosen


@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_two_zones_never_take_over_from_each_other(a: float, b: float) -> None:
    """Whatever is heard, it does not lead to and fro for ever."""
    heard_ = {"a": zone("a", a, (a,) * 5), "b": zone("b", b, (b,) * 5)}
    after = nearest(heard_, "a")
    assert nearest(heard_, after) == after


def test_somebody_who_stands_still_dwells() -> None:
    found = presence(heard(AT_FISH, [-62] * 31), BEACONS, now=NOW)
    assert found == Presence("s1-fish", NOW - 30 * SECOND, NOW)
    assert found.dwell_seconds == 30


def test_one_loud_reading_moves_nobody() -> None:
    sightings = heard(AT_FISH, [-62] * 20) + heard(AT_MEAT, [-75] * 10 + [-40] + [-75] * 9)
    assert {at.zone for at in walked(sightings, BEACONS)} == {"s1-fish"}


def test_somebody_who_walks_over_is_there_and_left_the_other_zone() -> None:
    away = [-60, -63, -66, -69, -72, -75, -78, -80, -82, -84]
    sightings = heard(AT_FISH, away + [-86] * 15) + heard(AT_MEAT, away[::-1] + [-60] * 15)
    way = walked(sightings, BEACONS)
    assert way[0].zone == "s1-fish"
    assert way[-1].zone == "s1-meat"
    assert way[-1].left == "s1-fish"
    changes = [at for before, at in pairwise(way) if before.zone != at.zone]
    assert len(changes) == 1


def test_ten_seconds_of_silence_are_an_exit() -> None:
    sightings = heard(AT_FISH, [-62] * 5, ago=10)
    assert presence(sightings, BEACONS, now=NOW) == Presence("s1-fish", NOW - 14 * SECOND, NOW)
    gone = presence(sightings, BEACONS, now=NOW + SECOND)
    assert gone == Presence(None, NOW, NOW + SECOND, left="s1-fish")


def test_silence_also_ends_a_zone_while_another_is_heard_from_afar() -> None:
    sightings = heard(AT_FISH, [-62] * 5, ago=12) + heard(AT_MEAT, [-95] * 17)
    found = presence(sightings, BEACONS, now=NOW)
    assert found is not None
    assert (found.zone, found.left) == (None, "s1-fish")
    assert found.since == NOW - SECOND


def test_an_earlier_presence_goes_on() -> None:
    before = Presence("s1-fish", NOW - 90 * SECOND, NOW - 5 * SECOND)
    found = presence(heard(AT_FISH, [-62] * 3), BEACONS, now=NOW, previous=before)
    assert found == replace(before, at=NOW)
    unheard = presence(heard(AT_MEAT, [-62] * 3), BEACONS, now=NOW, previous=before)
    assert unheard == replace(before, at=NOW)  # for up to ten seconds it may just not be heard
    later = presence(
        heard(AT_MEAT, [-62] * 3, ago=-6), BEACONS, now=NOW + 6 * SECOND, previous=before
    )
    assert later is not None
    assert (later.zone, later.left, later.dwell_seconds) == ("s1-meat", "s1-fish", 0)


def test_without_sightings_there_is_nothing_to_know() -> None:
    assert presence([], BEACONS, now=NOW) is None
    assert presence(heard(AT_FISH, [-60], ago=-5), BEACONS, now=NOW) is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from([AT_FISH, AT_MEAT, AT_TILLS]), st.integers(-110, -1), st.floats(0, 60)
        ),
        max_size=60,
    )
)
def test_the_order_of_sightings_does_not_matter(drawn: list[tuple[Beacon, int, float]]) -> None:
    sightings = [
        Sighting(beacon.key, rssi, NOW - timedelta(seconds=round(ago, 3)))
        for beacon, rssi, ago in drawn
    ]
    way = walked(sightings, BEACONS)
    by_key = sorted(sightings, key=lambda each: (each.rssi, each.beacon))
    assert [at.zone for at in walked(by_key, BEACONS)] == [at.zone for at in way]
    assert len(way) <= 61
    assert all(0 <= at.dwell_seconds <= 60 for at in way)


def test_nobody_outside_learns_metres() -> None:
    assert {each.name for each in fields(ZoneVisit)} == {"zone", "dwell_seconds", "left"}
    assert {each.name for each in fields(Presence)} == {"zone", "since", "at", "left"}
