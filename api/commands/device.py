"""`freshlens device …`: the kiosks and scales of the stores, and their keys."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from pymongo.asynchronous.database import AsyncDatabase
from rich.table import Table

from api import clock
from api.access.audit import COMMAND_LINE, AuditLog, Deed, Outcome
from api.access.callers import Action
from api.access.devices import Device, DeviceKind, DeviceReport
from api.access.pairing import Paired, device_page, pair
from api.access.store import AccessStore, KeyRecord
from api.commands import err, out, print_json
from api.settings import settings_from
from api.wiring import PACKAGES, opened
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES, Texts

T = TypeVar("T")

devices = typer.Typer(no_args_is_help=True, help="Kiosks and scales: which may show a store.")

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@devices.command("add")
def device_add(
    kind: Annotated[DeviceKind, typer.Option(help="What it is.")],
    store: Annotated[str, typer.Option(help="The id of the store it stands in.")],
    name: Annotated[str, typer.Option(help="What staff will call it.")],
    zone: Annotated[
        str | None, typer.Option(help="The zone of the floor plan; none: anywhere in the store.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Pair a kiosk or scale: print the page to open on it, which holds its key.

    The key is shown this once and cannot be shown again.
    """
    device = Device(kind, name.strip(), store, zone)

    async def paired(database: AsyncDatabase[Document]) -> Paired | str:
        access, archive, market = AccessStore(database), Archive(database), Market(database)
        outcome = await pair(device, access, archive, market, clock.now())
        given = {"kind": kind.value, "name": device.name, "store": store}
        if isinstance(outcome, Paired):
            await _note(database, "device add", Outcome.OK, given | {"id": outcome.record.key.id})
            return outcome
        await _note(database, "device add", Outcome.REFUSED, given)
        return Texts(PACKAGES)(outcome, LANGUAGES[0])

    made = _run(paired)
    if isinstance(made, str):
        _refuse(made)
    address = device_page(settings_from(os.environ).public_url, kind, made.text)
    if as_json:
        print_json({"key": made.text, "address": address, **_device(made.record, None)})
        return
    err.print("Open this page on the device. It holds its key, which is not shown again.")
    out.print(address, markup=False, soft_wrap=True)


@devices.command("list")
def device_list(
    store: Annotated[str | None, typer.Option(help="Only of this store.")] = None,
    as_json: Json = False,
) -> None:
    """List the devices that are paired, and when each was last heard."""

    async def listed(
        database: AsyncDatabase[Document],
    ) -> list[tuple[KeyRecord, DeviceReport | None]]:
        access = AccessStore(database)
        records = await access.device_keys(store)
        reports = await access.device_reports.of([record.key.id for record in records])
        return [(record, reports.get(record.key.id)) for record in records]

    told = [_device(record, report) for record, report in _run(listed)]
    if as_json:
        print_json(told)
        return
    table = Table("id", "kind", "name", "store", "zone", "heard", "problems")
    for each in told:
        heard = each["heardAt"]
        problems = ", ".join(map(str, each["problems"])) or "–"
        table.add_row(
            *(str(each[column] or "–") for column in ("id", "kind", "name", "store", "zone")),
            f"{heard:%Y-%m-%d %H:%M}" if heard else "–",
            problems,
        )
    out.print(table)


@devices.command("remove")
def device_remove(
    device_id: Annotated[str, typer.Argument(help="The id, as `device list` shows.")],
) -> None:
    """End a device's key at once."""

    async def removed(database: AsyncDatabase[Document]) -> bool:
        access = AccessStore(database)
        record = await access.key(device_id)
        known = record is not None and record.key.device is not None
        ended = known and await access.revoke_key(device_id, clock.now())
        outcome = Outcome.OK if ended else Outcome.REFUSED
        await _note(database, "device remove", outcome, {"id": device_id})
        return ended

    if not _run(removed):
        _refuse(f"No device {device_id} is paired: see `freshlens device list`.")


def _run(do: Callable[[AsyncDatabase[Document]], Awaitable[T]]) -> T:
    async def done() -> T:
        async with opened(settings_from(os.environ)) as database:
            return await do(database)

    return asyncio.run(done())


async def _note(
    database: AsyncDatabase[Document], what: str, outcome: Outcome, given: Mapping[str, object]
) -> None:
    deed = Deed(clock.now(), COMMAND_LINE, None, Action.PAIR_DEVICES, what, outcome, None, given)
    await AuditLog(database).note(deed)


def _device(record: KeyRecord, report: DeviceReport | None) -> dict[str, Any]:
    device = record.key.device
    assert device is not None  # noqa: S101 - only such keys come here
    return {
        "id": record.key.id,
        "kind": device.kind,
        "name": device.name,
        "store": device.store,
        "zone": device.zone,
        "pairedAt": record.created_at,
        "heardAt": report and report.heard_at,
        "version": report and report.version,
        "clockOffsetSeconds": report and report.clock_offset,
        "problems": sorted(report.problems) if report else [],
    }


def _refuse(message: str) -> NoReturn:
    err.print(message, markup=False)
    raise typer.Exit(2)
