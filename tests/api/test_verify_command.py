"""`freshlens verify` on the command line."""

import asyncio
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from typer.testing import CliRunner, Result

from api.cli import app
from api.settings import settings_from
from api.wiring import opened
from provenance.projection import project_dirty
from provenance.store.archive import Archive
from tests.api.app_samples import LOT, PRODUCT, journey

Database = Any


@pytest.fixture
def database(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)
    asyncio.run(captured())
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        yield client[name]
        client.drop_database(name)


async def captured() -> None:
    async with opened(settings_from(os.environ)) as database:
        archive = Archive(database)
        await archive.events.capture(journey())
        await project_dirty(archive.events, archive.lots)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["verify", PRODUCT.id, *map(str, words)])


@pytest.mark.usefixtures("database")
def test_a_sound_lot_ends_well_and_an_unknown_one_does_not() -> None:
    sound = run(LOT, "--json")
    told = json.loads(sound.stdout)
    assert (sound.exit_code, told["sound"], told["verifiedEvents"]) == (0, True, 3)
    assert "3 events, sound" in run(LOT).stdout
    assert run("L9").exit_code == 1


def test_tampering_is_told_and_ends_in_status_one(database: Database) -> None:
    database["events"].update_one({"biz_step": "shipping"}, {"$set": {"biz_step": "destroying"}})
    result = run(LOT, "--json")
    kinds = {problem["kind"] for problem in json.loads(result.stdout)["problems"]}
    assert (result.exit_code, kinds) == (1, {"FIELD_DIFFERS", "PASSPORT_DIFFERS"})
    assert "FIELD_DIFFERS" in run(LOT).stdout


def test_hashes_kept_elsewhere_show_what_was_changed_since(
    database: Database, tmp_path: Path
) -> None:
    (kept := tmp_path / "hashes.jsonl").write_text(run(LOT, "--hashes").stdout)
    assert run(LOT, "--against", kept).exit_code == 0
    database["events"].update_one({"biz_step": "shipping"}, {"$set": {"recorded_by": "Other"}})
    result = run(LOT, "--against", kept, "--json")
    kinds = [problem["kind"] for problem in json.loads(result.stdout)["problems"]]
    assert (result.exit_code, sorted(kinds)) == (1, ["ENTRY_DIFFERS", "PASSPORT_DIFFERS"])


@pytest.mark.usefixtures("database")
def test_a_file_of_something_else_and_a_wrong_gtin_are_refused(tmp_path: Path) -> None:
    (other := tmp_path / "other.jsonl").write_text('{"key": 1}\n')
    assert run(LOT, "--against", other).exit_code == 2
    assert run(LOT, "--against", tmp_path / "none").exit_code == 2
    assert CliRunner().invoke(app, ["verify", "123", LOT]).exit_code == 2
