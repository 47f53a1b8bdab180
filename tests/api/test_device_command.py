"""`freshlens device …`, as an operator types it."""

import asyncio
import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import AsyncMongoClient, MongoClient
from typer import Typer
from typer.testing import CliRunner

from api.commands.audit import audit
from api.commands.device import devices
from api.commands.staff import keys
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_samples import STORE, STORE_PLACE

app = Typer()
app.command("audit")(audit)
app.add_typer(devices, name="device")
app.add_typer(keys, name="key")


@pytest.fixture(autouse=True)
def _installation(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)

    async def store_opens() -> None:
        async with AsyncMongoClient[Document](mongodb_uri) as client:
            await Archive(client[name]).places.put([STORE_PLACE], [STORE])

    asyncio.run(store_opens())
    yield
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        client.drop_database(name)


def run(*words: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == status, result.output
    return result.stdout


ADD = ("device", "add", "--kind", "scale", "--store", "s1", "--name", "Till 4")


def test_a_device_is_added_listed_and_removed() -> None:
    added = json.loads(run(*ADD, "--json"))
    assert added["address"].endswith(f"/scale#device={added['key']}")
    (listed,) = json.loads(run("device", "list", "--json"))
    assert (listed["id"], listed["store"], listed["problems"]) == (added["id"], "s1", [])
    assert "Till 4" in run("device", "list")
    run("device", "remove", added["id"])
    run("device", "remove", added["id"], status=2)
    assert json.loads(run("device", "list", "--store", "s1", "--json")) == []
    log = json.loads(run("audit", "--json"))
    assert [each["what"] for each in log] == ["device remove", "device remove", "device add"]


@pytest.mark.parametrize(
    "words",
    [
        (*ADD[:4], "--store", "nowhere", "--name", "Till"),
        (*ADD, "--zone", "moon"),
        ("device", "add", "--kind", "toaster", "--store", "s1", "--name", "Till"),
        ("device", "remove", "0123456789abcdef"),
        ("key", "create", "--organisation", "Farm", "--scope", "scale"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...]) -> None:
    run(*words, status=2)
    assert json.loads(run("key", "list", "--json")) == []
