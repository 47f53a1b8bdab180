"""Where a lot was, when, and where it came from."""

import pytest

from provenance.events import Action, Event
from provenance.stays import Stay, stays
from provenance.trace import trace
from tests.provenance.stories import (
    DEPOT,
    FARM,
    FIRST,
    LOT,
    MIXED,
    NORTH,
    PALLET,
    SOUTH,
    born,
    hour,
    made,
    packed,
    seen,
    unpacked,
)

BACKROOM, SHELF = f"{NORTH}/254/backroom", f"{NORTH}/254/shelf"


def told(thing: str, *events: Event) -> list[tuple[object, ...]]:
    """Its own stays in short: place, from, to, the places it came from."""
    known = stays(trace(thing, events))
    return [
        (
            stay.place,
            (stay.since - hour(0)).total_seconds() / 3600,
            stay.until and (stay.until - hour(0)).total_seconds() / 3600,
            [known[parent].place for parent in stay.parents],
        )
        for stay in known
        if stay.thing == thing
    ]


def test_between_departure_and_arrival_a_lot_is_on_the_way() -> None:
    assert told(
        LOT, born(0, FARM, LOT), seen(2, "shipping", FARM, LOT), seen(5, "receiving", DEPOT, LOT)
    ) == [(FARM, 0, 2, []), (None, 2, 5, [FARM]), (DEPOT, 5, None, [None])]


def test_arrival_at_the_minute_of_departure_needs_no_way() -> None:
    assert told(
        LOT, born(0, FARM, LOT), seen(2, "receiving", DEPOT, LOT), seen(2, "shipping", FARM, LOT)
    ) == [(FARM, 0, 2, []), (DEPOT, 2, None, [FARM])]


def test_a_record_with_dates_only_reads_in_the_order_of_trade() -> None:
    events = [
        seen(0, "stocking", SHELF, LOT),
        seen(0, "receiving", BACKROOM, LOT),
        seen(0, "shipping", FARM, LOT, to=NORTH),
        born(0, FARM, LOT),
    ]
    assert told(LOT, *events) == [
        (FARM, 0, 0, []),
        (BACKROOM, 0, 0, [FARM]),
        (SHELF, 0, None, [BACKROOM]),
    ]


def test_one_lot_goes_to_two_stores_and_each_share_left_at_its_own_time() -> None:
    events = [
        born(0, DEPOT, LOT),
        seen(2, "shipping", DEPOT, LOT, to=NORTH),
        seen(4, "shipping", DEPOT, LOT, to=SOUTH),
        seen(5, "receiving", NORTH, LOT),
        seen(9, "receiving", SOUTH, LOT),
    ]
    assert told(LOT, *events) == [
        (DEPOT, 0, 4, []),
        (None, 2, 5, [DEPOT]),
        (NORTH, 5, None, [None]),
        (None, 4, 9, [DEPOT]),
        (SOUTH, 9, None, [None]),
    ]


def test_a_later_record_shows_that_part_of_the_lot_stayed() -> None:
    shipped = [born(0, DEPOT, LOT), seen(2, "shipping", DEPOT, LOT, to=NORTH)]
    assert told(LOT, *shipped) == [(DEPOT, 0, 2, [])]
    assert told(LOT, *shipped, seen(3, "inspecting", DEPOT, LOT)) == [(DEPOT, 0, None, [])]


def test_a_second_delivery_joins_what_is_there() -> None:
    events = [
        born(0, DEPOT, LOT),
        seen(1, "shipping", DEPOT, LOT, to=NORTH),
        seen(3, "receiving", NORTH, LOT),
        seen(5, "shipping", DEPOT, LOT, to=NORTH),
        seen(8, "receiving", NORTH, LOT),
        seen(8.5, "unloading", NORTH, LOT),
    ]
    assert told(LOT, *events)[2:] == [
        (NORTH, 3, 8, [None]),
        (None, 5, 8, [DEPOT]),
        (NORTH, 8, None, [NORTH, None]),
    ]


def test_two_loads_that_arrive_together_both_count() -> None:
    events = [
        born(0, FARM, LOT),
        born(0, DEPOT, LOT),
        seen(1, "shipping", FARM, LOT, to=NORTH),
        seen(2, "shipping", DEPOT, LOT, to=NORTH),
        seen(4, "receiving", NORTH, LOT),
    ]
    assert told(LOT, *events)[2:] == [
        (None, 1, 4, [FARM]),
        (None, 2, 4, [DEPOT]),
        (NORTH, 4, None, [None, None]),
    ]


def test_a_vehicle_on_the_way_is_where_the_lot_was() -> None:
    """Both departures name the store: only the vehicle's counts, which the lot went on by."""
    vehicle = "414/9521234000066"
    events = [
        born(0, DEPOT, LOT),
        seen(1, "shipping", DEPOT, LOT, to=NORTH),
        seen(1, "accepting", vehicle, LOT),
        seen(3, "transporting", vehicle, LOT, to=NORTH),
        seen(3, "receiving", NORTH, LOT),
    ]
    assert told(LOT, *events) == [
        (DEPOT, 0, 1, []),
        (vehicle, 1, 3, [DEPOT]),
        (NORTH, 3, None, [vehicle]),
    ]


def test_a_source_that_is_named_is_where_it_came_from() -> None:
    events = [
        born(0, DEPOT, LOT),
        seen(1, "shipping", DEPOT, LOT),
        seen(2, "receiving", NORTH, LOT),
        seen(3, "receiving", SOUTH, LOT, source=DEPOT),
    ]
    assert told(LOT, *events)[-2:] == [(None, 1, 3, [DEPOT]), (SOUTH, 3, None, [None])]


def test_a_move_within_a_site_ends_the_stay_there_without_a_way() -> None:
    events = [seen(0, "receiving", BACKROOM, LOT), seen(5, "stocking", SHELF, LOT)]
    assert told(LOT, *events) == [(BACKROOM, 0, 5, []), (SHELF, 5, None, [BACKROOM])]


@pytest.mark.parametrize(
    ("one", "other"),
    [("https://example.com/a", "https://example.com/b"), ("urn:x:a", "urn:x:b"), (NORTH, SOUTH)],
)
def test_other_places_are_no_move_within_a_site(one: str, other: str) -> None:
    events = [seen(0, "receiving", one, LOT), seen(5, "stocking", other, LOT)]
    assert told(LOT, *events) == [
        (one, 0, None, []),
        (None, 0, 5, [one]),
        (other, 5, None, [None]),
    ]


def test_a_store_named_as_a_whole_receives_in_its_backroom() -> None:
    events = [
        born(0, DEPOT, LOT),
        seen(1, "shipping", DEPOT, LOT, to=NORTH),
        seen(2, "inspecting", DEPOT, LOT),
        seen(4, "receiving", BACKROOM, LOT),
    ]
    assert told(LOT, *events)[-2:] == [(None, 1, 4, [DEPOT]), (BACKROOM, 4, None, [None])]


def test_the_business_location_is_where_it_is_and_the_read_point_where_it_passed() -> None:
    arrival = seen(1, "receiving", f"{NORTH}/254/dock", LOT, biz_location=NORTH)
    assert told(LOT, arrival) == [(NORTH, 1, None, [])]
    assert arrival.place == f"{NORTH}/254/dock"


@pytest.mark.parametrize("step", ["destroying", "retail_selling", "decommissioning"])
def test_what_is_gone_is_nowhere(step: str) -> None:
    events = [born(0, NORTH, LOT), seen(3, step, NORTH, LOT, action=Action.DELETE)]
    assert told(LOT, *events) == [(NORTH, 0, 3, [])]


def test_unpacking_ends_no_stay() -> None:
    events = [packed(0, PALLET, LOT, place=NORTH), unpacked(3, PALLET, LOT, place=NORTH)]
    assert told(LOT, *events) == [(NORTH, 0, None, [])]


def test_a_lot_that_comes_back_stays_anew() -> None:
    events = [
        born(0, DEPOT, LOT),
        seen(1, "shipping", DEPOT, LOT, to=NORTH),
        seen(2, "receiving", NORTH, LOT),
        seen(5, "shipping", NORTH, LOT, to=DEPOT),
        seen(7, "receiving", DEPOT, LOT),
    ]
    assert told(LOT, *events)[-3:] == [
        (NORTH, 2, 5, [None]),
        (None, 5, 7, [NORTH]),
        (DEPOT, 7, None, [None]),
    ]


def test_a_numbered_piece_seen_elsewhere_has_left() -> None:
    """Of a lot some may still be there; a piece is in one place."""
    events = [born(0, DEPOT, FIRST), seen(8, "stocking", NORTH, FIRST)]
    assert told(FIRST, *events) == [
        (DEPOT, 0, 0, []),
        (None, 0, 8, [DEPOT]),
        (NORTH, 8, None, [None]),
    ]
    back = seen(9, "stocking", DEPOT, FIRST)
    assert told(FIRST, *events, back)[2:] == [(NORTH, 8, 9, [None]), (DEPOT, 9, None, [NORTH])]


def test_a_numbered_piece_that_is_seen_elsewhere_comes_from_there() -> None:
    events = [
        born(0, DEPOT, FIRST),
        seen(1, "shipping", DEPOT, FIRST, to=NORTH),
        seen(1, "stocking", SOUTH, FIRST),
        seen(2, "shipping", SOUTH, FIRST),
        seen(4, "receiving", NORTH, FIRST),
    ]
    assert told(FIRST, *events) == [
        (DEPOT, 0, 1, []),
        (SOUTH, 1, 2, [DEPOT]),
        (None, 2, 4, [SOUTH]),
        (NORTH, 4, None, [None]),
    ]


def test_what_rides_a_pallet_stays_where_the_pallet_is() -> None:
    events = [
        packed(0, PALLET, LOT, place=DEPOT),
        seen(1, "shipping", DEPOT, PALLET, to=NORTH),
        seen(4, "receiving", NORTH, PALLET),
    ]
    assert told(LOT, *events) == [
        (DEPOT, 0, 1, []),
        (None, 1, 4, [DEPOT]),
        (NORTH, 4, None, [None]),
    ]


def test_an_inputs_stay_ends_where_it_was_made_into_something_else() -> None:
    events = [
        born(0, FARM, LOT),
        seen(2, "receiving", NORTH, LOT, source=FARM),
        made(6, NORTH, [LOT], [MIXED]),
        seen(7, "stocking", SOUTH, LOT),
    ]
    known = stays(trace(MIXED, events))
    assert known[-2:] == (
        Stay(NORTH, hour(2), hour(6), (1,), thing=LOT),
        Stay(NORTH, hour(6), None, (2,), thing=MIXED),
    )


def test_goods_come_from_the_stay_where_they_were_made_not_from_another_branch() -> None:
    events = [
        born(0, NORTH, LOT),
        born(1, SOUTH, LOT),
        made(6, NORTH, [LOT], [MIXED]),
    ]
    known = stays(trace(MIXED, events))
    assert [known[parent].place for parent in known[-1].parents] == [NORTH]


def test_events_without_a_place_move_nothing() -> None:
    assert told(LOT, seen(0, "inspecting", None, LOT)) == []
