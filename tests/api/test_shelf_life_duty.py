"""Lots that lose shelf life reach whoever watches, by the duty and through GraphQL."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.access.callers import Role, Staff
from api.graphql.schema import build_schema
from api.work.lease import acquired
from api.work.shelf_life_duty import ShelfLifeDuty
from provenance.alarms.alarm import Alarm, AlarmEvent, Change
from provenance.alarms.values import AlarmKind, Severity
from provenance.projection import project_dirty
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.graphql_context import running_context
from tests.provenance.scan_market import cold, stocked, told
from tests.provenance.stories import FARM, FISH, LOT, NORTH, born, hour, seen

ALERTS = """
subscription {
  alerts(storeId: "north") {
    alarms {
      kind ruleId sentence affectedLots latest
      lots { thing lot daysLost daysLeft product { id name } }
    }
  }
}
"""


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    """A lot that stood in a fish fridge at 7 °C for fourteen hours, with the fridge's alarm."""
    archive = await stocked(database)
    await told(
        archive,
        born(0, FARM, LOT),
        seen(4, "shipping", FARM, LOT, to=NORTH),
        seen(6, "receiving", NORTH, LOT),
    )
    await project_dirty(archive.events, archive.lots)
    await cold(archive, {"farm": 1, "north-fridge": 2}, 0, 24)
    await cold(archive, {"north-fridge": 7}, 24, 40)
    warm = Alarm(
        id="warm",
        rule="warm",
        kind=AlarmKind.HIGH_TEMPERATURE,
        place="north-fridge",
        store="another",
        severity=Severity.MAJOR,
        started_at=hour(24),
        raised_at=hour(24.5),
        data={"threshold": 5.0, "latest": 7.0, "worst": 7.0},
    )

    async def nobody_else(_: object) -> None: ...

    change = Change(warm, (AlarmEvent.RAISED,))
    await archive.alarm_states.keep([change], {}, nobody_else, hour(24.5))
    return archive


async def test_lots_that_lose_days_are_told_with_their_products(
    archive: Archive, mongodb_uri: str
) -> None:
    staff = Staff("ana", Role.OPERATIONS)
    async with running_context(archive.database, mongodb_uri, staff) as context:
        updates: Any = await build_schema(production=False).subscribe(ALERTS, context_value=context)

        async def listed() -> list[dict[str, Any]]:
            async with asyncio.timeout(10):
                result = await anext(updates)
            assert isinstance(result, ExecutionResult)
            assert result.errors is None, result.errors
            assert result.data is not None
            found: list[dict[str, Any]] = result.data["alerts"]["alarms"]
            return found

        assert await listed() == []
        lease = await acquired(archive.database, "work", "test", timedelta(seconds=30))
        assert lease
        task = asyncio.create_task(ShelfLifeDuty(archive, lambda: hour(38)).run(lease))
        (alarm,) = await listed()
        (lot,) = alarm.pop("lots")
        days_left = lot.pop("daysLeft")
        assert 2 < days_left < 10
        task.cancel()
        await asyncio.wait([task])
        await lease.release()
        await updates.aclose()
    assert alarm == {
        "kind": "SHELF_LIFE",
        "ruleId": "SHELF_LIFE",
        "sentence": "Fish fridge: 1 lot loses 0.5 days of shelf life: move it or mark it down",
        "affectedLots": 1,
        "latest": None,
    }
    assert lot == {
        "thing": LOT,
        "lot": "L1",
        "daysLost": 0.5,
        "product": {"id": FISH, "name": "Salmon fillet"},
    }
