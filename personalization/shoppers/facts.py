"""What decisions may know of a shopper: as much as was agreed to, and nothing without."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from personalization.shoppers.consent import Purpose
from personalization.shoppers.segments import segments_of
from personalization.shoppers.suitability import NOTHING, Needs
from personalization.shoppers.visits import is_returning, missed_zones
from personalization.store.market import Market
from personalization.store.shopper_facts import Held
from provenance.places import Store


@dataclass(frozen=True, slots=True)
class ShopperFacts:
    """Parts of an `OfferContext`; None is unknown, which is not *no*.

    `segments`, `returning` rest on HISTORY, `missed_zones` on ANALYTICS besides; `loyalty`,
    `member` and `used` (by offer id, how often) on LINKING; `needs`, `favourites` and `language` on
    PREFERENCES. `linked` says whether experiments may be split by the shopper.
    """

    needs: Needs = NOTHING
    favourites: frozenset[str] = frozenset()
    language: str | None = None
    segments: frozenset[str] | None = None
    returning: bool | None = None
    missed_zones: Mapping[str, int] | None = None
    loyalty: str | None = None
    member: bool | None = None
    used: Mapping[str, int] | None = None
    linked: bool = False


UNKNOWN = ShopperFacts()
"""Of whoever agreed to nothing."""


async def facts_of(
    market: Market,
    session: str | None,
    store: Store,
    *,
    zones: Collection[str] = (),
    customer: str | None = None,
    now: datetime,
) -> ShopperFacts:
    """The facts about a shopper session (None: nobody's) in a store, in one read.

    `zones` are the ids of the store's zones; `customer` is who the shopper is in limits per
    customer.
    """
    held = await market.shopper_facts.get(session, customer) if session is not None else None
    return UNKNOWN if held is None else facts_in(held, store, zones, now)


def facts_in(held: Held, store: Store, zones: Collection[str], now: datetime) -> ShopperFacts:
    """What of all that is held may be used now."""
    profile, today = held.profile, now.astimezone(store.time_zone).date()
    agreed = profile.purposes
    history, linked = Purpose.HISTORY in agreed, Purpose.LINKING in agreed
    preferences = profile.preferences
    tier = profile.loyalty.tier if profile.loyalty else None
    return ShopperFacts(
        needs=preferences.needs,
        favourites=preferences.favourites,
        language=preferences.language,
        segments=segments_of(
            held.segments, held.visits, listed=held.listed, loyalty=tier, today=today
        )
        if history
        else None,
        returning=is_returning(held.visits, store.id, today) if history else None,
        missed_zones=missed_zones(held.visits, store.id, zones, today)
        if history and Purpose.ANALYTICS in agreed
        else None,
        loyalty=tier,
        member=tier is not None if linked else None,
        used=held.used if linked else None,
        linked=linked,
    )
