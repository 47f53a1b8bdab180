"""Codes that people do hold under a scanner, but that other apps are for."""

import re

from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import RefusalReason

_KINDS = (
    (
        "payment",
        r"(?:upi|weixin|wxp|alipays?|paypal|bitcoin|lightning|ethereum)://"
        r"|(?:bitcoin|lightning|ethereum):"
        r"|BCD\r?\n"  # EPC credit transfer
        r"|SPC\r?\n"  # Swiss QR bill
        r"|000201[\s\S]*6304[0-9A-F]{4}$",  # EMVCo merchant QR
    ),
    ("network", r"WIFI:"),
    ("contact", r"BEGIN:V(?:CARD|CALENDAR|EVENT)|MECARD:|BIZCARD:|mailto:|tel:|sms(?:to)?:|geo:"),
    ("account", r"otpauth(?:-migration)?://"),
)
_EXPRESSIONS = tuple((kind, re.compile(start, re.IGNORECASE)) for kind, start in _KINDS)


def read(scanned: Scanned) -> Answer | None:
    """Refuse payments, networks, contacts and accounts, each in its own words."""
    for kind, expression in _EXPRESSIONS:
        if expression.match(scanned.text):
            return refusal(RefusalReason.UNSUPPORTED, kind, "product-code")
    return None
