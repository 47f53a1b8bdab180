"""GraphQL: pairing kiosks and scales, asking where one stands, and hearing how each one is."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import strawberry

from api.access import devices
from api.access.callers import Action, ApiKey
from api.access.declared import Requires
from api.access.pairing import Paired, device_page, pair
from api.access.store import KeyRecord
from api.graphql import device_types as types
from api.graphql.context import Context, Request
from api.graphql.language import Speech
from api.graphql.store_types import Store
from provenance.text import Message

LONGEST_VERSION = 60


async def this_device(info: Request) -> types.Device | None:
    request = info.context
    record = await _own(request)
    return (await _shown(request, [record]))[0] if record else None


async def paired_devices(
    info: Request,
    store_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="Of this store; all when left out.")
    ] = None,
) -> list[types.Device]:
    return await _shown(info.context, await info.context.authentication.store.device_keys(store_id))


async def pair_device(
    info: Request,
    input: Annotated[types.PairDeviceInput, strawberry.argument(description="The device.")],  # noqa: A002
) -> types.PairDeviceResult:
    request = info.context
    device = devices.Device(input.kind, input.name.strip(), input.store_id, input.zone_id or None)
    store = request.authentication.store
    outcome = await pair(device, store, request.archive, request.market, request.now)
    if not isinstance(outcome, Paired):
        return types.DeviceRefusal(message=request.say(outcome))
    (shown,) = await _shown(request, [outcome.record])
    address = device_page(request.public_url, device.kind, outcome.text)
    return types.DevicePaired(key=outcome.text, address=address, device=shown)


async def unpair_device(
    info: Request,
    input: Annotated[types.UnpairDeviceInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> types.UnpairDeviceResult:
    request = info.context
    store = request.authentication.store
    record = await store.key(input.device_id)
    if record is None or record.key.device is None:
        return types.DeviceRefusal(message=request.say(Message("device-unknown")))
    await store.revoke_key(record.key.id, request.now)
    return types.DeviceUnpaired(id=input.device_id)


async def report_device(
    info: Request,
    input: Annotated[types.ReportDeviceInput, strawberry.argument(description="How it is.")],  # noqa: A002
) -> types.ReportDeviceResult:
    request, now = info.context, info.context.now
    record = await _own(request)
    if record is None:
        return types.DeviceRefusal(message=request.say(Message("device-unknown")))
    if len(input.version) > LONGEST_VERSION:
        message = Message("device-version", {"most": LONGEST_VERSION})
        return types.DeviceRefusal(message=request.say(message))
    problems, offset = frozenset(input.problems), input.clock_offset_seconds
    report = devices.DeviceReport(input.version, offset, problems, now)
    await request.authentication.store.device_reports.keep(record.key.id, report)
    return types.DeviceReported(at=now)


async def _own(request: Context) -> KeyRecord | None:
    """The record of the device that asks; None for a key that no device holds."""
    caller = request.caller
    if not isinstance(caller, ApiKey) or caller.device is None:
        return None
    return await request.authentication.store.key(caller.id)


async def _shown(request: Context, records: Sequence[KeyRecord]) -> list[types.Device]:
    await asyncio.gather(request.live.ready(), request.zones.ready())
    now, speech = request.now, request.speech()
    reports = await request.authentication.store.device_reports.of(
        [each.key.id for each in records]
    )
    shown = []
    for record in records:
        device = record.key.device
        if device is None:
            continue
        store = request.live.stores.get(device.store)
        report = reports.get(record.key.id)
        shown.append(
            types.Device(
                id=strawberry.ID(record.key.id),
                kind=device.kind,
                name=device.name,
                store=Store.of(store) if store else None,
                zone=_zone(request, device, speech),
                paired_at=record.created_at,
                health=types.DeviceHealth.of(report, now) if report else None,
            )
        )
    return shown


def _zone(request: Context, device: devices.Device, speech: Speech) -> types.DeviceZone | None:
    plan = request.zones.floors.plans.get(device.store)
    for zone in plan.zones if plan else ():
        if zone.id == device.zone:
            return types.DeviceZone(id=strawberry.ID(zone.id), name=speech.choose(zone.names))
    return None


@strawberry.type
class DeviceQuery:
    """To be inherited by the schema's Query type."""

    this_device: types.Device | None = strawberry.field(
        resolver=this_device,
        description="The kiosk or scale that asks, by its key: where it stands, and as what.",
        extensions=[Requires(Action.BE_DEVICE)],
    )
    devices: list[types.Device] = strawberry.field(
        resolver=paired_devices,
        description="The kiosks and scales that are paired, by store and name.",
        extensions=[Requires(Action.SEE_DEVICES)],
    )


@strawberry.type
class DeviceMutation:
    """To be inherited by the schema's Mutation type."""

    pair_device = strawberry.mutation(
        pair_device,
        description="Give a kiosk or scale a key that says where it stands.",
        extensions=[Requires(Action.PAIR_DEVICES)],
    )
    unpair_device = strawberry.mutation(
        unpair_device,
        description="End a device's key at once; ending it again changes nothing.",
        extensions=[Requires(Action.PAIR_DEVICES)],
    )
    report_device = strawberry.mutation(
        report_device,
        description="Say how this device is; every 30 seconds, or at once when that changes.",
        extensions=[Requires(Action.BE_DEVICE)],
    )
