"""Delivery for free."""

from personalization.offers.benefits.benefit import Benefit, Price
from personalization.offers.reach import lines_of
from personalization.offers.running import Effect, RunningCart
from provenance.text import Message


class FreeDelivery(Benefit, frozen=True, tag="free_delivery"):
    """The delivery fee, up to `cap`, with one of the selected lines in the cart."""

    def compiled(self) -> Price:
        """Where there is a fee."""
        lines = lines_of(self.selector)
        cap = self.cap

        def price(cart: RunningCart) -> Effect:
            if not lines(cart):
                return Effect()
            return Effect(delivery=cart.delivery if cap is None else min(cart.delivery, cap))

        return price

    def reason(self, effect: Effect, cart: RunningCart) -> Message:  # noqa: ARG002
        """“Free delivery”."""
        return Message("saving-free-delivery")
