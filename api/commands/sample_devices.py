"""The demo's kiosk and scale: paired once, their keys kept in the data folder."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pymongo.asynchronous.database import AsyncDatabase

from api.access.devices import Device, DeviceKind
from api.access.pairing import Paired, pair
from api.access.store import AccessStore
from api.commands.kept_keys import keep_key, kept_key, record_in_force
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document

DEVICES = (
    Device(DeviceKind.KIOSK, "Kiosk at the fruit stand", "hz1", "hz1-fruit"),
    Device(DeviceKind.SCALE, "Scale at the greens wall", "hz1", "hz1-produce"),
)
"""What stands in the sample store."""


async def sample_devices(
    database: AsyncDatabase[Document], folder: Path, now: datetime
) -> Mapping[DeviceKind, str]:
    """The key of each: the kept one if it is in force here, else a new one."""
    access, archive, market = AccessStore(database), Archive(database), Market(database)
    keys = {}
    for device in DEVICES:
        file = folder / f"{device.kind}-key"
        kept = kept_key(file)
        record = await record_in_force(access, kept) if kept else None
        if kept and record and record.key.device == device:
            keys[device.kind] = kept
            continue
        outcome = await pair(device, access, archive, market, now)
        if isinstance(outcome, Paired):  # else somebody took the store or the zone away
            keep_key(file, outcome.text)
            keys[device.kind] = outcome.text
    return keys
