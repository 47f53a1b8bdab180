"""A sale as it is written down, and its label."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from kiosk.labels.goods import WeighedGoods
from provenance.identity import Currency, Money


class Sale(Struct, frozen=True, rename="camel"):
    """One weighing that was sold. Weights are grams, money minor units, `at` the pack time (UTC).

    `asked_at` is when the server gave the price, `metrology` the hash of the rules that made the
    total, `code` what was scanned or typed.
    """

    number: int
    request_id: str
    at: datetime
    language: str
    code: str
    gtin: str | None
    plu: str | None
    lot: str | None
    name: str
    store_name: str
    time_zone: str
    origin: str | None
    link_origin: str
    use_by: date | None
    best_before: date | None
    net_grams: int
    tare_grams: int
    unit_price: int
    list_price: int
    offers: tuple[str, ...]
    total: int
    currency: str
    exponent: int
    asked_at: datetime
    cached: bool
    metrology_version: str
    metrology: str
    protocol: str

    def label(self, reprints: int | None = None) -> WeighedGoods:
        """What its label says; of the n-th reprint, which cites the first and keeps its time."""
        currency = Currency(self.currency, self.exponent)
        return WeighedGoods(
            gtin=self.gtin,
            plu=self.plu or "",
            name=self.name,
            lot=self.lot,
            net_grams=self.net_grams,
            tare_grams=self.tare_grams,
            unit_price=Money(self.unit_price, currency),
            total=Money(self.total, currency),
            packed_at=self.at.astimezone(ZoneInfo(self.time_zone)),
            store=self.store_name,
            number=str(self.number) if reprints is None else f"{self.number}-{reprints}",
            link_origin=self.link_origin,
            use_by=self.use_by,
            best_before=self.best_before,
            origin=self.origin,
            reprint_of=None if reprints is None else str(self.number),
        )
