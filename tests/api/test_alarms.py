"""Alarms end to end: a stored reading becomes an alert, staff act on it, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api import clock
from api.access.callers import Anonymous, Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.work.alarm_duty import AlarmDuty
from api.work.lease import acquired
from provenance.alarms.alarm import Alarm
from provenance.alarms.rules import AlarmRule, Scope
from provenance.alarms.values import AlarmKind, Level
from provenance.coldchain.observations import CLOSED, OPEN, Observation, Quantity
from provenance.coldchain.values import Reading
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.graphql_context import running_context
from tests.api.waiting import until

ALERTS = """
subscription ($store: ID, $after: String) {
  alerts(storeId: $store, after: $after) {
    cursor resync alarms { id sentence kind active acknowledgedBy latest place { name } }
  }
}
"""
ACKNOWLEDGE = """
mutation ($input: AcknowledgeAlarmInput!) {
  acknowledgeAlarm(input: $input) {
    ... on Alarm { id acknowledgedBy note active level }
    ... on AlarmRefusal { message hint }
  }
}
"""
SET_RULE = """
mutation ($input: SetAlarmRuleInput!) {
  setAlarmRule(input: $input) {
    ... on AlarmRule { id kind threshold delayMinutes placeIds escalation { level minutes } }
    ... on AlarmRefusal { message hint }
  }
}
"""
CASE = Place("case", "Dairy case", PlaceKind.FRIDGE, parent="s1", sensors=("t1", "d1"))
HOT = AlarmRule("hot", AlarmKind.HIGH_TEMPERATURE, Scope(("case",)), threshold=8.0)
Updates = AsyncIterator[ExecutionResult]


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri) as context:
        await context.archive.places.put([CASE])
        yield replace(context, caller=Staff("ana", Role.OPERATIONS))


@asynccontextmanager
async def judging(archive: Archive) -> AsyncIterator[None]:
    """The duty at work; cancelled as a kill would be, without a word."""
    lease = await acquired(archive.database, "work", "test", timedelta(seconds=30))
    assert lease
    task = asyncio.create_task(AlarmDuty(archive.database, archive, clock.now).run(lease))
    try:
        yield
        assert not task.done(), task
    finally:
        task.cancel()
        await asyncio.wait([task])
        await lease.release()


@asynccontextmanager
async def alerts(
    context: Context, store: str | None = "s1", after: str | None = None
) -> AsyncIterator[Updates]:
    updates: Any = await build_schema(production=False).subscribe(
        ALERTS, variable_values={"store": store, "after": after}, context_value=context
    )
    try:
        yield updates
    finally:
        await updates.aclose()


async def update(updates: Updates) -> dict[str, Any]:
    async with asyncio.timeout(10):
        result = await anext(updates)
    assert result.errors is None, result.errors
    assert result.data is not None
    found: dict[str, Any] = result.data["alerts"]
    return found


async def asked(context: Context, document: str, **variables: object) -> dict[str, Any]:
    result = await build_schema(production=False).execute(
        document, variable_values=variables, context_value=context
    )
    assert isinstance(result, ExecutionResult)
    assert result.errors is None, result.errors
    assert result.data is not None
    (answer,) = result.data.values()
    return dict(answer)


async def measured(archive: Archive, celsius: float, at: datetime | None = None) -> None:
    await archive.readings.record([Reading("case", "t1", at or clock.now(), celsius)])


async def raised(archive: Archive, *, active: bool = True) -> Alarm:
    """The newest alarm, once there is one."""
    found: list[Alarm] = []

    async def look() -> object:
        found.extend(await archive.alarms.latest(store=None, active=active, first=1))
        return found

    await until(look)
    return found[0]


async def test_a_reading_reaches_whoever_watches_within_two_seconds(context: Context) -> None:
    archive = context.archive
    await archive.alarm_rules.set(HOT)
    async with judging(archive), alerts(context) as updates:
        assert (await update(updates))["alarms"] == []
        await measured(archive, 3.0)
        await asyncio.sleep(0.5)  # the duty has begun
        began = clock.now()
        await measured(archive, 9.5)
        (alarm,) = (await update(updates))["alarms"]
        assert clock.now() - began < timedelta(seconds=2)
        assert alarm["sentence"] == "Dairy case: 8 °C or warmer for 0 minutes (now 9.5 °C)"
        assert alarm["place"] == {"name": "Dairy case"}
        await measured(archive, 4.0)
        while (await update(updates))["alarms"]:
            pass


async def test_alerts_of_another_store_disturb_nobody(context: Context) -> None:
    await context.archive.alarm_rules.set(HOT)
    async with judging(context.archive), alerts(context, store="s2") as updates:
        assert (await update(updates))["alarms"] == []
        await measured(context.archive, 9.0)
        await raised(context.archive)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.7):
                await anext(updates)


async def test_after_a_break_only_news_is_sent(context: Context) -> None:
    await context.archive.alarm_rules.set(HOT)
    async with alerts(context) as updates:
        left = (await update(updates))["cursor"]
    async with alerts(context, after=left) as updates:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await anext(updates)
    async with judging(context.archive):
        await measured(context.archive, 9.0)
        await raised(context.archive)
    async with alerts(context, after=left) as updates:
        found = await update(updates)
        assert (found["resync"], len(found["alarms"])) == (False, 1)
    async with alerts(context, after="of another age") as updates:
        assert (await update(updates))["resync"] is True


async def test_what_came_while_nobody_judged_is_judged_afterwards(context: Context) -> None:
    archive, now = context.archive, clock.now()
    await archive.alarm_rules.set(replace(HOT, delay=20))
    async with judging(archive):
        await measured(archive, 9.0, now - timedelta(minutes=30))
        await asyncio.sleep(0.5)
    await measured(archive, 9.0, now - timedelta(minutes=20))
    await measured(archive, 9.0, now - timedelta(minutes=10))
    async with judging(archive):
        alarm = await raised(archive)
        assert alarm.raised_at - alarm.started_at == timedelta(minutes=20)
    async with judging(archive):
        await measured(archive, 3.0)
        assert (await raised(archive, active=False)).id == alarm.id
    told = await archive.database["notifications"].distinct("topic")
    assert sorted(told) == ["alarm.cleared", "alarm.raised"]


async def test_doors_and_new_rules_are_heard_of(context: Context) -> None:
    archive, now = context.archive, clock.now()
    door = AlarmRule("door", AlarmKind.DOOR_OPEN, threshold=OPEN, delay=1)
    async with judging(archive):
        opened = Observation("case", "d1", Quantity.DOOR, now - timedelta(minutes=5), OPEN)
        await archive.observations.record([opened])
        await asyncio.sleep(0.5)
        await archive.alarm_rules.set(door)
        assert (await raised(archive)).kind is AlarmKind.DOOR_OPEN
        await archive.observations.record([replace(opened, at=clock.now(), value=CLOSED)])
        await raised(archive, active=False)
        await archive.alarm_rules.remove("door")


async def test_a_stream_that_cannot_be_read_on_is_caught_up_with(context: Context) -> None:
    archive, now = context.archive, clock.now()
    await archive.alarm_rules.set(replace(HOT, delay=10))
    async with judging(archive):
        await measured(archive, 9.0, now - timedelta(minutes=20))
        await asyncio.sleep(0.5)
    gone = {"_data": "8263FFFFFF000000012B0229296E04"}  # of another deployment
    await archive.alarm_states.keep_position(gone, now)
    await measured(archive, 9.0, now - timedelta(minutes=10))
    async with judging(archive):
        await raised(archive)


async def test_staff_take_an_alarm_on(context: Context) -> None:
    archive = context.archive
    await archive.alarm_rules.set(HOT)
    async with judging(archive):
        await measured(archive, 9.0)
        alarm = await raised(archive)
    given = {"alarmId": alarm.id, "note": " door was open "}
    done = await asked(context, ACKNOWLEDGE, input=given)
    assert done == {
        "id": alarm.id,
        "acknowledgedBy": "ana",
        "note": "door was open",
        "active": True,
        "level": Level.SHELF.value,
    }
    refused = await asked(context, ACKNOWLEDGE, input={"alarmId": "nothing"})
    assert refused["message"] == "There is no such alarm."
    refused = await asked(context, ACKNOWLEDGE, input={**given, "note": "x" * 1001})
    assert refused["message"] == "This note is too long."


async def test_rules_are_set_listed_and_removed(context: Context) -> None:
    given: dict[str, object] = {
        "id": "milk",
        "kind": "HIGH_TEMPERATURE",
        "placeIds": ["s1"],
        "threshold": 6.5,
        "delayMinutes": 15,
    }
    assert await asked(context, SET_RULE, input=given) == {
        "id": "milk",
        "kind": "HIGH_TEMPERATURE",
        "threshold": 6.5,
        "delayMinutes": 15.0,
        "placeIds": ["s1"],
        "escalation": [
            {"level": "MANAGER", "minutes": 30.0},
            {"level": "AREA", "minutes": 120.0},
        ],
    }
    await asked(context, SET_RULE, input={**given, "escalation": [], "threshold": 7})
    listed = await rules(context)
    assert [(rule["id"], rule["threshold"]) for rule in listed] == [("milk", 7.0)]
    remove = 'mutation { removeAlarmRule(input: {id: "milk"}) { __typename } }'
    assert await asked(context, remove) == {"__typename": "AlarmRuleRemoved"}
    assert await asked(context, remove) == {"__typename": "AlarmRefusal"}
    assert await rules(context) == []


async def rules(context: Context) -> list[Mapping[str, Any]]:
    result = await build_schema(production=False).execute(
        "{ alarmRules { id threshold } }", context_value=context
    )
    assert isinstance(result, ExecutionResult)
    assert result.data
    found: list[Mapping[str, Any]] = result.data["alarmRules"]
    return found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "No!"}, "An alarm rule's id is"),
        ({"threshold": None}, "The rule needs a threshold from"),
        ({"clear": 9.0}, "The value to clear at must be"),
        ({"delayMinutes": 1e308}, "The delays must be 0 to 1,440 minutes"),
        ({"placeIds": ["nowhere"]}, "The rule names a place that we do not know"),
    ],
)
async def test_a_rule_that_cannot_be_used_is_refused_in_words(
    context: Context, change: Mapping[str, object], message: str
) -> None:
    good = {"id": "milk", "kind": "HIGH_TEMPERATURE", "threshold": 6.5}
    refused = await asked(context, SET_RULE, input={**good, **change})
    assert refused["message"].startswith(message)
    assert refused["hint"]
    assert await context.archive.alarm_rules.all() == []


async def test_a_defrost_is_announced_and_taken_back(context: Context) -> None:
    suppress = """mutation ($input: SuppressAlarmsInput!) { suppressAlarms(input: $input) {
      ... on AlarmSuppression { id } ... on AlarmRefusal { message } } }"""
    resume = """mutation ($id: ID!) { resumeAlarms(input: {suppressionId: $id}) { __typename } }"""
    given = {"idempotencyKey": "1", "placeId": "case", "cause": "DEFROST", "minutes": 40}
    done = await asked(context, suppress, input=given)
    assert await asked(context, suppress, input=given) == done
    (kept,) = await context.archive.alarm_rules.suppressions()
    assert kept.interval.until - kept.interval.since == 40 * 60_000
    for wrong in (
        {"minutes": 0},
        {"minutes": 1441},
        {"placeId": "?"},
        {"idempotencyKey": ""},
        {"since": "9999-12-31T23:59:59Z"},
    ):
        assert "message" in await asked(context, suppress, input={**given, **wrong})
    assert await asked(context, resume, id=done["id"]) == {"__typename": "AlarmSuppression"}
    assert await asked(context, resume, id=done["id"]) == {"__typename": "AlarmRefusal"}


async def test_alarms_are_listed_in_pages_newest_first(context: Context) -> None:
    archive, now = context.archive, clock.now()
    await archive.alarm_rules.set(HOT)
    async with judging(archive):
        await measured(archive, 3.0, now - timedelta(hours=1))
        await asyncio.sleep(0.5)
        for minutes, celsius in ((50, 9.0), (40, 3.0), (30, 9.0), (20, 3.0), (10, 9.0)):
            await measured(archive, celsius, now - timedelta(minutes=minutes))
        await raised(archive)
    page = """query ($after: String, $active: Boolean) {
      alarms(storeId: "s1", first: 2, after: $after, active: $active) {
        endCursor alarms { id active sentence } } }"""
    first = await asked(context, page)
    assert [alarm["active"] for alarm in first["alarms"]] == [True, False]
    rest = await asked(context, page, after=first["endCursor"])
    assert [alarm["active"] for alarm in rest["alarms"]] == [False]
    assert rest["endCursor"] is None
    assert "it is over (at most 9 °C)" in rest["alarms"][0]["sentence"]
    assert len((await asked(context, page, active=False))["alarms"]) == 2


async def test_only_operations_see_alarms(context: Context) -> None:
    stranger = replace(context, caller=Anonymous())
    result = await build_schema(production=False).execute(
        "{ alarms { endCursor } }", context_value=stranger
    )
    assert isinstance(result, ExecutionResult)
    assert result.errors
    assert result.errors[0].extensions == {"code": "UNAUTHENTICATED"}
