"""A scale that is watched, and what was heard of it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from api import clock
from kiosk.scale.links import place_of
from kiosk.scale.protocols import PROTOCOLS
from kiosk.scale.simulator import SimulatedScale
from kiosk.scale.watching import Heard, Watch


class Ear:
    """What was heard of a scale, newest last, each with the moment (`time.monotonic`)."""

    def __init__(self, scale: SimulatedScale) -> None:
        self.heard: list[tuple[float, Heard]] = []
        self._news = asyncio.Event()
        place, protocol = place_of(scale.address), PROTOCOLS[scale.protocol]
        self.watch = Watch(place, protocol, clock.now, self._hear)

    def _hear(self, heard: Heard) -> None:
        self.heard.append((time.monotonic(), heard))
        self._news.set()

    async def until(self, fits: Callable[[Heard], bool], patience: float = 8.0) -> Heard:
        """The newest, as soon as it fits."""
        async with asyncio.timeout(patience):
            while not fits(self.watch.last):
                self._news.clear()
                await self._news.wait()
        return self.watch.last

    async def steady(self, grams: int) -> Heard:
        """As soon as so much lies there at rest."""
        return await self.until(
            lambda heard: bool(heard.shown and heard.shown.steady and heard.shown.grams == grams)
        )


@asynccontextmanager
async def listening(scale: SimulatedScale) -> AsyncIterator[Ear]:
    """Watch a scale while the context is open."""
    ear = Ear(scale)
    watching = asyncio.create_task(ear.watch.run())
    try:
        yield ear
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
