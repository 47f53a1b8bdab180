"""`freshlens links …`: what the resolver redirects to, in and out as linksets (RFC 9264)."""

import asyncio
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated

import orjson
import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from api import clock
from api.commands import err, print_json
from api.commands.imports import Files, Json, RefusalFile, Refusals, import_shown, tell
from api.settings import settings_from
from api.wiring import opened
from provenance.imports.records import Counts
from provenance.linking import links_kind
from provenance.links.linkset import level_object
from provenance.store.archive import Archive

links = typer.Typer(
    no_args_is_help=True, help="Links that the resolver redirects to, as linksets (RFC 9264)."
)


@dataclass(frozen=True, slots=True)
class _Form:
    """What stands before, between and after the items of an export."""

    start: bytes
    between: bytes
    end: bytes


_ONE_DOCUMENT = _Form(b'{"linkset": [\n', b",\n", b"\n]}\n")
_LINES = _Form(b'{"linkset": [', b']}\n{"linkset": [', b"]}\n")


@links.command("import")
def import_links(files: Files, as_json: Json = False, refusals: RefusalFile = None) -> None:
    """Set the links in linkset files, each anchor's as a whole. Repeating it changes nothing."""
    with Refusals(refusals) as refused:
        counts = asyncio.run(_import(files, refused))
        refused.tell_rest(counts)
    tell(counts, as_json)


@links.command("export")
def export_links(
    file: Annotated[
        Path | None, typer.Argument(help="Where to; standard output when left out.")
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="With a file: print the count as JSON.")
    ] = False,
) -> None:
    """Write all links that were set as one linkset, which `links import` takes again.

    A file that ends in .jsonl or .ndjson gets a linkset a line instead: for more than 256 MiB.
    """
    with ExitStack() as closing:
        to = closing.enter_context(file.open("wb")) if file else sys.stdout.buffer
        form = _LINES if file and file.suffix in (".jsonl", ".ndjson") else _ONE_DOCUMENT
        levels = asyncio.run(_export(to, form))
    if file is not None and as_json:
        print_json({"levels": levels})
    elif file is not None:
        err.print(f"{levels} items with links written to {file}", markup=False)


async def _import(files: list[Path], refused: Refusals) -> Counts:
    settings = settings_from(os.environ)
    async with opened(settings) as database:
        kind = links_kind(Archive(database), origin=settings.public_url, today=clock.now().date())
        return await import_shown("links", kind, files, refused)


async def _export(to: IO[bytes], form: _Form) -> int:
    """One line an item, so that memory stays flat and files can be compared; how many."""
    settings = settings_from(os.environ)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    written = 0
    async with opened(settings) as database:
        stored = Archive(database).links
        with Bar(*columns, console=err) as bar:
            task = bar.add_task("links", total=await stored.count())
            to.write(form.start)
            async for level in stored.every():
                to.write(form.between if written else b"")
                to.write(orjson.dumps(level_object(level, settings.public_url)))
                written += 1
                bar.update(task, completed=written)
            to.write(form.end)
    return written
