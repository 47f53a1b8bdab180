"""Live offers that claim the same place at the same time."""

from collections.abc import Iterator
from datetime import date

from personalization.offers.offer import Offer
from personalization.offers.problem import Problem, error
from personalization.offers.validation.known import Known


def rival_problems(offer: Offer, known: Known) -> Iterator[Problem]:
    """Who would win is then decided by the ids, which nobody meant."""
    for rival in known.rivals:
        if rival.id == offer.id or not _meet(offer, rival):
            continue
        if offer.exclusive and rival.exclusive and offer.priority == rival.priority:
            yield error("exclusive", "offer-both-exclusive", rival=rival.id)
        group = offer.exclusive_group
        if group and group == rival.exclusive_group and offer.priority == rival.priority:
            yield error("priority", "offer-group-tie", rival=rival.id, group=group)


def _meet(one: Offer, other: Offer) -> bool:
    """Whether they may reach one cart: in one store, money and time."""
    stores = not one.stores or not other.stores or not one.stores.isdisjoint(other.stores)
    triggers = not one.triggers or not other.triggers or not one.triggers.isdisjoint(other.triggers)
    money = None in (one.currency, other.currency) or one.currency == other.currency
    return stores and triggers and money and _overlap(one, other)


def _overlap(one: Offer, other: Offer) -> bool:
    """Whether a day belongs to both schedules."""
    since = max(one.schedule.starts or date.min, other.schedule.starts or date.min)
    return since <= min(one.schedule.ends or date.max, other.schedule.ends or date.max)
