"""One attempt over real sockets: bounded, checked against the network, and never led elsewhere."""

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.webhooks import sender
from api.webhooks.sender import ANSWER_BYTES, attempt, sending
from api.webhooks.signing import new_secret
from api.webhooks.values import Delivery, Webhook
from tests.api.mosquitto import run
from tests.api.waiting import until
from tests.api.webhook_receiver import HANG, LOOPBACK, Receiver, kept_open, receiving, status

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)
WEBHOOK = Webhook("w", "", ("*",), new_secret(), enabled=True, created_by="ana", created_at=NOW)
DELIVERY = Delivery("n|w", "w", "msg_1", "alarm.raised", b'{"type":"alarm.raised"}', NOW)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


async def tried(url: str, networks: Any = LOOPBACK, tls: ssl.SSLContext | None = None) -> Any:
    async with sending(networks, tls) as client:
        return await attempt(client, replace(WEBHOOK, url=url), DELIVERY, NOW)


def names(monkeypatch: pytest.MonkeyPatch, *found: Sequence[str]) -> list[str]:
    """Let names lead to these addresses, to one after another in turn; the names looked up."""
    asked: list[str] = []
    turns = iter(found)

    def getaddrinfo(host: str, port: int | None, **_: object) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(turns)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


async def test_a_receiver_gets_it_signed(receiver: Receiver) -> None:
    answer = await tried(receiver.url("/hook?key=1"))
    assert (answer.status, answer.problem) == (204, None)
    [received] = receiver.received
    assert (received.path, received.body) == ("/hook?key=1", DELIVERY.body)
    assert received.is_signed_with(WEBHOOK.secret)
    assert not received.is_signed_with(new_secret())
    assert received.headers["content-type"] == "application/json"
    assert received.headers["host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize(
    ("code", "key"),
    [(400, "answered"), (429, "answered"), (500, "answered"), (410, "gone"), (304, "redirected")],
)
async def test_only_2xx_is_success(receiver: Receiver, code: int, key: str) -> None:
    receiver.answer = lambda _: status(code)
    answer = await tried(receiver.url())
    assert (answer.status, answer.problem.key) == (code, f"webhook-{key}")


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Sat, 21 Nov 2026 14:10:00 GMT", timedelta(minutes=10)),
        ("soon", None),
        ("-5", None),
        ("9" * 400, timedelta(seconds=10**6)),
    ],
)
async def test_a_receiver_says_when_to_come_again(
    receiver: Receiver, header: str, wait: timedelta | None
) -> None:
    receiver.answer = lambda _: status(503, f"retry-after: {header}")
    assert (await tried(receiver.url())).wait == wait


async def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    async with receiving() as inner:
        receiver.answer = lambda _: status(302, f"location: {inner.url('/metadata')}")
        answer = await tried(receiver.url())
        assert (answer.status, answer.problem.key) == (302, "webhook-redirected")
        assert inner.received == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1"])
async def test_a_private_address_is_not_sent_to(receiver: Receiver, host: str) -> None:
    answer = await tried(receiver.url(host=host, scheme="https"), networks=())
    assert answer.problem.key == "webhook-address-refused"
    assert receiver.received == []


async def test_a_name_with_one_private_address_is_not_sent_to(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ("93.184.215.14", "169.254.169.254"))
    answer = await tried("https://shop.example/", networks=LOOPBACK)
    assert answer.problem.args == {"host": "shop.example", "address": "169.254.169.254"}


async def test_a_name_that_changes_after_the_check_changes_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the second lookup would lead elsewhere, and there is no second lookup."""
    asked = names(monkeypatch, ("127.0.0.1",), ("10.0.0.1",))
    answer = await tried(receiver.url(host="shop.example"))
    assert answer.status == 204
    assert asked == ["shop.example"]
    assert receiver.received[0].headers["host"] == f"shop.example:{receiver.port}"


async def test_the_next_address_of_a_name_is_tried(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, ("127.0.0.2", "127.0.0.1"))
    assert (await tried(receiver.url(host="shop.example"))).status == 204


async def test_plain_http_is_for_ones_own_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, ("93.184.215.14",))
    answer = await tried("http://shop.example/")
    assert answer.problem.key == "webhook-url-insecure"


async def test_a_name_that_is_not_known_is_said_so() -> None:
    answer = await tried("https://nobody.invalid/")
    assert answer.problem.key == "webhook-name-unknown"


async def test_a_receiver_that_is_not_there_is_said_so(receiver: Receiver) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        answer = await tried(f"http://127.0.0.1:{probe.getsockname()[1]}/")
    assert answer.problem.key == "webhook-unreachable"


async def test_what_is_no_http_is_a_failure(receiver: Receiver) -> None:
    receiver.answer = lambda _: b"SSH-2.0-x\r\nconnection: close\r\n"
    assert (await tried(receiver.url())).problem.key == "webhook-unreachable"


async def test_a_receiver_that_hangs_is_left(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "ATTEMPT_SECONDS", 0.3)
    receiver.answer = lambda _: HANG
    began = time.monotonic()
    answer = await tried(receiver.url())
    assert answer.problem.key == "webhook-timeout"
    assert time.monotonic() - began < 2


async def test_names_whose_servers_hang_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "ATTEMPT_SECONDS", 0.3)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1))
    assert (await tried("https://slow.example/")).problem.key == "webhook-timeout"


async def test_an_endless_answer_is_not_read_to_its_end(receiver: Receiver) -> None:
    begun = kept_open(status(200, length=50_000_000)) + bytes(ANSWER_BYTES + 1)
    receiver.answer = lambda _: begun
    async with asyncio.timeout(5):
        assert (await tried(receiver.url())).problem is None


async def test_a_body_that_breaks_off_leaves_the_status(receiver: Receiver) -> None:
    receiver.answer = lambda _: status(200, length=100) + b"half"
    assert (await tried(receiver.url())).problem is None


async def test_the_certificate_is_checked_against_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        "-subj", "/CN=shop.example", "-addext", "subjectAltName=DNS:shop.example",
        "-keyout", tmp_path / "key.pem", "-out", tmp_path / "own.pem")  # fmt: skip
    served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    served.load_cert_chain(tmp_path / "own.pem", tmp_path / "key.pem")
    trusting = ssl.create_default_context(cafile=tmp_path / "own.pem")
    names(monkeypatch, ("127.0.0.1",), ("127.0.0.1",), ("127.0.0.1",))
    async with receiving(served) as receiver:
        right = receiver.url(host="shop.example", scheme="https")
        assert (await tried(right, tls=trusting)).status == 204
        other = receiver.url(host="other.example", scheme="https")
        assert "match" in (await tried(other, tls=trusting)).problem.args["why"]
        assert (await tried(right)).problem.key == "webhook-unreachable"
        assert len(receiver.received) == 1


async def test_no_proxy_of_the_environment_is_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert (await tried(receiver.url())).status == 204


async def test_no_connection_is_kept(receiver: Receiver) -> None:
    """One that was made for a name could serve another name at the same address."""
    receiver.answer = lambda _: kept_open(status(200))
    async with sending(LOOPBACK) as client:
        await attempt(client, replace(WEBHOOK, url=receiver.url()), DELIVERY, NOW)
        async with asyncio.timeout(5):
            await until(lambda: not receiver.writers)
