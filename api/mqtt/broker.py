"""Where the MQTT broker is, and how we make ourselves known to it."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_PORTS: Final = {"mqtt": 1883, "mqtts": 8883}


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker's address; `tls` None is an open connection."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def is_broker_address(url: str) -> bool:
    """Whether it is `mqtt://` or `mqtts://`, a host, perhaps user, password and port."""
    try:
        parts = urlsplit(url)
        port = parts.port  # raises ValueError for a port that is no number
    except ValueError:
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment
    return parts.scheme in _PORTS and bool(parts.hostname) and port != 0 and not rest


def broker_at(url: str, ca: Path | None = None) -> Broker:
    """The broker at an address that `is_broker_address`; percent signs escape in its user part.

    `mqtts://` checks the broker's certificate and name against `ca` (PEM), else against the
    system's authorities. Raises `OSError` for a CA file that cannot be read.
    """
    parts = urlsplit(url)
    return Broker(
        host=parts.hostname or "",
        port=parts.port or _PORTS[parts.scheme],
        tls=ssl.create_default_context(cafile=ca) if parts.scheme == "mqtts" else None,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
