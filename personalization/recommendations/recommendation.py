"""A recommendation: goods, and why."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from personalization.offers.context import RecipeProgress
from personalization.zones.floor_plan import Zone
from provenance.answer import Price, Product
from provenance.recipes import NEAR_DAYS
from provenance.text import Message


class RecommendationKind(StrEnum):
    """Why something is recommended."""

    GOES_WITH = "GOES_WITH"
    COMPLETES_RECIPE = "COMPLETES_RECIPE"


@dataclass(frozen=True, slots=True)
class Goods:
    """A product with its shelf price, and of its lots there the one that should go first: its key
    and whole days left (None where nobody knows). `zone` is where it stands."""

    product: Product
    price: Price
    lot: str | None = None
    days_left: int | None = None
    zone: Zone | None = None

    @property
    def urgency(self) -> float:
        """Sorts what has fewer days left first, what nobody knows of last."""
        return inf if self.days_left is None else self.days_left


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
