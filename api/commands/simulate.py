"""`freshlens simulate …`: the sample stores' sensors and deliveries, through the public doors."""

import os
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, closing, suppress
from datetime import datetime, timedelta
from typing import Annotated, NoReturn

import typer
from rich.progress import track

from api import clock
from api.commands import err, out, print_json
from api.commands.beside import beside
from api.commands.sample_key import kept_sample_key
from api.mqtt.broker import broker_at, is_broker_address
from api.mqtt.ingest import TOPIC
from api.settings import Settings, settings_from
from seed.equipment import inside, stores
from seed.simulate.deliveries import deliveries as arriving
from seed.simulate.deliveries import delivery_documents, way_readings
from seed.simulate.http import HttpDoor, RefusedError, Sent
from seed.simulate.incidents import Incident, IncidentKind
from seed.simulate.mqtt import MqttDoor
from seed.simulate.sensors import store_records
from seed.simulate.turns import TakenError, played, playing

simulate = typer.Typer(
    no_args_is_help=True,
    help="Drive the sample stores through the public interfaces; all of it is invented.",
)

LOOK = 5.0
"""Seconds between two looks at what the sensors tell; a door's change waits no longer."""

Url = Annotated[str | None, typer.Option(help="The server; this machine's without it.")]
Key = Annotated[
    str | None,
    typer.Option(
        envvar="FRESHLENS_KEY",
        help="An API key with the scopes readings and capture; the demo's without it.",
    ),
]
Store = Annotated[str | None, typer.Option(help="Only this sample store: hz1 or mad1.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Somewhere = str | None


@simulate.command("sensors")
def sensors(
    *,
    url: Url = None,
    key: Key = None,
    store: Store = None,
    mqtt: Annotated[
        str | None, typer.Option(help="Publish to this broker (mqtt://…, mqtts://…) instead.")
    ] = None,
    backfill: Annotated[
        float, typer.Option(min=0, max=144, help="Send so many hours of the past first.")
    ] = 0,
    once: Annotated[bool, typer.Option("--once", help="End after the past.")] = False,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Draws other noise.")] = 0,
    fail_fridge: Annotated[Somewhere, typer.Option(help="Cooling fails at this place.")] = None,
    open_door: Annotated[Somewhere, typer.Option(help="A door stays open there.")] = None,
    stuck: Annotated[Somewhere, typer.Option(help="The sensor there shows one value.")] = None,
    silent: Annotated[Somewhere, typer.Option(help="The sensor there says nothing.")] = None,
    minutes: Annotated[
        float, typer.Option("--for", min=1, help="How long these last, from the first reading on.")
    ] = 180,
    as_json: Json = False,
) -> None:
    """Send what the sensors of the sample stores show: temperature, humidity and doors.

    Live until Ctrl-C, after the past that is asked for. What goes wrong begins with the first
    reading: with a backfill of three hours a fridge has been failing for three hours.
    """
    settings, began = settings_from(os.environ), clock.now()
    since = began - timedelta(hours=backfill)
    wrong = {
        IncidentKind.FAILING_FRIDGE: fail_fridge,
        IncidentKind.OPEN_DOOR: open_door,
        IncidentKind.STUCK_SENSOR: stuck,
        IncidentKind.SILENT_SENSOR: silent,
    }
    chosen = _chosen(store)
    incidents = _incidents(wrong, chosen, since, since + timedelta(minutes=minutes))
    sent = Sent()
    try:
        with (
            playing(settings.data, chosen),
            closing(_mqtt(mqtt, settings) if mqtt else _http(url, key, settings)) as door,
            suppress(KeyboardInterrupt),
            err.status("Sending what the sensors show; Ctrl-C ends it") as status,
        ):
            while True:
                now = clock.now()
                told = store_records(chosen, since, now, seed=seed, incidents=incidents)
                sent, since = sent + door.send(told), now
                if once:
                    break
                status.update(f"{sent.accepted} records taken by the server; Ctrl-C ends it")
                time.sleep(LOOK)
    except (RefusedError, TakenError) as error:
        refuse(str(error))
    if as_json:
        print_json({"accepted": sent.accepted, "refused": sent.refused})
    else:
        out.print(f"{sent.accepted} records were taken, {sent.refused} refused.")


@simulate.command("deliveries")
def deliveries(
    url: Url = None, key: Key = None, store: Store = None, as_json: Json = False
) -> None:
    """Let deliveries arrive now: harvest, packing, transport and stocking, as EPCIS events.

    A truck comes hours late, and one departure is missing. What the sensors on the way showed is
    sent too.
    """
    settings, now = settings_from(os.environ), clock.now()
    only = None if store is None else _chosen(store)[0]
    documents = delivery_documents(now, only)
    captured: dict[str, int] = {}
    try:
        with closing(_http(url, key, settings)) as door:
            sent = door.send(list(way_readings(now, only)))
            for organisation, document in track(
                documents.items(), "Deliveries", console=err, transient=True
            ):
                job = door.capture(document)
                if not job.success:
                    refuse(f"{organisation}: {' '.join(job.errors)}")
                captured[organisation] = len(document["epcisBody"]["eventList"])
    except RefusedError as error:
        refuse(str(error))
    lots = [lot for lot in arriving(now, only).values() if lot.branches]
    if as_json:
        told = {"events": captured, "readings": sent.accepted, "lots": [lot.thing for lot in lots]}
        print_json(told)
        return
    out.print(f"{sum(captured.values())} events and {sent.accepted} readings were taken.")
    for lot in lots:
        page = f"{url or own_address(settings)}/{lot.thing}?store={lot.branches[0].shelf.store}"
        out.print(f"{lot.item.name:30}  {page}", markup=False, soft_wrap=True)


def simulating_beside(
    settings: Settings, key: str, since: datetime
) -> AbstractContextManager[None]:
    """The stores' sensors from `since` on, in a process of its own that ends with the context."""
    return beside(_simulate_beside, settings, key, since)


def _simulate_beside(settings: Settings, key: str, since: datetime) -> None:
    with suppress(KeyboardInterrupt), closing(HttpDoor(own_address(settings), key)) as door:
        while True:
            time.sleep(LOOK)  # the first time for the worker, which is to judge all that is sent
            now = clock.now()
            others = played(settings.data, stores())
            ours = [each for each in stores() if each not in others]
            try:
                door.send(store_records(ours, since, now))
            except RefusedError as error:
                err.print(f"The sample's sensors stop: {error}", markup=False, soft_wrap=True)
                return
            since = now


def _http(url: str | None, key: str | None, settings: Settings) -> HttpDoor:
    text = key or kept_sample_key(settings.data)
    if text is None:
        refuse(
            "an API key is missing: start `freshlens demo` in this folder once, or set "
            "FRESHLENS_KEY (`freshlens key create` makes one)"
        )
    return HttpDoor(url or own_address(settings), text)


def _mqtt(url: str, settings: Settings) -> MqttDoor:
    if not is_broker_address(url):
        refuse("--mqtt must be mqtt://host or mqtts://host, with user:password@ where needed")
    at = broker_at(url, settings.mqtt_ca)
    return MqttDoor(at.host, at.port, topic=TOPIC, tls=at.tls, user=at.user, password=at.password)


def own_address(settings: Settings) -> str:
    """Where a server with these settings is reached from this machine."""
    every = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
    host = every.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _chosen(store: str | None) -> list[str]:
    known = list(stores())
    if store is None:
        return known
    if store not in known:
        refuse(f"there is no sample store {store}: use one of {', '.join(known)}")
    return [store]


def _incidents(
    wrong: Mapping[IncidentKind, str | None], chosen: list[str], since: datetime, until: datetime
) -> Mapping[str, Incident]:
    places = [site.id for store in chosen for site in inside(store)]
    found = {
        place: Incident(kind, place, since, until)
        for kind, place in wrong.items()
        if place is not None
    }
    for place in found:
        if place not in places:
            refuse(f"no sensor stands at {place}: use one of {', '.join(places)}")
    return found


def refuse(problem: str) -> NoReturn:
    err.print(problem, markup=False, style="red", soft_wrap=True)
    sys.exit(2)
