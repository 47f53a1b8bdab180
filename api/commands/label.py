"""`freshlens label`: a print-ready label, its code read back before it is written."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from api import clock
from api.commands import err, out
from api.commands.label_sheet import sheet
from api.settings import settings_from
from api.wiring import opened
from kiosk.labels import Bitmap, Label, LabelRefusedError, item_label, pdf, png, zpl
from provenance.answer import Scan
from provenance.codes import read_code
from provenance.identity import CodeRefusal, Identity, Symbology
from provenance.scan import Occasion, scan_identity
from provenance.store.archive import Archive
from provenance.text import LANGUAGES, Texts, choose_language, localised

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


class Format(StrEnum):
    """What a label is written as; each holds the same dots."""

    PNG = "png"
    PDF = "pdf"
    ZPL = "zpl"


labels = typer.Typer(help="Labels, their codes read back before they are written.")
labels.command("sheet")(sheet)


@labels.callback(invoke_without_command=True)
def label(
    context: typer.Context,
    *,
    gtin: Annotated[str, typer.Option(help="8 to 14 digits, check digit included.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write: .png, .pdf or .zpl.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Where the file's name does not say it.")
    ] = None,
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

    60 × 40 mm at 203 dpi, one bit a pixel, as PNG, PDF or for a ZPL printer. The QR is read back
    from these dots first; what would not scan, what is recalled, or a name no font here can print,
    is refused and nothing is written.
    """
    if context.invoked_subcommand is not None:
        return
    if not gtin or output is None:
        raise typer.BadParameter("a label needs both", param_hint="--gtin and --output")
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
    names, recalled = asyncio.run(_known(item, clock.now()))
    if recalled:
        _refuse("It is recalled: no label is printed. See the notice in the scan's answer.")
    if name is None and names is None:
        _refuse(f"The database has no product {item.gtin}: give its name by --name.")
    printed = name or localised(names or {}, chosen)
    printed_label = Label(item, printed, origin or settings_from(os.environ).public_url)
    scanned = read_code(printed_label.link, today=clock.now().date())
    if isinstance(scanned, CodeRefusal):
        _refuse(f"{printed_label.link}: {texts(scanned.message, chosen)}")
    if scanned != item:
        _refuse("Codes hold dates of 49 years past to 50 years ahead: correct the dates.")
    try:
        picture = item_label(printed_label, texts, chosen)
    except LabelRefusedError as error:
        _refuse(texts(error.message, chosen))
    output.write_bytes(_encoded(picture, form or _format_of(output)))
    out.print(f"{output}: {printed_label.link}", markup=False, soft_wrap=True)


async def _known(item: Identity, now: datetime) -> tuple[Mapping[str, str] | None, bool]:
    """The product's names, if it is known, and whether the item is recalled."""
    async with opened(settings_from(os.environ)) as database:
        archive = Archive(database)
        found = await scan_identity(archive, item, Occasion(now=now, stores={}, places={}))
        if isinstance(found, Scan):
            return found.product.names, found.recall is not None
        things = [thing for thing in (item.gtin, item.lot_thing) if thing]
        return None, await archive.recalls.in_force_on(things, now)


def _format_of(output: Path) -> Format:
    suffix = output.suffix.lower().removeprefix(".")
    return Format(suffix) if suffix in list(Format) else Format.PNG


def _encoded(picture: Bitmap, form: Format) -> bytes:
    match form:
        case Format.PNG:
            return png(picture)
        case Format.PDF:
            return pdf([picture])
        case Format.ZPL:
            return zpl(picture)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _refuse(problem: str) -> NoReturn:
    err.print(problem, markup=False, style="red", soft_wrap=True)
    raise typer.Exit(2)
