"""Webhook rules: signatures, topics, addresses and the schedule of attempts."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.settings import SettingsError, settings_from
from api.webhooks.addresses import is_allowed, networks_in, url_problem
from api.webhooks.retries import JITTER, MOST_ATTEMPTS, PAUSES, Answer, outcome
from api.webhooks.signing import body_of, message_id, new_secret, signed_headers
from api.webhooks.values import DeliveryStatus, topics_problem, wants
from provenance.store.notifications import Notification
from provenance.text import Message

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)
FAILED = Answer(500, Message("webhook-answered", {"status": 500}))


def test_a_signature_is_that_of_the_standard() -> None:
    """The case that the reference libraries of Standard Webhooks are tested with."""
    at = datetime.fromtimestamp(1614265330, UTC)
    secret, message = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    assert signed_headers(secret, message, b'{"test": 2432232314}', at) == {
        "webhook-id": message,
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_secrets_are_long_and_never_the_same() -> None:
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(secret) for secret in made} == {len("whsec_") + 44}


@given(st.text())
def test_a_message_id_has_no_full_stop_whatever_happened(notification: str) -> None:
    """A full stop would let what is signed be cut up elsewhere."""
    assert message_id(notification).isascii()
    assert "." not in message_id(notification)


def test_the_body_says_what_happened_and_when() -> None:
    body = body_of(Notification("n", "alarm.raised", NOW, {"alarmId": "a", "since": NOW}))
    assert orjson.loads(body) == {
        "type": "alarm.raised",
        "timestamp": "2026-11-21T14:00:00Z",
        "data": {"alarmId": "a", "since": "2026-11-21T14:00:00Z"},
    }


@pytest.mark.parametrize(
    ("pattern", "topic", "wanted"),
    [
        ("*", "alarm.raised", True),
        ("alarm.*", "alarm.raised", True),
        ("alarm.raised", "alarm.raised", True),
        ("alarm.raised", "alarm.cleared", False),
        ("alarm.*", "alarms.raised", False),
        ("recall.*", "alarm.raised", False),
        ("alarm", "alarm.raised", False),
    ],
)
def test_topics_are_chosen_by_pattern(pattern: str, topic: str, wanted: bool) -> None:
    assert wants([pattern], topic) is wanted


@pytest.mark.parametrize("topics", [["*"], ["alarm.*", "recall.withdrawn"], ["alarm.escalated"]])
def test_topics_that_exist_are_taken(topics: list[str]) -> None:
    assert topics_problem(topics) is None


@pytest.mark.parametrize("topics", [[], [""], ["alarm.*", "alarms.*"], ["ALARM.*"], ["alarm*"]])
def test_topics_that_would_never_match_are_refused(topics: list[str]) -> None:
    assert topics_problem(topics)


# fmt: off
REFUSED = [
    "0.0.0.1", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.8.8",
    "168.63.129.16", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1", "203.0.113.7",
    "224.0.0.1", "224.0.1.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "100::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:a00:1::", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1",
    "ff02::1", "ff0e::1", "4000::1",
]
# fmt: on


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_allowed(ip_address(address), ())
    host = f"[{address}]" if ":" in address else address
    assert url_problem(f"https://{host}/", ()) is not None
    assert is_allowed(ip_address(address), networks_in(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "193.0.0.1", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_what_is_public_is_allowed(address: str) -> None:
    assert is_allowed(ip_address(address), ())


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://shop.example/hook", "webhook-url-insecure"),
        ("ftp://shop.example/hook", "webhook-url-insecure"),
        ("https://user:pw@shop.example/", "webhook-url-password"),
        ("https://user@shop.example/", "webhook-url-password"),
        ("https://", "webhook-url-malformed"),
        ("https://shop.example:99999/", "webhook-url-malformed"),
        ("https://[::1/", "webhook-url-malformed"),
        ("https://shop.example/#part", "webhook-url-malformed"),
        ("https://shop.example/a b", "webhook-url-malformed"),
        ("https://shop.example/\r\nx: y", "webhook-url-malformed"),
        ("https://tïenda.example/", "webhook-url-malformed"),
        ("https://shop.example/" + "a" * 2000, "webhook-url-malformed"),
        ("shop.example/hook", "webhook-url-malformed"),
        ("", "webhook-url-malformed"),
    ],
)
def test_a_wrong_address_is_refused_for_its_reason(url: str, key: str) -> None:
    problem = url_problem(url, ())
    assert problem
    assert problem.key == key


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_an_address_in_another_spelling_is_a_name_to_look_up(host: str) -> None:
    """`getaddrinfo` reads these as 127.0.0.1, and what it finds is what is judged."""
    assert url_problem(f"https://{host}/", ()) is None


def test_plain_http_needs_a_network_of_ones_own() -> None:
    assert url_problem("http://10.1.2.3/hook", networks_in("10.1.0.0/16")) is None
    assert url_problem("https://shop.example:8443/hook?key=1", ()) is None


def test_attempts_are_made_for_about_a_day() -> None:
    at = NOW
    for attempts in range(1, MOST_ATTEMPTS):
        result = outcome(attempts, FAILED, at, chance=0.5)
        assert result.status is DeliveryStatus.WAITING
        assert result.next_at is not None
        at = result.next_at
    assert timedelta(hours=18) < at - NOW < timedelta(hours=30)
    last = outcome(MOST_ATTEMPTS, FAILED, at, chance=0.5)
    assert (last.status, last.next_at) == (DeliveryStatus.DEAD, None)


@given(st.integers(1, MOST_ATTEMPTS - 1), st.floats(0, 1))
def test_a_pause_is_never_shorter_than_planned_nor_much_longer(
    attempts: int, chance: float
) -> None:
    next_at = outcome(attempts, FAILED, NOW, chance=chance).next_at
    assert next_at is not None
    planned = PAUSES[attempts - 1]
    assert planned <= next_at - NOW <= planned * (1 + JITTER)


@pytest.mark.parametrize(
    ("asked", "given_"),
    [(timedelta(minutes=7), timedelta(minutes=7)), (timedelta(days=9), PAUSES[-1])],
)
def test_a_receiver_may_ask_for_more_time(asked: timedelta, given_: timedelta) -> None:
    answer = Answer(503, FAILED.problem, asked)
    assert outcome(1, answer, NOW, chance=0).next_at == NOW + given_
    sooner = Answer(503, FAILED.problem, -asked)
    assert outcome(1, sooner, NOW, chance=0).next_at == NOW + PAUSES[0]


def test_a_receiver_that_is_gone_is_not_asked_again() -> None:
    gone = Answer(410, Message("webhook-gone"))
    assert outcome(1, gone, NOW, chance=0).status is DeliveryStatus.DEAD
    assert outcome(1, Answer(200), NOW, chance=0).status is DeliveryStatus.DELIVERED


def test_ones_own_networks_come_from_the_environment() -> None:
    named = settings_from({"FRESHLENS_WEBHOOK_NETWORKS": "10.1.0.0/16, fd00:1::/64,127.0.0.1"})
    assert [str(network) for network in named.webhook_networks] == [
        "10.1.0.0/16",
        "fd00:1::/64",
        "127.0.0.1/32",
    ]
    assert settings_from({}).webhook_networks == ()
    for wrong in ("10.1.0.1/16", "intranet", "10.0.0.0/99"):
        with pytest.raises(SettingsError, match="FRESHLENS_WEBHOOK_NETWORKS must list networks"):
            settings_from({"FRESHLENS_WEBHOOK_NETWORKS": wrong})
