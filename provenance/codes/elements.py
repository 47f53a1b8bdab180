"""From GS1 elements, however they were written, to the item they name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypedDict

from provenance.codes.application_identifiers import rule_of
from provenance.codes.dates import printed_date
from provenance.codes.money import currency_of_number, payable
from provenance.codes.scanned import Answer, Scanned, misread, refusal
from provenance.codes.trade_item import check_digit_holds, trade_item
from provenance.identity import CodeRefusal, Money, RefusalReason, StoreCodes

GRAMS_PER_POUND = 453.59237


class Element(NamedTuple):
    """An application identifier and its value, unescaped."""

    ai: str
    value: str


class _Dates(TypedDict, total=False):
    produced_on: date
    packed_on: date
    best_before: date
    expiry: date


_OTHER_KEYS = (
    (("00", "02", "37"), "logistic-unit"),
    (("255",), "coupon"),
    (tuple(f"41{last}" for last in range(8)), "place"),
    (("03", "253", "401", "402", "8003", "8004", "8006", "8010", "8013", "8017", "8018"), "other"),
)
"""What a code without a GTIN names, by the AIs in it."""

_NEVER_TOGETHER = (("01", "02"), ("01", "03"), ("01", "37"), ("01", "255"), ("392", "393"))
_PRICED_BY = ("30", "31", "32", "35", "36")
"""AI pairs (GS1 GenSpecs, 4.13): an amount payable goes with the measure it was reckoned from."""


def named_item(elements: Sequence[Element], scanned: Scanned) -> Answer:
    """The trade item that elements name, with the lot, dates and measures they carry.

    Every element must be known, unique, well formed and have the right check digit. Elements that
    say nothing about freshness or price are checked and passed over.
    """
    values = {element.ai: element.value for element in elements}
    for element in elements:
        if problem := _problem(element):
            return problem
    if len(values) < len(elements):
        return refusal(RefusalReason.UNREADABLE, "element-twice", "product-code")
    if "01" not in values:
        return other_key(values)
    if not _pairs_hold(values):
        return refusal(RefusalReason.UNREADABLE, "element-pair", "product-code")
    item = trade_item(values["01"], scanned.store)
    if isinstance(item, CodeRefusal):
        return item
    dates = _dates(values, scanned.today)
    if isinstance(dates, CodeRefusal):
        return dates
    weight, price = _net_weight_grams(values), _amount_payable(values, scanned.store)
    return replace(
        item,
        variant=values.get("22"),
        lot=values.get("10"),
        serial=values.get("21"),
        net_weight_grams=item.net_weight_grams if weight is None else weight,
        price_in_code=item.price_in_code if price is None else price,
        **dates,
    )


def other_key(values: Mapping[str, str]) -> CodeRefusal:
    """The refusal of elements without a GTIN, in words for what they do name."""
    for ais, kind in _OTHER_KEYS:
        if any(ai in values for ai in ais):
            return refusal(RefusalReason.UNSUPPORTED, kind, "product-code")
    return refusal(RefusalReason.UNREADABLE, "no-product", "product-code")


def _problem(element: Element) -> CodeRefusal | None:
    ai, value = element
    if not (rule := rule_of(ai)):
        return refusal(RefusalReason.UNREADABLE, "element-unknown", "scan-again", ai=ai)
    if not rule.element.fullmatch(ai + value):
        return refusal(RefusalReason.UNREADABLE, "element-form", "scan-again", ai=ai)
    if rule.checked and not check_digit_holds(value[: rule.checked]):
        return misread()
    return None


def _pairs_hold(values: Mapping[str, str]) -> bool:
    present = set(values) | {ai[:3] for ai in values if len(ai) == 4}
    if any(first in present and second in present for first, second in _NEVER_TOGETHER):
        return False
    priced = "392" in present or "393" in present
    return not priced or any(ai.startswith(_PRICED_BY) for ai in values)


def _dates(values: Mapping[str, str], today: date) -> _Dates | CodeRefusal:
    """The dates by field; 7003 is an expiry with an hour, which 17 beats as the printed one."""
    read: dict[str, date] = {}
    for ai in ("11", "13", "15", "17", "7003"):
        if digits := values.get(ai):
            if not (found := printed_date(digits, today)):
                return refusal(RefusalReason.UNREADABLE, "date", "scan-again", ai=ai)
            read[ai] = found
    dates = _Dates()
    if produced := read.get("11"):
        dates["produced_on"] = produced
    if packed := read.get("13"):
        dates["packed_on"] = packed
    if best_before := read.get("15"):
        dates["best_before"] = best_before
    if expiry := read.get("17") or read.get("7003"):
        dates["expiry"] = expiry
    return dates


def _net_weight_grams(values: Mapping[str, str]) -> float | None:
    for ai, digits in values.items():
        if ai.startswith("310"):
            return float(f"{digits}e{3 - int(ai[3])}")
        if ai.startswith("320"):
            return float(f"{digits}e-{ai[3]}") * GRAMS_PER_POUND
    return None


def _amount_payable(values: Mapping[str, str], store: StoreCodes | None) -> Money | None:
    """392n counts in the store's currency, 393n names its own (ISO 4217, numeric)."""
    for ai, digits in values.items():
        if ai.startswith("392") and store:
            return payable(int(digits), int(ai[3]), store.currency)
        if ai.startswith("393") and (currency := currency_of_number(digits[:3])):
            return payable(int(digits[3:]), int(ai[3]), currency)
    return None
