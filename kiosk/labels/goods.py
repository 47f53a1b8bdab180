"""Weighed goods: one weighing as it is sold, and what of it a label tells."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from provenance.identity import Identity, Money


@dataclass(frozen=True, slots=True)
class WeighedGoods:
    """One weighing, as it is sold.

    Weights are grams. `unit_price` is for a kilogram, `total` what is to be paid. `packed_at` is
    aware, on the store's clock. `name`, `store` and `origin` (where it comes from, None: unknown)
    are in the label's language, `link_origin` begins the QR's link. `number` is this label's own,
    `reprint_of` the number of the label it stands for. Goods without a GTIN have no QR.
    """

    gtin: str | None
    plu: str
    name: str
    lot: str | None
    net_grams: int
    tare_grams: int
    unit_price: Money
    total: Money
    packed_at: datetime
    store: str
    number: str
    link_origin: str
    use_by: date | None = None
    best_before: date | None = None
    origin: str | None = None
    reprint_of: str | None = None

    def __post_init__(self) -> None:
        """Raise `ValueError` for what no scale hands over."""
        if self.packed_at.utcoffset() is None:
            raise ValueError("packed_at needs a time zone")
        if self.net_grams <= 0 or self.tare_grams < 0 or self.total.minor_units < 0:
            raise ValueError("a net weight is above nothing; tare and total are not below it")

    @property
    def identity(self) -> Identity:
        """What the Digital Link says."""
        return Identity(
            gtin=self.gtin,
            lot=self.lot,
            expiry=self.use_by,
            best_before=self.best_before,
            net_weight_grams=float(self.net_grams),
            price_in_code=self.total,
        )


def reprinted(goods: WeighedGoods, number: str) -> WeighedGoods:
    """The same weighing on a new label: the time of packing stays, and the first label is cited
    also where this one was a reprint."""
    return replace(goods, number=number, reprint_of=goods.reprint_of or goods.number)
