"""Where a scale is: a serial port, a hidraw device, or `tcp://host:port`."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.scale.links.hidraw import open_hidraw
from kiosk.scale.links.link import Link
from kiosk.scale.links.serial_port import open_serial
from kiosk.scale.links.tcp import open_tcp
from kiosk.scale.protocols import Protocol

__all__ = ["Link", "Place", "place_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """A scale's place, as it was given: `path` of a device, else `host` and `port`."""

    path: str | None = None
    host: str = ""
    port: int = 0

    async def open(self, protocol: Protocol) -> Link:
        """The wire to it, as the protocol needs it. Raises `OSError`, also for one in use."""
        if self.path is None:
            return await open_tcp(self.host, self.port)
        if protocol.name == "hidpos":
            return await open_hidraw(self.path)
        return await open_serial(self.path, protocol.line)


def place_of(text: str) -> Place:
    """The place in an address: `/dev/ttyUSB0`, `/dev/hidraw0`, `tcp://192.0.2.7:4001`.

    Raises `ValueError` with what is wrong with it.
    """
    if not text.startswith("tcp://"):
        if text.startswith("/"):
            return Place(text)
        raise ValueError("give a device such as /dev/ttyUSB0, or tcp://host:port")
    parts = urlsplit(text)
    if not parts.hostname or not parts.port:
        raise ValueError("give tcp://host:port, such as tcp://192.0.2.7:4001")
    return Place(host=parts.hostname, port=parts.port)
