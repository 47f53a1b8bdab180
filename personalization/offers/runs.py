"""Whether an offer is still to come, is on, or is over, in all stores that it is for."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from personalization.offers.offer import Offer
from personalization.offers.schedule import span
from provenance.places import Store


class Runs(StrEnum):
    """Where an offer is in its schedule, weekly hours aside."""

    UPCOMING = "UPCOMING"
    """Its first day is still to come, wherever it is not over."""
    NOW = "NOW"
    """It is between its first and its last day in some store."""
    OVER = "OVER"
    """Its last day is past in every store."""


def runs(offer: Offer, stores: Iterable[Store], now: datetime) -> Runs | None:
    """By its schedule alone, on the wall clocks of those `stores` that it is for and that take its
    money; None where there is none."""
    found = {
        _runs_in(store, offer, now)
        for store in stores
        if (not offer.stores or store.id in offer.stores)
        and offer.currency in (None, store.currency.code)
    }
    return next((each for each in (Runs.NOW, Runs.UPCOMING, Runs.OVER) if each in found), None)


def _runs_in(store: Store, offer: Offer, now: datetime) -> Runs:
    since, until = span(offer.schedule, store.time_zone)
    if until is not None and now >= until:
        return Runs.OVER
    return Runs.UPCOMING if since is not None and now < since else Runs.NOW
