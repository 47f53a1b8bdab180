"""Keeping passports true to the evidence: gather the events of a lot, walk, store (idempotent)."""

from collections.abc import Callable

from provenance.events import Event
from provenance.passport import Passport, passport
from provenance.store.events import Events
from provenance.store.lots import Lots
from provenance.trace import Trace, trace

ATTEMPTS = 5
"""Evidence that keeps arriving while we read is caught up with later, not for ever."""


async def gather(events: Events, thing: str) -> Trace:
    """The finished trace of a thing: one query a level of the walk."""
    known: dict[str, Event] = {}
    asked: set[str] = set()
    found = trace([thing], ())
    while wanted := found.wanted - asked:
        for event in await events.about(wanted):
            known[f"{event.hash}|{event.refutes}|{event.recorded_at}"] = event
        asked |= wanted
        found = trace(_with_lot(thing, known), known.values())
        if found.cut_short:
            break
    return found


def _with_lot(thing: str, known: dict[str, Event]) -> list[str]:
    """An instance's own things: itself, and the one lot of its GTIN named beside it."""
    if "/21/" not in thing:
        return [thing]
    prefix = thing.partition("/21/")[0] + "/10/"
    lots = {
        lot
        for event in known.values()
        if thing in event.things
        for lot in event.things
        if lot.startswith(prefix)
    }
    return [thing, *lots] if len(lots) == 1 else [thing]


async def project(events: Events, lots: Lots, thing: str) -> Passport | None:
    """Rebuild one passport and store it; None for a thing that no evidence names."""
    built = None
    for _ in range(ATTEMPTS):
        revision = await lots.revision(thing)
        if revision is None:
            return None
        built = passport(await gather(events, thing))
        if await lots.put(built, revision):
            break
    return built


async def project_dirty(
    events: Events, lots: Lots, progress: Callable[[int], None] | None = None
) -> int:
    """Bring every passport that is behind up to date; how many there were."""
    done = 0
    async for thing in lots.dirty():
        await project(events, lots, thing)
        done += 1
        if progress:
            progress(done)
    return done
