"""What callers get over HTTP, beside a bare route that only reads and sends."""

import asyncio
import gzip
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import chain
from statistics import median, quantiles

import orjson

from api import app
from api.settings import Settings
from api.wiring import prepared
from provenance.linking import key_path
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, GS1_VOCABULARY
from provenance.store.archive import Archive
from provenance.store.events import EVENTS
from provenance.store.lots import LOTS
from tests.bench import baseline, questions
from tests.bench.bulk import multiplied
from tests.bench.load import Sample, Target, load
from tests.bench.market import Copies, copies_of, mould_of, stock
from tests.bench.processes import load_generator, serving
from tests.bench.questions import Story
from tests.bench.report import Budget, Found
from tests.bench.run import Options, Run

CONNECTIONS = 16
FEW_LOTS = 1_000

BARE = "bare route: find_one + orjson, the same answer"
"""The measure that others are compared with."""
SCAN = "GraphQL scan, all fields"
REDIRECT = "resolver redirect"
FEW = f"GraphQL scan, any of {FEW_LOTS:,} lots"
MANY = "GraphQL scan, any of many lots"


async def over_http(run: Run) -> Found:
    """Requests a second and how long each takes, of a hot lot and of one of many."""
    small, large = run.named("small"), run.named("large")
    day = await _stocked(run, small)
    await _stocked(run, large)
    with ExitStack() as stack:
        server = stack.enter_context(serving(app.build, small, run.uri))
        story = questions.chosen_story(server, day)
        few = await _multiplied(run, small, story, FEW_LOTS)
        many = await _multiplied(run, large, story, run.options.lots)
        await _baseline_stocked(run, small, story)
        await _linked(run, large, story)
        other = stack.enter_context(serving(app.build, large, run.uri))
        bare = stack.enter_context(serving(baseline.build, small, run.uri))
        targets = {
            "empty Starlette route": questions.empty(bare),
            BARE: questions.bare(bare, story),
            SCAN: questions.full_scan(server, story),
            "GraphQL scan, verdict only": questions.verdict(server, story),
            "GraphQL scan, all fields, text never seen": questions.unseen_scan(server, story),
            "GraphQL scan of a misread code": questions.refused(server, day),
            "scan page": questions.page(server, story),
            REDIRECT: questions.redirect(other, story),
            FEW: questions.scans_of(server, few, story.store),
            MANY: questions.scans_of(other, many, story.store),
        }
        with load_generator() as generator:
            rounds = await _rounds(generator, targets, run.options)
        page = gzip.compress(questions.page_of(server, story))
        memory = server.peak_memory()
    return Found(
        columns=("per second", "p50 ms", "p99 ms", "÷ bare route"),
        rows={title: _row(samples, rounds[BARE]) for title, samples in rounds.items()},
        budgets=_budgets(rounds, len(page), memory, run.options),
        setting={
            "connections": CONNECTIONS,
            "lots": many.lots,
            "events each": many.events_each,
            "answer bytes": len(orjson.dumps(story.answer)),
        },
    )


async def _stocked(run: Run, settings: Settings) -> date:
    async with prepared(settings, run.uri) as database:
        return await stock(database, run.now)


async def _multiplied(run: Run, settings: Settings, story: Story, lots: int) -> Copies:
    async with prepared(settings, run.uri) as database:
        mould = await mould_of(database, story.thing)
        await multiplied(database, run.uri, mould, lots, (LOTS, EVENTS))
    return copies_of(story.thing, mould, lots)


async def _baseline_stocked(run: Run, settings: Settings, story: Story) -> None:
    async with prepared(settings, run.uri) as database:
        answers = database[baseline.ANSWERS]
        await answers.create_index("key", unique=True)
        await answers.insert_one(questions.story_document(story))


async def _linked(run: Run, settings: Settings, story: Story) -> None:
    """Give the story's product a default link, in the database whose pages are not measured."""
    page = Link(f"{GS1_VOCABULARY}pip", questions.REDIRECTED, "Product")
    default = replace(page, link_type=DEFAULT)
    async with prepared(settings, run.uri) as database:
        level = Level(key_path(story.thing), (default, page))
        await Archive(database).links.put([level])


async def _rounds(
    generator: ProcessPoolExecutor, targets: Mapping[str, Target], options: Options
) -> Mapping[str, Sequence[Sample]]:
    """The samples of each target, one a round, after a warm-up that does not count."""
    rounds: dict[str, list[Sample]] = {title: [] for title in targets}
    for number in range(options.rounds + 1):
        for title, target in targets.items():
            sample = await asyncio.wrap_future(
                generator.submit(
                    load,
                    target,
                    seconds=options.seconds / options.rounds,
                    connections=CONNECTIONS,
                    first=len(target.requests) * number // (options.rounds + 1),
                )
            )
            if number > 0:
                rounds[title].append(sample)
    return rounds


def rate_ratio(rounds: Sequence[Sample], others: Sequence[Sample]) -> float:
    """A rate ÷ another one measured in the same rounds, within seconds: the rounds' median."""
    return median(_rate(one) / _rate(other) for one, other in zip(rounds, others, strict=True))


def _rate(sample: Sample) -> float:
    return len(sample.latencies) / sample.seconds


def _row(samples: Sequence[Sample], bare: Sequence[Sample]) -> Sequence[float]:
    latencies = [*chain.from_iterable(sample.latencies for sample in samples)]
    percentiles = quantiles(latencies, n=100)
    return (
        len(latencies) / sum(sample.seconds for sample in samples),
        percentiles[49] * 1000,
        percentiles[98] * 1000,
        rate_ratio(samples, bare),
    )


def _budgets(
    rounds: Mapping[str, Sequence[Sample]], page_bytes: int, memory: int | None, options: Options
) -> Sequence[Budget]:
    """The budget as far as it applies now (design, section 6)."""
    lots = f"scan at {options.lots:,} lots, time ÷ at {FEW_LOTS:,}"
    scan, redirect = (rate_ratio(rounds[title], rounds[BARE]) for title in (SCAN, REDIRECT))
    return [
        Budget("scan, all fields, ÷ bare route", 0.25, scan, at_least=True),
        Budget("resolver redirect, ÷ bare route", 0.8, redirect, at_least=True),
        Budget(lots, 1.2, rate_ratio(rounds[FEW], rounds[MANY])),
        Budget("scan page, gzip", 30, page_bytes / 1024, " KB"),
        *([Budget("memory of a worker", 150, memory / 1e6, " MB")] if memory else []),
    ]
