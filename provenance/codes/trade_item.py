"""What a GTIN names, wherever it was read: a trade item, an in-store article, or a coupon."""

from biip.checksums import gs1_standard_check_digit

from provenance.codes.in_store import in_store_item, is_in_store
from provenance.codes.scanned import Answer, misread, refusal
from provenance.identity import Identity, RefusalReason, StoreCodes

_COUPONS = ("005", "0981", "0982", "0983", "0984", "099")
_REFUND_RECEIPT = "0980"


def trade_item(gtin: str, store: StoreCodes | None) -> Answer:
    """The identity of a GTIN of 14 digits, its check digit verified.

    In-store numbers are read by the store's patterns; coupons and refund receipts are refused
    (prefixes: GS1 General Specifications, 1.4.2).
    """
    if not check_digit_holds(gtin):
        return misread()
    if gtin.startswith(_COUPONS):
        return refusal(RefusalReason.UNSUPPORTED, "coupon", "product-code")
    if gtin.startswith(_REFUND_RECEIPT):
        return refusal(RefusalReason.UNSUPPORTED, "refund-receipt", "product-code")
    if is_in_store(gtin):
        return in_store_item(gtin, store)
    return Identity(gtin=gtin)


def check_digit_holds(digits: str) -> bool:
    """True when the last digit is the check digit of the others (GS1 GenSpecs, 7.9.1)."""
    return digits[-1] == str(gs1_standard_check_digit(digits[:-1]))
