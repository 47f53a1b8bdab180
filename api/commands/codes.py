"""`freshlens codes`: what to scan in the sample store."""

import asyncio
import os
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.commands import err, out, print_json
from api.settings import settings_from
from api.wiring import opened
from provenance.store.archive import Archive
from seed import loaded_day
from seed.codes import FNC1, WORDS, sample_codes

FNC1_SHOWN = "<GS>"


def codes(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a list of {code, kind, shows, store}.")
    ] = False,
) -> None:
    """Print one code of every kind of the sample store, and what each shows."""
    day = asyncio.run(_loaded_day())
    if day is None:
        err.print("There is no sample store in this database yet: run `make demo` first.")
        raise typer.Exit(1)
    rows = [
        {key: value for key, value in asdict(code).items() if key != "state"}
        for code in sample_codes(day)
    ]
    if as_json:
        print_json(rows)
        return
    table = Table("code", "kind", "shows", "store", title=f"Sample store of {day}")
    for row in rows:
        shown = escape(row["code"].replace(FNC1, FNC1_SHOWN))
        table.add_row(shown, row["kind"], row["shows"], row["store"] or "–")
    out.print(table)
    for word, meaning in WORDS.items():
        out.print(f"{word}: {meaning}")
    out.print(f"{FNC1_SHOWN}: the FNC1 separator, one character (ASCII 29); --json has it as it is")


async def _loaded_day() -> date | None:
    async with opened(settings_from(os.environ)) as database:
        return await loaded_day(Archive(database))
