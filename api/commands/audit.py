"""`freshlens audit`: what staff, partners and the command line did."""

import asyncio
import os
from typing import Annotated

import typer
from rich.table import Table

from api.access.audit import AuditLog, Deed
from api.commands import out, print_json
from api.settings import settings_from
from api.wiring import opened


def audit(
    first: Annotated[int, typer.Option(min=1, help="How many entries, the latest first.")] = 50,
    who: Annotated[str | None, typer.Option(help="Only of this name or key id.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entries as JSON.")] = False,
) -> None:
    """Show the audit log: who did, or tried to do, what."""
    deeds = asyncio.run(_latest(first, who))
    if as_json:
        print_json([_entry(deed) for deed in deeds])
        return
    table = Table("at (UTC)", "who", "capacity", "what", "outcome", "targets")
    for deed in deeds:
        table.add_row(
            f"{deed.at:%Y-%m-%d %H:%M:%S}",
            deed.who,
            deed.capacity or "–",
            deed.what,
            deed.outcome.value,
            ", ".join(f"{name} {value}" for name, value in deed.targets.items()),
        )
    out.print(table)


async def _latest(first: int, who: str | None) -> list[Deed]:
    async with opened(settings_from(os.environ)) as database:
        return await AuditLog(database).latest(first, who=who)


def _entry(deed: Deed) -> dict[str, object]:
    return {
        "id": deed.id,
        "at": deed.at,
        "who": deed.who,
        "capacity": deed.capacity,
        "action": deed.action,
        "what": deed.what,
        "outcome": deed.outcome,
        "status": deed.status,
        "targets": deed.targets,
    }
