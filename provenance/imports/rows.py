"""Rows of lists: places, prices, PLU codes and readings, from CSV or JSON Lines."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from provenance.answer import Price, PriceUnit, Product
from provenance.coldchain.values import HOTTEST
from provenance.identity import StorePattern
from provenance.imports.fields import (
    Row,
    amount,
    category,
    gln13,
    gtin14,
    key,
    language,
    moment,
    money_of,
    number,
    one_of,
    optional,
    required,
    within,
)
from provenance.imports.records import UnfitError, refusing
from provenance.places import LONGEST_TIME_CONSTANT, Place, PlaceKind, Store
from provenance.prices import ShelfPrice
from provenance.products import PluEntry, plu_product_id
from provenance.sensors import (
    LARGEST_BIAS,
    LONGEST_INTERVAL,
    SHORTEST_INTERVAL,
    USUAL_INTERVAL,
    Sensor,
)
from provenance.text import LANGUAGES, Message
from provenance.units import celsius

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a sensor's clock may run ahead of ours."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list: those it must have, and those it may have."""

    needed: tuple[str, ...]
    further: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.needed, *self.further)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place, and what makes it a store if it is one."""

    place: Place
    store: Store | None


@dataclass(frozen=True, slots=True)
class SensorReading:
    """What a sensor said; where it stands is looked up when it is stored."""

    sensor: str
    at: datetime
    celsius: float


_NO_TIME = timedelta(0)
_STORE_COLUMNS = ("time_zone", "currency", "language", "code_patterns", "default_places")
PLACE_COLUMNS = Columns(
    ("id", "name", "kind"),
    (
        *("parent", "gln", "gln_extension", "country", "latitude", "longitude", "sensors"),
        "time_constant_minutes",
        *_STORE_COLUMNS,
    ),
)
PRICE_COLUMNS = Columns(("store", "product", "amount", "currency", "per", "from"), ("to",))
PLU_COLUMNS = Columns(
    ("store", "plu"), ("product", *(f"name_{tag}" for tag in LANGUAGES), "category")
)
READING_COLUMNS = Columns(("sensor", "time", "value", "unit"))
SENSOR_COLUMNS = Columns(("sensor",), ("bias_kelvin", "interval_minutes"))


@refusing
def place_row(row: Row) -> PlaceRow:
    """A place; rows of kind STORE also have a time zone, a currency and a language."""
    kind = one_of(PlaceKind, required(row, "kind"), "kind")
    latitude, longitude = optional(row, "latitude"), optional(row, "longitude")
    if (latitude is None) != (longitude is None):
        raise UnfitError("imports-half-position")
    place = Place(
        id=key(row, "id"),
        name=required(row, "name"),
        kind=kind,
        epc=gln_path(row),
        country=_country(row),
        latitude=within(latitude, "latitude", 90) if latitude else None,
        longitude=within(longitude, "longitude", 180) if longitude else None,
        parent=key(row, "parent") if optional(row, "parent") else None,
        sensors=tuple((optional(row, "sensors") or "").split()),
        time_constant=_minutes(row, "time_constant_minutes", (_NO_TIME, LONGEST_TIME_CONSTANT))
        or _NO_TIME,
    )
    if place.parent == place.id:
        raise UnfitError("imports-own-parent", value=place.id)
    if kind is PlaceKind.STORE:
        return PlaceRow(place, _store(row, place))
    if misplaced := [column for column in _STORE_COLUMNS if optional(row, column)]:
        raise UnfitError("imports-store-only", fields=", ".join(misplaced))
    return PlaceRow(place, None)


def _minutes(row: Row, field: str, bounds: tuple[timedelta, timedelta]) -> timedelta | None:
    """Minutes within bounds, both included; None where nothing is said."""
    if (text := optional(row, field)) is None:
        return None
    asked = timedelta(minutes=max(-1e6, min(number(text, field), 1e6)))
    shortest, longest = bounds
    if shortest <= asked <= longest:
        return asked
    limit = f"{(shortest if asked < shortest else longest) / timedelta(minutes=1):.3g}"
    raise UnfitError("imports-range", field=field, value=text, limit=limit)


def gln_path(row: Row) -> str | None:
    """The GLN path `414/{gln}[/254/{extension}]`; None where neither column is filled."""
    gln, extension = optional(row, "gln"), optional(row, "gln_extension")
    if gln is None:
        if extension is not None:
            raise UnfitError("imports-missing", field="gln")
        return None
    path = f"414/{gln13(gln)}"
    return f"{path}/254/{quote(extension, safe='')}" if extension else path


def _country(row: Row) -> str | None:
    country = optional(row, "country")
    if country is not None and not re.fullmatch("[A-Z]{2}", country):
        raise UnfitError("imports-country", value=country)
    return country


def _store(row: Row, place: Place) -> Store:
    zone = required(row, "time_zone")
    try:
        time_zone = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnfitError("imports-time-zone", value=zone) from None
    return Store(
        id=place.id,
        name=place.name,
        time_zone=time_zone,
        currency=money_of(required(row, "currency")),
        language=language(required(row, "language"), "language"),
        patterns=tuple(map(_pattern, (optional(row, "code_patterns") or "").split())),
        default_places=dict(map(_default, (optional(row, "default_places") or "").split())),
    )


def _pattern(text: str) -> StorePattern:
    """`21IIIIIWWWWWC:3`: a pattern of 12 or 13 characters and its number of decimals."""
    match = re.fullmatch(r"([0-9IWPVC]{12,13}):([0-9])", text)
    if match is None or "I" not in match[1]:
        raise UnfitError("imports-pattern", value=text)
    return StorePattern(match[1], int(match[2]))


def _default(text: str) -> tuple[str, str]:
    path, joined, place = text.partition("=")
    if not (path and joined and place):
        raise UnfitError("imports-default-place", value=text)
    return path, place


@refusing
def price_row(row: Row) -> ShelfPrice:
    """A price with its amount as decimal text, from one moment, maybe until another."""
    currency = money_of(required(row, "currency"))
    paid = amount(required(row, "amount"), "amount", currency)
    since = moment(required(row, "from"), "from")
    end = optional(row, "to")
    until = moment(end, "to") if end else None
    if until is not None and until <= since:
        raise UnfitError("imports-ends-before", since=since.isoformat(), until=until.isoformat())
    return ShelfPrice(
        store=key(row, "store"),
        product=_product_id(required(row, "product")),
        price=Price(paid, one_of(PriceUnit, required(row, "per"), "per")),
        since=since,
        until=until,
    )


def _product_id(text: str) -> str:
    """A GTIN in 14 digits, or `{store}/{plu}`."""
    if "/" not in text:
        return gtin14(text)
    store, _, plu = text.partition("/")
    return plu_product_id(key({"product": store}, "product"), _plu(plu))


def _plu(text: str) -> str:
    """A PLU of at most six digits, as it stands in an `Identity`: without leading zeros."""
    if not re.fullmatch("0*[1-9][0-9]{0,5}", text):
        raise UnfitError("imports-plu", value=text)
    return text.lstrip("0")


@refusing
def plu_row(row: Row) -> PluEntry:
    """What a PLU means in a store: a GTIN, or a product that the row itself describes."""
    store, plu = key(row, "store"), _plu(required(row, "plu"))
    if (gtin := optional(row, "product")) is not None:
        return PluEntry(store, plu, gtin14(gtin))
    named = {tag: optional(row, f"name_{tag}") for tag in LANGUAGES}
    names = {tag: name for tag, name in named.items() if name}
    if not names:
        raise UnfitError("imports-plu-nameless", plu=plu)
    product = plu_product_id(store, plu)
    own = Product(product, None, names, category=category(optional(row, "category")))
    return PluEntry(store, plu, product, own)


@refusing
def sensor_row(row: Row) -> Sensor:
    """A sensor with its bias and sampling interval, each as usual where nothing is said."""
    bias = optional(row, "bias_kelvin")
    interval = _minutes(row, "interval_minutes", (SHORTEST_INTERVAL, LONGEST_INTERVAL))
    return Sensor(
        key(row, "sensor"),
        within(bias, "bias_kelvin", LARGEST_BIAS) if bias else 0.0,
        interval or USUAL_INTERVAL,
    )


@refusing
def reading_row(row: Row, now: datetime) -> SensorReading:
    """A temperature with its unit (UN/CEFACT Recommendation 20), not from the future."""
    at = moment(required(row, "time"), "time")
    if at > now + CLOCK_TOLERANCE:
        raise UnfitError("imports-future", at=at.isoformat(), now=now.isoformat())
    reading = celsius(number(required(row, "value"), "value"), required(row, "unit"))
    if isinstance(reading, Message):
        raise UnfitError(reading.key, **reading.args)
    if reading > HOTTEST:
        raise UnfitError("imports-too-hot", value=str(reading), limit=str(HOTTEST))
    return SensorReading(key(row, "sensor"), at, reading)
