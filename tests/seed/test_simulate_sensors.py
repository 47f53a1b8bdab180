"""What the simulated sensors tell, and what the alarm rules make of it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from provenance.alarms.following import Track, followed
from provenance.alarms.kinds import KINDS
from provenance.alarms.rules import AlarmRule, refusal
from provenance.alarms.values import AlarmKind, Episode, Measure
from provenance.alarms.values import Sample as Judged
from provenance.coldchain.observations import CLOSED, OPEN
from provenance.coldchain.series import to_ms
from provenance.sensor_records import SensorRecord, read_records
from seed.equipment import alarm_rules, defrosts, inside, stores
from seed.market import biases, sites
from seed.simulate.incidents import Incident, IncidentKind
from seed.simulate.sensors import EVERY, Record, records, store_records
from seed.weather import DEFROST, INTERVAL, SILENT_FRIDGE, climate, series, temperature

BEGIN = datetime(2026, 4, 20, tzinfo=UTC)
DAY = timedelta(days=1)
FRIDGE = "mad1-dairy"


def told(
    place: str, hours: float = 24, incident: Incident | None = None, seed: int = 0
) -> list[Record]:
    until = BEGIN + timedelta(hours=hours)
    return list(records(sites()[place], BEGIN, until, seed=seed, incident=incident))


def incident(kind: IncidentKind, place: str = FRIDGE, hours: float = 4) -> Incident:
    return Incident(kind, place, BEGIN + timedelta(hours=1), BEGIN + timedelta(hours=1 + hours))


def celsius(found: list[Record]) -> dict[datetime, float]:
    return {
        datetime.fromisoformat(str(record["at"])): float(record["temperature"])
        for record in found
        if "temperature" in record
    }


def judged(found: list[Record], measure: Measure) -> list[Judged]:
    states = {"open": OPEN, "closed": CLOSED}
    return [
        Judged(
            to_ms(datetime.fromisoformat(str(record["at"]))),
            states[str(value)] if measure is Measure.DOOR else float(value),
        )
        for record in sorted(found, key=lambda record: str(record["at"]))
        if (value := record.get(measure.value)) is not None
    ]


def episodes(rule: AlarmRule, found: list[Record]) -> list[Episode]:
    """The times in which a rule was met, over or not by the end."""
    kind, every = KINDS[rule.kind], INTERVAL // timedelta(milliseconds=1)
    track, ended = followed(kind, rule, Track(), judged(found, kind.measure), every)
    end = to_ms(BEGIN + DAY)
    lasting = kind.passed(rule, track.now, end, every).episode
    return [*ended, *([lasting] if lasting else [])]


def rules_at(place: str, kind: AlarmKind) -> list[AlarmRule]:
    store = sites()[place].store
    return [
        rule
        for rule in alarm_rules()
        if rule.kind is kind and {place, store} & set(rule.scope.places)
    ]


def test_all_that_is_told_is_fit_to_be_taken() -> None:
    found = list(store_records(stores(), BEGIN, BEGIN + DAY))
    read = read_records(found, BEGIN + DAY)
    assert all(isinstance(each, SensorRecord) for each in read)
    heard = {record["sensor"] for record in found}
    assert heard == {site.sensor for store in stores() for site in inside(store)}
    assert len(heard) == 18


def test_the_same_seed_tells_the_same_and_another_one_does_not() -> None:
    assert told(FRIDGE) == told(FRIDGE)
    assert told(FRIDGE, seed=1) != told(FRIDGE)


def test_telling_in_parts_loses_and_doubles_nothing() -> None:
    site, cut = sites()[FRIDGE], BEGIN + timedelta(hours=7, seconds=1234)
    parts = [*records(site, BEGIN, cut), *records(site, cut, BEGIN + DAY)]
    assert sorted(map(str, parts)) == sorted(map(str, told(FRIDGE)))


def test_what_is_loaded_is_what_is_simulated() -> None:
    """So a market that was switched off, and is filled up by a load, shows no seam."""
    loaded = dict(series(FRIDGE, BEGIN + INTERVAL, BEGIN + DAY))
    simulated = celsius(told(FRIDGE))
    shared = loaded.keys() & simulated.keys()
    assert len(shared) > 130
    assert {at: loaded[at] for at in shared} == {at: simulated[at] for at in shared}


def test_a_sensor_with_a_bias_shows_it() -> None:
    place = "mad1-produce"
    bias = biases()[sites()[place].sensor]
    assert bias > 0
    for at, shown in celsius(told(place)).items():
        assert shown - temperature(place, at) == pytest.approx(bias, abs=0.051)


@pytest.mark.parametrize("place", [site.id for store in stores() for site in inside(store)])
def test_an_ordinary_day_raises_no_alarm_but_for_the_silent_fridge(place: str) -> None:
    met = {
        rule.kind
        for kind in AlarmKind
        for rule in rules_at(place, kind)
        if episodes(rule, told(place))
    }
    assert met == ({AlarmKind.SILENCE} if place == SILENT_FRIDGE else set())


def test_a_defrost_warms_a_cabinet_while_it_is_announced() -> None:
    announced = [each.interval for each in defrosts(BEGIN) if each.place == FRIDGE]
    assert len(announced) == 3
    assert climate(FRIDGE).defrosts
    for interval in announced:
        begin = datetime.fromtimestamp(interval.since / 1000, UTC)
        peak = temperature(FRIDGE, begin + DEFROST / 2)
        assert peak - temperature(FRIDGE, begin) > 3.5
        assert peak - temperature(FRIDGE, begin + DEFROST) > 3.5


@pytest.mark.parametrize("place", [FRIDGE, "mad1-frozen"])
def test_a_failing_fridge_warms_towards_the_room_and_recovers(place: str) -> None:
    failing = incident(IncidentKind.FAILING_FRIDGE, place)
    found = celsius(told(place, incident=failing))
    during = [found[at] for at in found if failing.lasts(at)]
    assert all(later >= earlier for earlier, later in pairwise(during))
    assert 15 < during[-1] < 21
    assert all(
        abs(found[at] - climate(place).mean) < 7
        for at in found
        if at > failing.until + timedelta(hours=3)
    )
    assert all(
        episodes(rule, told(place, incident=failing))
        for rule in rules_at(place, AlarmKind.HIGH_TEMPERATURE)
    )


@pytest.mark.parametrize(
    ("kind", "alarm", "hours"),
    [
        (IncidentKind.OPEN_DOOR, AlarmKind.DOOR_OPEN, 1),
        (IncidentKind.OPEN_DOOR, AlarmKind.HIGH_TEMPERATURE, 2),
        (IncidentKind.SILENT_SENSOR, AlarmKind.SILENCE, 1),
        (IncidentKind.STUCK_SENSOR, AlarmKind.STUCK, 7),
    ],
)
def test_each_incident_raises_its_alarm_and_it_ends(
    kind: IncidentKind, alarm: AlarmKind, hours: float
) -> None:
    found = told(FRIDGE, incident=incident(kind, hours=hours))
    met = [each for rule in rules_at(FRIDGE, alarm) for each in episodes(rule, found)]
    assert met
    assert all(each.ended is not None for each in met)


def test_doors_open_more_often_when_shoppers_are_there() -> None:
    opened = [
        datetime.fromisoformat(str(record["at"])).astimezone(sites()[FRIDGE].zone).hour
        for record in told(FRIDGE)
        if record.get("door") == "open"
    ]
    assert sum(9 <= hour < 21 for hour in opened) > 3 * sum(not 7 <= hour < 22 for hour in opened)


def test_a_sensor_is_lost_now_and_then_but_never_for_long() -> None:
    since, until = BEGIN, BEGIN + 60 * DAY
    times = sorted(celsius(list(records(sites()[FRIDGE], since, until))))
    steps = {after - before for before, after in pairwise(times)}
    assert steps == {EVERY, timedelta(minutes=25)}


def test_every_default_rule_can_be_used_and_has_places() -> None:
    for rule in alarm_rules():
        assert refusal(rule) is None
        assert KINDS[rule.kind].refusal(rule) is None
        assert rule.scope.places
