"""How long reading a scanned code takes, for every kind of code in the sample store."""

import timeit
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import partial
from statistics import mean

from provenance.codes import read_code
from provenance.places import Store
from provenance.store.archive import Archive
from seed.codes import sample_codes
from tests.bench.market import stock
from tests.bench.report import Budget, Found
from tests.bench.run import Run

REPEATS = 5
"""The fastest of these counts: what disturbs a run only ever adds to it."""


async def codes(run: Run) -> Found:
    """The time of each kind, with the patterns of the stores known."""
    async with run.database("codes") as database:
        day = await stock(database, run.now)
        _, known = await Archive(database).places.known()
    stores = {store.id: store for store in known}
    times = microseconds_by_kind(day, stores, seconds=run.options.seconds)
    return Found(
        columns=("µs",),
        rows={kind: (time,) for kind, time in times.items()},
        budgets=[Budget("slowest kind of code", 150, max(times.values()), " µs")],
    )


def microseconds_by_kind(
    day: date, stores: Mapping[str, Store], *, seconds: float
) -> dict[str, float]:
    """The mean time of one code (µs) of each kind; `seconds` bounds the whole, roughly."""
    codes = sample_codes(day)
    share = seconds / len(codes) / REPEATS
    times: dict[str, list[float]] = defaultdict(list)
    for code in codes:
        store = stores[code.store].codes if code.store else None
        timer = timeit.Timer(partial(read_code, code.code, today=day, store=store))
        once = timer.timeit(100) / 100
        number = max(1, int(share / once))
        times[code.kind].append(min(timer.repeat(REPEATS, number)) / number * 1e6)
    return {kind: mean(found) for kind, found in times.items()}
