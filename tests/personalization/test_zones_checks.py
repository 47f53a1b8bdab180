"""Floor plans and beacons that cannot be are refused, each with what is wrong; and advice."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wiring import PACKAGES
from personalization.offers.problem import Problem
from personalization.zones.beacon import (
    Eddystone,
    IBeacon,
    Identity,
    identity_of,
    read_eddystone,
    read_ibeacon,
)
from personalization.zones.beacon_checks import advice, beacon_problem
from personalization.zones.floor_plan import FloorPlan, Point, Zone, area, contains, gap, is_simple
from personalization.zones.floors import Floors
from personalization.zones.plan_checks import floor_plan_problems
from provenance.text import LANGUAGES, Message, Texts
from tests.personalization.zone_samples import (
    AT_FISH,
    AT_MEAT,
    AT_TILLS,
    BEACONS,
    FISH,
    FLOORS,
    MEAT,
    PLAN,
    TILLS,
    UUID,
    box,
)

BOW_TIE: tuple[Point, ...] = ((0, 0), (4, 4), (4, 0), (0, 4))
L_SHAPE: tuple[Point, ...] = ((0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4))
TEXTS = Texts(PACKAGES)


def said(message: Message) -> str:
    """The sentence in English; the other languages must be able to say it too."""
    english, *_ = (TEXTS(message, language) for language in LANGUAGES)
    return english


@pytest.mark.parametrize(
    ("point", "inside"), [((0.5, 3), True), ((3, 0.5), True), ((3, 3), False), ((5, 0.5), False)]
)
def test_a_point_lies_in_a_corner_of_an_l_or_not(point: Point, inside: bool) -> None:
    assert contains(L_SHAPE, point) is inside


def test_areas_gaps_and_crossings() -> None:
    assert area(L_SHAPE) == 7
    assert gap(FISH, MEAT) == 1
    assert gap(FISH, TILLS) == 22
    assert gap(Zone("a", {}, box(0, 0, 1, 1)), Zone("b", {}, box(4, 5, 6, 6))) == 5
    assert is_simple(L_SHAPE)
    assert not is_simple(BOW_TIE)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=2, unique=True)
)
def test_a_box_contains_its_middle_and_nothing_beside_it(corners: list[tuple[int, int]]) -> None:
    (left, near), (right, far) = sorted(corners)
    outline = box(left, near, right + 1, max(near, far) + 1)
    middle = ((left + right + 1) / 2, (near + max(near, far) + 1) / 2)
    assert contains(outline, middle)
    assert not contains(outline, (right + 2, middle[1]))
    assert is_simple(outline)


def test_zones_are_found_by_point_and_by_what_they_sell() -> None:
    corner = Zone("s1-sushi", {"en": "Sushi"}, box(0, 0, 2, 2), ("fish/raw",))
    plan = FloorPlan("s1", 12, 30, (FISH, corner, MEAT))
    assert plan.zone_at((1, 1)) == corner  # the smaller one
    assert plan.zone_at((5, 3)) == FISH
    assert plan.zone_at((6.5, 1)) is None
    assert plan.zone_selling("fish/raw/tuna") == corner
    assert plan.zone_selling("fish/fresh") == FISH
    assert plan.zone_selling("dairy") is None


@pytest.mark.parametrize(
    ("text", "key"),
    [(UUID, f"ibeacon:{UUID}:1:2"), (f" {UUID.upper().replace('-', '')} ", f"ibeacon:{UUID}:1:2")],
)
def test_an_ibeacon_is_read_with_hyphens_or_without(text: str, key: str) -> None:
    found = read_ibeacon(text, 1, 2)
    assert isinstance(found, IBeacon)
    assert found.key == key
    assert identity_of(key) == found


def test_an_eddystone_is_read_in_capitals_or_not() -> None:
    found = read_eddystone("53414D504C454D41524B", "00000000000A")
    assert found == Eddystone("53414d504c454d41524b", "00000000000a")
    assert identity_of(found.key) == found
    with pytest.raises(ValueError, match="no key of a beacon"):
        identity_of("altbeacon:1")


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (read_ibeacon(UUID[:-1], 1, 1), "32 hexadecimal digits"),
        (read_ibeacon("{" + UUID + "}", 1, 1), "no UUID"),
        (read_ibeacon(UUID, 65_536, 1), "“major” is 65,536"),
        (read_ibeacon(UUID, 1, -1), "“minor” is -1"),
        (read_eddystone("53414d50", "000000000001"), "10 bytes as 20 hexadecimal digits"),
        (read_eddystone("53414d504c454d41524b", "00000000000g"), "6 bytes as 12"),
    ],
)
def test_an_identity_that_cannot_be_is_refused_with_a_reason(
    refused: Identity | Message, words: str
) -> None:
    assert isinstance(refused, Message)
    assert words in said(refused)


def plan_with(**changes: Any) -> FloorPlan:
    return msgspec.structs.replace(PLAN, **changes)


def zoned(**changes: Any) -> FloorPlan:
    return plan_with(zones=(msgspec.structs.replace(FISH, **changes), MEAT))


@pytest.mark.parametrize(
    ("plan", "path", "words"),
    [
        (plan_with(width=float("nan"), entrances=(), checkouts=(), zones=()), "width", "over 0"),
        (plan_with(height=2_001), "height", "at most 2,000"),
        (plan_with(entrances=((13, 1),)), "entrances[0]", "12 m by 30 m"),
        (plan_with(checkouts=((1, 1),) * 101), "checkouts", "100 at most"),
        (plan_with(zones=(FISH,) * 501), "zones", "500 at most"),
        (plan_with(zones=(FISH, FISH)), "zones[1].id", "there twice"),
        (zoned(id="a zone"), "zones[0].id", "letters, digits"),
        (zoned(names={}), "zones[0].names", "no name"),
        (zoned(names={"english?": "Fish"}), "zones[0].names", "no language tag"),
        (zoned(names={"en": " "}), "zones[0].names", "1 to 100"),
        (zoned(aisle="x" * 21), "zones[0].aisle", "1 to 20"),
        (zoned(categories=("fish//raw",)), "zones[0].categories[0]", "no category path"),
        (zoned(categories=("fish/raw/fish",)), "zones[0].categories[0]", "no category path"),
        (zoned(categories=("fish",) * 101), "zones[0].categories", "100 at most"),
        (zoned(polygon=((0, 0), (1, 1))), "zones[0].polygon", "2 corners"),
        (zoned(polygon=box(0, 0, 6, 31)), "zones[0].polygon[2]", "not on the plan"),
        (zoned(polygon=box(0, 0, float("inf"), 1)), "zones[0].polygon[1]", "not on the plan"),
        (zoned(polygon=BOW_TIE), "zones[0].polygon", "crosses"),
        (zoned(polygon=((0, 0), (1, 0), (2, 0))), "zones[0].polygon", "smaller"),
    ],
)
def test_a_floor_plan_that_cannot_be_is_refused_where_it_is_wrong(
    plan: FloorPlan, path: str, words: str
) -> None:
    problems = floor_plan_problems(plan)
    assert path in {problem.path for problem in problems}
    assert any(words in said(each.message) for each in problems if each.path == path)


def test_a_good_floor_plan_has_no_problem() -> None:
    assert floor_plan_problems(PLAN) == ()


@pytest.mark.parametrize(
    ("beacon", "path", "words"),
    [
        (replace(AT_FISH, zone="s1-milk"), "zoneId", "no zone “s1-milk”"),
        (replace(AT_FISH, position=(12.5, 1)), "position", "not on the plan"),
        (replace(AT_FISH, measured_power=-111), "measuredPower", "between -110 and 20"),
        (replace(AT_FISH, tx_power=21), "txPower", "between -110 and 20"),
        (replace(AT_FISH, measured_power=4), "measuredPower", "at 1 m"),
        (replace(AT_FISH, radius=0), "radius", "over 0"),
        (replace(AT_FISH, radius=float("nan")), "radius", "over 0"),
    ],
)
def test_a_beacon_that_cannot_be_is_refused(beacon: Any, path: str, words: str) -> None:
    problem = beacon_problem(beacon, PLAN)
    assert isinstance(problem, Problem)
    assert problem.path == path
    assert words in said(problem.message)


def test_a_good_beacon_has_no_problem_but_needs_a_floor_plan() -> None:
    assert [beacon_problem(each, PLAN) for each in (AT_FISH, AT_MEAT, AT_TILLS)] == [None] * 3
    problem = beacon_problem(AT_FISH, None)
    assert problem is not None
    assert "no floor plan yet" in said(problem.message)


def test_a_chain_with_one_uuid_and_a_major_for_each_store_needs_no_advice() -> None:
    assert advice(FLOORS) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (replace(AT_MEAT, identity=IBeacon(UUID.replace("1", "2"), 1, 2)), "2 UUIDs"),
        (replace(AT_MEAT, identity=IBeacon(UUID, 7, 2)), "“s1” have 2 major numbers"),
        (replace(AT_MEAT, identity=IBeacon(UUID, 2, 2)), "“s1” and “s2” share"),
        (replace(AT_MEAT, tx_power=0, measured_power=-18), "about -60 dBm is likely"),
        (replace(AT_TILLS, tx_power=0, measured_power=-59), "about -19 dBm is likely"),
        (replace(AT_MEAT, position=(3, 2)), "hangs in “s1-fish”"),
    ],
)
def test_what_could_be_better_is_advised(changed: Any, words: str) -> None:
    others = [each for each in BEACONS if each.zone != changed.zone]
    sentences = [said(message) for message in advice(Floors.of([PLAN], [*others, changed]))]
    assert any(words in sentence for sentence in sentences), sentences


def test_advice_is_cut_at_twenty_things() -> None:
    wrong = [
        replace(AT_FISH, identity=IBeacon(UUID, 1, minor), tx_power=0, measured_power=-18)
        for minor in range(100)
    ]
    assert len(advice(Floors.of([PLAN], wrong))) == 20
