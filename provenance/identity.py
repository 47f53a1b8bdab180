"""What a scanned code says, before anything is looked up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote

from provenance.text import Message


class Symbology(StrEnum):
    """What the scanner says it read (families of AIM symbology identifiers)."""

    EAN_UPC = "EAN_UPC"
    GS1_128 = "GS1_128"
    DATABAR = "DATABAR"
    DATA_MATRIX = "DATA_MATRIX"
    QR = "QR"
    PLU = "PLU"
    RFID_TAG = "RFID_TAG"
    TEXT = "TEXT"


class RefusalReason(StrEnum):
    """Why a scan has no answer; `scan.graphql` explains each."""

    UNREADABLE = "UNREADABLE"
    CHECK_DIGIT = "CHECK_DIGIT"
    UNSUPPORTED = "UNSUPPORTED"
    FOREIGN_LINK = "FOREIGN_LINK"
    UNKNOWN_PRODUCT = "UNKNOWN_PRODUCT"
    STORE_REQUIRED = "STORE_REQUIRED"


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency: `code` has three letters, `exponent` is its number of minor digits."""

    code: str
    exponent: int


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor_units` × 10^-exponent of the currency."""

    minor_units: int
    currency: Currency


@dataclass(frozen=True, slots=True)
class Identity:
    """As read from the code. Dates are those printed on the package; GTINs have 14 digits.

    `plu` is a price look-up code or the item reference inside an in-store code, without leading
    zeros: it means something only in its store. `net_weight_grams` and `price_in_code` are what
    the code itself carries.
    """

    gtin: str | None = None
    variant: str | None = None
    lot: str | None = None
    serial: str | None = None
    plu: str | None = None
    expiry: date | None = None
    best_before: date | None = None
    packed_on: date | None = None
    produced_on: date | None = None
    net_weight_grams: float | None = None
    price_in_code: Money | None = None

    @property
    def lot_thing(self) -> str | None:
        """The traced thing this names by lot, as `01/{gtin}/10/{lot}`."""
        return lot_thing(self.gtin, self.lot) if self.gtin and self.lot else None

    @property
    def serial_thing(self) -> str | None:
        """The traced thing this names by serial number, as `01/{gtin}/21/{serial}`."""
        return serial_thing(self.gtin, self.serial) if self.gtin and self.serial else None


def lot_thing(gtin: str, lot: str) -> str:
    """The path of a lot's canonical GS1 Digital Link, our key for traced things."""
    return f"01/{gtin}/10/{quote(lot, safe='')}"


def serial_thing(gtin: str, serial: str) -> str:
    """The path of an instance's canonical GS1 Digital Link, our key for traced things."""
    return f"01/{gtin}/21/{quote(serial, safe='')}"


@dataclass(frozen=True, slots=True)
class CodeRefusal:
    """Why a text is no code that we serve: what is wrong, and what to do about it."""

    reason: RefusalReason
    message: Message
    hint: Message | None = None
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class StorePattern:
    """How a store builds its in-store codes, as data: one character a digit.

    A digit stands for itself, `I` for the item reference, `W` weight, `P` price, `V` the price or
    weight verifier digit (GS1 General Specifications, 7.9), `C` the check digit.  `21IIIIIWWWWWC`
    is an EAN-13 with prefix 21, a five-digit item and a weight; a UPC-A pattern has 12 characters.
    `decimals` counts the fraction digits of the weight in kilograms or of the price in the store's
    currency.
    """

    pattern: str
    decimals: int

    def __post_init__(self) -> None:
        """Raise `ValueError` for a pattern that no code can be read by."""
        runs = re.sub(r"[0-9]", "", re.sub(r"(I+|W+|P+)", lambda run: run[0][0], self.pattern))
        measured = self.pattern.count("W") + self.pattern.count("P")
        if (
            len(self.pattern) not in (8, 12, 13)
            or not re.match(r"[0-9].*C$", self.pattern)
            or "".join(sorted(runs)) not in {"CI", "CIW", "CIP", "CIVW", "CIPV"}
            or ("V" in runs and measured not in (4, 5))
            or self.decimals not in range(7)
        ):
            raise ValueError(
                f"in-store pattern {self.pattern!r}: needs 8, 12 or 13 characters, a digit first, "
                "one run each of I and W or P, C last, V only with four or five W or P; "
                "0 to 6 decimals"
            )


@dataclass(frozen=True, slots=True)
class StoreCodes:
    """What a store adds to the reading of codes: its patterns, and the currency of its prices."""

    patterns: Sequence[StorePattern]
    currency: Currency
