"""Orders for tests of redemptions."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from personalization.offers.context import Line, OfferContext
from personalization.offers.decision import LineSaving
from personalization.redemptions.basket import KeptQuote, OfferUse, PricedBasket, SoldLine
from personalization.redemptions.redemption import Order
from provenance.identity import Currency

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EUR = Currency("EUR", 2)


def order(number: object) -> Order:
    return Order("Tills Ltd", "s1", str(number))


def use(offer: str = "a", saving: int = 100, campaign: str | None = None) -> OfferUse:
    return OfferUse(offer, 1, campaign, saving, (LineSaving("1", saving, (saving,)),))


def basket(
    *uses: OfferUse,
    customer: str | None = None,
    coupons: dict[str, str] | None = None,
    quotes: tuple[KeptQuote, ...] = (),
) -> PricedBasket:
    """One piece for 10.00, less what the offers take off."""
    line = Line("1", "p", 1000)
    return PricedBasket(
        context=OfferContext(NOW, "s1", ZoneInfo("Europe/Madrid"), EUR, (line,)),
        lines=(SoldLine("1", "p", None, 1, None, 1000, (sum(use.saving for use in uses),)),),
        uses=uses,
        delivery=0,
        considered=tuple(use.key for use in uses),
        snapshot_hash="",
        context_hash="",
        quotes=quotes,
        coupons=coupons or {},
        customer=customer,
    )
