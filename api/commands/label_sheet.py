"""`freshlens label sheet`: labels for the shelves of a store, on A4."""

import asyncio
import os
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.progress import track

from api import clock
from api.commands import err, out
from api.offers_live import OffersLive
from api.settings import settings_from
from api.shelf_labels import Shelves, shelf_labels
from api.wiring import opened
from kiosk.labels import LabelRefusedError, pdf
from kiosk.labels.shelf import A_SHEET, ShelfLabel, sheets
from personalization.store.market import Market
from provenance.places import Store
from provenance.store.archive import Archive
from provenance.text import LANGUAGES, Texts, choose_language


def sheet(
    *,
    store: Annotated[str, typer.Option(help="The store's id.")],
    zone: Annotated[
        str | None, typer.Option(help="Only what is sold in this zone of its floor plan.")
    ] = None,
    gtin: Annotated[
        list[str] | None, typer.Option(help="Only this product; may be given again.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The PDF file to write.")] = Path(
        "sheet.pdf"
    ),
    language: Annotated[
        str | None, typer.Option(help=f"One of {', '.join(LANGUAGES)}; default: the store's.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option(help="What links begin with; default FRESHLENS_PUBLIC_URL.")
    ] = None,
) -> None:
    """Write labels for a store's shelves: prices and offers of this moment, 24 on a sheet of A4.

    Offers are those that anybody gets, at any hour of the day. Every QR is read back first.
    """
    chosen = choose_language([language]) if language else None
    if language and chosen is None:
        raise typer.BadParameter(f"use one of {', '.join(LANGUAGES)}", param_hint="--language")
    settings = settings_from(os.environ)
    gtins = frozenset(each.zfill(14) for each in gtin or ())
    found, spoken, today = asyncio.run(
        _labels(store, zone, gtins, chosen, origin or settings.public_url)
    )
    texts = Texts(("kiosk",))
    pages = track(
        sheets(found, texts, spoken, today),
        "Sheets",
        total=-(-len(found) // A_SHEET),
        console=err,
        disable=len(found) <= A_SHEET,
    )
    try:
        output.write_bytes(pdf(list(pages)))
    except LabelRefusedError as error:
        _refuse(texts(error.message, spoken))
    out.print(f"{output}: {len(found)} labels", markup=False, soft_wrap=True)


async def _labels(
    store_id: str, zone: str | None, gtins: frozenset[str], language: str | None, origin: str
) -> tuple[list[ShelfLabel], str, date]:
    """The labels, their language, and the day in the store."""
    async with opened(settings_from(os.environ)) as database:
        archive, market, now = Archive(database), Market(database), clock.now()
        store = await _store(archive, store_id)
        plan = next(iter(await market.zones.plans([store.id])), None)
        if zone is not None and (plan is None or plan.zone(zone) is None):
            _refuse(f"{store.id} has no zone {zone}.")
        offers = OffersLive(market)
        await offers.read_all()
        spoken = language or choose_language([store.language]) or LANGUAGES[0]
        shelves = Shelves(store, plan, offers.snapshot, offers.terms, origin, spoken)
        found = list(await shelf_labels(archive, shelves, now, zone=zone, gtins=gtins))
        if not found:
            _refuse(f"Nothing of this has a price in {store.id}.")
        return found, spoken, now.astimezone(store.time_zone).date()


async def _store(archive: Archive, store_id: str) -> Store:
    _, stores = await archive.places.known([store_id])
    if not stores:
        _refuse(f"There is no store {store_id}.")
    return stores[0]


def _refuse(problem: str) -> NoReturn:
    err.print(problem, markup=False, style="red", soft_wrap=True)
    raise typer.Exit(2)
