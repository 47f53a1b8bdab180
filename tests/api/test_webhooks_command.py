"""`freshlens webhook`, as an administrator types it."""

import asyncio
import json
import secrets
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import MongoClient
from typer import Typer
from typer.testing import CliRunner

from api import clock
from api.commands import webhook as command
from api.webhooks.duty import WebhookDuty
from api.wiring import connected
from api.work.lease import acquired
from provenance.store.archive import Archive
from tests.api.webhook_receiver import LOOPBACK, Receiver, receiving, status

app = Typer()
app.add_typer(command.webhooks, name="webhook")


@pytest.fixture
def installation(mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    name = f"freshlens_test_{secrets.token_hex(4)}"
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", name)
    monkeypatch.setenv("FRESHLENS_WEBHOOK_NETWORKS", "127.0.0.0/8")
    yield name
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        client.drop_database(name)


@pytest.fixture
def receiver(installation: str, mongodb_uri: str) -> Iterator[Receiver]:
    """A receiver and the duty that sends to it, on a thread of their own beside the command's."""
    ready = threading.Event()
    found: list[Receiver] = []

    async def work() -> None:
        async with receiving() as receiver, connected(mongodb_uri) as client:
            database = client[installation]
            lease = await acquired(database, "webhooks", "test")
            assert lease
            found.append(receiver)
            duty = WebhookDuty(Archive(database), LOOPBACK, clock.now)
            working = asyncio.create_task(duty.run(lease))
            stop.append((asyncio.get_running_loop(), working))
            ready.set()
            await asyncio.wait([working])

    stop: list[Any] = []
    thread = threading.Thread(target=lambda: asyncio.run(work()))
    thread.start()
    assert ready.wait(10)
    yield found[0]
    loop, working = stop[0]
    while not working.done():
        loop.call_soon_threadsafe(working.cancel)
        thread.join(0.1)
    thread.join()


def run(*words: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, ("webhook", *words))
    assert result.exit_code == status, result.output
    return result.output


def as_json(*words: str, status: int = 0) -> Any:
    return json.loads(run(*words, "--json", status=status))


def test_webhooks_come_are_listed_switched_and_go(installation: str) -> None:
    made = as_json("add", "https://erp.example/hook", "--topic", "alarm.*", "--topic", "recall.*")
    assert made.pop("secret").startswith("whsec_")
    [listed] = as_json("list")
    assert {**listed, "createdAt": made["createdAt"]} == made
    assert made["createdBy"] == "command line"
    assert "whsec_" not in run("list")
    run("disable", made["id"])
    assert not as_json("list")[0]["enabled"]
    assert "disabled" in run("test", made["id"], status=2)
    run("enable", made["id"])
    assert as_json("list")[0]["enabled"]
    run("remove", made["id"])
    assert as_json("list") == []


def test_what_cannot_be_is_refused_in_words(installation: str) -> None:
    assert "public" in run("add", "https://10.0.0.1/", "--topic", "*", status=2)
    assert "topic" in run("add", "https://erp.example/", "--topic", "alarms", status=2)
    run("add", "https://erp.example/", "--topic", "*")
    assert "already" in run("add", "https://erp.example/", "--topic", "*", status=2)
    for words in (("remove", "x"), ("enable", "x"), ("test", "x"), ("resend", "x")):
        assert "There is no such" in run(*words, status=2)
    run("resend", status=2)
    run("resend", "x", "--all-of", "y", status=2)
    assert as_json("deliveries") == []


def test_a_webhook_is_tried_out_seen_and_sent_again(receiver: Receiver) -> None:
    made = as_json("add", receiver.url(), "--topic", "recall.*")
    assert "200" in _tried(receiver, made["id"], lambda _: status(200))
    assert receiver.received[0].is_signed_with(made["secret"])
    failing = _tried(receiver, made["id"], lambda _: status(410), code=1)
    assert "410" in failing
    [dead] = as_json("deliveries", "--status", "dead")
    assert (dead["answer"], dead["attempts"], dead["topic"]) == (410, 1, "webhook.test")
    assert "410" in as_json("list")[0]["problem"]
    assert dead["id"] in run("deliveries")
    run("enable", made["id"])
    receiver.answer = lambda _: status(200)
    assert "1" in run("resend", "--all-of", made["id"])
    run("resend", dead["id"])


def _tried(receiver: Receiver, webhook: str, answer: Any, code: int = 0) -> str:
    receiver.answer = answer
    return run("test", webhook, status=code)


def test_a_trial_that_nobody_sends_says_so(
    installation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_PATIENCE", 0.3)
    made = as_json("add", "https://erp.example/", "--topic", "*")
    assert "freshlens work" in run("test", made["id"], status=1)


def test_what_is_changed_is_written_down(installation: str, mongodb_uri: str) -> None:
    made = as_json("add", "https://erp.example/T0ken", "--topic", "*")
    run("remove", made["id"])
    run("remove", made["id"], status=2)
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        written = list(client[installation].audit.find(sort=[("_id", 1)]))
    assert [(each["what"], each["outcome"]) for each in written] == [
        ("webhook add", "ok"),
        ("webhook remove", "ok"),
        ("webhook remove", "refused"),
    ]
    assert {each["targets"]["id"] for each in written} == {made["id"]}
    assert "T0ken" not in str(written)
    assert made["secret"] not in str(written)
