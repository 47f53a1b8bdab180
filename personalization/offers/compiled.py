"""An offer made ready for deciding: its condition as one closure, its benefits priced."""

from collections.abc import Mapping
from dataclasses import dataclass

from personalization.offers.benefits.benefit import Price
from personalization.offers.benefits.bundle import Bundle, Open
from personalization.offers.conditions.judged import judged
from personalization.offers.conditions.leaf import Check, Clause
from personalization.offers.needs import concerns, most_selective
from personalization.offers.offer import BudgetKind, Offer, Schedule


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """`check` judges the offer's whole condition; TRUE where it has none.

    `order` sorts offers by priority, highest first, then by id. `clause` is the most selective of
    its necessary clauses, None where it has none. `concerns` are the index keys of everything that
    it is about, None: of any cart. `scheduled` says that it does not always run,
    `customer_limit` how often one customer may use it. `prices` are the benefits in their order;
    `bundles` has those that use up units, by their place among the benefits.
    """

    offer: Offer
    check: Check
    order: tuple[int, str]
    clause: Clause | None
    concerns: frozenset[str] | None
    scheduled: bool
    customer_limit: int | None
    prices: tuple[Price, ...]
    bundles: Mapping[int, Open]


def compiled(offer: Offer) -> Compiled:
    """Made once for each published offer."""
    limits = [each.limit for each in offer.budgets if each.kind is BudgetKind.PER_CUSTOMER]
    return Compiled(
        offer=offer,
        check=judged(offer.condition),
        order=(-offer.priority, offer.id),
        clause=most_selective(offer),
        concerns=concerns(offer),
        scheduled=offer.schedule != Schedule(),
        customer_limit=min(limits, default=None),
        prices=tuple(benefit.compiled() for benefit in offer.benefits),
        bundles={
            place: benefit.opened()
            for place, benefit in enumerate(offer.benefits)
            if isinstance(benefit, Bundle)
        },
    )
