"""Coupon codes as people type them, and what tells a typing error from a guess.

`{prefix}-XXXX-XXXX-XXXX-C`: twelve characters drawn at random, and a check character over all of
them (ISO/IEC 7064, MOD 37,36). Where a GCN is given it is `255{GCN}{serial}` instead, as scanners
read it from a barcode with AI 255 (GS1 General Specifications, 3.5).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from personalization.signing import Signer
from provenance.codes.trade_item import check_digit_holds

ALPHABET = "23456789CDFGHJKMNPRTVWXY"
"""No 0 O, 1 I L, S Z B Q U, and no vowels: nothing to mix up, and no words by accident."""

_ALL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of ISO/IEC 7064, MOD 37,36
_DRAWN = 12
"""24^12 codes, of which a large batch has 100,000: at five tries in a quarter of an hour, finding
one takes millions of years."""
_SERIAL_DIGITS = 12  # the most that AI 255 takes
_PREFIX = re.compile(r"[0-9A-Z]{0,12}")
_GCN = re.compile(r"(?:\](?:C1|E0|D2|Q3))?(?:\(255\)|255)(\d{13})(\d{1,12})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Series:
    """Codes that were made together: `id` is secret to nobody, `prefix` may be empty."""

    id: str
    prefix: str = ""
    gcn: str | None = None

    def code(self, position: int, signer: Signer) -> str:
        """The code at a position (0, 1, …), always the same: making them again makes no others."""
        drawn = int.from_bytes(signer.digest("coupon code", f"{self.id}|{position}"))
        if self.gcn is not None:
            return f"255{self.gcn}{drawn % 10**_SERIAL_DIGITS:0{_SERIAL_DIGITS}}"
        while True:  # every third draw has a check character that is easy to read
            characters = []
            rest = drawn
            for _ in range(_DRAWN):
                rest, place = divmod(rest, len(ALPHABET))
                characters.append(ALPHABET[place])
            body = "".join(characters)
            check = check_character(self.prefix + body)
            if check in ALPHABET:
                groups = (body[since : since + 4] for since in range(0, _DRAWN, 4))
                return "-".join([*([self.prefix] if self.prefix else []), *groups, check])
            drawn = int.from_bytes(signer.digest("coupon code", f"{self.id}|{position}|{body}"))

    def codes(self, count: int, signer: Signer, *, since: int = 0) -> Iterator[str]:
        """The codes at `since` and after, up to `count` of the series altogether."""
        return (self.code(position, signer) for position in range(since, count))


def is_prefix(text: str) -> bool:
    """Whether codes may begin with it: up to 12 capital letters and digits."""
    return _PREFIX.fullmatch(text) is not None


def is_gcn(text: str) -> bool:
    """Whether it is a Global Coupon Number without serial: 13 digits, the last one checking."""
    return len(text) == 13 and text.isascii() and text.isdigit() and check_digit_holds(text)


def read_coupon(text: str) -> str | None:
    """A code as it was typed or scanned, in the one form in which it is looked up.

    None for a typing error: no code of ours reads like that.
    """
    plain = re.sub(r"[\s\u2010-\u2013-]", "", text).upper()
    if scanned := _GCN.fullmatch(plain):
        gcn, serial = scanned.groups()
        return f"255{gcn}{serial}" if check_digit_holds(gcn) else None
    if len(plain) <= _DRAWN or not set(plain) <= set(_ALL):
        return None
    return plain if check_character(plain[:-1]) == plain[-1] else None


def check_character(text: str) -> str:
    """The check character of letters and digits (ISO/IEC 7064, MOD 37,36).

    It finds every single wrong character, and nearly every swap of two neighbours.
    """
    product = 36
    for character in text:
        product = ((product + _ALL.index(character)) % 36 or 36) * 2 % 37
    return _ALL[(37 - product) % 36]
