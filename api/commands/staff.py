"""`freshlens user …` and `freshlens key …`: who may work with this installation."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Annotated, NoReturn, TypeVar

import typer
from rich.table import Table

from api import clock
from api.access.audit import COMMAND_LINE, AuditLog, Deed, Outcome
from api.access.authentication import create_key, new_staff
from api.access.callers import DEVICE_SCOPES, SCOPES, Action, KeyScope, Role
from api.access.credentials import PASSWORD_LENGTH, generated_password, staff_name
from api.access.store import AccessStore, KeyRecord, StaffRecord
from api.commands import err, out, print_json
from api.settings import settings_from
from api.wiring import opened

T = TypeVar("T")

users = typer.Typer(no_args_is_help=True, help="Staff: who may log in, and in which role.")
keys = typer.Typer(no_args_is_help=True, help="API keys of devices and partners.")

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Generate = Annotated[
    bool, typer.Option("--generate", help="Make a password and print it, instead of asking.")
]
_SCOPE_HELP = "What it opens; repeat for more. " + "; ".join(
    f"{scope}: {meaning}" for scope, meaning in SCOPES.items()
)
Name = Annotated[str, typer.Argument(help="The staff name; capitals do not matter.")]


@users.command("add")
def user_add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What this person may do.")],
    generate: Generate = False,
    as_json: Json = False,
) -> None:
    """Add a member of staff."""
    known_name, password = _name(name), _password(generate)
    record = new_staff(known_name, role, password, clock.now())
    given = {"name": known_name, "role": role.value}
    if not _change("user add", given, lambda store: store.add_staff(record)):
        _refuse(f"There is a {known_name} already: see `freshlens user password {known_name}`.")
    _tell_user(record, password if generate else None, as_json)


@users.command("password")
def user_password(name: Name, generate: Generate = False, as_json: Json = False) -> None:
    """Set a new password; sessions under the old one end."""
    known_name, password = _name(name), _password(generate)
    record = _change(
        "user password",
        {"name": known_name},
        lambda store: set_password(store, known_name, password, clock.now()),
    )
    if record is None:
        _refuse(f"There is no {known_name}: see `freshlens user list`.")
    _tell_user(record, password if generate else None, as_json)


@users.command("list")
def user_list(as_json: Json = False) -> None:
    """List the staff."""
    staff = _run(lambda store: store.all_staff())
    if as_json:
        print_json([_user(record) for record in staff])
        return
    table = Table("name", "role", "since")
    for record in staff:
        table.add_row(record.name, record.role.value, f"{record.created_at:%Y-%m-%d}")
    out.print(table)


@users.command("remove")
def user_remove(name: Name) -> None:
    """Remove a member of staff; their sessions end."""
    known_name = _name(name)
    given = {"name": known_name}
    if not _change("user remove", given, lambda store: store.remove_staff(known_name)):
        _refuse(f"There is no {known_name}: see `freshlens user list`.")


@keys.command("create")
def key_create(
    organisation: Annotated[str, typer.Option(help="Whose key it is.")],
    scope: Annotated[list[KeyScope], typer.Option(help=_SCOPE_HELP)],
    rate: Annotated[
        int | None,
        typer.Option(min=1, max=10_000, help="Requests a second it may send, if not the usual."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Create an API key. It is shown this once and cannot be shown again."""
    if not DEVICE_SCOPES.isdisjoint(scope):
        _refuse("Kiosks and scales get their keys by `freshlens device add`.")
    given: dict[str, object] = {
        "organisation": organisation,
        "scopes": [each.value for each in scope],
    }

    async def created(store: AccessStore) -> tuple[str, KeyRecord]:
        made = await create_key(store, organisation, scope, clock.now(), rate)
        given["id"] = made[1].key.id
        return made

    text, record = _change("key create", given, created)
    if as_json:
        print_json({"key": text, **_key(record)})
        return
    err.print("Keep this key: it is not shown again.")
    out.print(text, markup=False, soft_wrap=True)


@keys.command("list")
def key_list(as_json: Json = False) -> None:
    """List the API keys, revoked ones among them."""
    records = _run(lambda store: store.all_keys())
    if as_json:
        print_json([_key(record) for record in records])
        return
    table = Table("id", "organisation", "scopes", "created", "last used", "revoked")
    for record in records:
        dates = (record.created_at, record.last_used, record.revoked_at)
        table.add_row(
            record.key.id,
            record.key.organisation,
            ", ".join(sorted(record.key.scopes)),
            *(f"{date:%Y-%m-%d %H:%M}" if date else "–" for date in dates),
        )
    out.print(table)


@keys.command("revoke")
def key_revoke(key_id: Annotated[str, typer.Argument(help="The id, as `key list` shows.")]) -> None:
    """End an API key at once."""
    given = {"id": key_id}
    if not _change("key revoke", given, lambda store: store.revoke_key(key_id, clock.now())):
        _refuse(f"No key {key_id} is in force: see `freshlens key list`.")


async def set_password(
    store: AccessStore, name: str, password: str, now: datetime
) -> StaffRecord | None:
    """Give a member of staff a new password; None when there is no such person."""
    record = await store.staff(name)
    if record is None:
        return None
    renewed = new_staff(name, record.role, password, now)
    await store.renew_password(renewed)
    return renewed


def _run(question: Callable[[AccessStore], Awaitable[T]]) -> T:
    async def asked() -> T:
        async with opened(settings_from(os.environ)) as database:
            return await question(AccessStore(database))

    return asyncio.run(asked())


def _change(
    what: str, given: Mapping[str, object], change: Callable[[AccessStore], Awaitable[T]]
) -> T:
    """Change something and write it down; a result that is false was refused."""

    async def changed() -> T:
        async with opened(settings_from(os.environ)) as database:
            result = await change(AccessStore(database))
            outcome = Outcome.OK if result else Outcome.REFUSED
            deed = Deed(
                clock.now(), COMMAND_LINE, None, Action.MANAGE_STAFF, what, outcome, None, given
            )
            await AuditLog(database).note(deed)
            return result

    return asyncio.run(changed())


def _name(text: str) -> str:
    name = staff_name(text)
    if name is None:
        _refuse("A staff name has 1 to 64 letters a–z, digits and . _ @ - and begins and ends so.")
    return name


def _password(generate: bool) -> str:
    if generate:
        return generated_password()
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) not in PASSWORD_LENGTH:
        _refuse(f"A password has {PASSWORD_LENGTH.start} to {PASSWORD_LENGTH.stop - 1} characters.")
    return password


def _tell_user(record: StaffRecord, password: str | None, as_json: bool) -> None:
    if as_json:
        print_json({**_user(record), **({"password": password} if password else {})})
    elif password:
        err.print("Keep this password: it is not shown again.")
        out.print(password, markup=False, soft_wrap=True)


def _user(record: StaffRecord) -> dict[str, object]:
    return {"name": record.name, "role": record.role, "createdAt": record.created_at}


def _key(record: KeyRecord) -> dict[str, object]:
    return {
        "id": record.key.id,
        "organisation": record.key.organisation,
        "scopes": sorted(record.key.scopes),
        "rate": record.key.rate,
        "createdAt": record.created_at,
        "lastUsed": record.last_used,
        "revokedAt": record.revoked_at,
    }


def _refuse(message: str) -> NoReturn:
    err.print(message, markup=False)
    raise typer.Exit(2)
