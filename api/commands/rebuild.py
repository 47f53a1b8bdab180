"""`freshlens rebuild`: everything that is derived, made again from the evidence."""

import asyncio
import os
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.commands import err, out, print_json
from api.settings import settings_from
from api.wiring import opened
from provenance.projection import project_dirty
from provenance.store.archive import Archive


def rebuild(
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Rebuild all passports from events, and all running integrals from readings.

    Safe at any time, beside a running server too: scans see the old or the new passport.
    """
    asyncio.run(_rebuild(as_json))


async def _rebuild(as_json: bool) -> None:
    async with opened(settings_from(os.environ)) as database:
        archive = Archive(database)
        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err
        ) as bars:
            cold = bars.add_task("Cold chain", total=None)
            places = await archive.readings.rebuild()
            bars.update(cold, completed=places, total=places)
            lots = bars.add_task("Passports", total=await archive.lots.mark_all())
            rebuilt = await project_dirty(
                archive.events, archive.lots, lambda done: bars.update(lots, completed=done)
            )
    if as_json:
        print_json({"lots": rebuilt, "places": places})
    else:
        out.print(f"Rebuilt {rebuilt} passports and the cold chain of {places} places.")
