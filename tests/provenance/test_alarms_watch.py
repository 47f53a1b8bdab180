"""Judging stored readings: alarms are told once, survive restarts, and late readings mend them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from provenance.alarm_watch import AlarmWatch, Heard
from provenance.alarms.alarm import Alarm
from provenance.alarms.rules import AlarmRule, Cause, Escalation, Scope
from provenance.alarms.suppression import Interval, Suppression
from provenance.alarms.values import AlarmKind, Level, Measure, Sample
from provenance.coldchain.observations import CLOSED, OPEN, Observation, Quantity
from provenance.coldchain.series import to_ms
from provenance.coldchain.values import Reading
from provenance.places import Place, PlaceKind
from provenance.sensors import Sensor
from provenance.store.archive import Archive
from provenance.store.collection import Document

BEGIN = datetime(2026, 11, 21, 8, tzinfo=UTC)
WARM = AlarmRule(
    "warm",
    AlarmKind.HIGH_TEMPERATURE,
    Scope(("case",)),
    threshold=5.0,
    delay=20,
    escalation=(Escalation(Level.MANAGER, 30),),
)


class Judge:
    """A watch as the duty drives it: stores readings, lets them be heard, lets time pass."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.fenced = False

    async def start(self, minutes: float = 0) -> None:
        """A process that begins, knowing only what is stored."""
        self.watch = AlarmWatch(self.archive, self._guard)
        await self.watch.begin(at(minutes))

    async def measured(
        self, *samples: tuple[float, float], sensor: str = "t1", now: float | None = None
    ) -> None:
        readings = [
            Reading("case", sensor, BEGIN + timedelta(minutes=minutes), celsius)
            for minutes, celsius in samples
        ]
        await self.archive.readings.record(readings)
        heard = Heard(
            "case",
            sensor,
            Measure.TEMPERATURE,
            [Sample(to_ms(each.at), float(each.celsius)) for each in readings],
        )
        latest = max(minutes for minutes, _ in samples)
        await self.watch.hear([heard], at(latest if now is None else now))

    async def door(self, *samples: tuple[float, float]) -> None:
        observed = [
            Observation("case", "d1", Quantity.DOOR, BEGIN + timedelta(minutes=minutes), value)
            for minutes, value in samples
        ]
        await self.archive.observations.record(observed)
        heard = Heard(
            "case", "d1", Measure.DOOR, [Sample(to_ms(each.at), each.value) for each in observed]
        )
        await self.watch.hear([heard], at(samples[-1][0]))

    async def passes(self, minutes: float) -> None:
        await self.watch.pass_time(at(minutes))

    async def alarms(self) -> Sequence[Alarm]:
        return await self.archive.alarms.latest(store=None, active=None, first=100)

    async def topics(self) -> list[str]:
        """What was told, in order."""
        found = self.archive.database["notifications"].find().sort([("at", 1), ("_id", 1)])
        return [each["topic"].removeprefix("alarm.") async for each in found]

    async def _guard(self, session: AsyncClientSession) -> None:
        if self.fenced:
            raise PermissionError("another process judges")


def at(minutes: float) -> int:
    return to_ms(BEGIN + timedelta(minutes=minutes))


@pytest.fixture
async def judge(database: AsyncDatabase[Document]) -> Judge:
    archive = Archive(database)
    await archive.places.put(
        [Place("case", "Dairy case", PlaceKind.FRIDGE, sensors=("t1", "t2", "d1"))]
    )
    await archive.alarm_rules.set(WARM)
    judge = Judge(archive)
    await judge.start()
    return judge


async def test_an_alarm_is_raised_once_followed_and_cleared(judge: Judge) -> None:
    await judge.measured((0, 6), (10, 6.5))
    assert await judge.alarms() == []
    await judge.measured((20, 7))
    await judge.measured((30, 8))
    await judge.passes(30)
    (alarm,) = await judge.alarms()
    assert alarm.id == "warm|case|2026-11-21T08:00:00.000+00:00"
    assert (alarm.active, alarm.data["latest"], alarm.data["worst"]) == (True, 8.0, 8.0)
    await judge.measured((40, 4))
    (alarm,) = await judge.alarms()
    assert alarm.cleared_at == BEGIN + timedelta(minutes=40)
    assert await judge.topics() == ["raised", "cleared"]


async def test_a_restart_in_the_middle_changes_nothing(judge: Judge) -> None:
    await judge.measured((0, 6), (10, 6.5))
    await judge.watch.keep({"_data": "1"}, at(10))
    await judge.start(11)
    await judge.measured((10, 6.5), (20, 7))  # the stream tells the last one again
    assert len(await judge.alarms()) == 1
    await judge.start(21)  # killed before states were kept again, but after the alarm was
    await judge.measured((20, 7))
    await judge.measured((30, 4))
    assert await judge.topics() == ["raised", "cleared"]


async def test_what_was_not_kept_is_heard_again_and_told_once(judge: Judge) -> None:
    await judge.measured((0, 6), (10, 6), (20, 6), (30, 4), (40, 4))
    assert await judge.topics() == ["cleared", "raised"]  # both at once
    before = await judge.alarms()
    await judge.measured((10, 6), (20, 6), (30, 4), now=40)
    assert await judge.topics() == ["cleared", "raised"]
    assert await judge.alarms() == before


async def test_a_late_reading_raises_what_it_shows(judge: Judge) -> None:
    await judge.measured((0, 6), (10, 4), (20, 6), (30, 6))
    assert await judge.alarms() == []
    await judge.measured((10, 6), now=31)  # a corrected value
    (alarm,) = await judge.alarms()
    assert (alarm.active, alarm.started_at) == (True, BEGIN)


async def test_late_readings_are_judged_again_and_again_since_a_rule_began(judge: Judge) -> None:
    await judge.measured((0, 4), (10, 4))
    await judge.start(10)
    cold = [(minute, 4) for minute in range(20, 60, 10)]
    await judge.measured(*cold)
    await judge.measured(*[(minute, 6) for minute, _ in cold], now=51)
    (alarm,) = await judge.alarms()
    assert alarm.active
    await judge.measured(*cold, now=52)
    (alarm,) = await judge.alarms()
    assert not alarm.active


async def test_a_late_reading_takes_back_what_it_disproves(judge: Judge) -> None:
    await judge.measured((0, 6), (20, 6))
    await judge.measured((10, 3), now=25)
    (alarm,) = await judge.alarms()
    assert alarm.cleared_at == BEGIN + timedelta(minutes=25)


async def test_a_late_reading_of_yesterday_is_judged_with_what_followed(judge: Judge) -> None:
    await judge.measured((0, 4), (10, 6), (24 * 60, 4))
    await judge.measured((24 * 60 + 10, 4))
    await judge.measured((30, 6), (40, 4), now=24 * 60 + 11)
    (alarm,) = await judge.alarms()
    assert (alarm.started_at, alarm.cleared_at) == (
        BEGIN + timedelta(minutes=10),
        BEGIN + timedelta(minutes=40),
    )


async def test_a_reading_of_last_week_raises_nothing(judge: Judge) -> None:
    await judge.measured((0, 4), (7 * 24 * 60, 4))
    await judge.measured((10, 9), (40, 9), now=7 * 24 * 60)
    assert await judge.alarms() == []


async def test_a_new_rule_knows_what_lasts_and_forgets_what_is_over(judge: Judge) -> None:
    await judge.archive.alarm_rules.remove("warm")
    await judge.watch.learn(at(0))
    await judge.measured((0, 9), (30, 9), (40, 4), (50, 6), (60, 6), (80, 6))
    await judge.archive.alarm_rules.set(WARM)
    await judge.watch.learn(at(81))
    (alarm,) = await judge.alarms()
    assert (alarm.active, alarm.started_at) == (True, BEGIN + timedelta(minutes=50))


async def test_a_changed_rule_keeps_or_clears_its_alarm(judge: Judge) -> None:
    await judge.measured((0, 6), (20, 6))
    milder = await judge.archive.alarm_rules.set(replace(WARM, threshold=5.5))
    await judge.watch.learn(at(21))
    assert [alarm.active for alarm in await judge.alarms()] == [True]
    await judge.archive.alarm_rules.set(replace(milder, threshold=7.0))
    await judge.watch.learn(at(22))
    assert [alarm.active for alarm in await judge.alarms()] == [False]


async def test_a_removed_rule_clears_its_alarm(judge: Judge) -> None:
    await judge.measured((0, 6), (20, 6))
    await judge.archive.alarm_rules.remove("warm")
    await judge.watch.learn(at(21))
    await judge.passes(22)
    assert [alarm.active for alarm in await judge.alarms()] == [False]
    assert await judge.topics() == ["raised", "cleared"]


async def test_a_defrost_holds_the_notification_back_and_no_longer(judge: Judge) -> None:
    await judge.archive.alarm_rules.set(
        replace(WARM, suppressed_by=frozenset({Cause.DEFROST}), recovery=15)
    )
    defrost = Interval(Cause.DEFROST, at(0), at(30))
    await judge.archive.alarm_rules.suppress(Suppression("d1", "case", defrost))
    await judge.watch.learn(at(0))
    await judge.measured((0, 6), (20, 7), (30, 7), (40, 7))
    await judge.passes(44.9)
    assert await judge.alarms() == []
    await judge.passes(45)
    (alarm,) = await judge.alarms()
    assert (alarm.started_at, alarm.raised_at) == (BEGIN, BEGIN + timedelta(minutes=45))


async def test_an_open_door_explains_a_warm_case_for_a_while(judge: Judge) -> None:
    await judge.archive.alarm_rules.set(
        replace(WARM, suppressed_by=frozenset({Cause.DOOR}), recovery=5)
    )
    await judge.watch.learn(at(0))
    await judge.door((18, OPEN))
    await judge.measured((0, 6), (20, 7))
    await judge.passes(21)
    assert await judge.alarms() == []
    await judge.door((22, CLOSED))
    await judge.passes(26)
    assert await judge.alarms() == []
    await judge.passes(27)
    assert len(await judge.alarms()) == 1


async def test_silence_and_open_doors_need_no_reading(judge: Judge) -> None:
    await judge.archive.alarm_rules.set(AlarmRule("silent", AlarmKind.SILENCE))
    await judge.archive.alarm_rules.set(
        AlarmRule("door", AlarmKind.DOOR_OPEN, threshold=OPEN, delay=10)
    )
    await judge.watch.learn(at(0))
    await judge.measured((0, 4))
    await judge.door((0, OPEN))
    await judge.passes(9)
    assert await judge.alarms() == []
    await judge.passes(10)
    assert [alarm.kind for alarm in await judge.alarms()] == [AlarmKind.DOOR_OPEN]
    await judge.passes(31)
    assert {alarm.kind: alarm.raised_at for alarm in await judge.alarms()} == {
        AlarmKind.DOOR_OPEN: BEGIN + timedelta(minutes=10),
        AlarmKind.SILENCE: BEGIN + timedelta(minutes=30),
    }
    await judge.measured((40, 4))
    await judge.door((40, CLOSED))
    assert [alarm.active for alarm in await judge.alarms()] == [False, False]


async def test_a_late_reading_does_not_end_a_silence_that_lasts(judge: Judge) -> None:
    await judge.archive.alarm_rules.set(AlarmRule("silent", AlarmKind.SILENCE))
    await judge.watch.learn(at(0))
    await judge.measured((0, 4), (10, 4))
    await judge.passes(60)
    await judge.measured((5, 4), now=61)
    await judge.passes(62)
    assert await judge.topics() == ["raised"]


async def test_nobody_acknowledging_it_the_manager_is_told_once(judge: Judge) -> None:
    await judge.measured((0, 6), (20, 6))
    await judge.passes(49)
    await judge.passes(51)
    await judge.start(52)
    await judge.passes(53)
    (alarm,) = await judge.alarms()
    assert (alarm.level, alarm.escalated_at) == (Level.MANAGER, BEGIN + timedelta(minutes=51))
    assert await judge.topics() == ["raised", "escalated"]


async def test_an_acknowledged_alarm_goes_up_no_further(judge: Judge) -> None:
    await judge.measured((0, 6), (20, 6))
    (alarm,) = await judge.alarms()
    now = BEGIN + timedelta(minutes=25)
    done = await judge.archive.alarms.acknowledge(alarm.id, by="ana", note="on it", now=now)
    again = await judge.archive.alarms.acknowledge(alarm.id, by="ben", note=None, now=now)
    assert done == again
    assert done
    assert (done.acknowledged_by, done.note) == ("ana", "on it")
    await judge.passes(51)
    await judge.measured((60, 9))
    await judge.passes(60)
    (alarm,) = await judge.alarms()
    assert (alarm.level, alarm.acknowledged_by, alarm.data["latest"]) == (Level.SHELF, "ana", 9.0)
    assert await judge.topics() == ["raised", "acknowledged"]


async def test_a_fenced_out_process_tells_nothing(judge: Judge) -> None:
    await judge.measured((0, 6))
    judge.fenced = True
    with pytest.raises(PermissionError):
        await judge.measured((20, 6))
    assert await judge.alarms() == []
    assert await judge.topics() == []


async def test_where_the_stream_broke_off_readings_are_caught_up_with(judge: Judge) -> None:
    await judge.measured((0, 6))
    await judge.watch.keep(None, at(0))
    missed = Reading("case", "t1", BEGIN + timedelta(minutes=20), 6.0)
    await judge.archive.readings.record([missed])
    await judge.start(21)
    await judge.watch.catch_up(at(21))
    assert len(await judge.alarms()) == 1


async def test_states_are_stored_as_they_are(judge: Judge) -> None:
    summed = replace(WARM, id="summed", window=3, clear=4.0, clear_delay=20)
    await judge.archive.alarm_rules.set(summed)
    await judge.watch.learn(at(0))
    await judge.measured((0, 6), (10, 6), (20, 6), (30, 4), (24 * 60, 3))
    await judge.watch.keep(None, at(24 * 60))
    stored = await judge.archive.alarm_states.all()
    before = judge.watch
    await judge.start(24 * 60)
    assert stored["case"] == before._tracks["case"] == judge.watch._tracks["case"]
    known = {rule.id: rule for rule in await judge.archive.alarm_rules.all()}
    assert known["summed"] == replace(summed, revision=known["summed"].revision)


async def test_what_a_sensor_shows_too_much_is_taken_off(judge: Judge) -> None:
    await judge.archive.sensors.put([Sensor("t1", bias_kelvin=1.5)])
    await judge.watch.learn(at(0))
    await judge.measured((0, 6), (20, 6.4))
    assert await judge.alarms() == []
    await judge.archive.sensors.put([Sensor("t1", bias_kelvin=0.5)])
    await judge.watch.learn(at(21))
    (alarm,) = await judge.alarms()
    assert alarm.data["latest"] == 5.9


async def test_a_sensor_is_silent_after_intervals_of_its_own(judge: Judge) -> None:
    await judge.archive.sensors.put([Sensor("t1", interval=timedelta(minutes=1))])
    await judge.archive.alarm_rules.set(AlarmRule("silent", AlarmKind.SILENCE, intervals=5))
    await judge.watch.learn(at(0))
    await judge.measured((0, 4))
    await judge.measured((0, 4), sensor="summaries of a partner")
    await judge.passes(4.9)
    assert await judge.alarms() == []
    await judge.passes(5)
    assert [alarm.data["sensor"] for alarm in await judge.alarms()] == ["t1"]


async def test_a_sensor_that_was_taken_away_is_not_missed(judge: Judge) -> None:
    await judge.archive.alarm_rules.set(AlarmRule("silent", AlarmKind.SILENCE))
    await judge.watch.learn(at(0))
    await judge.measured((0, 4))
    await judge.passes(31)
    await judge.archive.places.put([Place("case", "Dairy case", PlaceKind.FRIDGE)])
    await judge.watch.learn(at(32))
    await judge.passes(33)
    assert [alarm.active for alarm in await judge.alarms()] == [False]


async def test_what_was_over_before_a_rule_began_stays_over(judge: Judge) -> None:
    await judge.archive.alarm_rules.remove("warm")
    await judge.watch.learn(at(0))
    await judge.measured((0, 9), (30, 9), (40, 4), (50, 4))
    await judge.archive.alarm_rules.set(WARM)
    await judge.watch.learn(at(51))
    await judge.measured((60, 4), (80, 4))
    await judge.measured((70, 4), (35, 9), now=81)
    assert await judge.alarms() == []
