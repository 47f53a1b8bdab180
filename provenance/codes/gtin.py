"""Bare trade item numbers: EAN-8, EAN-13, UPC-A, UPC-E and GTIN-14, as printed under the bars."""

from biip import ParseError
from biip.upc import Upc

from provenance.codes.in_store import fits_store
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.codes.trade_item import check_digit_holds, trade_item
from provenance.identity import CodeRefusal, RefusalReason, Symbology

_LENGTHS = {"]E0": (13,), "]E3": (15, 18), "]E4": (8,)}
"""Digits that a symbol with this identifier has; add-ons of 2 or 5 digits follow 13 in `]E3`."""


def read(scanned: Scanned) -> Answer | None:
    """The trade item of a number alone; printed groups may stand apart (`5 901234 123457`)."""
    number = number_of(scanned)
    return trade_item(number, scanned.store) if isinstance(number, str) else number


def number_of(scanned: Scanned) -> str | CodeRefusal | None:
    """The number as 14 digits, its check digit not verified; None for what is no such number."""
    digits = scanned.text.replace(" ", "")
    if not digits.isdigit():
        return None
    lengths = _LENGTHS.get(scanned.aim or "")
    if lengths:
        if len(digits) not in lengths:
            return refusal(RefusalReason.UNREADABLE, "length", "scan-again")
        digits = digits[:13]
    if len(digits) == 8:
        return _eight_digits(digits, scanned)
    if len(digits) in (12, 13, 14):
        return digits.zfill(14)
    if len(digits) in (6, 7) and scanned.symbology is Symbology.EAN_UPC:
        return _expanded_upc_e(digits)
    return None


def _eight_digits(digits: str, scanned: Scanned) -> str:
    """EAN-8, an in-store number of eight digits, or UPC-E with its check digit, as 14 digits.

    The check digit decides. Where it holds for both, a number beginning with 0 is the in-store
    number that a pattern of the store fits, else the UPC-E that scanner or store suggest.
    """
    short = digits.zfill(14)
    expanded = _expanded_upc_e(digits) if scanned.aim != "]E4" else None
    if expanded is None:
        return short
    if not check_digit_holds(short):
        return expanded
    likely = scanned.store is not None or scanned.symbology is Symbology.EAN_UPC
    if digits[0] == "0" and likely and not fits_store(short, scanned.store):
        return expanded
    return short


def _expanded_upc_e(digits: str) -> str | None:
    try:
        return Upc.parse(digits).as_upc_a().zfill(14)
    except ParseError:
        return None
