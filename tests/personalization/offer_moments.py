"""A store's moment and a single offer, in a few words."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from personalization.offers.benefits.benefit import Benefit
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.context import Line, OfferContext
from personalization.offers.decide import decide
from personalization.offers.decision import Decision
from personalization.offers.offer import Copy, Offer
from personalization.offers.snapshot import Snapshot
from provenance.identity import Currency

EUR = Currency("EUR", 2)


def moment(*lines: Line, **facts: Any) -> OfferContext:
    """A June noon in Berlin."""
    fields: dict[str, Any] = {
        "now": datetime(2026, 6, 19, 10, tzinfo=UTC),
        "store": "berlin",
        "time_zone": ZoneInfo("Europe/Berlin"),
        "currency": EUR,
        "lines": lines,
    }
    return OfferContext(**fields | facts)


def line(name: str, price: int, quantity: int = 1, **facts: Any) -> Line:
    """Goods whose product has the line's name."""
    product = facts.pop("product", name)
    return Line(name, product=product, unit_price=price, quantity=quantity, **facts)


def offer(name: str, *benefits: Benefit, **terms: Any) -> Offer:
    """An offer that everybody gets."""
    return Offer(
        id=name,
        copy={"en": Copy(name)},
        benefits=cast("tuple[AnyBenefit, ...]", benefits),
        **terms,
    )


def decided(context: OfferContext, *offers: Offer) -> Decision:
    """What these offers do there."""
    return decide(Snapshot.of(offers), context)


def discounts(decision: Decision) -> Sequence[int]:
    """What comes off each line."""
    return [line.discount for line in decision.lines]


def given_by(decision: Decision) -> dict[str, int]:
    """What each offer saves, in the order in which they applied."""
    return {each.offer.id: each.saving for each in decision.applied}
