"""The condition tree: all, any, not, and every kind of leaf. A new kind is one line here."""

from collections.abc import Iterator

import msgspec

from personalization.offers.conditions.any_line_quantity import AnyLineQuantity
from personalization.offers.conditions.brand import BrandCondition
from personalization.offers.conditions.cart_contains import CartContains
from personalization.offers.conditions.cart_quantity import CartQuantity
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.category import CategoryCondition
from personalization.offers.conditions.code import CodeCondition
from personalization.offers.conditions.days_left import DaysLeftCondition
from personalization.offers.conditions.gtin import GtinCondition
from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.language import LanguageCondition
from personalization.offers.conditions.loyalty import LoyaltyCondition
from personalization.offers.conditions.missed_zone import MissedZoneCondition
from personalization.offers.conditions.recipe_progress import RecipeProgressCondition
from personalization.offers.conditions.returning import ReturningCondition
from personalization.offers.conditions.segment import SegmentCondition
from personalization.offers.conditions.zone import ZoneCondition

Leaves = (
    AnyLineQuantity
    | BrandCondition
    | CartContains
    | CartQuantity
    | CartSpend
    | CategoryCondition
    | CodeCondition
    | DaysLeftCondition
    | GtinCondition
    | HoursCondition
    | LanguageCondition
    | LoyaltyCondition
    | MissedZoneCondition
    | RecipeProgressCondition
    | ReturningCondition
    | SegmentCondition
    | ZoneCondition
)
"""Every kind of leaf."""


class All(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="all"):
    """Every part holds."""

    parts: tuple["Condition", ...]


class AnyOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="any"):
    """At least one part holds."""

    parts: tuple["Condition", ...]


class Not(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="not"):
    """The part does not hold; what is unknown stays unknown."""

    part: "Condition"


Condition = All | AnyOf | Not | Leaves


def leaves(condition: Condition | None) -> Iterator[Leaves]:
    """Every leaf of a tree, from left to right."""
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    elif condition is not None:
        yield condition
