"""The order in which offers apply, and what happens where several reach the same line."""

from collections.abc import Mapping
from enum import StrEnum


class Lane(StrEnum):
    """Offers are applied lane by lane, in this order."""

    MARKDOWN = "MARKDOWN"
    ITEM = "ITEM"
    BUNDLE = "BUNDLE"
    CART = "CART"
    CODE = "CODE"
    DELIVERY = "DELIVERY"


class LaneMode(StrEnum):
    """What happens where several offers of a lane reach the same line."""

    STACK = "STACK"
    """By priority, each on what the ones before have left."""
    BEST_PER_LINE = "BEST_PER_LINE"
    """Each line gets the one that saves most on it; a bundle gets all of its lines or none."""
    BEST_TOTAL = "BEST_TOTAL"
    """Only the offer that saves most in the cart; bundles: the combination that saves most."""
    FIRST = "FIRST"
    """Only the first one by priority that has an effect."""


LANE_MODES: Mapping[Lane, LaneMode] = {
    Lane.MARKDOWN: LaneMode.BEST_PER_LINE,
    Lane.ITEM: LaneMode.STACK,
    Lane.BUNDLE: LaneMode.BEST_TOTAL,
    Lane.CART: LaneMode.STACK,
    Lane.CODE: LaneMode.STACK,
    Lane.DELIVERY: LaneMode.FIRST,
}
"""How each lane works unless a store says otherwise."""
