"""The demo's kiosk and scale keep their keys."""

from pathlib import Path

from pymongo.asynchronous.database import AsyncDatabase

from api.access.devices import DeviceKind
from api.access.store import AccessStore
from api.commands.sample_devices import DEVICES, sample_devices
from provenance.store.archive import Archive
from provenance.store.collection import Document
from seed import load
from tests.api.access_sample import NOW


async def test_they_are_paired_once_and_anew_when_removed(
    database: AsyncDatabase[Document], tmp_path: Path
) -> None:
    assert await sample_devices(database, tmp_path / "data", NOW) == {}, "no such store yet"
    await load(Archive(database), now=NOW, progress=lambda *_: None)
    keys = await sample_devices(database, tmp_path / "data", NOW)
    assert keys.keys() == set(DeviceKind)
    assert await sample_devices(database, tmp_path / "data", NOW) == keys
    files = [*(tmp_path / "data").iterdir()]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    access = AccessStore(database)
    paired = await access.device_keys()
    assert {each.key.device for each in paired} == set(DEVICES)
    (kiosk,) = (each for each in paired if each.key.id in keys[DeviceKind.KIOSK])
    await access.revoke_key(kiosk.key.id, NOW)
    again = await sample_devices(database, tmp_path / "data", NOW)
    assert again[DeviceKind.KIOSK] != keys[DeviceKind.KIOSK]
    assert again[DeviceKind.SCALE] == keys[DeviceKind.SCALE]
