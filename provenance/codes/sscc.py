"""A bare Serial Shipping Container Code: it names a pallet, nothing on a shelf."""

import re

from provenance.codes.scanned import Answer, Scanned, misread, refusal
from provenance.codes.trade_item import check_digit_holds
from provenance.identity import RefusalReason

_SSCC = re.compile(r"[0-9]{18}")


def read(scanned: Scanned) -> Answer | None:
    """Refuse eighteen digits in words; they are never an element string that names a product."""
    if not _SSCC.fullmatch(scanned.text):
        return None
    if not check_digit_holds(scanned.text):
        return misread()
    return refusal(RefusalReason.UNSUPPORTED, "logistic-unit", "product-code")
