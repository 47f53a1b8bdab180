"""Fields of rows: text becomes numbers, moments, codes, or `UnfitError` says what is wrong."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from biip.checksums import gs1_standard_check_digit

from provenance.categories import is_category_path
from provenance.codes.money import currency_of_code
from provenance.identity import Currency, Money
from provenance.imports.records import UnfitError

E = TypeVar("E", bound=StrEnum)
Row = Mapping[str, object]

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_KEY = re.compile(r"[^\s/|=]{1,64}")


def optional(row: Row, field: str) -> str | None:
    """The field as text without surrounding space; None where it is missing or empty."""
    value = row.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnfitError("imports-not-text", field=field)
    return str(value).strip() or None


def required(row: Row, field: str) -> str:
    """The field as text, which must be there."""
    if (text := optional(row, field)) is None:
        raise UnfitError("imports-missing", field=field)
    return text


def category(text: str | None) -> str | None:
    """A category path; None stays None."""
    if text is not None and not is_category_path(text):
        raise UnfitError("imports-category", value=text[:100])
    return text


def key(row: Row, field: str) -> str:
    """An id of ours: up to 64 characters, no space, none of `/ | =`, which join ids to keys."""
    text = required(row, field)
    if not _KEY.fullmatch(text):
        raise UnfitError("imports-key", field=field, value=text)
    return text


def number(text: str, field: str) -> float:
    """A decimal number in ASCII digits with a point."""
    if not _NUMBER.fullmatch(text):
        raise UnfitError("imports-number", field=field, value=text)
    return float(text)


def within(text: str, field: str, limit: float) -> float:
    """A number from -`limit` to `limit`: a coordinate, a bias."""
    if not -limit <= (value := number(text, field)) <= limit:
        raise UnfitError("imports-range", field=field, value=text, limit=limit)
    return value


def moment(text: str, field: str) -> datetime:
    """A moment with its zone (RFC 3339), in UTC."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise UnfitError("imports-moment", field=field, value=text)


def one_of(kinds: type[E], text: str, field: str) -> E:
    """A member of an enumeration by its name, in capitals or not."""
    try:
        return kinds(text.upper())
    except ValueError:
        raise UnfitError("imports-one-of", field=field, value=text, known=" ".join(kinds)) from None


def language(text: str, field: str) -> str:
    """A BCP 47 language tag."""
    if not _LANGUAGE.fullmatch(text):
        raise UnfitError("imports-language", field=field, value=text)
    return text


def money_of(code: str) -> Currency:
    """A currency by its ISO 4217 code."""
    if (found := currency_of_code(code)) is None:
        raise UnfitError("imports-currency", value=code)
    return found


def amount(text: str, field: str, of: Currency) -> Money:
    """An amount that is not negative and has no more decimals than its currency."""
    if not _NUMBER.fullmatch(text) or (exact := Decimal(text)) < 0:
        raise UnfitError("imports-number", field=field, value=text)
    minor = exact.scaleb(of.exponent)
    if minor != int(minor):
        raise UnfitError("imports-decimals", value=text, currency=of.code, exponent=of.exponent)
    if minor >= 10**15:
        raise UnfitError("imports-range", field=field, value=text, limit=10**15)
    return Money(int(minor), of)


def gtin14(text: str) -> str:
    """A GTIN-8, -12, -13 or -14 in 14 digits; its check digit must be right."""
    if not (text.isascii() and text.isdigit() and len(text) in (8, 12, 13, 14)) or not int(text):
        raise UnfitError("imports-gtin", value=text)
    _checked(text)
    return text.zfill(14)


def gln13(text: str) -> str:
    """A GLN of 13 digits; its check digit must be right."""
    if not (text.isascii() and text.isdigit() and len(text) == 13):
        raise UnfitError("imports-gln", value=text)
    _checked(text)
    return text


def _checked(digits: str) -> None:
    """GS1 General Specifications, 7.9.1."""
    right = gs1_standard_check_digit(digits[:-1])
    if right != int(digits[-1]):
        raise UnfitError("imports-check-digit", value=digits, right=str(right))
