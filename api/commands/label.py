"""`freshlens label`: a print-ready label, its code read back before it is written."""

import asyncio
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from api import clock
from api.commands import err, out
from api.settings import settings_from
from api.wiring import opened
from kiosk.labels import Label, LabelError, checked_png
from provenance.codes import read_code
from provenance.identity import CodeRefusal, Identity, Symbology
from provenance.store.archive import Archive
from provenance.text import LANGUAGES, Texts, choose_language, localised

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def label(
    *,
    gtin: Annotated[str, typer.Option(help="8 to 14 digits, check digit included.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The PNG file to write.")],
    name: Annotated[
        str | None, typer.Option(help="The product's name; default: the one in the database.")
    ] = None,
    lot: Annotated[str | None, typer.Option(help="Batch or lot, up to 20 characters.")] = None,
    serial: Annotated[str | None, typer.Option(help="Serial number, up to 20 characters.")] = None,
    expiry: Day = None,
    best_before: Day = None,
    packed_on: Day = None,
    language: Annotated[str, typer.Option(help=f"One of {', '.join(LANGUAGES)}.")] = LANGUAGES[0],
    origin: Annotated[
        str | None, typer.Option(help="What the link begins with; default FRESHLENS_PUBLIC_URL.")
    ] = None,
) -> None:
    """Write a label for a lot: name, dates and a QR that every phone opens.

    60 × 40 mm at 203 dpi, one bit a pixel. The QR is read back from the file's own bytes first;
    what would not scan, or a name no font here can print, is refused and nothing is written.
    """
    texts = Texts(("kiosk", "provenance"))
    chosen = choose_language([language])
    if chosen is None:
        raise typer.BadParameter(f"use one of {', '.join(LANGUAGES)}", param_hint="--language")
    item = read_code(gtin, today=clock.now().date(), symbology=Symbology.EAN_UPC)
    if isinstance(item, CodeRefusal):
        _refuse(texts(item.message, chosen))
    item = replace(
        item,
        lot=lot,
        serial=serial,
        expiry=_day(expiry),
        best_before=_day(best_before),
        packed_on=_day(packed_on),
    )
    printed = name or asyncio.run(_name(item, chosen))
    sheet = Label(item, printed, origin or settings_from(os.environ).public_url)
    scanned = read_code(sheet.link, today=clock.now().date())
    if isinstance(scanned, CodeRefusal):
        _refuse(f"{sheet.link}: {texts(scanned.message, chosen)}")
    if scanned != item:
        _refuse("Codes hold dates of 49 years past to 50 years ahead: correct the dates.")
    try:
        png = checked_png(sheet, texts, chosen)
    except LabelError as error:
        _refuse(str(error))
    output.write_bytes(png)
    out.print(f"{output}: {sheet.link}", markup=False, soft_wrap=True)


async def _name(item: Identity, language: str) -> str:
    async with opened(settings_from(os.environ)) as database:
        product = await Archive(database).products.get(item.gtin or "")
    if product is None:
        _refuse(f"The database has no product {item.gtin}: give its name by --name.")
    return localised(product.names, language)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _refuse(problem: str) -> NoReturn:
    err.print(problem, markup=False, style="red", soft_wrap=True)
    raise typer.Exit(2)
