"""In-store codes: numbers of restricted circulation, read by the patterns of their store.

Prefixes 02, 04 and 20–29 of EAN-13, 2 and 4 of UPC-A, 0 and 2 of eight digits (GS1 General
Specifications, 2.1.11 and 2.1.12). What their digits mean differs from country to country and
from store to store, so patterns are data (`StorePattern`).
"""

import re
from functools import lru_cache

from biip.checksums import gs1_price_weight_check_digit, gs1_standard_check_digit

from provenance.codes.money import payable
from provenance.codes.scanned import Answer, misread, refusal
from provenance.identity import Identity, Money, RefusalReason, StoreCodes, StorePattern

_RESTRICTED = ("002", "004", "02")


def is_in_store(gtin: str) -> bool:
    """True when a GTIN of 14 digits is a number of restricted circulation."""
    return gtin.startswith(_RESTRICTED) or (gtin.startswith("000000") and gtin[6] in "02")


def in_store_item(gtin: str, store: StoreCodes | None) -> Answer:
    """The article, weight and price that an in-store GTIN (14 digits, verified) has in `store`.

    The first pattern that fits and whose verifier digit holds decides.
    """
    if store is None:
        return refusal(RefusalReason.STORE_REQUIRED, "store-required", "choose-store")
    wrong_verifier = False
    for pattern in store.patterns:
        if (parts := _parts(pattern, gtin)) is None:
            continue
        if _verifier_holds(parts):
            return _identity(parts, pattern.decimals, store)
        wrong_verifier = True
    if wrong_verifier:
        return misread()
    return refusal(RefusalReason.UNSUPPORTED, "store-pattern", "ask-staff")


def fits_store(gtin: str, store: StoreCodes | None) -> bool:
    """True when some pattern of the store has the shape of this in-store GTIN (14 digits)."""
    patterns = store.patterns if store else ()
    return any(_parts(pattern, gtin) is not None for pattern in patterns)


def in_store_code(pattern: StorePattern, plu: str, net_grams: int, price: Money) -> str:
    """The digits that a store's pattern makes of an article, its weight and its price, as many as
    the pattern has; `in_store_item` reads them again.

    Raises `ValueError` where the pattern has too few digits, or counts too coarsely for this weight
    or this currency.
    """
    by_weight, size = "W" in pattern.pattern, len(re.findall("[WP]", pattern.pattern))
    exponent = 3 if by_weight else price.currency.exponent
    exact = (net_grams if by_weight else price.minor_units) * 10**pattern.decimals
    measure, rest = divmod(exact, 10**exponent)
    if size and rest:
        raise ValueError(f"{pattern.pattern} with {pattern.decimals} decimals is too coarse")
    digits = pattern.pattern
    for letter, value in (("I", plu), ("W", str(measure)), ("P", str(measure))):
        digits = _filled(digits, letter, value)
    if "V" in digits:
        digits = digits.replace("V", str(gs1_price_weight_check_digit(str(measure).zfill(size))))
    return digits[:-1] + str(gs1_standard_check_digit(digits[:-1]))


def _filled(digits: str, letter: str, value: str) -> str:
    size = digits.count(letter)
    if not size:
        return digits
    if not value.isdecimal() or len(value) > size:
        raise ValueError(f"{value!r} has no room in the {size} {letter} of a pattern")
    return digits.replace(letter * size, value.zfill(size))


def _parts(pattern: StorePattern, gtin: str) -> dict[str, str] | None:
    """The digits under each letter of the pattern, or None when the fixed digits differ."""
    padding, digits = gtin[: -len(pattern.pattern)], gtin[-len(pattern.pattern) :]
    if padding.strip("0") or not (found := _expression(pattern.pattern).fullmatch(digits)):
        return None
    return found.groupdict()


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(
        re.sub(r"I+|W+|P+|V|C", lambda run: f"(?P<{run[0][0]}>[0-9]{{{len(run[0])}}})", pattern)
    )


def _verifier_holds(parts: dict[str, str]) -> bool:
    if (verifier := parts.get("V")) is None:
        return True
    measure = parts.get("P") or parts["W"]
    return verifier == str(gs1_price_weight_check_digit(measure))


def _identity(parts: dict[str, str], decimals: int, store: StoreCodes) -> Identity:
    weight, price = parts.get("W"), parts.get("P")
    return Identity(
        plu=parts["I"].lstrip("0") or "0",
        net_weight_grams=float(f"{weight}e{3 - decimals}") if weight else None,
        price_in_code=payable(int(price), decimals, store.currency) if price else None,
    )
