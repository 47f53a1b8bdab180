"""`freshlens demo`: a believable store to try out, from nothing, in one command."""

import asyncio
import os
import shlex
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import orjson
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from api import clock, logs, server
from api.access.authentication import new_staff
from api.access.callers import Role
from api.access.credentials import generated_password
from api.access.devices import DeviceKind
from api.access.pairing import device_page
from api.access.store import AccessStore
from api.app import build
from api.commands import err, out
from api.commands.sample_coupon import sample_coupon
from api.commands.sample_devices import sample_devices
from api.commands.sample_key import sample_key
from api.commands.scale_beside import weighing_beside
from api.commands.secret import kept_secret
from api.commands.simulate import simulating_beside
from api.commands.simulate_shoppers import shopping_beside
from api.commands.work import working_beside
from api.settings import Settings, settings_from
from api.wiring import mongodb_uri, prepared
from kiosk.labels import terminal_qr
from kiosk.screens import Screen
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.store.archive import Archive
from seed import Loaded, load
from seed.codes import sample_codes

_LIVE = timedelta(hours=4)
"""What the simulated sensors have still to tell when the demo first begins."""

_QUERY = (
    "query ($code: String!, $store: ID) {"
    " scan(code: $code, context: {storeId: $store}) { ... on Scan {"
    " product { name } freshness { state score explanation }"
    " origin { steps { activity place { name } } } }"
    " ... on ScanRefusal { message } } }"
)


def demo() -> None:
    """Start a sample store, with its database, server, worker and sensors; Ctrl-C stops all of it.

    FRESHLENS_HOST=0.0.0.0 serves the local network, so that a phone can scan the codes.
    """
    settings = settings_from(os.environ)
    if settings.secret is None:
        settings = replace(settings, secret=kept_secret(settings.data))
    logs.configure(settings.log_format)
    with ExitStack() as stack:
        listener = stack.enter_context(server.listening(settings))
        with err.status("Starting the database"):
            uri = stack.enter_context(mongodb_uri(settings))
        sample = asyncio.run(_load_sample(settings, uri, clock.now()))
        stack.enter_context(working_beside(settings))
        stack.enter_context(simulating_beside(settings, sample.key, sample.loaded.readings_until))
        stack.enter_context(shopping_beside(settings))
        if scale := sample.devices.get(DeviceKind.SCALE):
            stack.enter_context(weighing_beside(settings, scale))
        _announce(settings, sample)
        server.serve(build(settings, uri), listener)


@dataclass(frozen=True, slots=True)
class _Sample:
    """What was loaded, new passwords by staff name, the simulators' API key, and the keys of the
    kiosk and the scale."""

    loaded: Loaded
    passwords: Mapping[str, str]
    key: str
    devices: Mapping[DeviceKind, str]


async def _load_sample(settings: Settings, uri: str, now: datetime) -> _Sample:
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what)
            bars.update(tasks[what], completed=done, total=total)

        async with prepared(settings, uri) as database:
            loaded = await load(Archive(database), now=now, progress=progress, live=_LIVE)
            access = AccessStore(database)
            passwords = await _new_staff(access, now)
            signer = Signer(settings.signing_secret)
            await sample_coupon(Market(database), signer, settings.data, now)
            return _Sample(
                loaded,
                passwords,
                await sample_key(access, settings.data, now),
                await sample_devices(database, settings.data, now),
            )


async def _new_staff(store: AccessStore, now: datetime) -> Mapping[str, str]:
    """One of each role, where there is nobody of that name yet: names and new passwords."""
    passwords = {role.value: generated_password() for role in Role}
    return {
        role.value: passwords[role.value]
        for role in Role
        if await store.staff(role.value) is None
        and await store.add_staff(new_staff(role.value, role, passwords[role.value], now))
    }


def _announce(settings: Settings, sample: _Sample) -> None:
    """Say what to open, to copy and to scan, and how staff logs in."""
    item, passwords = sample_codes(sample.loaded.day)[0], sample.passwords
    page = f"{settings.public_url}{urlsplit(item.code).path}?store={item.store}"
    variables = {"code": item.code, "store": item.store}
    body = orjson.dumps({"query": _QUERY, "variables": variables}).decode()
    reach = (
        "This code works on this machine only: `make demo HOST=0.0.0.0` lets a phone scan it."
        if settings.local
        else "Scan it with a phone in the same network."
    )
    for line in (
        f"\nOpen   {page}",
        *(
            f"{kind.capitalize():6} {device_page(settings.public_url, kind, key)}"
            for kind, key in sample.devices.items()
        ),
        f"Desk   {settings.public_url}/{Screen.CONSOLE}",
        f"Board  {settings.public_url}/{Screen.OPS}",
        "Ask    curl -s -H 'Content-Type: application/json' "
        f"{settings.public_url}/graphql -d {shlex.quote(body)}",
        "More   .venv/bin/freshlens codes",
        "Break  .venv/bin/freshlens simulate sensors --backfill 3 --fail-fridge mad1-fish",
        "Shop   .venv/bin/freshlens simulate shoppers --one --explain",
        *(f"Staff  {name:10}  {password}" for name, password in passwords.items()),
        f"Staff  {'shown this once; ' if passwords else ''}"
        ".venv/bin/freshlens user password NAME --generate makes a new password",
        f"\n{terminal_qr(page)}",
        reach,
        "Stop   Ctrl-C; the data stays for the next time\n",
    ):
        out.print(line, markup=False, soft_wrap=True)
