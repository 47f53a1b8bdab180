"""Places of a store through GraphQL: their state, their curve, and live."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api import clock
from api.access.callers import Role, Staff
from api.graphql.schema import build_schema
from personalization.zones.floor_plan import FloorPlan, Zone
from provenance.alarms.rules import AlarmRule, Scope
from provenance.alarms.values import AlarmKind
from provenance.coldchain.values import Reading
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.graphql_context import running_context
from tests.api.waiting import until

CASE = Place("case", "Dairy case", PlaceKind.FRIDGE, parent="s1", sensors=("t1",))
RULE = AlarmRule("warm", AlarmKind.HIGH_TEMPERATURE, Scope(("s1",)), threshold=5.0, delay=30)
FIELDS = "place { id kind } name condition celsius measuredAt lowCelsius highCelsius sensors"
STATES = f"""{{ placeStates(storeId: "s1") {{ {FIELDS}
  temperatures(hours: 3, points: 10) {{ celsius }} excursions(hours: 3) {{ from to extremeCelsius }}
  past: temperatures(hours: 1e9, until: "0001-01-01T00:00:00Z") {{ celsius }} }} }}"""
UPDATES = """subscription ($after: String) {
  placeStateUpdates(storeId: "s1", after: $after) { cursor places { condition celsius } } }"""


async def measured(archive: Archive, minutes_ago: int, celsius: float) -> None:
    at = clock.now() - timedelta(minutes=minutes_ago)
    await archive.readings.record([Reading("case", "t1", at, celsius)])


async def test_a_place_is_told_with_its_curve_and_excursions(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    async with running_context(database, mongodb_uri) as context:
        archive = context.archive
        await archive.places.put([CASE])
        await archive.alarm_rules.set(RULE)
        await context.market.zones.put_plans(
            [
                FloorPlan(
                    "s1",
                    9,
                    9,
                    (Zone("case", {"en": "Milk", "es": "Leche"}, ((0, 0), (1, 0), (1, 1))),),
                )
            ]
        )
        for minutes, celsius in ((50, 3.0), (40, 7.0), (30, 7.0), (20, 3.0), (5, 3.5)):
            await measured(archive, minutes, celsius)
        spanish = replace(context, caller=Staff("ana", Role.OPERATIONS), languages=["es"])

        async def planned() -> object:
            return context.zones.floors.zone("s1", "case")

        await until(planned)
        result = await build_schema(production=False).execute(STATES, context_value=spanish)
        assert isinstance(result, ExecutionResult)
        assert result.errors is None
        assert result.data
        (state,) = result.data["placeStates"]
        assert (state["name"], state["condition"], state["celsius"]) == ("Leche", "WITHIN", 3.5)
        assert (state["lowCelsius"], state["highCelsius"]) == (None, 5.0)
        assert [point["celsius"] for point in state["temperatures"]] == [3.0, 7.0, 7.0, 3.0, 3.5]
        (warm,) = state["excursions"]
        assert warm["extremeCelsius"] == 7.0
        assert state["past"] == []


async def test_a_reading_reaches_who_watches_the_places(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    async with running_context(database, mongodb_uri) as anonymous:
        context = replace(anonymous, caller=Staff("ana", Role.OPERATIONS))
        await context.archive.places.put([CASE])
        await context.archive.alarm_rules.set(RULE)
        updates: Any = await build_schema(production=False).subscribe(
            UPDATES, context_value=context
        )
        async with asyncio.timeout(10):
            first = (await anext(updates)).data["placeStateUpdates"]
            assert first["places"] == [{"condition": "UNMEASURED", "celsius": None}]
            await measured(context.archive, 1, 6.0)
            second = (await anext(updates)).data["placeStateUpdates"]
            while second["places"][0]["celsius"] is None:  # its place was new to the process
                second = (await anext(updates)).data["placeStateUpdates"]
        assert second["places"] == [{"condition": "TOO_WARM", "celsius": 6.0}]
        await updates.aclose()
