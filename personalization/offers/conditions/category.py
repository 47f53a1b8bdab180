"""Something of one of these categories lies in the cart (or is the thing scanned)."""

from personalization.offers.conditions.in_cart import InCart
from personalization.offers.conditions.lines import listed
from personalization.offers.selector import Selector
from provenance.text import Message


class CategoryCondition(InCart, frozen=True, tag="category"):
    """`among`: category paths (`fish/fresh`); each means what is below it, too."""

    def selector(self) -> Selector:
        """Goods of these categories."""
        return Selector(categories=self.among)

    def wording(self) -> Message:
        """“Something of these categories is in the cart: …”."""
        return Message("condition-category", {"categories": listed(self.among)})
