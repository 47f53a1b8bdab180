"""A recommendation: goods, and why."""

from dataclasses import dataclass
from enum import StrEnum

from personalization.offers.context import RecipeProgress
from personalization.recommendations.goods import Goods
from provenance.recipes import NEAR_DAYS
from provenance.text import Message


class RecommendationKind(StrEnum):
    """Why something is recommended."""

    GOES_WITH = "GOES_WITH"
    COMPLETES_RECIPE = "COMPLETES_RECIPE"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Goods for sale now that suit the shopper; `recipe` is the one that they complete."""

    kind: RecommendationKind
    goods: Goods
    reason: Message
    recipe: RecipeProgress | None = None


def soon(goods: Goods) -> Message | str:
    """The part of a reason that tells of a near date; nothing where it is far or unknown."""
    if goods.days_left is None or goods.days_left > NEAR_DAYS:
        return ""
    return Message("recommendations-soon", {"days": goods.days_left})
