"""Pairing: a kiosk or scale gets a key that says where it stands."""

from dataclasses import dataclass
from datetime import datetime

from api.access.authentication import create_key
from api.access.callers import KeyScope
from api.access.devices import RATE, Device, DeviceKind
from api.access.store import AccessStore, KeyRecord
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.text import Message

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Paired:
    """A device's new key: its text is known only here."""

    text: str
    record: KeyRecord


async def pair(
    device: Device, access: AccessStore, archive: Archive, market: Market, now: datetime
) -> Paired | Message:
    """Make a key for a device, or say why not. Each call makes another key."""
    if not 1 <= len(device.name) <= LONGEST_NAME:
        return Message("device-name", {"most": LONGEST_NAME})
    _, stores = await archive.places.known([device.store])
    store = next((each for each in stores if each.id == device.store), None)
    if store is None:
        return Message("device-store", {"store": device.store[:100]})
    if device.zone is not None:
        plans = await market.zones.plans([device.store])
        zones = {zone.id for plan in plans for zone in plan.zones}
        if device.zone not in zones:
            return Message("device-zone", {"zone": device.zone[:100], "store": store.name})
    scope = KeyScope(device.kind.value)
    text, record = await create_key(access, store.name, [scope], now, RATE, device=device)
    return Paired(text, record)


def device_page(public_url: str, kind: DeviceKind, key: str) -> str:
    """The address to open on a device; what follows # stays in the browser."""
    return f"{public_url}/{kind}#device={key}"
