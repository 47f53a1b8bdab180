"""Selling: a sale written down, its label out, and out again."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.labels import Bitmap, LabelRefusedError, PrinterAwayError
from kiosk.metrology import METROLOGY_VERSION, fingerprint
from kiosk.scale.goods import Device, Priced
from kiosk.scale.printing import LabelMaker, Printer
from kiosk.scale.refusal import Refusal
from kiosk.scale.sale import Sale
from kiosk.scale.sales_log import SalesLog
from kiosk.scale.watching import Clock


@dataclass(frozen=True, slots=True)
class Out:
    """A label came out, or had already. `again`: not for the first time."""

    number: int
    packed_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected, at the price per kilogram that is shown and counts.

    `cached`: the server is away, and this is what it last said. `offers_in` made the price.
    """

    priced: Priced
    unit_price: int
    offers_in: tuple[str, ...]
    cached: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A steady weighing: net and tare in grams, and the price to pay in minor units."""

    net: int
    tare: int
    total: int


class Seller:
    """What comes after the weighing. Without a `printer` nothing is sold."""

    def __init__(
        self,
        log: SalesLog,
        labels: LabelMaker,
        printer: Printer | None,
        *,
        link_origin: str,
        protocol: str,
        clock: Clock,
    ) -> None:
        self.log = log
        self.printer = printer
        self._labels = labels
        self._link_origin = link_origin
        self._protocol = protocol
        self._clock = clock

    async def sell(
        self, request_id: str, chosen: Chosen, device: Device, weighed: Weighed
    ) -> Out | Refusal:
        """Sell a weighing. The label is drawn first: what cannot be labelled is not sold.

        A sale whose label does not come out is kept, and the refusal names its number.
        """
        if self.printer is None:
            return Refusal("no-printer")
        sale = self._sale(request_id, chosen, device, weighed)
        try:
            label = await self._labels.label(sale)
        except LabelRefusedError as error:
            return _no_label(error)
        self.log.sold(sale)
        return await self._put_out(sale, label, None)

    async def again(self, sale: Sale, *, repeated: bool) -> Out | Refusal:
        """The label of a sale that is in the log.

        One that never came out comes out now. One that did comes out again, citing the first, or
        not where the same request was only `repeated`.
        """
        came_out = self.log.was_printed(sale.number)
        if came_out and repeated:
            return Out(sale.number, sale.at, again=True)
        if self.printer is None:
            return Refusal("no-printer")
        reprints = self.log.reprints(sale.number) + 1 if came_out else None
        try:
            label = await self._labels.label(sale, reprints)
        except LabelRefusedError as error:
            return _no_label(error, sale.number)
        return await self._put_out(sale, label, reprints)

    async def _put_out(self, sale: Sale, label: Bitmap, reprints: int | None) -> Out | Refusal:
        assert self.printer is not None  # noqa: S101 - both callers have looked
        name = f"{sale.number:06}" + (f"-{reprints}" if reprints else "")
        try:
            await self.printer.put_out(label, name)
        except (LabelRefusedError, OSError) as error:
            self.log.not_printed(sale.number, self._clock(), type(error).__name__)
            if isinstance(error, LabelRefusedError):
                return _no_label(error, sale.number)
            return Refusal("printer-trouble", number=sale.number)
        if reprints is None:
            self.log.printed(sale.number, self._clock())
        else:
            self.log.reprinted(sale.number, self._clock())
        return Out(sale.number, sale.at, again=reprints is not None)

    def _sale(self, request_id: str, chosen: Chosen, device: Device, weighed: Weighed) -> Sale:
        priced = chosen.priced
        return Sale(
            number=self.log.last_number + 1,
            request_id=request_id,
            at=self._clock(),
            language=priced.asked.language,
            code=priced.asked.code,
            gtin=priced.gtin,
            plu=priced.plu,
            lot=priced.lot,
            name=priced.name,
            store_name=device.store_name,
            time_zone=device.time_zone,
            origin=priced.origin,
            link_origin=self._link_origin,
            use_by=priced.use_by,
            best_before=priced.best_before,
            net_grams=weighed.net,
            tare_grams=weighed.tare,
            unit_price=chosen.unit_price,
            list_price=priced.list_price,
            offers=chosen.offers_in,
            total=weighed.total,
            currency=priced.currency.code,
            exponent=priced.currency.exponent,
            asked_at=priced.asked_at,
            cached=chosen.cached,
            metrology_version=METROLOGY_VERSION,
            metrology=fingerprint(),
            protocol=self._protocol,
        )


def _no_label(error: LabelRefusedError, number: int | None = None) -> Refusal:
    code = "printer-away" if isinstance(error, PrinterAwayError) else "no-label"
    return Refusal(code, {"why": error.message}, number=number)
