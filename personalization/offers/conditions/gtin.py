"""Something with one of these GTINs lies in the cart (or is the thing scanned)."""

from personalization.offers.conditions.in_cart import InCart
from personalization.offers.conditions.lines import listed
from personalization.offers.selector import Selector
from provenance.text import Message


class GtinCondition(InCart, frozen=True, tag="gtin"):
    """`among`: GTINs (14 digits), or product ids of goods without one."""

    def selector(self) -> Selector:
        """These products."""
        return Selector(gtins=self.among)

    def wording(self) -> Message:
        """“One of these is in the cart: …”."""
        return Message("condition-gtin", {"products": listed(self.among)})
