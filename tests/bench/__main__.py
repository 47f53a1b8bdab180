"""`make bench`: how fast it is, all in one run, on this machine (`python -m tests.bench`)."""

import asyncio
import gzip
import os
import platform
import secrets
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import orjson
import typer
from pymongo import MongoClient

from api import app, clock
from api.commands import err, out, print_json
from api.server import leave_on_sigterm
from api.settings import Settings, settings_from
from api.wiring import mongodb_uri, prepared
from provenance.linking import key_path
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, GS1_VOCABULARY
from provenance.store.archive import Archive
from tests.bench import baseline, questions
from tests.bench.load import Sample, Target, load
from tests.bench.market import Copies, multiply, stock
from tests.bench.parsing import microseconds_by_kind
from tests.bench.processes import load_generator, serving
from tests.bench.questions import Story
from tests.bench.report import BARE, Budget, Report, measures, rate_ratio
from tests.bench.writes import Writes, capture_rates, reading_rates

CONNECTIONS = 16
FEW_LOTS = 1_000

TITLES = {
    "empty": "empty Starlette route",
    BARE: "bare route: find_one + orjson, the same answer",
    "scan": "GraphQL scan, all fields",
    "verdict": "GraphQL scan, verdict only",
    "unseen": "GraphQL scan, all fields, text never seen",
    "refused": "GraphQL scan of a misread code",
    "page": "scan page",
    "redirect": "resolver redirect",
    "scan_few_lots": f"GraphQL scan, any of {FEW_LOTS:,} lots",
    "scan_many_lots": "GraphQL scan, any of many lots",
}


@dataclass(frozen=True, slots=True)
class Options:
    """`seconds` for each measure, `lots` in the large database.

    Each measure's time is cut into `rounds`, so that all of them see the machine's good and bad
    moments alike.
    """

    seconds: float
    lots: int
    rounds: int


def main(
    seconds: Annotated[float, typer.Option(help="For each measure.")] = 5.0,
    lots: Annotated[int, typer.Option(help="Lots in the large database.")] = 100_000,
    rounds: Annotated[int, typer.Option(help="Turns in which all are measured.")] = 5,
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
        with mongodb_uri(settings) as uri, _dropped(settings, uri):
            report = _measured(settings, uri, clock.now(), Options(seconds, lots, rounds))
    if as_json:
        print_json(report.as_json())
    else:
        out.print(report.as_tables())


def _large(settings: Settings) -> Settings:
    return replace(settings, database=f"{settings.database}_large")


@contextmanager
def _dropped(settings: Settings, uri: str) -> Iterator[None]:
    """Take the databases away afterwards."""
    try:
        yield
    finally:
        with MongoClient[dict[str, object]](uri) as client:
            for each in (settings, _large(settings)):
                client.drop_database(each.database)


def _measured(settings: Settings, uri: str, now: datetime, options: Options) -> Report:
    with ExitStack() as stack:
        with err.status("Loading the sample store, twice"):
            day = asyncio.run(_stocked(settings, uri, now))
            asyncio.run(_stocked(_large(settings), uri, now))
        small = stack.enter_context(serving(app.build, settings, uri))
        story = questions.chosen_story(small, day)
        few = asyncio.run(_multiplied(settings, uri, story, FEW_LOTS))
        many = asyncio.run(_multiplied(_large(settings), uri, story, options.lots))
        asyncio.run(_baseline_stocked(settings, uri, story))
        asyncio.run(_linked(_large(settings), uri, story))
        large = stack.enter_context(serving(app.build, _large(settings), uri))
        bare = stack.enter_context(serving(baseline.build, settings, uri))
        targets = {
            "empty": questions.empty(bare),
            BARE: questions.bare(bare, story),
            "scan": questions.full_scan(small, story),
            "verdict": questions.verdict(small, story),
            "unseen": questions.unseen_scan(small, story),
            "refused": questions.refused(small, day),
            "page": questions.page(small, story),
            "redirect": questions.redirect(large, story),
            "scan_few_lots": questions.scans_of(small, few, story.store),
            "scan_many_lots": questions.scans_of(large, many, story.store),
        }
        with load_generator() as generator:
            rounds = _rounds(generator, targets, options)
        page = gzip.compress(questions.page_of(small, story))
        memory = small.peak_memory()
    with err.status("Reading codes, taking in evidence"):
        codes, writes = asyncio.run(_local(settings, uri, day, now, options.seconds))
    return Report(
        setting=_setting(story, many, options),
        http=measures(TITLES, rounds),
        codes=codes,
        writes=writes,
        budgets=_budgets(rounds, codes, writes, len(page), memory, options),
    )


async def _stocked(settings: Settings, uri: str, now: datetime) -> date:
    async with prepared(settings, uri) as database:
        return await stock(database, now)


async def _multiplied(settings: Settings, uri: str, story: Story, lots: int) -> Copies:
    with err.status("") as status:
        async with prepared(settings, uri) as database:
            return await multiply(
                database,
                story.thing,
                lots,
                lambda done: status.update(f"Storing lots: {done:,} of {lots:,}"),
            )


async def _baseline_stocked(settings: Settings, uri: str, story: Story) -> None:
    async with prepared(settings, uri) as database:
        answers = database[baseline.ANSWERS]
        await answers.create_index("key", unique=True)
        await answers.insert_one(questions.story_document(story))


async def _linked(settings: Settings, uri: str, story: Story) -> None:
    """Give the story's product a default link, in the database whose pages are not measured."""
    page = Link(f"{GS1_VOCABULARY}pip", questions.REDIRECTED, "Product")
    default = replace(page, link_type=DEFAULT)
    async with prepared(settings, uri) as database:
        level = Level(key_path(story.thing), (default, page))
        await Archive(database).links.put([level])


def _rounds(
    generator: ProcessPoolExecutor, targets: Mapping[str, Target], options: Options
) -> dict[str, list[Sample]]:
    """The samples of each target, one a round, after a warm-up that does not count."""
    rounds: dict[str, list[Sample]] = {key: [] for key in targets}
    for number in range(options.rounds + 1):
        for key, target in targets.items():
            with err.status(f"Round {number} of {options.rounds}: {TITLES[key]}"):
                sample = generator.submit(
                    load,
                    target,
                    seconds=options.seconds / options.rounds,
                    connections=CONNECTIONS,
                    first=len(target.requests) * number // (options.rounds + 1),
                ).result()
            if number > 0:
                rounds[key].append(sample)
    return rounds


async def _local(
    settings: Settings, uri: str, day: date, now: datetime, seconds: float
) -> tuple[dict[str, float], dict[str, Writes]]:
    async with prepared(settings, uri) as database:
        _, known = await Archive(database).places.known()
        stores = {store.id: store for store in known}
        codes = microseconds_by_kind(day, stores, seconds=seconds)
        document, storing = await capture_rates(database, day, now, seconds=seconds)
        history, live = await reading_rates(database, seconds=seconds)
    return codes, {
        "EPCIS events, document to stored": document,
        "EPCIS events, storing alone": storing,
        "readings, a history": history,
        "readings, live": live,
    }


def _setting(story: Story, many: Copies, options: Options) -> dict[str, str | int | float]:
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count() or 0,
        "connections": CONNECTIONS,
        "seconds each": options.seconds,
        "lots": many.lots,
        "events each": many.events_each,
        "answer bytes": len(orjson.dumps(story.answer)),
    }


def _budgets(
    rounds: Mapping[str, Sequence[Sample]],
    codes: Mapping[str, float],
    writes: Mapping[str, Writes],
    page_bytes: int,
    memory: int | None,
    options: Options,
) -> list[Budget]:
    """The budget as far as it applies now (design, section 6)."""
    lots = f"scan at {options.lots:,} lots, time ÷ at {FEW_LOTS:,}"
    few, many = rounds["scan_few_lots"], rounds["scan_many_lots"]
    scan = rate_ratio(rounds["scan"], rounds[BARE])
    return [
        Budget("scan, all fields, ÷ bare route", 0.25, scan, at_least=True),
        Budget(
            "resolver redirect, ÷ bare route",
            0.8,
            rate_ratio(rounds["redirect"], rounds[BARE]),
            at_least=True,
        ),
        Budget(lots, 1.2, rate_ratio(few, many)),
        *(
            Budget(f"{key}, ÷ raw writes", 0.5, writes[key].ratio, at_least=True)
            for key in ("EPCIS events, document to stored", "readings, a history", "readings, live")
        ),
        Budget("slowest kind of code", 150, max(codes.values()), " µs"),
        Budget("scan page, gzip", 30, page_bytes / 1024, " KB"),
        *([Budget("memory of a worker", 150, memory / 1e6, " MB")] if memory else []),
    ]


if __name__ == "__main__":
    typer.run(main)
