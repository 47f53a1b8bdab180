"""How long after its reading an alarm reaches a subscriber (`python -m tests.bench.alarms`).

Three processes, as an installation has them: one stores readings, `freshlens work`'s duty judges
them, one serves the subscription. Every second a few places become too warm.
"""

import asyncio
import os
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from multiprocessing import get_context
from statistics import quantiles
from time import perf_counter
from typing import Annotated, Any

import typer

from api import clock
from api.access.audit import AuditLog
from api.access.authentication import Authentication
from api.access.callers import Role, Staff
from api.access.store import AccessStore
from api.commands import out
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.live import Live
from api.recall_scans import RecallScans
from api.settings import settings_from
from api.wiring import PACKAGES, connected, mongodb_uri, prepared
from api.work.alarm_duty import AlarmDuty
from api.work.lease import acquired
from provenance.alarms.defaults import default_rules
from provenance.alarms.rules import AlarmRule
from provenance.alarms.values import AlarmKind
from provenance.coldchain.values import Reading
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.text import Texts

ALERTS = "subscription { alerts { alarms { id raisedAt } } }"
BATCH = 100
HOT = AlarmRule("hot", AlarmKind.HIGH_TEMPERATURE, threshold=20.0)
_SPAWN = get_context("spawn")


def main(
    rate: Annotated[int, typer.Option(help="Readings a second.")] = 1_000,
    seconds: Annotated[int, typer.Option(help="How long.")] = 20,
    places: Annotated[int, typer.Option(help="One sensor each.")] = 1_000,
) -> None:
    """Measure, and say how many readings a second there really were."""
    settings = replace(settings_from(os.environ), database=f"bench_{secrets.token_hex(4)}")
    with mongodb_uri(settings) as uri:
        asyncio.run(_prepare(uri, settings.database, places))
        given = (uri, settings.database)
        duty = _SPAWN.Process(target=_judge, args=given, daemon=True)
        duty.start()
        writing = _SPAWN.Process(target=_write, args=(*given, rate, seconds, places), daemon=True)
        try:
            late = asyncio.run(_watch(*given, writing, seconds))
        finally:
            for process in (duty, writing):
                process.terminate()
                process.join()
            stored = asyncio.run(_dropped(*given))
    cuts = quantiles(late, n=20)
    out.print(
        f"{stored / seconds:.0f} readings/s, {len(late)} alarms; reading to subscriber: "
        f"median {cuts[9] * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms, "
        f"worst {max(late) * 1000:.0f} ms"
    )


async def _prepare(uri: str, name: str, places: int) -> None:
    async with prepared(replace(settings_from(os.environ), database=name), uri) as database:
        archive = Archive(database)
        cases = [Place(f"p{n}", f"Case {n}", PlaceKind.FRIDGE) for n in range(places)]
        await archive.places.put(cases)
        for rule in [HOT, *default_rules("p", chilled=[each.id for each in cases], frozen=[])]:
            await archive.alarm_rules.set(replace(rule, scope=HOT.scope))


async def _watch(uri: str, name: str, writing: Any, seconds: int) -> list[float]:
    """Each alarm's delay when the subscription first shows it, in seconds."""
    async with connected(uri) as client, connected(uri) as watching:
        database = client[name]
        live = Live(watching[name])
        following = asyncio.create_task(live.run())
        await asyncio.sleep(3)  # the duty has begun
        context = Context(
            archive=Archive(database),
            live=live,
            recall_scans=RecallScans(Archive(database).recalls),
            authentication=Authentication(AccessStore(database), secret="b" * 40),
            audit=AuditLog(database),
            texts=Texts(PACKAGES),
            caller=Staff("bench", Role.OPERATIONS),
            languages=["en"],
            clock=clock.now,
            public_url="https://bench.example",
        )
        updates: Any = await build_schema(production=False).subscribe(ALERTS, context_value=context)
        late: dict[str, float] = {}
        writing.start()
        try:
            async with asyncio.timeout(seconds + 3):
                async for update in updates:
                    assert update.errors is None, update.errors
                    now = clock.now()
                    now = clock.now()
                    for alarm in update.data["alerts"]["alarms"]:
                        if alarm["id"] not in late and alarm["id"].startswith("hot|"):
                            raised = datetime.fromisoformat(alarm["raisedAt"])
                            late[alarm["id"]] = (now - raised).total_seconds()
        except TimeoutError:
            pass
        following.cancel()
        await asyncio.wait([following])
        return list(late.values())


def _judge(uri: str, name: str) -> None:
    async def judge() -> None:
        async with connected(uri) as client:
            database = client[name]
            lease = await acquired(database, "work", "bench", timedelta(hours=1))
            assert lease
            await AlarmDuty(database, Archive(database), clock.now).run(lease)

    asyncio.run(judge())


def _write(uri: str, name: str, rate: int, seconds: int, places: int) -> None:
    async def write() -> None:
        async with connected(uri) as client:
            archive = Archive(client[name])
            began = perf_counter()
            for batch in range(rate * seconds // BATCH):
                await asyncio.sleep(max(0.0, began + batch * BATCH / rate - perf_counter()))
                now = clock.now()
                readings = [
                    Reading(f"p{n % places}", "t", now, _celsius(n, places))
                    for n in range(batch * BATCH, (batch + 1) * BATCH)
                ]
                await archive.readings.record(readings)

    asyncio.run(write())


def _celsius(number: int, places: int) -> float:
    """Each round another few places are hot."""
    place, turn = number % places, number // places
    return 25.0 if place % 200 == turn % 200 else 3.0 + turn % 7 / 10


async def _dropped(uri: str, name: str) -> int:
    """Forget it all; how many readings there were."""
    async with connected(uri) as client:
        stored = 0
        async for document in client[name]["readings"].find({}, {"samples": 1}):
            stored += len(document["samples"])
        await client.drop_database(name)
    return stored


if __name__ == "__main__":
    typer.run(main)
