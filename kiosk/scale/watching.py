"""Watching a scale: asking, listening, and telling in time what its wire is like."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.metrology import Shown
from kiosk.scale.links import Link, Place
from kiosk.scale.protocols import Protocol, Taken, spoken_by
from kiosk.scale.reading import Flag, LinkState, NotNow, Prompt, Reading, Zeroed
from kiosk.scale.steadiness import Steadiness

ASK_EVERY = 0.08  # seconds between two questions; a frame takes 8 to 20 ms at 9600 baud
QUIET_AFTER = 1.0  # seconds without an answer until the link is no longer CONNECTED
REOPEN_AFTER = 5.0  # seconds without an answer until the port is opened anew
RETRY = 0.5  # seconds until an absent port is looked for again
_JUDGED_BY = 256  # bytes of noise that are looked at for another protocol

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of the scale now. `shown` is None unless the link is CONNECTED."""

    link: LinkState
    since: datetime
    shown: Shown | None
    net: bool
    """The scale takes a tare off by itself."""
    at: datetime


@dataclass(slots=True)
class _Noise:
    """What came since the last good answer, and when that was (loop time)."""

    answered: float
    junk: bytearray = field(default_factory=bytearray)

    def add(self, data: bytes) -> None:
        self.junk = (self.junk + data)[-_JUDGED_BY:]

    def state(self, protocol: Protocol) -> LinkState:
        if not self.junk:
            return LinkState.SILENT
        others = spoken_by(bytes(self.junk)) - {protocol.name}
        return LinkState.WRONG_PROTOCOL if others else LinkState.BABBLING


class Watch:
    """One scale, looked after for ever by `run`; whatever happens to its wire is told, not raised.

    `heard` is called with everything new, at once, and must not block.
    """

    def __init__(
        self, place: Place, protocol: Protocol, clock: Clock, heard: Callable[[Heard], None]
    ) -> None:
        self._place = place
        self._protocol = protocol
        self._clock = clock
        self._heard = heard
        self._last = Heard(LinkState.UNPLUGGED, clock(), None, net=False, at=clock())
        self._steadiness = Steadiness(protocol.checked)
        self._zeroing: asyncio.Future[bool] | None = None
        self._zero_sent = False

    @property
    def last(self) -> Heard:
        """What was told last."""
        return self._last

    @property
    def can_zero(self) -> bool:
        """Whether the protocol has a command for it."""
        return self._protocol.zero is not None

    async def zero(self, patience: float = 3.0) -> bool:
        """Let the scale set itself to zero; whether it did, in time."""
        if self._zeroing is None:
            self._zeroing = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(patience):
                return await asyncio.shield(self._zeroing)
        except TimeoutError:
            self._zeroed(done=False)
            return False

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                link = await self._place.open(self._protocol)
            except (OSError, TimeoutError):
                self._become(LinkState.UNPLUGGED)
                await asyncio.sleep(RETRY)
                continue
            try:
                await self._listen(link)
            except OSError:
                self._become(LinkState.UNPLUGGED)
                await asyncio.sleep(RETRY)
            finally:
                link.close()

    async def _listen(self, link: Link) -> None:
        """Ask and hear, until the wire is gone (`OSError`) or has been quiet for too long."""
        loop = asyncio.get_running_loop()
        noise = _Noise(loop.time())
        rest = b""
        while loop.time() - noise.answered < REOPEN_AFTER:
            noise.add(rest)  # half a frame that its end never came for
            rest = b""
            self._ask(link)
            next_question = loop.time() + ASK_EVERY
            while (left := next_question - loop.time()) > 0:
                try:
                    async with asyncio.timeout(left):
                        data = await link.read()
                except TimeoutError:
                    break
                taken = self._protocol.take(rest + data)
                rest = taken.rest
                noise.add(taken.junk)
                if self._took(taken, link):
                    noise = _Noise(loop.time())
            if loop.time() - noise.answered > QUIET_AFTER:
                self._become(noise.state(self._protocol))

    def _ask(self, link: Link) -> None:
        if self._zeroing is not None and self._protocol.zero and not self._zero_sent:
            link.write(self._protocol.zero)
            self._zero_sent = True
        elif self._protocol.ask:
            link.write(self._protocol.ask)

    def _took(self, taken: Taken, link: Link) -> bool:
        """Act on what came; whether the scale answered."""
        if taken.junk:
            self._steadiness = self._steadiness.broken()
        answered = False
        for answer in taken.answers:
            match answer:
                case Prompt(send=send):
                    link.write(send)
                    continue  # no answer yet: only the frame behind it is
                case Zeroed(done=done):
                    self._zeroed(done=done)
                case Reading(grams=None) if self._zero_sent:
                    self._zeroed(done=not answer.flags & {Flag.OUTSIDE_ZERO, Flag.MOTION})
                case Reading():
                    self._read(answer)
                case NotNow():
                    self._zeroed(done=False)
                    continue
                case _:
                    continue
            answered = True
        return answered

    def _read(self, reading: Reading) -> None:
        self._steadiness, shown = self._steadiness.after(reading)
        self._tell(LinkState.CONNECTED, shown, net=reading.net)

    def _become(self, state: LinkState) -> None:
        self._steadiness = self._steadiness.broken()
        if state is not self._last.link:
            self._tell(state, None, net=False)

    def _tell(self, state: LinkState, shown: Shown | None, *, net: bool) -> None:
        now = self._clock()
        since = self._last.since if state is self._last.link else now
        self._last = Heard(state, since, shown, net, now)
        self._heard(self._last)

    def _zeroed(self, *, done: bool) -> None:
        self._zero_sent = False
        if self._zeroing is not None and not self._zeroing.done():
            self._zeroing.set_result(done)
        self._zeroing = None
