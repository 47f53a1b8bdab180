"""`make bench`: how fast it is, all in one run, on this machine (`python -m tests.bench`)."""

import asyncio
import os
import platform
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from pymongo import MongoClient

from api import clock
from api.commands import err, out, print_json
from api.server import leave_on_sigterm
from api.settings import settings_from
from api.wiring import mongodb_uri
from tests.bench.alarms import alarms
from tests.bench.doors import doors
from tests.bench.freshness import freshness
from tests.bench.offers import offers
from tests.bench.over_http import over_http
from tests.bench.parsing import codes
from tests.bench.projector import projector
from tests.bench.recalls import recalls
from tests.bench.report import Found, Report
from tests.bench.run import Options, Run
from tests.bench.scan_offers import scan_offers
from tests.bench.screens import screens
from tests.bench.walk import walk
from tests.bench.writes import writes


class Part(StrEnum):
    """What can be measured alone."""

    HTTP = "http"
    CODES = "codes"
    WRITES = "writes"
    WALK = "walk"
    FRESHNESS = "freshness"
    PROJECTOR = "projector"
    DOORS = "doors"
    ALARMS = "alarms"
    RECALLS = "recalls"
    OFFERS = "offers"
    SCAN_OFFERS = "scan-offers"
    SCREENS = "screens"


PARTS: Mapping[Part, Callable[[Run], Awaitable[Found]]] = {
    Part.HTTP: over_http,
    Part.CODES: codes,
    Part.WRITES: writes,
    Part.WALK: walk,
    Part.FRESHNESS: freshness,
    Part.PROJECTOR: projector,
    Part.DOORS: doors,
    Part.ALARMS: alarms,
    Part.RECALLS: recalls,
    Part.OFFERS: offers,
    Part.SCAN_OFFERS: scan_offers,
    Part.SCREENS: screens,
}


def main(
    seconds: Annotated[float, typer.Option(help="For each measure.")] = 5.0,
    lots: Annotated[int, typer.Option(help="Lots in the large database.")] = 100_000,
    events: Annotated[int, typer.Option(help="Events where a lot is walked.")] = 200_000,
    rounds: Annotated[int, typer.Option(help="Turns in which requests are measured.")] = 5,
    only: Annotated[list[Part] | None, typer.Option(help="Measure this; repeatable.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Measure Freshlens on this machine and compare it with its budget."""
    leave_on_sigterm()
    with TemporaryDirectory(prefix="fl") as folder:
        settings = replace(
            settings_from(os.environ),
            data=Path(folder),
            database=f"freshlens_bench_{secrets.token_hex(4)}",
            secret=secrets.token_urlsafe(32),
        )
        with mongodb_uri(settings) as uri:
            run = Run(settings, uri, clock.now(), Options(seconds, lots, events, rounds))
            found = {str(part): _measured(run, part) for part in only or PARTS}
    setting: dict[str, str | int | float] = {
        "python": platform.python_version(),
        "cores": os.cpu_count() or 0,
        "seconds each": seconds,
    }
    report = Report(setting, found)
    if as_json:
        print_json(report.as_json())
    else:
        out.print(report.as_tables())


def _measured(run: Run, part: Part) -> Found:
    async def measured() -> Found:
        return await PARTS[part](run)

    with _dropped(run), err.status(f"Measuring: {part}"):
        return asyncio.run(measured())


@contextmanager
def _dropped(run: Run) -> Iterator[None]:
    """Take a part's databases away before the next one is measured."""
    try:
        yield
    finally:
        with MongoClient[dict[str, object]](run.uri) as client:
            for name in client.list_database_names():
                if name.startswith(run.settings.database):
                    client.drop_database(name)


if __name__ == "__main__":
    typer.run(main)
