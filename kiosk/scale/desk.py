"""The counter: what lies on the scale, what is selected, and what is done when somebody asks."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.metrology import Counter, Load, LoadState, Plate, TareMiss, load, price_to_pay
from kiosk.scale.goods import Asked
from kiosk.scale.prices import Found, Prices
from kiosk.scale.reading import LinkState
from kiosk.scale.refusal import Refusal
from kiosk.scale.selling import Chosen, Out, Seller, Weighed
from kiosk.scale.watching import Clock, Heard, Watch

WatchFor = Callable[[Callable[[Heard], None]], Watch]


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the screen shows at a moment. `total` (minor units) only of what may be sold."""

    heard: Heard
    load: Load
    counter: Counter
    chosen: Chosen | None
    total: int | None


class Desk:
    """One scale and its sales, one request at a time.

    `changed` is called with every new standing, at once, and must not block.
    """

    def __init__(
        self, watch: WatchFor, plate: Plate, prices: Prices, seller: Seller, clock: Clock
    ) -> None:
        self.plate = plate
        self.prices = prices
        self.seller = seller
        self.language = "en"
        self.changed: Callable[[], None] = lambda: None
        self._clock = clock
        self._counter = Counter()
        self._chosen: Chosen | None = None
        self._turn = asyncio.Lock()
        self.watch = watch(self._heard)

    @property
    def standing(self) -> Standing:
        """How things are."""
        heard = self.watch.last
        now = load(heard.shown, self._counter.tare, self.plate)
        total = None
        if self._chosen and now.state is LoadState.READY and now.net:
            total = price_to_pay(now.net, self._chosen.unit_price)
        return Standing(heard, now, self._counter, self._chosen, total)

    async def select(self, code: str, lot: str | None) -> Refusal | None:
        """What lies there is this from now on."""
        async with self._turn:
            return await self._select(Asked(code, lot, self.language))

    async def speak(self, language: str) -> None:
        """Texts are in this language from now on, those of what is selected too."""
        async with self._turn:
            if language != self.language:
                self.language = language
                if self._chosen is not None:
                    await self._select(replace(self._chosen.priced.asked, language=language))

    async def clear(self) -> None:
        """Nothing is selected any more."""
        async with self._turn:
            self._cleared()

    async def tare(self, grams: int | None) -> Refusal | None:
        """Take a tare: what lies there, or so many grams."""
        async with self._turn:
            heard = self.watch.last
            if heard.net:
                return Refusal("tare-in-scale")
            outcome = self._counter.tared(heard.shown, self.plate, grams)
            if isinstance(outcome, TareMiss):
                return Refusal(f"tare-{outcome.value}")
            self._become(outcome)
            return None

    async def untare(self) -> None:
        """Take the tare away."""
        async with self._turn:
            self._become(self._counter.untared())

    async def zero(self) -> Refusal | None:
        """Let the scale set itself to zero."""
        async with self._turn:
            if not self.watch.can_zero:
                return Refusal("zero-by-hand")
            if self.watch.last.link is not LinkState.CONNECTED:
                return Refusal("not-unknown")
            return None if await self.watch.zero() else Refusal("zero-not-done")

    async def sell(self, request_id: str) -> Out | Refusal:
        """Sell what lies there and print its label; the same request again is the same sale."""
        async with self._turn:
            known = self.seller.log.sale_of(request_id)
            if known is not None:
                return await self.seller.again(known, repeated=True)
            if self._counter.finished:
                return Refusal("take-off")
            if refusal := await self._renew():
                return refusal
            now, device = self.standing, self.prices.device
            if now.load.state is not LoadState.READY:
                return Refusal(f"not-{now.load.state.value}")
            if not (now.chosen and device and now.total is not None and now.load.net):
                return Refusal("nothing-selected")
            weighed = Weighed(now.load.net, now.load.tare, now.total)
            sold = await self.seller.sell(request_id, now.chosen, device, weighed)
            if isinstance(sold, Out) or sold.number is not None:
                self._become(self._counter.sold())
            return sold

    async def reprint(self, number: int) -> Out | Refusal:
        """The label of an earlier sale again."""
        async with self._turn:
            known = self.seller.log.sale(number)
            if known is None:
                return Refusal("unknown-number", {"number": str(number)})
            return await self.seller.again(known, repeated=False)

    async def _select(self, asked: Asked) -> Refusal | None:
        found = await self.prices.of(asked)
        if isinstance(found, Refusal):
            self._cleared()
            return found
        self._choose(found)
        return None

    async def _renew(self) -> Refusal | None:
        """Before a sale: still to be sold, and at the price that is shown."""
        if self._chosen is None:
            return Refusal("nothing-selected")
        shown = self._chosen.unit_price
        found = await self.prices.renewed(self._chosen.priced)
        if isinstance(found, Refusal):
            self._cleared()
            return found
        self._choose(found)
        return None if self._chosen.unit_price == shown else Refusal("price-changed")

    def _choose(self, found: Found) -> None:
        now, priced = self._clock(), found.priced
        self._chosen = Chosen(
            priced, priced.unit_price(now), priced.offers_in(now), cached=found.cached
        )
        self._become(self._counter.selected(priced.key))

    def _cleared(self) -> None:
        self._chosen = None
        self._become(self._counter.cleared())

    def _heard(self, heard: Heard) -> None:
        if heard.net:  # the scale takes a tare off by itself: never two
            self._counter = self._counter.untared()
        seen = self._counter.seen(load(heard.shown, self._counter.tare, self.plate))
        if self._counter.finished and not seen.finished:
            self._chosen = None
        self._counter = seen
        self.changed()

    def _become(self, counter: Counter) -> None:
        self._counter = counter
        self.changed()
