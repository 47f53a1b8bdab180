"""What the environment decides, read once and checked whole."""

import ipaddress
import re
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from api.mqtt.broker import is_broker_address
from api.webhooks.addresses import Network, networks_in

LogFormat = Literal["console", "json"]

_DATABASE_NAME = re.compile(r"[A-Za-z0-9_-]{1,63}")
_MIN_SECRET = 32  # characters: at least the 256 bits that HS256 asks of its key (RFC 7518, 3.2)


class SettingsError(Exception):
    """The environment cannot be used; `problems` says in words what to change, all at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    `mongodb_uri` None means the embedded database in `data`; `public_url` begins every link and
    QR code we make and has no slash at its end. Without `mqtt_url` no readings come
    by MQTT; without `mqtt_ca` (PEM) the system's authorities vouch for the broker. One address
    may send `anonymous_rate` requests a second without a session; 0 is no limit. Webhooks may lead
    to public addresses and to `webhook_networks`.
    """

    data: Path
    public_url: str
    mongodb_uri: str | None = None
    database: str = "freshlens"
    host: str = "127.0.0.1"
    port: int = 8000
    secret: str | None = None
    production: bool = False
    anonymous_rate: int = 50
    log_format: LogFormat = "console"
    mqtt_url: str | None = None
    mqtt_ca: Path | None = None
    webhook_networks: tuple[Network, ...] = ()

    @property
    def signing_secret(self) -> str:
        """The key that tokens are signed with; raises `SettingsError` where none is set."""
        if self.secret is None:
            raise SettingsError(
                ["FRESHLENS_SECRET is not set: make one with `freshlens secret` and keep it safe"]
            )
        return self.secret

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback


def outgoing_address() -> str | None:
    """The address this machine has on its network, or None without one; sends nothing.

    Connecting a UDP socket only asks the routing table (the target is a documentation address,
    RFC 5737).
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


@dataclass(frozen=True, slots=True)
class _Variables:
    """The environment's FRESHLENS_ variables, and what is wrong with those read so far."""

    env: Mapping[str, str]
    problems: list[str]

    def read(self, name: str, default: str, fits: Callable[[str], object], must: str) -> str:
        """The variable; empty counts as unset. One that does not fit becomes a problem."""
        value = self.env.get(f"FRESHLENS_{name}", "").strip()
        if value and not fits(value):
            self.problems.append(f"FRESHLENS_{name} must {must}")
        return value or default


def settings_from(
    env: Mapping[str, str], *, network_address: Callable[[], str | None] = outgoing_address
) -> Settings:
    """The settings in environment variables, all named FRESHLENS_….

    `network_address` is asked only when the server listens on every interface and no public
    address is given. Raises `SettingsError` naming every problem.
    """
    read = (variables := _Variables(env, [])).read
    mongodb_uri = read(
        "MONGODB_URI",
        "",
        lambda uri: uri.startswith(("mongodb://", "mongodb+srv://")),
        "begin with mongodb:// or mongodb+srv://",
    )
    database = read(
        "DATABASE",
        "freshlens",
        _DATABASE_NAME.fullmatch,
        "be 1 to 63 letters, digits, hyphens or underscores",
    )
    data = read("DATA", ".freshlens", lambda _: True, "")
    host = read("HOST", "127.0.0.1", _is_host, "be an IP address or localhost")
    port = read("PORT", "8000", _is_port, "be a number from 1 to 65535")
    public_url = read(
        "PUBLIC_URL", "", _is_web_address, "be an http or https address without query or fragment"
    )
    secret = read(
        "SECRET",
        "",
        lambda text: len(text) >= _MIN_SECRET,
        f"have at least {_MIN_SECRET} characters: make one with `freshlens secret`",
    )
    production = read("PRODUCTION", "0", ("0", "1").__contains__, "be 0 or 1")
    anonymous_rate = read(
        "ANONYMOUS_RATE", "50", _is_rate, "be a whole number of requests a second, 0 for no limit"
    )
    log_format = read("LOG", "console", ("console", "json").__contains__, "be console or json")
    mqtt_url = read(
        "MQTT_URL",
        "",
        is_broker_address,
        "be mqtt://host or mqtts://host, with user:password@ and :port where needed",
    )
    mqtt_ca = read("MQTT_CA", "", lambda path: Path(path).is_file(), "name a file (PEM)")
    webhook_networks = read(
        "WEBHOOK_NETWORKS", "", _are_networks, "list networks, such as 10.1.0.0/16, fd00:1::/64"
    )
    if production == "1" and not mongodb_uri:
        variables.problems.append(
            "FRESHLENS_MONGODB_URI must be set with FRESHLENS_PRODUCTION=1: "
            "the embedded database is for trying out"
        )
    if variables.problems:
        raise SettingsError(variables.problems)
    return Settings(
        data=Path(data).absolute(),
        public_url=public_url.rstrip("/") or _own_address(host, int(port), network_address),
        mongodb_uri=mongodb_uri or None,
        database=database,
        host=host,
        port=int(port),
        secret=secret or None,
        production=production == "1",
        anonymous_rate=int(anonymous_rate),
        log_format="json" if log_format == "json" else "console",
        mqtt_url=mqtt_url or None,
        mqtt_ca=Path(mqtt_ca).absolute() if mqtt_ca else None,
        webhook_networks=networks_in(webhook_networks),
    )


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535


def _is_rate(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) <= 1_000_000


def _are_networks(text: str) -> bool:
    try:
        networks_in(text)
    except ValueError:
        return False
    return True


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError for a port that is no number
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and not (parts.query or parts.fragment or parts.username)
    )


def _own_address(host: str, port: int, network_address: Callable[[], str | None]) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = network_address() or "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
