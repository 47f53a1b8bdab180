"""What tills hand in."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

MOST_LINES, MOST_QUOTES, MOST_CODES = 500, 20, 10
LONGEST_DELIVERY = 10**9  # minor units

_Name = Annotated[str, Meta(min_length=1, max_length=100)]
_Token = Annotated[str, Meta(min_length=1, max_length=1 << 20)]


class _Document(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    pass


class LineDocument(_Document, frozen=True):
    """A line: `code` as scanned, or `gtin` with its `lot`."""

    id: _Name
    code: Annotated[str, Meta(min_length=1, max_length=2_000)] | None = None
    gtin: Annotated[str, Meta(pattern=r"^[0-9]{8,14}$")] | None = None
    lot: Annotated[str, Meta(min_length=1, max_length=20)] | None = None
    quantity: Annotated[int, Meta(ge=1, le=999)] = 1
    weight_grams: Annotated[float, Meta(gt=0, le=100_000)] | None = None
    unit_price: Annotated[int, Meta(ge=1, le=10**9)] | None = None


class BasketDocument(_Document, frozen=True):
    """`currency`, where it is given, must be the store's: a till set up wrongly is told so."""

    store: _Name
    lines: Annotated[tuple[LineDocument, ...], Meta(min_length=1, max_length=MOST_LINES)]
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] | None = None
    cart_id: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")] | None = None
    codes: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=100)], ...], Meta(max_length=MOST_CODES)
    ] = ()
    quotes: Annotated[tuple[_Token, ...], Meta(max_length=MOST_QUOTES)] = ()
    delivery: Annotated[int, Meta(ge=0, le=LONGEST_DELIVERY)] = 0
    at: Annotated[datetime, Meta(tz=True)] | None = None


class RedemptionDocument(_Document, frozen=True):
    """A basket's token, and the till's number of the order."""

    basket: _Token
    order: _Name


class CaptureDocument(_Document, frozen=True):
    """The number that is printed on the receipt, and the shopper's cart that was paid for."""

    receipt: _Name
    cart_id: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")] | None = None


class ReturnedLineDocument(_Document, frozen=True):
    """Units of a line of the basket that was sold."""

    id: _Name
    quantity: Annotated[int, Meta(ge=1, le=999)]


class ReturnDocument(_Document, frozen=True):
    """What is brought back of an order."""

    store: _Name
    order: _Name
    lines: Annotated[tuple[ReturnedLineDocument, ...], Meta(min_length=1, max_length=MOST_LINES)]
