from pathlib import Path

from api.access.callers import KeyScope
from api.access.store import AccessStore
from api.commands.sample_key import ORGANISATION, kept_sample_key, sample_key
from tests.api.access_sample import NOW


async def test_the_key_is_kept_for_its_owner_only_and_made_once(
    store: AccessStore, tmp_path: Path
) -> None:
    assert kept_sample_key(tmp_path) is None
    text = await sample_key(store, tmp_path / "data", NOW)
    assert await sample_key(store, tmp_path / "data", NOW) == kept_sample_key(tmp_path / "data")
    (record,) = await store.all_keys()
    assert record.key.organisation == ORGANISATION
    assert record.key.scopes == {KeyScope.READINGS, KeyScope.CAPTURE, KeyScope.TILL}
    assert record.key.id in text
    (file,) = (tmp_path / "data").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


async def test_a_revoked_or_foreign_key_is_replaced(store: AccessStore, tmp_path: Path) -> None:
    first = await sample_key(store, tmp_path, NOW)
    (record,) = await store.all_keys()
    await store.revoke_key(record.key.id, NOW)
    second = await sample_key(store, tmp_path, NOW)
    assert second != first
    assert kept_sample_key(tmp_path) == second
