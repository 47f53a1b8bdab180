"""How long the walk of one lot takes with few events stored, and with very many.

The lot is the sample's one with the most things in its story, again and again under other names.
Its walk is `gather`: one query a level, as the projector does it.
"""

import random
from collections.abc import Sequence
from statistics import median
from time import perf_counter

from pymongo.asynchronous.database import AsyncDatabase

from provenance.projection import gather
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.events import EVENTS, Events
from provenance.store.lots import LOTS
from tests.bench.bulk import multiplied
from tests.bench.market import Copies, copies_of, mould_of, stock
from tests.bench.mould import Mould
from tests.bench.report import Budget, Found
from tests.bench.run import Run

FEW_EVENTS = 1_000
WALKED = 40
"""Lots that are walked in turn."""


async def walk(run: Run) -> Found:
    """The walk's median at both sizes, each lot's first walk apart: it may come from the disk."""
    async with run.database("few") as few, run.database("many") as many:
        await stock(few, run.now)
        thing = await _deepest(few)
        mould = await mould_of(few, thing)
        small = await _filled(few, run.uri, thing, mould, FEW_EVENTS)
        large = await _filled(many, run.uri, thing, mould, run.options.events)
        at_few, at_many = Archive(few).events, Archive(many).events
        first = [await _walked(at_many, large, number) for number in _sample(large)]
        hot: tuple[list[float], list[float]] = ([], [])
        began = perf_counter()
        while not all(hot) or perf_counter() - began < run.options.seconds:
            for one, other in zip(_sample(small), _sample(large), strict=True):
                hot[0].append(await _walked(at_few, small, one))
                hot[1].append(await _walked(at_many, large, other))
        stored = await many[EVENTS.name].estimated_document_count()
    few_time, many_time = median(hot[0]), median(hot[1])
    return Found(
        columns=("p50 ms",),
        rows={
            f"walk of a lot, {FEW_EVENTS:,} events stored": (few_time * 1000,),
            f"walk of a lot, {stored:,} events stored": (many_time * 1000,),
            "the same, each lot's first walk": (median(first) * 1000,),
        },
        budgets=[
            Budget(
                f"walk at {stored:,} events, time ÷ at {FEW_EVENTS:,}", 1.2, many_time / few_time
            )
        ],
        setting={"events walked": large.events_each},
    )


async def _deepest(database: AsyncDatabase[Document]) -> str:
    found = await database[LOTS.name].aggregate(
        [
            {"$project": {"things": {"$size": "$lineage"}, "steps": {"$size": "$steps"}}},
            {"$sort": {"things": -1, "steps": -1, "_id": 1}},
            {"$limit": 1},
        ]
    )
    [lot] = await found.to_list()
    return str(lot["_id"])


async def _filled(
    database: AsyncDatabase[Document], uri: str, thing: str, mould: Mould, events: int
) -> Copies:
    """Store so many events, and nothing else: whole stories, so a few less or more."""
    await database[EVENTS.name].delete_many({})
    copies = copies_of(thing, mould, max(WALKED, round(events / len(mould.events))))
    await multiplied(database, uri, mould, copies.lots, (EVENTS,))
    return copies


def _sample(copies: Copies) -> Sequence[int]:
    return random.Random(7).sample(range(copies.lots), WALKED)  # noqa: S311


async def _walked(events: Events, copies: Copies, number: int) -> float:
    began = perf_counter()
    found = await gather(events, copies.thing(number))
    taken = perf_counter() - began
    assert len(found.events) == copies.events_each, "the whole story was walked"
    return taken
