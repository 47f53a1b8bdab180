"""Keeping passports true to the evidence: gather the events of a lot, walk, store (idempotent)."""

import asyncio
from collections.abc import Callable

from provenance.events import Event
from provenance.passport import Passport, passport
from provenance.store.events import Events
from provenance.store.lots import Lots
from provenance.trace import Trace, trace

ATTEMPTS = 5
"""Evidence that keeps arriving while we read is caught up with later, not for ever."""

AT_ONCE = 16
"""Passports that are built side by side: each waits for the database most of its time."""


async def gather(events: Events, thing: str) -> Trace:
    """The finished trace of a thing: one query a level of the walk."""
    known: dict[tuple[object, ...], Event] = {}
    asked: set[str] = set()
    found = trace(thing, ())
    while (wanted := found.lineage.keys() - asked) and not found.cut_short:
        for event in await events.about(wanted):
            known[event.hash, event.refutes, event.recorded_at] = event
        asked |= wanted
        found = trace(thing, known.values())
    return found


async def project(events: Events, lots: Lots, thing: str) -> Passport | None:
    """Rebuild one passport and store it; None for a thing that no evidence names.

    Evidence marks the passports that rest on what it speaks of. So a passport whose lineage has
    grown is stored still dirty and built once more: what arrived in between cannot have marked it.
    """
    built = None
    for _ in range(ATTEMPTS):
        known = await lots.known(thing)
        if known is None:
            return None
        built = passport(await gather(events, thing))
        settled = all(
            name in known.lineage and until <= known.lineage[name]
            for name, until in built.lineage.items()
        )
        if await lots.put(built, known.revision, dirty=not settled) and settled:
            break
    return built


async def project_dirty(
    events: Events, lots: Lots, progress: Callable[[int], None] | None = None, *, most: int = 0
) -> int:
    """Bring every passport that is behind up to date, or at most so many; how many there were.

    One that cannot be built does not keep the others from it: the first error is raised when all
    have been tried, with a note of the thing it was about.
    """
    done = 0
    errors: list[Exception] = []
    free = asyncio.Semaphore(AT_ONCE)

    async def build(thing: str) -> None:
        nonlocal done
        try:
            await project(events, lots, thing)
        except Exception as error:
            error.add_note(f"while building the passport of {thing}")
            errors.append(error)
        else:
            done += 1
            if progress:
                progress(done)
        finally:
            free.release()

    async with asyncio.TaskGroup() as building:
        async for thing in lots.dirty(most):
            await free.acquire()
            building.create_task(build(thing))
    if errors:
        raise errors[0]
    return done
