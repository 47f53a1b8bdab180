"""A scale that answers like a real one, and fails like one when it is told to."""

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path

from kiosk.scale.simulator.pan import Pan
from kiosk.scale.simulator.voices import UNASKED, VOICES, Reply
from kiosk.scale.simulator.wires import TcpPort, Terminal, Wire

_UNASKED_EVERY = 0.05  # seconds between two reports of a scale that speaks by itself
_KEPT = 10_000
_OTHER, _ANOTHER = ("sics", b"SI\r\n"), ("mt8217", b"W")
"""What a scale of another protocol says by itself, and the question that brings it."""


class Fault(StrEnum):
    """What can be wrong with a scale."""

    UNPLUG = "unplug"
    BABBLE = "babble"
    """Noise, as from a wrong speed or a broken wire."""
    WRONG_PROTOCOL = "wrong-protocol"
    SILENT = "silent"
    HALF = "half"
    """Every answer is cut in the middle."""


class SimulatedScale:
    """A scale at `address`: a link to a terminal, or `tcp://127.0.0.1:port`.

    `sent` holds when each weight at rest went out on the wire (`time.monotonic`, grams). `fault` is
    changed by `fail` and `mend`.
    """

    def __init__(self, protocol: str, at: Path | int, *, interval: int = 5) -> None:
        self.protocol = protocol
        self.fault: Fault | None = None
        self.sent: deque[tuple[float, int]] = deque(maxlen=_KEPT)
        self._at = at
        self._pan = Pan(interval)
        self._wire: Wire | None = None
        self._heard = b""
        self._noise = random.Random(1)  # noqa: S311 - noise, no secret

    @property
    def address(self) -> str:
        """Where an agent finds it."""
        return str(self._at) if isinstance(self._at, Path) else f"tcp://127.0.0.1:{self._at}"

    def put(self, grams: int) -> None:
        """So much lies there from now on."""
        self._pan = self._pan.with_load(grams, time.monotonic())

    async def fail(self, fault: Fault) -> None:
        """Something goes wrong until it is mended."""
        self.fault = fault
        if fault is Fault.UNPLUG:
            await self.unplug()

    async def mend(self) -> None:
        """Everything works again."""
        self.fault = None
        await self.plug_in()

    async def plug_in(self) -> None:
        """Be reachable. Raises `OSError` where the port is taken."""
        if self._wire is not None:
            return
        if isinstance(self._at, Path):
            self._wire = Terminal(self._at, self._hear)
            return
        self._wire = port = await TcpPort.open("127.0.0.1", self._at, self._hear)
        self._at = port.port

    async def unplug(self) -> None:
        """Be gone."""
        wire, self._wire, self._heard = self._wire, None, b""
        if wire is not None:
            await wire.unplug()

    async def speak_unasked(self) -> None:
        """Until cancelled: what comes without a question, which may be nothing."""
        while True:
            await asyncio.sleep(_UNASKED_EVERY)
            if self.fault is Fault.WRONG_PROTOCOL:
                other, question = _OTHER if self.protocol != _OTHER[0] else _ANOTHER
                self._send(VOICES[other](question, self._pan.display(time.monotonic())).sent)
            elif self.protocol in UNASKED:
                self._answer(b"")

    def _hear(self, data: bytes) -> None:
        if self.protocol in UNASKED or self.fault is Fault.WRONG_PROTOCOL:
            return
        self._heard += data
        while self._heard:
            left = self._answer(self._heard)
            if left == self._heard:
                return
            self._heard = left

    def _answer(self, asked: bytes) -> bytes:
        """Answer the first question; returns what is left of them."""
        now = time.monotonic()
        shown = self._pan.display(now)
        reply = VOICES[self.protocol](asked, shown)
        answer = self._zeroed(reply, now) if reply.zero else reply.sent
        if len(answer) > 1 and self.fault is None and not shown.moving:
            self.sent.append((now, shown.grams))
        self._send(answer)
        return reply.rest

    def _send(self, data: bytes) -> None:
        if data and self._wire is not None and self.fault is not Fault.SILENT:
            self._wire.send(self._spoilt(data))

    def _zeroed(self, reply: Reply, now: float) -> bytes:
        zeroed = self._pan.zeroed(now)
        if zeroed is None:
            return reply.cannot
        self._pan = zeroed
        return reply.sent

    def _spoilt(self, sent: bytes) -> bytes:
        if self.fault is Fault.BABBLE:
            return self._noise.randbytes(len(sent))
        return sent[: len(sent) // 2] if self.fault is Fault.HALF else sent


@asynccontextmanager
async def simulated(protocol: str, at: Path | int = 0) -> AsyncIterator[SimulatedScale]:
    """A plugged-in scale: at a path (a terminal), or a port of this machine (0: any free one)."""
    scale = SimulatedScale(protocol, at)
    await scale.plug_in()
    speaking = asyncio.create_task(scale.speak_unasked())
    try:
        yield scale
    finally:
        speaking.cancel()
        await scale.unplug()
