"""What goes wrong in the sample store, by readings that a real worker judges."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from pymongo import AsyncMongoClient

from api import clock
from provenance.alarms.alarm import Alarm
from provenance.alarms.rules import AlarmRule, Scope
from provenance.alarms.values import AlarmKind, Severity
from provenance.coldchain.values import Reading
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.waiting import until
from tests.screens.shop import Shop

EVERY = timedelta(minutes=10)
"""The grid of the sample's readings."""


@asynccontextmanager
async def archive_of(shop: Shop) -> AsyncIterator[Archive]:
    """The shop's store, read and written past the server."""
    async with AsyncMongoClient[Document](shop.mongodb_uri, tz_aware=True, w="majority") as client:
        yield Archive(client[shop.database])


async def warmed(shop: Shop, place: str, celsius: float, *, for_: timedelta) -> Alarm:
    """The alarm about a place that has been as warm as that for so long, raised by the worker."""
    now = clock.now()
    seconds = EVERY.total_seconds()
    grid = datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
    count = for_ // EVERY + 1
    async with archive_of(shop) as archive:
        await archive.readings.record(
            [Reading(place, f"t-{place}", grid - step * EVERY, celsius) for step in range(count)]
        )
        await archive.alarm_rules.set(rule_of(place))
        found: list[Alarm] = []

        async def raised() -> object:
            active = await archive.alarms.latest(store=None, active=True, first=100)
            found[:] = [each for each in active if each.rule == rule_of(place).id]
            return found

        await until(raised)
        return found[0]


def rule_of(place: str) -> AlarmRule:
    """A rule that tells of the place by itself: 8 °C for ten minutes."""
    return AlarmRule(
        f"{place}-test",
        AlarmKind.HIGH_TEMPERATURE,
        Scope((place,)),
        Severity.CRITICAL,
        threshold=8.0,
        delay=10.0,
    )
