"""The environment is read once, whole, and complained about in words."""

from pathlib import Path

import pytest

from api.settings import SettingsError, outgoing_address, settings_from

EVERYWHERE = "0.0.0.0"  # noqa: S104


def test_an_empty_environment_serves_this_machine_from_the_embedded_database() -> None:
    settings = settings_from({"FRESHLENS_PORT": " ", "PATH": "/bin"})
    assert settings.mongodb_uri is None
    assert settings.data == Path.cwd() / ".freshlens"
    assert (settings.host, settings.port, settings.local) == ("127.0.0.1", 8000, True)
    assert settings.public_url == "http://127.0.0.1:8000"
    assert not settings.production


def test_every_variable_is_heard() -> None:
    settings = settings_from(
        {
            "FRESHLENS_MONGODB_URI": "mongodb+srv://db.example.org",
            "FRESHLENS_DATABASE": "market",
            "FRESHLENS_DATA": "/var/lib/freshlens",
            "FRESHLENS_HOST": "10.0.0.7",
            "FRESHLENS_PORT": "9000",
            "FRESHLENS_PUBLIC_URL": "https://id.example.org/gs1/",
            "FRESHLENS_SECRET": "s" * 32,
            "FRESHLENS_PRODUCTION": "1",
            "FRESHLENS_LOG": "json",
            "FRESHLENS_MQTT_URL": "mqtts://me:pw@broker.example",
            "FRESHLENS_MQTT_CA": __file__,
            "FRESHLENS_ANONYMOUS_RATE": "0",
        }
    )
    assert settings.mongodb_uri == "mongodb+srv://db.example.org"
    assert (settings.database, settings.data) == ("market", Path("/var/lib/freshlens"))
    assert (settings.host, settings.port, settings.local) == ("10.0.0.7", 9000, False)
    assert settings.public_url == "https://id.example.org/gs1"
    assert settings.signing_secret == "s" * 32
    assert (settings.production, settings.log_format) == (True, "json")
    assert settings.mqtt_url == "mqtts://me:pw@broker.example"
    assert settings.mqtt_ca == Path(__file__)
    assert settings.anonymous_rate == 0


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("MONGODB_URI", "localhost:27017", "mongodb://"),
        ("DATABASE", "a b", "letters"),
        ("DATABASE", "x" * 64, "63"),
        ("HOST", "shop.local", "IP address"),
        ("PORT", "0", "65535"),
        ("PORT", "65536", "65535"),
        ("PORT", "８０", "number"),
        ("PUBLIC_URL", "id.example.org", "http"),
        ("PUBLIC_URL", "https://id.example.org/?a=1", "query"),
        ("PUBLIC_URL", "https://me:pw@id.example.org", "http"),
        ("PUBLIC_URL", "http://id.example.org:port", "http"),
        ("PUBLIC_URL", "http://[::1", "http"),
        ("SECRET", "s" * 31, "32 characters"),
        ("PRODUCTION", "yes", "0 or 1"),
        ("LOG", "xml", "json"),
        ("MQTT_URL", "broker.example:1883", "mqtts://"),
        ("MQTT_CA", "/no/such/file.pem", "file"),
        ("ANONYMOUS_RATE", "-1", "whole number"),
        ("ANONYMOUS_RATE", "2.5", "whole number"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_must_be(name: str, value: str, word: str) -> None:
    with pytest.raises(SettingsError, match=f"^FRESHLENS_{name} must .*{word}"):
        settings_from({f"FRESHLENS_{name}": value})


def test_all_problems_are_told_at_once_and_no_secret_is_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from({"FRESHLENS_PORT": "x", "FRESHLENS_SECRET": "hunter2"})
    assert len(caught.value.problems) == 2
    assert "hunter2" not in str(caught.value)


def test_the_embedded_database_is_not_for_production() -> None:
    with pytest.raises(SettingsError, match="FRESHLENS_MONGODB_URI must be set"):
        settings_from({"FRESHLENS_PRODUCTION": "1"})


def test_a_missing_secret_matters_only_where_it_is_needed() -> None:
    settings = settings_from({})
    with pytest.raises(SettingsError, match="freshlens secret"):
        _ = settings.signing_secret


@pytest.mark.parametrize(
    ("host", "network", "url"),
    [
        (EVERYWHERE, "192.168.1.20", "http://192.168.1.20:8000"),
        (EVERYWHERE, None, "http://localhost:8000"),
        ("::", "192.168.1.20", "http://192.168.1.20:8000"),
        ("::1", "192.168.1.20", "http://[::1]:8000"),
        ("10.0.0.7", "192.168.1.20", "http://10.0.0.7:8000"),
    ],
)
def test_links_carry_an_address_that_others_can_open(
    host: str, network: str | None, url: str
) -> None:
    settings = settings_from({"FRESHLENS_HOST": host}, network_address=lambda: network)
    assert settings.public_url == url


def test_the_network_address_is_an_address_of_this_machine_or_none() -> None:
    address = outgoing_address()
    assert address is None or settings_from({"FRESHLENS_HOST": address}).host == address
