"""The agent beside a scale: reads it, sells by it, and serves the screen on this machine."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.metrology import Plate
from kiosk.scale.asking import KeyRefusedError, Server, ServerAwayError
from kiosk.scale.desk import Desk
from kiosk.scale.door import PORT, Door
from kiosk.scale.links import Place
from kiosk.scale.prices import Prices
from kiosk.scale.printing import LabelMaker, Printer
from kiosk.scale.protocols import Protocol
from kiosk.scale.sales_log import SalesLog
from kiosk.scale.selling import Seller
from kiosk.scale.watching import Clock, Watch

_MEET_EVERY = 5.0  # seconds between two tries to reach a server that is away
TEXTS = ("kiosk", "provenance")
"""Packages whose sentences the agent says."""


@dataclass(frozen=True, slots=True)
class Agent:
    """What an agent is started with.

    `folder` holds its log, `link_origin` begins the QR codes of its labels; pages of the server and
    of `origins` may talk to it.
    """

    place: Place
    protocol: Protocol
    plate: Plate
    server: str
    key: str
    link_origin: str
    folder: Path
    labels: LabelMaker
    printer: Printer | None = None
    port: int = PORT
    origins: Collection[str] = field(default_factory=tuple)

    @asynccontextmanager
    async def running(self, clock: Clock) -> AsyncIterator["Running"]:
        """At work while the context is open.

        Raises `LogBrokenError`, `LogTakenError`, and `OSError` where the port is taken.
        """
        server, log = Server(self.server, self.key, clock), SalesLog(self.folder)
        seller = Seller(
            log,
            self.labels,
            self.printer,
            link_origin=self.link_origin,
            protocol=self.protocol.name,
            clock=clock,
        )
        prices = Prices(server, self.plate, clock)
        desk = Desk(
            partial(Watch, self.place, self.protocol, clock), self.plate, prices, seller, clock
        )
        door = Door(desk, self.labels.texts, self.protocol.name)
        allowed = {origin_of(self.server), *self.origins}
        try:
            async with door.open(allowed, self.port) as port:
                tasks = (
                    asyncio.create_task(desk.watch.run()),
                    asyncio.create_task(_meet(prices, desk)),
                )
                try:
                    yield Running(desk, port)
                finally:
                    for task in tasks:
                        task.cancel()
                    await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            await server.close()
            log.close()


@dataclass(frozen=True, slots=True)
class Running:
    """An agent at work, and the port its screen finds it at."""

    desk: Desk
    port: int


async def _meet(prices: Prices, desk: Desk) -> None:
    """Learn from the server who we are, as soon as it can be reached."""
    while prices.device is None:
        with suppress(ServerAwayError, KeyRefusedError):  # refusals are told when goods are asked
            await prices.meet()
            desk.changed()
            return
        await asyncio.sleep(_MEET_EVERY)


def origin_of(url: str) -> str:
    """The origin of an address, as browsers write it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
