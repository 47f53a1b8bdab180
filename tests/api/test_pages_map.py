"""The map shows every place once, in the view, at its distance."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.journey_map import HEIGHT, WIDTH, JourneyMap, Leg, Stop, journey_map, text_width

BERGEN = Stop("Bergen packhouse", 60.39, 5.32)
RUNGIS = Stop("Rungis cold hub", 48.76, 2.35)
MADRID = Stop("Freshlens Market Madrid", 40.42, -3.7)
AUCKLAND = Stop("Auckland", -36.85, 174.76)
SUVA = Stop("Suva", -18.14, 178.44)
HONOLULU = Stop("Honolulu", 21.31, -157.86)
ROUTE = [Leg(0, 1), Leg(1, 2)]


def drawn(stops: list[Stop], legs: list[Leg] | None = None) -> JourneyMap:
    drawing = journey_map(stops, legs or [])
    assert drawing
    return drawing


def apart(drawing: JourneyMap, one: int, other: int) -> float:
    a, b = drawing.markers[one], drawing.markers[other]
    return hypot(a.x - b.x, a.y - b.y)


def test_no_place_makes_no_map() -> None:
    assert journey_map([], []) is None


def test_one_place_stands_in_the_middle() -> None:
    (marker,) = drawn([MADRID]).markers
    assert (marker.x, marker.y, marker.number) == (WIDTH / 2, HEIGHT / 2, 1)
    assert marker.label
    assert marker.label.text == "Freshlens Market Madrid"


def test_the_same_place_twice_is_one_marker_and_no_line() -> None:
    drawing = drawn([BERGEN, BERGEN, MADRID], ROUTE)
    assert drawing.pins == [1, 1, 2]
    assert len(drawing.lines) == 1


def test_there_and_back_are_two_lines() -> None:
    first, second = drawn([BERGEN, MADRID, BERGEN], ROUTE).lines
    assert first.path != second.path


def test_a_leg_with_a_gap_is_unknown() -> None:
    drawing = drawn([BERGEN, RUNGIS, MADRID], [Leg(0, 1), Leg(1, 2, known=False)])
    assert [line.known for line in drawing.lines] == [True, False]


def test_north_is_up_and_east_is_right() -> None:
    bergen, _, madrid = drawn([BERGEN, RUNGIS, MADRID]).markers
    assert bergen.y < madrid.y
    assert bergen.x > madrid.x


@pytest.mark.parametrize(
    ("stops", "kilometres"),
    [([BERGEN, MADRID], 2306), ([SUVA, HONOLULU], 5100), ([AUCKLAND, SUVA], 2141)],
    ids=["Europe", "across the antimeridian", "southern"],
)
def test_distances_fit_the_scale_bar(stops: list[Stop], kilometres: float) -> None:
    drawing = drawn(stops)
    measured = apart(drawing, 0, 1) / drawing.scale_length * drawing.scale_km
    assert measured == pytest.approx(kilometres, rel=0.02)


def test_crossing_the_antimeridian_is_a_short_way() -> None:
    drawing = drawn([AUCKLAND, SUVA, HONOLULU], ROUTE)
    assert apart(drawing, 0, 1) < apart(drawing, 1, 2) < WIDTH


def test_labels_cover_nothing() -> None:
    cluster = [Stop(f"Place number {i}", 40 + i % 5 * 0.3, i // 5 * 0.4) for i in range(15)]
    drawing = drawn(cluster)
    boxes = []
    for marker in drawing.markers:
        boxes.append((marker.x - 10, marker.y - 10, marker.x + 10, marker.y + 10))
        if label := marker.label:
            width = text_width(label.text)
            left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
            boxes.append((left, label.y - 10, left + width, label.y + 2))
    assert any(marker.label for marker in drawing.markers)
    for a, b in combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


@given(
    st.lists(
        st.builds(Stop, st.just("x"), st.floats(-90, 90), st.floats(-180, 180)),
        min_size=1,
        max_size=8,
    )
)
def test_any_places_on_earth_are_in_the_view(stops: list[Stop]) -> None:
    drawing = drawn(stops, [Leg(i, i + 1) for i in range(len(stops) - 1)])
    assert len(drawing.pins) == len(stops)
    assert all(0 < m.x < WIDTH and 0 < m.y < HEIGHT for m in drawing.markers)
    assert len(drawing.graticule) < 4_000
