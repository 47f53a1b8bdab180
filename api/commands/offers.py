"""`freshlens offers …`: offers in and out, as JSON Lines or CSV, and tried out."""

import asyncio
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Annotated

import typer

from api import clock
from api.access.audit import COMMAND_LINE
from api.commands import err, print_json
from api.commands.imports import Files, Json, RefusalFile, Refusals, import_shown, tell
from api.commands.offer_simulation import simulate_offer
from api.settings import settings_from
from api.wiring import opened
from personalization.offer_exchange import ExchangeFormat, offers_kind, written_offers
from personalization.offers.offer import OfferStatus
from personalization.store.market import Market
from provenance.imports.records import Counts
from provenance.store.archive import Archive

offers = typer.Typer(no_args_is_help=True, help="Offers in and out, and tried out.")
offers.command("simulate")(simulate_offer)


@offers.command("import")
def import_offers(
    files: Files,
    *,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish those without errors.")
    ] = False,
    as_json: Json = False,
    refusals: RefusalFile = None,
) -> None:
    """Read offers from JSON, JSON Lines or CSV files, as drafts unless told to publish them.

    Repeating it changes nothing.
    """
    with Refusals(refusals) as refused:
        counts = asyncio.run(_import(files, refused, publish))
        refused.tell_rest(counts)
    tell(counts, as_json)


@offers.command("export")
def export_offers(
    file: Annotated[
        Path | None,
        typer.Argument(help="Where to: .csv for a list, else JSON Lines; none: standard output."),
    ] = None,
    *,
    status: Annotated[
        OfferStatus | None, typer.Option(help="Only offers in this state.", case_sensitive=False)
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="With a file: print the count as JSON.")
    ] = False,
) -> None:
    """Write offers as `offers import` takes them again: drafts, else what is in force."""
    form = ExchangeFormat.JSON_LINES
    if file is not None and file.suffix == ".csv":
        form = ExchangeFormat.CSV
    with ExitStack() as closing:
        # csv has line ends of its own
        to = closing.enter_context(file.open("w", encoding="utf-8", newline="")) if file else None
        count = asyncio.run(_export(to or sys.stdout, form, status))
    if file is not None and as_json:
        print_json({"offers": count})
    elif file is not None:
        err.print(f"{count} offers written to {file}", markup=False)


async def _import(files: list[Path], refused: Refusals, publish: bool) -> Counts:
    async with opened(settings_from(os.environ)) as database:
        kind = offers_kind(
            Archive(database),
            Market(database),
            by=COMMAND_LINE,
            now=clock.now(),
            publishing=publish,
        )
        return await import_shown("offers", kind, files, refused)


async def _export(to: IO[str], form: ExchangeFormat, status: OfferStatus | None) -> int:
    async with opened(settings_from(os.environ)) as database:
        found = await Market(database).offers.every(status)
        to.writelines(written_offers(found, form))
        return len(found)
