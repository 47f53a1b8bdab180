"""What is asked of every offer before its condition, whatever lies in the cart."""

from personalization.offers.compiled import Compiled
from personalization.offers.context import OfferContext
from personalization.offers.decision import Miss
from personalization.offers.schedule import is_open


def closed_gate(compiled: Compiled, context: OfferContext) -> Miss | None:
    """The first gate that keeps the offer out; None: it may be judged.

    How often a customer used an offer may be unknown; redeeming counts exactly, so the offer is
    shown.
    """
    offer = compiled.offer
    if offer.stores and context.store not in offer.stores:
        return Miss.STORE
    if offer.currency is not None and offer.currency != context.currency.code:
        return Miss.CURRENCY
    if offer.triggers and context.trigger not in offer.triggers:
        return Miss.TRIGGER
    if compiled.scheduled and not is_open(offer.schedule, context.now, context.time_zone):
        return Miss.SCHEDULE
    if offer.needs_code and offer.id not in context.codes:
        return Miss.CODE_NEEDED
    if context.budgets.get(offer.id, 1) <= 0:
        return Miss.BUDGET_EXHAUSTED
    limit = compiled.customer_limit
    if limit is not None and context.used and context.used.get(offer.id, 0) >= limit:
        return Miss.CUSTOMER_LIMIT
    return None
