"""The upstream walk."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import trace as walk
from provenance.events import Action, Event, EventType
from provenance.identity import lot_thing
from provenance.passport import passport
from provenance.trace import lot_of, trace, valid_events
from tests.provenance.stories import (
    CRATE,
    DEPOT,
    FARM,
    FIRST,
    LOT,
    MIXED,
    NORTH,
    OTHER_LOT,
    PALLET,
    SECOND,
    SOUTH,
    TRUCK,
    born,
    hour,
    made,
    packed,
    refuted,
    seen,
    told,
    unpacked,
)


def story(thing: str, events: list[Event]) -> list[str | None]:
    return [event.biz_step for event in trace(thing, events).stories[thing]]


def test_a_lot_is_followed_to_everything_it_was_made_of() -> None:
    dough, flour, water = (lot_thing("09521234003007", name) for name in ("D", "F", "W"))
    found = trace(MIXED, [made(5, DEPOT, [dough], [MIXED]), made(2, FARM, [flour, water], [dough])])
    assert found.things[:2] == (MIXED, dough)
    assert found.edges == {(MIXED, dough), (dough, flour), (dough, water)}
    assert found.used == {dough: hour(5), flour: hour(2), water: hour(2)}


def test_a_thing_stands_before_its_inputs_even_where_it_is_also_an_input_of_the_first() -> None:
    """A goes into B and C, and B into C: what is nearest comes first in no other order."""
    a, b, c = (lot_thing("09521234003007", name) for name in "ABC")
    found = trace(a, [made(9, DEPOT, [b, c], [a]), made(5, DEPOT, [b], [c])])
    assert found.things == (a, c, b)


def test_halves_of_one_transformation_belong_together() -> None:
    started = made(3, DEPOT, [LOT], [], transformation="urn:t:1")
    ended = made(6, DEPOT, [], [MIXED], transformation="urn:t:1")
    found = trace(MIXED, [ended])
    assert "urn:t:1" in found.lineage
    assert trace(MIXED, [ended, started]).edges == {(MIXED, LOT)}
    assert trace(MIXED, [ended, started]).used == {LOT: hour(6)}


def test_lots_made_from_each_other_end_the_walk() -> None:
    found = trace(LOT, [made(1, FARM, [OTHER_LOT], [LOT]), made(2, FARM, [LOT], [OTHER_LOT])])
    assert set(found.things) == {LOT, OTHER_LOT}
    assert found.thing == LOT
    assert LOT not in found.used


def test_a_lot_made_of_itself_has_no_inputs() -> None:
    assert trace(LOT, [made(1, FARM, [LOT], [LOT])]).edges == frozenset()


def test_a_chain_beyond_the_bound_is_cut_and_says_so() -> None:
    chain = [lot_thing("09521234003007", str(number)) for number in range(walk.MAX_DEPTH + 2)]
    steps = [made(0, FARM, [given], [output]) for output, given in pairwise(chain)]
    found = trace(chain[0], steps)
    assert found.cut_short
    assert len(found.things) == walk.MAX_DEPTH + 1
    assert not trace(chain[0], steps[:-1]).cut_short


def test_too_many_events_leave_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_EVENTS", 3)
    found = trace(LOT, [seen(number, f"step {number}", FARM, LOT) for number in range(5)])
    assert found.cut_short
    assert [event.biz_step for event in found.stories[LOT]] == ["step 2", "step 3", "step 4"]


def test_the_carriers_events_reach_what_is_inside_and_only_while_it_is() -> None:
    events = [
        seen(0, "before", FARM, TRUCK),
        packed(1, CRATE, LOT),
        packed(2, PALLET, CRATE),
        packed(3, TRUCK, PALLET),
        seen(4, "departing", FARM, TRUCK),
        unpacked(5, TRUCK, PALLET),
        seen(6, "driving on", DEPOT, TRUCK),
        seen(7, "receiving", DEPOT, PALLET),
        unpacked(8, CRATE, LOT),
        seen(9, "washing", DEPOT, CRATE),
    ]
    assert story(LOT, events) == [
        *("packing", "packing", "packing", "departing", "unpacking", "receiving", "unpacking")
    ]


def test_a_carriers_lineage_ends_with_the_ride() -> None:
    events = [packed(1, PALLET, LOT), unpacked(5, PALLET, LOT)]
    assert trace(LOT, events).lineage[PALLET] == hour(5)
    assert trace(LOT, events[:1]).lineage[PALLET] > hour(100_000)


def test_a_delete_without_children_empties_the_parent() -> None:
    events = [packed(1, PALLET, LOT), unpacked(2, PALLET), seen(3, "shipping", FARM, PALLET)]
    assert story(LOT, events) == ["packing"]


def test_goods_that_are_used_by_the_pallet_are_what_was_on_it() -> None:
    by_pallet = made(5, DEPOT, (PALLET,), (MIXED,))
    events = [
        packed(1, PALLET, CRATE, OTHER_LOT),
        packed(0, CRATE, LOT),
        unpacked(3, PALLET, OTHER_LOT),
        by_pallet,
    ]
    found = trace(MIXED, events)
    assert found.inputs_of(MIXED) == [LOT]
    assert {PALLET, CRATE} <= found.lineage.keys()
    assert trace(MIXED, [by_pallet]).inputs_of(MIXED) == [PALLET]


def test_what_shares_a_pallet_does_not_mix() -> None:
    events = [packed(1, PALLET, LOT, OTHER_LOT), seen(2, "inspecting", FARM, OTHER_LOT)]
    found = trace(LOT, events)
    assert found.things == (LOT,)
    assert story(LOT, events) == ["packing"]


def test_a_business_transaction_puts_nothing_into_its_parent() -> None:
    sale = seen(1, "selling", FARM, LOT, parent=PALLET, type=EventType.TRANSACTION)
    assert story(LOT, [sale, seen(2, "shipping", FARM, PALLET)]) == ["selling"]


def test_carriers_that_hold_each_other_end_the_walk() -> None:
    events = [packed(1, PALLET, LOT), packed(2, CRATE, PALLET), packed(3, PALLET, CRATE)]
    assert trace(LOT, events).lineage.keys() == {LOT, PALLET, CRATE}


def test_what_becomes_of_the_rest_of_an_input_is_another_story() -> None:
    events = [
        born(0, FARM, LOT),
        made(5, DEPOT, [LOT], [MIXED]),
        seen(20, "dated the same day", DEPOT, LOT),
        seen(30, "stocking", NORTH, LOT),
    ]
    found = trace(MIXED, events)
    assert [event.biz_step for event in found.stories[LOT]] == [
        *("commissioning", "creating_class_instance", "dated the same day")
    ]
    assert found.lineage[LOT] == hour(24)
    assert found.lineage[MIXED] > hour(100_000)


def test_a_refuted_event_vanishes_and_its_correction_stays() -> None:
    wrong = seen(2, "shipping", FARM, LOT, to=NORTH)
    right = seen(2, "shipping", FARM, LOT, to=SOUTH)
    assert valid_events([refuted(wrong), right, wrong]) == [right]


def test_a_declaration_refutes_by_event_id_where_the_content_was_told_otherwise() -> None:
    wrong = seen(2, "shipping", FARM, LOT, id="urn:uuid:7")
    declared = refuted(told(seen(2, "shipping", DEPOT, LOT, id="urn:uuid:7")))
    assert valid_events([wrong, declared]) == []


def test_of_duplicates_the_first_record_counts() -> None:
    early = born(0, FARM, LOT)
    late = born(0, FARM, LOT, recorded_at=hour(9))
    assert valid_events([late, early]) == [early] == valid_events([early, late])


def test_an_instances_lot_is_the_one_that_all_records_agree_on() -> None:
    both = born(0, FARM, LOT, OTHER_LOT, FIRST, SECOND)
    assert lot_of(FIRST, [both]) is None
    assert lot_of(FIRST, [both, seen(1, "packing", FARM, LOT, FIRST)]) == LOT
    assert lot_of(LOT, [both]) is None


def test_an_instance_shares_its_lots_story_until_it_has_its_own() -> None:
    events = [
        born(0, FARM, LOT),
        packed(1, CRATE, LOT),
        seen(2, "departing", FARM, CRATE),
        born(3, DEPOT, LOT, FIRST, SECOND),
        unpacked(4, CRATE, LOT),
        seen(5, "washing", DEPOT, CRATE),
        seen(6, "receiving", NORTH, LOT, SECOND),
        seen(7, "receiving", SOUTH, LOT),
        seen(8, "receiving", NORTH, FIRST),
    ]
    found = trace(FIRST, events)
    assert found.lot == LOT
    assert found.lineage.keys() == {FIRST, LOT, CRATE}
    assert [(event.biz_step, event.place) for event in found.stories[FIRST]] == [
        ("commissioning", FARM),
        ("packing", None),
        ("departing", FARM),
        ("commissioning", DEPOT),
        ("unpacking", None),
        ("receiving", NORTH),
    ]


NAMES = [lot_thing("09521234003007", name) for name in "ABCDE"]
CARRIERS = [PALLET, CRATE, TRUCK]


@st.composite
def any_event(draw: st.DrawFn) -> Event:
    at = draw(st.integers(0, 12))
    place = draw(st.sampled_from([FARM, DEPOT, NORTH, SOUTH, None]))
    some = st.lists(st.sampled_from([*NAMES, FIRST]), max_size=2, unique=True)
    match draw(st.sampled_from(["seen", "born", "made", "packed", "refuted"])):
        case "made":
            by_carrier = draw(st.lists(st.sampled_from(CARRIERS), max_size=1))
            return made(at, place, draw(some) + by_carrier, draw(some))
        case "packed":
            action = draw(st.sampled_from(Action))
            inside = draw(some) + draw(st.lists(st.sampled_from(CARRIERS), max_size=1))
            return packed(at, draw(st.sampled_from(CARRIERS)), *inside, action=action)
        case "born":
            return born(at, place, *draw(some))
        case kind:
            step = draw(st.sampled_from(["shipping", "receiving", "stocking", "destroying"]))
            to = draw(st.sampled_from([NORTH, SOUTH, None]))
            things = draw(some) + draw(st.lists(st.sampled_from(CARRIERS), max_size=1))
            event = seen(at, step, place, *things, to=to)
            return refuted(event) if kind == "refuted" else event


@given(st.lists(any_event(), max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(events: list[Event], random: Random) -> None:
    shuffled = [*events, *events[:3]]
    random.shuffle(shuffled)
    for thing in (NAMES[0], FIRST):
        assert passport(trace(thing, shuffled)) == passport(trace(thing, events))


@given(st.lists(any_event(), max_size=14))
def test_parents_stand_before_their_children_and_time_does_not_run_backwards(
    events: list[Event],
) -> None:
    for thing in (NAMES[0], FIRST):
        stays = passport(trace(thing, events)).stays
        for position, stay in enumerate(stays):
            assert all(parent < position for parent in stay.parents)
            assert all(stays[parent].since <= stay.since for parent in stay.parents)
            assert stay.until is None or stay.since <= stay.until


@given(st.lists(any_event(), max_size=14))
def test_a_numbered_piece_is_in_one_place_at_a_time(events: list[Event]) -> None:
    its = [stay for stay in passport(trace(FIRST, events)).stays if stay.thing == FIRST]
    its.sort(key=lambda stay: (stay.since, stay.until or datetime.max.replace(tzinfo=UTC)))
    for one, following in pairwise(its):
        assert one.until is not None
        assert one.until <= following.since


@given(st.lists(any_event(), max_size=14))
def test_only_the_lineage_matters(events: list[Event]) -> None:
    """The promise that marking dirty rests on: other events change nothing in a passport."""
    whole = trace(NAMES[0], events)
    resting = [
        event
        for event in events
        if any(
            event.time <= whole.lineage.get(name, hour(-1))
            for name in (*event.touched, event.transformation or "")
        )
    ]
    assert passport(trace(NAMES[0], resting)) == passport(whole)


@pytest.mark.parametrize("thing", ["00/095212340000000017", "https://example.com/epc/1", "urn:x:y"])
def test_any_input_may_be_no_trade_item(thing: str) -> None:
    found = passport(trace(MIXED, [made(1, FARM, [thing], [MIXED])]))
    assert {stay.thing for stay in found.stays} == {thing, MIXED}
    assert found.made_from == frozenset()
    assert found.produced_at == hour(1) < hour(1) + timedelta(1)
