"""Addresses of MQTT brokers, as the environment gives them."""

import ssl

import pytest

from api.mqtt.broker import broker_at, is_broker_address


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password"),
    [
        ("mqtt://broker.example", "broker.example", 1883, None, None),
        ("mqtt://10.0.0.7:1884/", "10.0.0.7", 1884, None, None),
        ("mqtt://[::1]", "::1", 1883, None, None),
        ("mqtts://me:a%2Fb%40c%20@broker.example", "broker.example", 8883, "me", "a/b@c "),
        ("mqtts://me@broker.example:443", "broker.example", 443, "me", None),
    ],
)
def test_an_address_names_host_port_and_who_we_are(
    url: str, host: str, port: int, user: str | None, password: str | None
) -> None:
    assert is_broker_address(url)
    broker = broker_at(url)
    assert (broker.host, broker.port) == (host, port)
    assert (broker.user, broker.password) == (user, password)
    assert (password or "secret") not in repr(broker)


def test_only_mqtts_is_encrypted_and_then_the_broker_must_prove_its_name() -> None:
    assert broker_at("mqtt://broker.example").tls is None
    tls = broker_at("mqtts://broker.example").tls
    assert tls is not None
    assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize(
    "url",
    [
        "broker.example",
        "http://broker.example",
        "mqtt://",
        "mqtt://:1883",
        "mqtt://broker.example:port",
        "mqtt://broker.example:0",
        "mqtt://broker.example/topic",
        "mqtt://broker.example?tls=1",
        "mqtt://[::1",
    ],
)
def test_what_is_no_address_of_a_broker_is_refused(url: str) -> None:
    assert not is_broker_address(url)
