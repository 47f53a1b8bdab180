"""`freshlens import …`: products, events, readings, recipes and lists from files."""

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Self

import orjson
import typer
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

from api import clock
from api.commands import err, out, print_json
from api.settings import settings_from
from api.wiring import opened
from personalization.imports import kinds as shop
from personalization.store.market import Market
from provenance.imports.engine import Kind, Progress, import_files
from provenance.imports.kinds import COLUMNS, KINDS, Intake
from provenance.imports.records import Counts, Refusal
from provenance.projection import project_dirty
from provenance.store.archive import Archive
from provenance.text import Texts

imports = typer.Typer(
    no_args_is_help=True,
    help="Import files: JSON, JSON Lines or CSV, plain or gzip. Repeating it changes nothing.",
)

_SHOWN_REFUSALS = 20

Files = Annotated[list[Path], typer.Argument(help="The files to import.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")]
RefusalFile = Annotated[
    Path | None,
    typer.Option("--refusals", help="Write every refusal to this file, as JSON Lines."),
]


def _command(name: str) -> Callable[[list[Path], bool, Path | None], None]:
    def run(files: Files, as_json: Json = False, refusals: RefusalFile = None) -> None:
        with Refusals(refusals) as refused:
            counts = asyncio.run(_import(name, files, refused))
            refused.tell_rest(counts)
        tell(counts, as_json)

    return run


def _help(name: str) -> str:
    """What a kind of input is and, of a list, its columns."""
    told = (KINDS.get(name) or shop.KINDS[name]).__doc__ or ""
    if columns := COLUMNS.get(name) or shop.COLUMNS.get(name):
        told += f"\n\nColumns: {', '.join(columns.needed)}."
        if columns.further:
            told += f" Optional: {', '.join(columns.further)}."
    return told


for _name in (*KINDS, *shop.KINDS):
    imports.command(_name, help=_help(_name))(_command(_name))


async def _import(name: str, files: list[Path], refused: "Refusals") -> Counts:
    async with opened(settings_from(os.environ)) as database:
        archive = Archive(database)
        if name in shop.KINDS:
            kind = shop.KINDS[name](shop.Intake(archive, Market(database)))
            return await import_shown(name, kind, files, refused)
        counts = await import_shown(
            name, KINDS[name](Intake(archive, now=clock.now())), files, refused
        )
        await project_dirty(archive.events, archive.lots)
        return counts


async def import_shown(
    name: str, kind: Kind[Any], files: list[Path], refused: "Refusals"
) -> Counts:
    """Import files with a bar on the terminal that says how far it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Bar(*columns, TimeRemainingColumn(), console=err) as bar:
        task = bar.add_task(name)

        def progress(so_far: Progress) -> None:
            bar.update(task, completed=so_far.bytes_read, total=so_far.bytes_total)

        return await import_files(kind, files, refused=refused, progress=progress)


class Refusals:
    """Where refusals go: the first ones to the terminal, and all to a file if one is named."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._texts = Texts(["provenance", "personalization"])
        self._seen = 0
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        self._file = self._closing.enter_context(self._path.open("wb")) if self._path else None
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def __call__(self, refusal: Refusal) -> None:
        """Take one refusal."""
        reason = self._texts(refusal.refused.reason, "en")
        where = {"file": refusal.file, "line": refusal.line, "pointer": refusal.refused.pointer}
        if self._file is not None:
            self._file.write(orjson.dumps({**where, "reason": reason}) + b"\n")
        self._seen += 1
        if self._seen <= _SHOWN_REFUSALS:
            place = ":".join(str(part) for part in where.values() if part)
            err.print(f"{place}: {reason}", markup=False, soft_wrap=True)

    def tell_rest(self, counts: Counts) -> None:
        """Say how many refusals were not shown, and where they are."""
        if (more := counts.refused - _SHOWN_REFUSALS) > 0:
            where = f"see {self._path}" if self._path else "name a file with --refusals to have all"
            err.print(f"… and {more} more refused: {where}.", markup=False)


def tell(counts: Counts, as_json: bool) -> None:
    """Print what became of the records; where some were refused, end with status 1."""
    numbers = asdict(counts)
    if as_json:
        print_json(numbers)
    else:
        table = Table(*numbers)
        table.add_row(*map(str, numbers.values()))
        out.print(table)
    if counts.refused:
        raise typer.Exit(1)
