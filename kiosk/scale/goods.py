"""What can be sold by weight, as the server priced it."""

from dataclasses import dataclass
from datetime import date, datetime

from provenance.identity import Currency


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: a code as a scanner reads it or a PLU, its lot where it names none, and the
    language of the answer."""

    code: str
    lot: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """A price per kilogram that offers make, until then; `offers` are their titles."""

    unit_price: int
    offers: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Priced:
    """Goods with their price per kilogram in minor units, as the server said at `asked_at` (UTC).

    Texts are in the asked language. `offers` are the titles of all offers that apply, `lowered` is
    what they make of the price, where that can be said of every weight.
    """

    asked: Asked
    gtin: str | None
    plu: str | None
    lot: str | None
    name: str
    list_price: int
    currency: Currency
    offers: tuple[str, ...]
    lowered: Lowered | None
    use_by: date | None
    best_before: date | None
    origin: str | None
    asked_at: datetime

    @property
    def key(self) -> str:
        """Tells these goods from others, in every language."""
        return f"{self.gtin or self.plu}/{self.lot or ''}"

    def unit_price(self, now: datetime) -> int:
        """What a kilogram costs at `now`; a lowered price ends by itself."""
        if self.lowered is not None and now < self.lowered.until:
            return self.lowered.unit_price
        return self.list_price

    def offers_in(self, now: datetime) -> tuple[str, ...]:
        """The titles of the offers in that price."""
        return self.lowered.offers if self.lowered and now < self.lowered.until else ()


@dataclass(frozen=True, slots=True)
class Device:
    """What the server says this device is: its name, its store and the store's time zone (IANA)."""

    name: str
    store: str
    store_name: str
    time_zone: str
