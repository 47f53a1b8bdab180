"""Farm to shelf with its holes."""

from datetime import date

import pytest

from provenance.answer import JourneyGapKind, Origin
from provenance.events import Event, MasterData
from provenance.identity import lot_thing
from provenance.journey import Journey, name
from provenance.passport import Passport, passport
from provenance.places import Place
from provenance.text import LANGUAGES, Texts
from provenance.trace import trace
from tests.provenance.stories import (
    DEPOT,
    FARM,
    FIRST,
    LOT,
    MIXED,
    NORTH,
    SOUTH,
    born,
    hour,
    made,
    seen,
)


def told(thing: str, *events: Event) -> Passport:
    return passport(trace(thing, events))


def gaps(thing: str, *events: Event) -> list[tuple[object, ...]]:
    return [(gap.kind, gap.thing, gap.at) for gap in told(thing, *events).journey.gaps]


def test_a_journey_whose_every_step_is_told_is_complete() -> None:
    story = told(
        LOT,
        born(0, FARM, LOT),
        seen(1, "shipping", FARM, LOT, to=DEPOT),
        seen(9, "receiving", DEPOT, LOT),
    ).journey
    assert story.gaps == ()
    assert story.sources == (FARM,)
    assert story.joined({}).complete


def test_nothing_recorded_is_not_complete() -> None:
    assert not Origin().complete
    assert gaps(LOT) == [(JourneyGapKind.ORIGIN_UNKNOWN, LOT, None)]


def test_an_ingredient_without_a_beginning_is_a_gap() -> None:
    assert gaps(MIXED, made(1, DEPOT, [LOT], [MIXED])) == [
        (JourneyGapKind.ORIGIN_UNKNOWN, LOT, None)
    ]


def test_a_change_of_place_that_nobody_recorded_leaving_for_is_a_gap() -> None:
    lost = (JourneyGapKind.TIME_UNACCOUNTED, LOT, hour(1))
    events = [born(0, FARM, LOT), seen(1, "inspecting", FARM, LOT)]
    assert gaps(LOT, *events, seen(2, "receiving", DEPOT, LOT)) == []
    assert gaps(LOT, *events, seen(2.1, "receiving", DEPOT, LOT)) == [lost]
    assert gaps(LOT, *events, seen(2.1, "receiving", DEPOT, LOT, source=FARM)) == [lost]


def test_a_departure_elsewhere_at_that_time_accounts_for_nothing() -> None:
    events = [
        born(0, FARM, LOT),
        seen(3, "shipping", FARM, LOT, to=DEPOT),
        seen(3, "receiving", DEPOT, LOT),
        seen(9, "stocking", NORTH, LOT),
    ]
    assert gaps(LOT, *events) == [(JourneyGapKind.TIME_UNACCOUNTED, LOT, hour(3))]


def test_two_stores_at_once_are_no_gap() -> None:
    events = [
        born(0, DEPOT, LOT),
        seen(1, "shipping", DEPOT, LOT, to=NORTH),
        seen(2, "shipping", DEPOT, LOT, to=SOUTH),
        seen(4, "receiving", NORTH, LOT),
        seen(6, "receiving", SOUTH, LOT),
        seen(8, "stocking", NORTH, LOT),
    ]
    assert gaps(LOT, *events) == []


def test_a_step_before_the_beginning_is_flagged() -> None:
    early = seen(0, "inspecting", FARM, LOT)
    assert gaps(LOT, early, born(4, FARM, LOT)) == [(JourneyGapKind.IMPOSSIBLE_ORDER, LOT, hour(0))]


def test_one_making_told_apart_is_one_step() -> None:
    events = [
        made(1, DEPOT, [LOT], [MIXED], recorded_by="a"),
        made(3, DEPOT, [LOT], [MIXED], recorded_by="b"),
        born(0, FARM, LOT, recorded_by="a"),
        born(0, FARM, LOT, recorded_by="b"),
    ]
    assert [step.at for step in told(MIXED, *events).journey.steps] == [hour(0), hour(1)]


def test_steps_say_who_recorded_them_and_when() -> None:
    event = born(0, FARM, LOT, recorded_by="Farm", recorded_at=hour(3), id="urn:uuid:1")
    (step,) = told(LOT, event).journey.steps
    assert (step.recorded_by, step.recorded_at) == ("Farm", hour(3))
    assert (step.event_id, step.hash, step.thing) == ("urn:uuid:1", event.hash, LOT)


@pytest.mark.parametrize(
    ("epc", "shown"),
    [
        (f"{NORTH}/254/shelf", NORTH[4:]),
        ("urn:x:y", "urn:x:y"),
        ("https://e.com/p", "https://e.com/p"),
    ],
)
def test_an_unknown_place_stands_for_itself(epc: str, shown: str) -> None:
    story = told(LOT, born(0, epc, LOT)).journey
    assert [place.name for place in story.joined({}).sources] == [shown]
    known = Place("p", "Orchard", epc=epc)
    assert story.joined({epc: known}).sources == (known,)
    assert Place("p", "Orchard", epc="urn:x:y").gln is None


def test_the_earlier_of_two_dates_counts() -> None:
    one, other = "2026-04-25", "2026-04-24"
    events = [
        born(0, FARM, LOT, master_data=dates(use_by=one, best_before=other)),
        born(2, FARM, LOT, master_data=dates(use_by=other)),
    ]
    story = told(LOT, *events)
    assert (str(story.use_by), str(story.best_before)) == (other, other)
    assert story.produced_at == hour(0)


@pytest.mark.parametrize(("day", "produced"), [("2026-04-18", -48), ("2026-04-20", 6)])
def test_a_production_day_counts_where_it_is_earlier(day: str, produced: int) -> None:
    story = told(LOT, born(6, FARM, LOT, master_data=dates(produced_on=day)))
    assert story.produced_at == hour(produced)


def test_an_ingredients_dates_are_not_the_products() -> None:
    farm = born(0, FARM, LOT, master_data=dates(use_by="2026-04-21"))
    assert told(MIXED, farm, made(1, DEPOT, [LOT], [MIXED])).use_by is None


def test_a_piece_has_the_dates_and_the_number_of_its_lot() -> None:
    events = [
        seen(1, "packing", DEPOT, FIRST, LOT),
        born(5, FARM, LOT, master_data=dates(use_by="2026-04-21")),
    ]
    story = told(FIRST, *events)
    assert (str(story.use_by), story.lot) == ("2026-04-21", "L1")


def test_lot_numbers_are_read_back_as_printed() -> None:
    odd = lot_thing("09521234000105", "A/1 é")
    assert told(odd, born(0, FARM, odd)).lot == name(odd) == "A/1 é"


def test_every_gap_can_be_said_in_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provenance.trace.MAX_EVENTS", 3)
    events = [
        seen(0, "inspecting", FARM, LOT),
        born(4, FARM, LOT),
        made(8, DEPOT, [LOT, lot_thing("09521234002253", "T")], [MIXED]),
        seen(9, "inspecting", DEPOT, MIXED),
    ]
    found = [*told(MIXED, *events).journey.gaps, *told(LOT, *events[:3]).journey.gaps]
    assert {gap.kind for gap in found} == set(JourneyGapKind)
    texts = Texts(["provenance"])
    for language in LANGUAGES:
        assert all(texts(gap.message, language) for gap in found)


def test_a_journey_joins_nothing_where_there_is_nothing() -> None:
    assert Journey().joined({}) == Origin()


def dates(**texts: str) -> MasterData:
    return MasterData(**{key: date.fromisoformat(text) for key, text in texts.items()})
