"""From GS1 elements, however they were written, to the item they name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypedDict

from provenance.codes.application_identifiers import rule_of
from provenance.codes.check_characters import check_characters_hold
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

_DATED = {
    **dict.fromkeys(("11", "12", "13", "15", "16", "17", "4324", "4325"), True),
    **dict.fromkeys(("4326", "7003", "7006", "7007", "7011", "8008"), False),
}
"""AIs that begin with a date YYMMDD, and whether its day may be left open as 00."""

_NEVER_TOGETHER = (("01", "02"), ("01", "03"), ("01", "37"), ("01", "255"), ("392", "393"))
_PRICED_BY = ("30", "31", "32", "35", "36")
"""AI pairs (GS1 GenSpecs, 4.13): an amount payable goes with the measure it was reckoned from."""


def named_item(elements: Sequence[Element], scanned: Scanned) -> Answer:
    """The trade item that elements name, verified, with the lot, dates and measures they carry.

    Elements that say nothing about freshness or price are checked and passed over.
    """
    return problem_of(elements, scanned.today) or item_of(dict(elements), scanned)


def problem_of(elements: Sequence[Element], today: date) -> CodeRefusal | None:
    """Why elements are not as the standard says; None when they are.

    Every element must be known, unique and well formed, have the right check digit and a date
    that exists, and go together with the others.
    """
    for element in elements:
        if problem := _problem(element):
            return problem
    values = dict(elements)
    if len(values) < len(elements):
        return refusal(RefusalReason.UNREADABLE, "element-twice", "product-code")
    if not _pairs_hold(values):
        return refusal(RefusalReason.UNREADABLE, "element-pair", "product-code")
    for ai, value in values.items():
        if ai in _DATED and not _dates_exist(ai, value, today):
            return refusal(RefusalReason.UNREADABLE, "date", "scan-again", ai=ai)
    return None


def item_of(values: Mapping[str, str], scanned: Scanned) -> Answer:
    """The trade item of verified values by AI, or why they name none."""
    if "01" not in values:
        return other_key(values)
    item = trade_item(values["01"], scanned.store)
    if isinstance(item, CodeRefusal):
        return item
    weight, price = _net_weight_grams(values), _amount_payable(values, scanned.store)
    return replace(
        item,
        variant=values.get("22"),
        lot=values.get("10"),
        serial=values.get("21"),
        net_weight_grams=item.net_weight_grams if weight is None else weight,
        price_in_code=item.price_in_code if price is None else price,
        **_dates(values, scanned.today),
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
    if ai == "8013" and not check_characters_hold(value):
        return misread()
    return None


def _dates_exist(ai: str, value: str, today: date) -> bool:
    """True when the date exists; a harvest (7007) may have two, its first and its last day."""
    written = (value[:6], value[6:]) if ai == "7007" and len(value) > 6 else (value[:6],)
    return all(
        printed_date(one, today) is not None and (_DATED[ai] or not one.endswith("00"))
        for one in written
    )


def _pairs_hold(values: Mapping[str, str]) -> bool:
    present = set(values) | {ai[:3] for ai in values if len(ai) == 4}
    if any(first in present and second in present for first, second in _NEVER_TOGETHER):
        return False
    priced = "392" in present or "393" in present
    return not priced or any(ai.startswith(_PRICED_BY) for ai in values)


def _dates(values: Mapping[str, str], today: date) -> _Dates:
    """The dates by field; 7003 is an expiry with an hour, which 17 beats as the printed one."""
    read = {ai: printed_date(values[ai], today) for ai in _DATED if ai in values}
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
