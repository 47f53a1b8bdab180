"""What a sign on the shelf may promise: what anybody gets, at any hour, for what hangs beside it.

Paper cannot ask who reads it, nor change at six o'clock. Offers that hang on the hour are left out,
and so are those for which a shopper must be known, be somewhere or have other goods already: their
conditions do not hold for an unknown shopper with nothing else in the cart.
"""

from dataclasses import dataclass
from datetime import date

from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.tree import leaves
from personalization.offers.context import OfferContext
from personalization.offers.decision import NotApplied
from personalization.offers.explain import explained
from personalization.offers.lane import Lane
from personalization.offers.offer import Offer
from personalization.offers.schedule import walls
from personalization.offers.snapshot import Snapshot

_WHOLE_CART = frozenset({Lane.CART, Lane.CODE, Lane.DELIVERY})


@dataclass(frozen=True, slots=True)
class Displayed:
    """An offer for a sign. `saving` is what all offers take off one unit (or a kilogram), in minor
    units; 0 where it takes more than one. `last_day` is the offer's last whole day in the store."""

    offer: Offer
    saving: int
    last_day: date | None


def steady(snapshot: Snapshot) -> Snapshot:
    """Only the offers on goods that are the same at every hour of a day, and for everybody."""
    return Snapshot.of(
        offer
        for offer in snapshot.offers.values()
        if offer.lane not in _WHOLE_CART
        and not (offer.schedule.hours or offer.needs_code or offer.experiment)
        and not any(isinstance(leaf, HoursCondition) for leaf in leaves(offer.condition))
    )


def displayed(snapshot: Snapshot, context: OfferContext) -> Displayed | None:
    """The offer for a sign beside the goods that the context's only line stands for: the one that
    saves most now, else the first by priority that several of these goods would bring about."""
    found = explained(snapshot, context)
    decision = found.decision
    line = context.lines[0]
    ranked = sorted(decision.applied, key=lambda each: (-each.saving, each.offer.id))
    best = next((each for each in ranked if each.lines), None)
    if best is not None:
        total = next(each.discount for each in decision.lines if each.line == line.id)
        return Displayed(best.offer, total, _last_day(best.offer))
    several = (each for each in found.not_applied if _wants_more(each, context))
    missed = next(several, None)
    return Displayed(missed.offer, 0, _last_day(missed.offer)) if missed else None


def _wants_more(missed: NotApplied, context: OfferContext) -> bool:
    """Whether more of the very same goods would do: 3 for the price of 2."""
    needs = [need for benefit in missed.offer.benefits for need in benefit.needs()]
    return (
        missed.would_help is not None
        and missed.offer.condition is None
        and bool(needs)
        and all(need.matches(context.lines[0]) for need in needs)
    )


def _last_day(offer: Offer) -> date | None:
    _, until = walls(offer.schedule)
    return None if until is None else offer.schedule.ends
