"""The agent's WebSocket: for the screen on this very machine, and for nobody else."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from kiosk.scale import messages, talking
from kiosk.scale.desk import Desk
from kiosk.scale.refusal import Refusal
from kiosk.scale.selling import Out
from kiosk.scale.talking import Speaker
from provenance.text import Texts

PORT = 8787
HOST = "127.0.0.1"
HEARTBEAT = 1.0
"""Seconds after which the weight is told again though nothing changed: silence means trouble."""

_LONGEST = 8_192  # bytes of a message


class Door:
    """Tells every screen what the desk's standing is, and does what they ask."""

    def __init__(self, desk: Desk, texts: Texts, protocol: str) -> None:
        self._desk = desk
        self._texts = texts
        self._protocol = protocol
        self._screens: set[_Screen] = set()
        desk.changed = self._changed

    @asynccontextmanager
    async def open(self, origins: Collection[str], port: int = PORT) -> AsyncIterator[int]:
        """Listen on the loopback interface only, to pages of these origins only; yields the port.

        Raises `OSError` where the port is taken.
        """
        async with serve(
            self._visited,
            HOST,
            port,
            origins=[Origin(each) for each in origins],
            max_size=_LONGEST,
            compression=None,  # a few bytes over no network
        ) as server:
            beating = asyncio.create_task(self._beat())
            try:
                yield next(iter(server.sockets)).getsockname()[1]
            finally:
                beating.cancel()

    def _changed(self) -> None:
        for screen in self._screens:
            screen.news.set()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT)
            for screen in self._screens:
                screen.told_weight = None
                screen.news.set()

    async def _visited(self, connection: ServerConnection) -> None:
        screen = _Screen(connection, self._desk, Speaker(self._texts, self._protocol))
        self._screens.add(screen)
        telling = asyncio.create_task(screen.tell())
        try:
            async for text in connection:
                await screen.hear(text)
        except ConnectionClosed:
            pass
        finally:
            self._screens.discard(screen)
            telling.cancel()


class _Screen:
    """One connection."""

    def __init__(self, connection: ServerConnection, desk: Desk, speaker: Speaker) -> None:
        self._connection = connection
        self._desk = desk
        self._speaker = speaker
        self.news = asyncio.Event()
        self.news.set()
        self.told_weight: messages.Weight | None = None
        self._told_link: messages.Link | None = None
        self._told_goods: messages.Selected | None = None
        self._greeted: messages.Hello | None = None
        self._telling = asyncio.Lock()

    async def tell(self) -> None:
        """Until cancelled: what is new, the newest only where the screen is slow."""
        with suppress(ConnectionClosed):
            while True:
                await self.news.wait()
                self.news.clear()
                await self._tell_news()

    async def _tell_news(self) -> None:
        async with self._telling:
            await self._tell_changes()

    async def _tell_changes(self) -> None:
        standing = self._desk.standing
        hello = self._speaker.hello(self._desk)
        if hello != self._greeted:
            self._greeted = hello
            await self._send(hello)
        link = self._speaker.link(standing.heard)
        if link != self._told_link:
            self._told_link = link
            await self._send(link)
        goods = talking.selected(standing.chosen)
        if goods != self._told_goods:
            self._told_goods = goods
            await self._send(goods)
        weight = talking.weight(standing)
        if (
            self.told_weight is None
            or msgspec.structs.replace(weight, at=self.told_weight.at) != self.told_weight
        ):
            self.told_weight = weight
            await self._send(weight)

    async def hear(self, text: str | bytes) -> None:
        """Carry out a request, and answer it."""
        try:
            asked = messages.asked(text)
        except msgspec.DecodeError:  # also what is well-formed and no message
            refusal = Refusal("not-understood")
            await self._send(self._speaker.refused(messages.id_in(text), refusal))
            return
        outcome = await self._done(asked)
        await self._tell_news()  # who gets an answer knows already what it changed
        match outcome:
            case None:
                await self._send(messages.Done(asked.id))
            case Out():
                await self._send(talking.printed(asked.id, outcome))
            case Refusal():
                await self._send(self._speaker.refused(asked.id, outcome))

    async def _done(self, asked: messages.Asked) -> Out | Refusal | None:
        desk = self._desk
        match asked:
            case messages.Language(language=tag):
                self._speaker.speak(tag)
                self.news.set()
                await desk.speak(self._speaker.language)
                return None
            case messages.Select(code=code, lot=lot):
                return await desk.select(code, lot)
            case messages.Clear():
                await desk.clear()
                return None
            case messages.Tare(grams=grams):
                return await desk.tare(grams)
            case messages.Untare():
                await desk.untare()
                return None
            case messages.Zero():
                return await desk.zero()
            case messages.Print(request_id=request_id):
                return await desk.sell(request_id)
            case messages.Reprint(number=number):
                return await desk.reprint(number)

    async def _send(self, message: messages.Told) -> None:
        await self._connection.send(messages.told(message))
