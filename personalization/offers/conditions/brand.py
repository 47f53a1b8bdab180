"""Something of one of these brands lies in the cart (or is the thing scanned)."""

from personalization.offers.conditions.in_cart import InCart
from personalization.offers.conditions.lines import listed
from personalization.offers.selector import Selector
from provenance.text import Message


class BrandCondition(InCart, frozen=True, tag="brand"):
    """`among`: brand names as the catalogue writes them."""

    def selector(self) -> Selector:
        """Goods of these brands."""
        return Selector(brands=self.among)

    def wording(self) -> Message:
        """“Something of these brands is in the cart: …”."""
        return Message("condition-brand", {"brands": listed(self.among)})
