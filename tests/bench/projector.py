"""How many passports the projector brings up to date in a second."""

from time import perf_counter

from provenance.projection import project_dirty
from provenance.store.archive import Archive
from tests.bench.market import stock
from tests.bench.report import Found
from tests.bench.run import Run


async def projector(run: Run) -> Found:
    """All passports of the sample market, built again and again from their evidence."""
    built, taken = 0, 0.0
    async with run.database("projector") as database:
        await stock(database, run.now)
        archive = Archive(database)
        while taken < run.options.seconds:
            await archive.lots.mark_all()
            began = perf_counter()
            built += await project_dirty(archive.events, archive.lots)
            taken += perf_counter() - began
    return Found(("per second",), {"passports built from evidence": (built / taken,)})
