"""RFID tags: SGTINs in hexadecimal, and EPC URIs (GS1 EPC Tag Data Standard 2.0, 6 and 14.6.1).

Decoded here: epcpy 0.1.8 reads on past a serial's end and takes no notice of bits after the code.
"""

import re

from biip.checksums import gs1_standard_check_digit

from provenance.codes.elements import Element, named_item, other_key
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.epcis.identifiers import gs1_key
from provenance.identity import CodeRefusal, RefusalReason, Symbology

_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{24,62}")
_SGTIN_BITS = {"30": 96, "36": 198}
_OTHER_KEYS = {
    "31": "00", "32": "414", "39": "414", "33": "8003", "37": "8003", "34": "8004", "38": "8004",
    "2D": "8018", "2E": "8017", "2C": "253", "3E": "253", "3F": "255", "3C": "8010", "3D": "8010",
    "40": "8006", "41": "8006",
}  # fmt: skip
"""The AI of the key that a tag with this header (two hexadecimal digits) carries."""

_COMPANY_BITS = (40, 37, 34, 30, 27, 24, 20)
"""By partition, 0 to 6: a company prefix of 12 to 6 digits; the item reference has the rest."""

_URI = re.compile(r"urn:epc:(id|idpat|class|tag):([a-z]+)(-[0-9]+:[0-7]\.|:)(.+)", re.IGNORECASE)
"""A tag URI is the pure identity with the size and the filter value before it."""

_OF_TRADE_ITEMS = {"sgtin", "lgtin", "upui"}


def read(scanned: Scanned) -> Answer | None:
    """The item of a tag or an EPC URI; without a word from the scanner only what is one surely."""
    text = scanned.text
    if text[:8].lower() == "urn:epc:":
        return _of_uri(scanned)
    hinted = scanned.symbology is Symbology.RFID_TAG
    header = text[:2].upper()
    if _HEXADECIMAL.fullmatch(text) and (hinted or scanned.symbology is None):
        if header in _SGTIN_BITS:
            elements = _sgtin(text, _SGTIN_BITS[header])
            if elements or hinted:
                return named_item(elements, scanned) if elements else _broken()
        elif header in _OTHER_KEYS and (hinted or not text.isdigit()):
            return other_key({_OTHER_KEYS[header]: ""})
    return _unsupported() if hinted else None


def _sgtin(text: str, size: int) -> list[Element]:
    """GTIN and serial number of the tag, or nothing where its bits are not as the standard says."""
    bits = f"{int(text, 16):0{4 * len(text)}b}"
    code, padding = bits[:size], bits[size:]
    partition = int(code[11:14], 2)
    if len(code) < size or len(padding) > 15 or "1" in padding or partition > 6:
        return []
    item_at = 14 + _COMPANY_BITS[partition]
    company = f"{int(code[14:item_at], 2):0{12 - partition}}"
    item = f"{int(code[item_at:58], 2):0{partition + 1}}"
    serial = str(int(code[58:], 2)) if size == 96 else _seven_bit_text(code[58:])
    if len(company + item) != 13 or serial is None:
        return []
    digits = item[0] + company + item[1:]
    return [Element("01", digits + str(gs1_standard_check_digit(digits))), Element("21", serial)]


def _seven_bit_text(bits: str) -> str | None:
    """Characters of seven bits, zeros after the last; None for anything after a zero."""
    text = "".join(chr(int(bits[at : at + 7], 2)) for at in range(0, len(bits), 7)).rstrip("\0")
    return None if "\0" in text else text


def _of_uri(scanned: Scanned) -> Answer:
    if not (found := _URI.fullmatch(scanned.text)):
        return _unsupported()
    kind, scheme, tag, body = found[1].lower(), found[2].lower(), found[3], found[4]
    if (kind == "tag") == (tag == ":"):
        return _broken()
    if key := gs1_key(f"urn:epc:{'id' if kind == 'tag' else kind}:{scheme}:{body}"):
        if key.ai != "01":
            return other_key({key.ai: key.value})
        return named_item([Element("01", key.value), *map(Element._make, key.qualifiers)], scanned)
    return _broken() if scheme in _OF_TRADE_ITEMS else _unsupported()


def _broken() -> CodeRefusal:
    return refusal(RefusalReason.UNREADABLE, "tag-broken", "scan-again")


def _unsupported() -> CodeRefusal:
    return refusal(RefusalReason.UNSUPPORTED, "tag", "product-code")
