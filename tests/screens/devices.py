"""Devices of the sample store."""

from pymongo import AsyncMongoClient

from api import clock
from api.access.devices import Device, DeviceKind
from api.access.pairing import Paired, pair
from api.access.store import AccessStore
from personalization.store.market import Market
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.screens.shop import Shop


async def device_key(
    shop: Shop,
    kind: DeviceKind | str,
    store: str = "hz1",
    zone: str | None = "hz1-fruit",
    name: str | None = None,
) -> str:
    """The key of a device paired anew; open `/kiosk#device={key}` with it."""
    device = Device(DeviceKind(kind), name or f"Test {kind}", store, zone)
    async with AsyncMongoClient[Document](shop.mongodb_uri, tz_aware=True) as client:
        database = client[shop.database]
        outcome = await pair(
            device, AccessStore(database), Archive(database), Market(database), clock.now()
        )
    assert isinstance(outcome, Paired), outcome
    return outcome.text
