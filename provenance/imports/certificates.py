"""Rows of the list of certificates."""

import re
from datetime import date

from provenance.certificates import Certificate
from provenance.identity import lot_thing
from provenance.imports.fields import Row, gtin14, key, optional, required
from provenance.imports.records import UnfitError, refusing
from provenance.imports.rows import Columns, gln_path

CERTIFICATE_COLUMNS = Columns(
    ("id", "standard", "issuer"),
    (
        *("gtin", "lot", "gln", "gln_extension"),
        *("number", "valid_from", "valid_until", "url", "sample"),
    ),
)

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")
_SAMPLE = {"yes": True, "true": True, "no": False, "false": False}


@refusing
def certificate_row(row: Row) -> Certificate:
    """A certificate about a product (`gtin`), a lot (`gtin` and `lot`) or a place (`gln`)."""
    begin, end = _day(row, "valid_from"), _day(row, "valid_until")
    if begin and end and end < begin:
        raise UnfitError("certificates-ends-before", since=begin.isoformat(), until=end.isoformat())
    return Certificate(
        id=key(row, "id"),
        subject=_subject(row),
        standard=required(row, "standard"),
        issuer=required(row, "issuer"),
        number=optional(row, "number"),
        valid_from=begin,
        valid_until=end,
        url=_address(row),
        sample=_sample(row),
    )


def _subject(row: Row) -> str:
    gtin, lot = optional(row, "gtin"), optional(row, "lot")
    place = gln_path(row)
    if gtin is not None and place is None:
        return lot_thing(gtin14(gtin), lot) if lot else gtin14(gtin)
    if place is not None and gtin is None and lot is None:
        return place
    raise UnfitError("certificates-one-subject")


def _day(row: Row, field: str) -> date | None:
    text = optional(row, field)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UnfitError("certificates-day", field=field, value=text) from None


def _address(row: Row) -> str | None:
    text = optional(row, "url")
    if text is not None and not _ADDRESS.fullmatch(text):
        raise UnfitError("certificates-address", value=text)
    return text


def _sample(row: Row) -> bool:
    if isinstance(said := row.get("sample"), bool):
        return said
    text = (optional(row, "sample") or "no").lower()
    if text not in _SAMPLE:
        raise UnfitError("imports-one-of", field="sample", value=text, known="yes no")
    return _SAMPLE[text]
