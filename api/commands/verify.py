"""`freshlens verify`: whether what is stored about a lot is still what was recorded."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table

from api import clock
from api.commands import err, out, print_json
from api.settings import settings_from
from api.wiring import opened
from provenance.codes import read_link_path
from provenance.identity import CodeRefusal, lot_thing, serial_thing
from provenance.store.archive import Archive
from provenance.text import Texts
from provenance.verification import Entry, Verification
from provenance.verification import verify as verified

_NO_LOT = "That names no lot: check the GTIN (8 to 14 digits) and the lot number."


def verify(
    gtin: Annotated[str, typer.Argument(help="GTIN, 8 to 14 digits.", show_default=False)],
    lot: Annotated[
        str, typer.Argument(help="Lot number (with --serial: a serial number).", show_default=False)
    ],
    *,
    serial: Annotated[bool, typer.Option("--serial", help="It is an instance.")] = False,
    hashes: Annotated[
        bool,
        typer.Option("--hashes", help="Print the events' hashes as JSON Lines, to keep elsewhere."),
    ] = False,
    against: Annotated[
        Path | None, typer.Option(help="Compare with hashes that were printed and kept elsewhere.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Hash and read the events of a lot anew, and compare with what is stored.

    Ends with status 1 where something is wrong. Whoever can write the database can make all of it
    agree: only hashes that were kept elsewhere show that.
    """
    padded = gtin.zfill(14)
    thing = serial_thing(padded, lot) if serial else lot_thing(padded, lot)
    if isinstance(read_link_path(f"/{thing}", today=date.min), CodeRefusal):
        raise typer.BadParameter(_NO_LOT)
    entries = tuple(_kept(against)) if against else ()
    found = asyncio.run(_verified(thing, entries))
    if found is None:
        err.print(f"Nothing is recorded about {thing}.", markup=False)
        raise typer.Exit(1)
    if hashes:
        for entry in found.entries:
            out.print(orjson.dumps(_line(entry)).decode(), markup=False, soft_wrap=True)
    elif as_json:
        print_json(_told(found))
    else:
        _show(found)
    if not found.sound:
        raise typer.Exit(1)


async def _verified(thing: str, against: Sequence[Entry]) -> Verification | None:
    async with opened(settings_from(os.environ)) as database:
        return await verified(Archive(database), thing, now=clock.now(), against=against)


def _line(entry: Entry) -> dict[str, object]:
    return {
        "key": entry.key,
        "recordedBy": entry.recorded_by,
        "recordedAt": entry.recorded_at,
    }


def _kept(path: Path) -> Iterator[Entry]:
    """The entries of a file that `--hashes` made."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be read: {error.strerror}.") from None
    for number, line in enumerate(lines, start=1):
        try:
            entry: dict[str, Any] = orjson.loads(line)
            at = entry["recordedAt"]
            yield Entry(entry["key"], entry["recordedBy"], at and datetime.fromisoformat(at))
        except (ValueError, KeyError, TypeError):
            message = f"{path}:{number} is no line that `freshlens verify --hashes` printed."
            raise typer.BadParameter(message) from None


def _told(found: Verification) -> dict[str, object]:
    texts = Texts(["provenance"])
    return {
        "thing": found.thing,
        "checkedAt": found.checked_at,
        "verifiedEvents": len(found.entries),
        "complete": found.complete,
        "sound": found.sound,
        "problems": [
            {
                "kind": problem.kind,
                "eventId": problem.event_id,
                "message": texts(problem.message, "en"),
            }
            for problem in found.problems
        ],
    }


def _show(found: Verification) -> None:
    if found.problems:
        texts = Texts(["provenance"])
        table = Table("kind", "event", "what is wrong")
        for problem in found.problems:
            message = texts(problem.message, "en")
            table.add_row(problem.kind.value, problem.event_id or "–", message)
        out.print(table)
    verdict = "sound" if found.sound else f"{len(found.problems)} problems"
    more = "" if found.complete else "; there are more events than one check reads"
    out.print(f"{found.thing}: {len(found.entries)} events, {verdict}{more}.", markup=False)
