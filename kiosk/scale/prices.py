"""Prices for as long as they may count: the server's, and the last ones while it is away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.metrology import Plate
from kiosk.scale.asking import KeyRefusedError, Server, ServerAwayError
from kiosk.scale.goods import Asked, Device, Priced
from kiosk.scale.refusal import Refusal

FRESH = timedelta(seconds=30)
"""A price this young is not asked again before a sale."""

KEPT = timedelta(hours=4)
"""How long the last price counts while the server is away: a recall could not reach us either."""

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """Goods, and whether the server was away so that they are as it last said."""

    priced: Priced
    cached: bool


class Prices:
    """What the server says, remembered."""

    def __init__(self, server: Server, plate: Plate, clock: Callable[[], datetime]) -> None:
        self._server = server
        self._plate = plate
        self._clock = clock
        self._known: dict[Asked, Priced] = {}
        self.device: Device | None = None

    async def meet(self) -> Device:
        """Who we are to the server, asked until it has answered once.

        Raises `ServerAwayError`, `KeyRefusedError`.
        """
        if self.device is None:
            self.device = await self._server.device()
        return self.device

    async def of(self, asked: Asked) -> Found | Refusal:
        """What is asked for, as of now."""
        try:
            device = await self.meet()
            found = await self._server.goods(asked, device.store, self._plate)
        except ServerAwayError:
            return self._remembered(asked)
        except KeyRefusedError:
            return Refusal("key-refused")
        if isinstance(found, Refusal):
            self._known.pop(asked, None)
            return found
        self._known.pop(asked, None)
        self._known[asked] = found
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        return Found(found, cached=False)

    async def renewed(self, priced: Priced) -> Found | Refusal:
        """The same goods before they are sold: asked again unless that was just now."""
        if self._clock() - priced.asked_at < FRESH:
            return Found(priced, cached=False)
        return await self.of(priced.asked)

    def _remembered(self, asked: Asked) -> Found | Refusal:
        known = self._known.get(asked)
        if known is None:
            return Refusal("server-away")
        if self._clock() - known.asked_at > KEPT:
            return Refusal("price-too-old")
        return Found(known, cached=True)
