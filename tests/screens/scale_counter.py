"""A whole counter: a simulated scale, the agent beside it, and a screen that talks to it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from api import clock
from kiosk.metrology import Plate
from kiosk.scale.agent import TEXTS, Agent, Running
from kiosk.scale.links import place_of
from kiosk.scale.printing import Folder, LabelMaker, Printer
from kiosk.scale.protocols import PROTOCOLS
from kiosk.scale.simulator import SimulatedScale, simulated
from provenance.text import Texts

Told = Mapping[str, Any]


class TalkingScreen:
    """A screen without a browser. `told` has everything with its moment (`time.monotonic`)."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._answers = 0
        self._news = asyncio.Event()
        self.told: list[tuple[float, Told]] = []
        self.now: dict[str, Told] = {}
        """The newest message of each type."""

    async def listen(self) -> None:
        async for text in self._connection:
            message = json.loads(text)
            self.told.append((time.monotonic(), message))
            self.now[message["type"]] = message
            self._news.set()

    async def ask(self, kind: str, **fields: object) -> Told:
        """Ask, and wait for the answer."""
        self._answers += 1
        asked = f"q{self._answers}"
        await self._connection.send(json.dumps({"type": kind, "id": asked, **fields}))
        return await self.until(lambda told: told.get("id") == asked)

    async def until(self, fits: Callable[[Told], bool], patience: float = 10.0) -> Told:
        """The newest message of any type that fits, as soon as there is one."""
        async with asyncio.timeout(patience):
            while True:
                self._news.clear()
                for message in self.now.values():
                    if fits(message):
                        return message
                await self._news.wait()

    async def ready(self, net: int) -> Told:
        """The weight, as soon as so much lies there and may be sold."""
        return await self.until(
            lambda told: told.get("netGrams") == net and told.get("state") == "ready"
        )


@dataclass(frozen=True, slots=True)
class ScaleCounter:
    """What stands on the counter. Labels come out into `labels`."""

    scale: SimulatedScale
    running: Running
    screen: TalkingScreen
    labels: Path


@asynccontextmanager
async def talking(port: int, origin: str) -> AsyncIterator[TalkingScreen]:
    """A screen at an agent. Raises `InvalidStatus` where it is not let in."""
    async with connect(f"ws://127.0.0.1:{port}", origin=Origin(origin)) as connection:
        screen = TalkingScreen(connection)
        listening = asyncio.create_task(screen.listen())
        try:
            yield screen
        finally:
            listening.cancel()


@asynccontextmanager
async def counter(
    folder: Path,
    server: str,
    key: str,
    *,
    protocol: str = "mt8217",
    printer: Printer | None = None,
    port: int = 0,
) -> AsyncIterator[ScaleCounter]:
    """A counter that prints into a folder, unless there is a `printer`."""
    labels = folder / "labels"
    async with simulated(protocol, folder / "wire") as scale:
        agent = Agent(
            place=place_of(scale.address),
            protocol=PROTOCOLS[protocol],
            plate=Plate(5, 15_000),
            server=server,
            key=key,
            link_origin="https://shop.example",
            folder=folder / "log",
            labels=LabelMaker(Texts(TEXTS)),
            printer=printer or Folder(labels),
            port=port,
        )
        async with agent.running(clock.now) as running, talking(running.port, server) as screen:
            yield ScaleCounter(scale, running, screen, labels)
