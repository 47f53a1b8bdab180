"""What a shopper in one store is told of a lot that went to several."""

from dataclasses import replace

import pytest

from provenance.branches import journey_to, way_to
from provenance.events import Event
from provenance.passport import Passport, passport
from provenance.stays import Stay
from provenance.trace import trace
from tests.provenance.stories import DEPOT, FARM, LOT, NORTH, SOUTH, born, hour, seen

SPLIT = [
    born(0, FARM, LOT),
    seen(1, "shipping", FARM, LOT, to=DEPOT),
    seen(3, "receiving", DEPOT, LOT),
    seen(4, "shipping", DEPOT, LOT, to=NORTH),
    seen(5, "shipping", DEPOT, LOT, to=SOUTH),
    seen(8, "receiving", NORTH, LOT),
    seen(9, "receiving", SOUTH, LOT),
    seen(10, "stocking", f"{SOUTH}/254/fish", LOT),
]


def known(*events: Event) -> Passport:
    return passport(trace(LOT, events))


def places(story: Passport, *paths: str) -> list[str | None]:
    return [step.place for step in journey_to(story, paths).steps]


@pytest.mark.parametrize("order", [(NORTH, SOUTH), (SOUTH, NORTH)])
def test_a_branch_is_told_without_the_other(order: tuple[str, str]) -> None:
    here, other = order
    told = places(known(*SPLIT), here)
    assert told[:5] == [FARM, FARM, DEPOT, DEPOT, DEPOT]
    assert {place.split("/254")[0] for place in told[5:] if place} == {here}
    assert other not in told


def test_a_lot_that_never_came_here_is_told_whole() -> None:
    story = known(*SPLIT)
    assert journey_to(story, {"414/9521234000998"}) == journey_to(story, ()) == story.journey


def test_what_happened_without_a_place_or_before_the_parting_stays() -> None:
    nowhere = seen(11, "inspecting", None, LOT)
    early = seen(-1, "inspecting", SOUTH, LOT)
    told = places(known(*SPLIT, nowhere, early), NORTH)
    assert None in told
    assert SOUTH not in told or told.index(SOUTH) == 0


def test_gaps_of_the_other_branch_are_left_out() -> None:
    """Nobody recorded leaving for the south; on the way north all is told."""
    recorded = [each for each in SPLIT if each.time not in (hour(5), hour(9))]
    left = seen(4.5, "inspecting", DEPOT, LOT)
    story = known(*recorded, left, seen(9, "receiving", SOUTH, LOT, source=DEPOT))
    assert story.journey.gaps
    assert journey_to(story, {NORTH}).gaps == ()
    assert journey_to(story, {SOUTH}).gaps == story.journey.gaps


ROW = [
    Stay("farm", hour(0), hour(4)),
    Stay("depot", hour(4), None, (0,)),
    Stay("north", hour(6), None, (1,)),
    Stay("south", hour(7), None, (1,)),
]


def test_the_way_ends_where_the_goods_left_and_counts_anew() -> None:
    assert way_to(ROW, [3]) == [
        ROW[0],
        replace(ROW[1], until=hour(7)),
        replace(ROW[3], parents=(1,)),
    ]
    assert way_to(ROW, [2, 3]) == [ROW[0], replace(ROW[1], until=hour(7)), *ROW[2:]]
    assert way_to(ROW, [0]) == [ROW[0]]


def test_goods_that_are_still_at_a_goal_stay_there() -> None:
    assert way_to(ROW, [1, 2]) == ROW[:3]
