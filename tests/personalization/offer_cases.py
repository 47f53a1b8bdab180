"""The shared offer cases as contexts and offers of ours: an adapter between two vocabularies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from personalization.offers.context import (
    Line,
    MoneyPolicy,
    OfferContext,
    Remainder,
    RoundAt,
    RoundingMode,
)
from personalization.offers.lane import Lane, LaneMode
from personalization.offers.offer import BudgetKind, Offer
from provenance.identity import Currency

USD = Currency("USD", 2)
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)

_LANES = {"pre": Lane.MARKDOWN, "default": Lane.ITEM, "post": Lane.CART}
_TIERS_ON = {"cart_total": "CART_TOTAL", "eligible_quantity": "QUANTITY", "spend": "SPEND"}
_SELECTOR_WORDS = {"not_already_discounted": "full_price_only"}


@dataclass(frozen=True, slots=True)
class OfferCase:
    """A case: offers, the moment, and what is expected."""

    id: str
    offers: Sequence[Offer]
    context: OfferContext
    expected: Mapping[str, Any]


def offer_case(raw: Mapping[str, Any]) -> OfferCase:
    """A case of the file `offer_cases.json`."""
    cart, policy = raw["cart"], raw.get("policy", {})
    opened = {
        condition["code"]: offer["id"]
        for offer in raw["offers"]
        for condition in offer.get("conditions", ())
        if condition["type"] == "coupon"
    }
    context = OfferContext(
        now=NOW,
        store="store",
        time_zone=ZoneInfo("America/New_York"),
        currency=USD,
        lines=tuple(map(_line, cart["lines"])),
        policy=MoneyPolicy(
            rounding=RoundingMode(policy.get("rounding", "half_up").upper()),
            round_at=RoundAt(policy.get("round_at", "line").upper()),
            remainder=Remainder(policy.get("remainder", "largest").upper()),
        ),
        lane_modes={
            _LANES[lane]: LaneMode(mode.upper()) for lane, mode in raw.get("lane_mode", {}).items()
        },
        delivery=cart.get("shipping", 0),
        segments=frozenset(cart["segments"]) if "segments" in cart else None,
        codes=frozenset(opened[code] for code in cart.get("coupons", ())),
        budgets=_left(raw["offers"], BudgetKind.USAGE),
        spendable=_left(raw["offers"], BudgetKind.SPEND),
    )
    offers = [msgspec.convert(_offer(offer), Offer) for offer in raw["offers"]]
    return OfferCase(raw["id"], offers, context, raw["expected"])


def _line(raw: Mapping[str, Any]) -> Line:
    quantity = raw["quantity"]
    price = raw["unit_price"] if "unit_price" in raw else raw["line_subtotal"] // quantity
    return Line(
        id=raw["id"],
        product=raw["id"],
        unit_price=price,
        quantity=quantity,
        gtin=raw.get("gtin"),
        categories=frozenset(raw.get("categories", ())),
        floor=raw.get("floor_price", 0),
        marked_down=raw.get("already_discounted", False),
    )


def _left(offers: Sequence[Mapping[str, Any]], kind: BudgetKind) -> dict[str, int]:
    budgets = {offer["id"]: offer["budget"] for offer in offers if "budget" in offer}
    return {
        offer: budget["limit"] - budget["used"]
        for offer, budget in budgets.items()
        if budget["type"].upper() == kind
    }


def _offer(raw: Mapping[str, Any]) -> dict[str, Any]:
    conditions = [_condition(each, raw["id"]) for each in raw.get("conditions", ())]
    return {
        "id": raw["id"],
        "copy": {"en": {"title": raw["id"]}},
        "benefits": [_benefit(each) for each in raw["benefits"]],
        "lane": _LANES[raw.get("lane", "default")],
        "priority": raw.get("priority", 0),
        "exclusive": raw.get("exclusive", False),
        "condition": {"kind": "all", "parts": conditions} if conditions else None,
    }


def _condition(raw: Mapping[str, Any], offer: str) -> dict[str, Any]:
    selector = _selector(raw.get("selector", {}))
    match raw["type"]:
        case "items_total":
            basis = raw.get("basis", "running").upper()
            amount = raw["gte"]
            return {"kind": "cart_spend", "amount": amount, "basis": basis, "selector": selector}
        case "contains":
            return {"kind": "cart_contains", "selector": selector}
        case "quantity":
            return {"kind": "cart_quantity", "at_least": raw["gte"]}
        case "any_line_quantity":
            return {"kind": "any_line_quantity", "at_least": raw["gte"]}
        case "segment":
            return {"kind": "segment", "among": raw["in"]}
        case "coupon":
            return {"kind": "code", "among": [offer]}
        case other:
            raise AssertionError(other)


def _benefit(raw: Mapping[str, Any]) -> dict[str, Any]:
    kind = {"cart_percent": "percent", "free_shipping": "free_delivery"}.get(
        raw["kind"], raw["kind"]
    )
    bounds = {"cap", "max_units_per_line", "max_applications"} & raw.keys()
    own = {"kind": kind, **_TERMS[kind](raw), **{bound: raw[bound] for bound in bounds}}
    if "selector" in raw:
        own["selector"] = _selector(raw["selector"])
    return own


def _amount(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {"amount": raw["value"]}


def _buy_x_get_y(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "buy": raw["buy"],
        "get": raw["get"],
        "selector": _selector(raw["get_selector"]),
        "buy_selector": _selector(raw["buy_selector"]),
        "get_order": raw["get_order"].upper(),
    }


def _tiered(raw: Mapping[str, Any]) -> dict[str, Any]:
    tiers = [{"from": 0, "value": raw["base"]}, *raw["tiers"]]
    return {
        "on": _TIERS_ON[raw["tier_on"]],
        "tiers": [_tier(tier, raw["unit"]) for tier in tiers],
    }


_TERMS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "percent": lambda raw: {"value": raw["value"]},
    "amount": _amount,
    "unit_amount": _amount,
    "line_amount": _amount,
    "bundle_price": lambda raw: {"units": raw["size"], "amount": raw["value"]},
    "cheapest_free": lambda raw: {"buy": raw["buy"]},
    "unit_groups": lambda raw: {"units": raw["group_size"], raw["unit"]: raw["value"]},
    "buy_x_get_y": _buy_x_get_y,
    "tiered": _tiered,
    "free_delivery": lambda _: {},
}


def _tier(raw: Mapping[str, Any], unit: str) -> dict[str, Any]:
    value = raw["value"] if unit == "percent" else int(raw["value"])
    return {"at_least": raw["from"], unit: value}


def _selector(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {_SELECTOR_WORDS.get(word, word): value for word, value in raw.items()}
