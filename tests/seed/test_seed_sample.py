from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from provenance.epcis import ReadEvent, read_document
from provenance.events import Event, EventType
from provenance.freshness.classes import CLASSES, freshness_class
from provenance.journey import Journey
from provenance.passport import passport
from provenance.trace import trace
from seed.journeys import documents
from seed.lots import day_begin, lots, sample_day
from seed.market import sites
from seed.sample import HISTORY, journey_readings, sample, store_readings
from seed.weather import INTERVAL, SILENT_FRIDGE, series

DAY = date(2026, 4, 20)
CLOCKS_GO_FORWARD = date(2026, 3, 29)


def events(day: date) -> list[Event]:
    read = [
        found
        for organisation, document in documents(day).items()
        for found in read_document(document, now=day_begin(day), recorded_by=organisation)
    ]
    assert [found for found in read if not isinstance(found, ReadEvent)] == []
    return [found.event for found in read if isinstance(found, ReadEvent)]


def story(key: str) -> Journey:
    return passport(trace(lots(DAY)[key].thing, events(DAY))).journey


def test_the_same_day_gives_the_same_sample() -> None:
    now = day_begin(DAY) + timedelta(hours=9)
    assert sample(DAY) == sample(DAY)
    assert list(store_readings(DAY, {}, now)) == list(store_readings(DAY, {}, now))


@pytest.mark.parametrize("day", [DAY, CLOCKS_GO_FORWARD])
def test_every_event_is_valid_new_and_done_an_hour_before_the_day_begins(day: date) -> None:
    found = events(day)
    assert Counter(event.hash for event in found).most_common(1)[0][1] == 1
    assert max(event.time for event in found) < day_begin(day) - timedelta(hours=1)
    assert {event.type for event in found} == {
        EventType.OBJECT,
        EventType.AGGREGATION,
        EventType.TRANSFORMATION,
    }


def test_lots_of_two_days_share_nothing() -> None:
    today, tomorrow = events(DAY), events(DAY + timedelta(days=1))
    touched = set[str]().union(*(event.touched for event in today))
    assert all(touched.isdisjoint(event.touched) for event in tomorrow)


def test_a_day_begins_at_midnight_in_madrid() -> None:
    assert sample_day(datetime(2026, 4, 19, 21, 59, tzinfo=UTC)) == date(2026, 4, 19)
    assert sample_day(datetime(2026, 4, 19, 22, 0, tzinfo=UTC)) == DAY


def test_every_freshness_class_has_goods() -> None:
    paths = {
        found.path
        for lot in lots(DAY).values()
        if (found := freshness_class(lot.item.category)) is not None
    }
    without = {
        *("fish/fresh/temperate/sea-bream", "fish/fresh/temperate/red-mullet", "seafood/shrimp"),
        *("meat/fresh", "meat/fresh/pork", "frozen/vegetables"),
        *("produce/broccoli", "produce/brussels-sprout", "produce/cauliflower"),
        "produce/sweet-corn",
    }
    assert {entry.path for entry in CLASSES} - paths <= without


def test_a_lot_on_pallets_is_followed_from_the_farm_to_its_shelf() -> None:
    steps = [step.biz_step for step in story("CROA").steps]
    assert steps == [
        *("commissioning", "shipping", "receiving", "packing"),
        *("shipping", "accepting", "transporting", "receiving"),
        *("shipping", "accepting", "transporting", "receiving", "unpacking", "stocking"),
    ]
    assert story("CROA").gaps == ()


def test_the_salad_comes_from_two_farms() -> None:
    farms = {lots(DAY)[key].trunk[0].site for key in ("ROMI", "TOMI")}
    assert {f"https://id.gs1.org/{epc}" for epc in story("SALA").sources} == {
        farm.uri for farm in farms
    }


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("MANG", ["ORIGIN_UNKNOWN"]),
        ("CUCU", ["TIME_UNACCOUNTED"]),
        ("BROC", ["IMPOSSIBLE_ORDER"]),
        ("PAKC", []),
    ],
)
def test_journeys_have_the_holes_they_were_given(key: str, kinds: list[str]) -> None:
    assert [gap.kind.value for gap in story(key).gaps] == kinds


def test_readings_go_on_from_where_they_stopped() -> None:
    noon = day_begin(DAY) + timedelta(hours=12)
    evening = noon + timedelta(hours=7)
    first, later = (
        store_readings(DAY, {}, noon),
        store_readings(DAY, dict.fromkeys(sites(), noon), evening),
    )
    whole = {(row["sensor"], row["time"]): row for row in store_readings(DAY, {}, evening)}
    parts = {(row["sensor"], row["time"]): row for row in (*first, *later)}
    assert parts == whole


def test_readings_are_few_enough_to_load_in_seconds_and_none_is_old_or_ahead() -> None:
    now = day_begin(DAY) + timedelta(hours=20)
    found = [*journey_readings(DAY), *store_readings(DAY, {}, now)]
    times = [datetime.fromisoformat(row["time"]) for row in found]
    assert 10_000 < len(found) < 40_000
    assert min(times) >= day_begin(DAY) - HISTORY
    assert max(times) < now


def test_one_fridge_is_silent_for_three_hours_each_morning() -> None:
    since = datetime(2026, 4, 20, tzinfo=UTC)
    times = [at for at, _ in series(SILENT_FRIDGE, since, since + timedelta(days=1))]
    steps = Counter(after - before for before, after in pairwise(times))
    assert steps == {INTERVAL: len(times) - 2, timedelta(hours=3) + INTERVAL: 1}
