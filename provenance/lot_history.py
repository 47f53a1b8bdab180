"""A passport's stays with their places joined: where the readings are that freshness counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.coldchain.values import Exposure, Window
from provenance.freshness.classes import freshness_class
from provenance.freshness.history import history_windows
from provenance.passport import Passport, gtin_of
from provenance.places import Place, PlaceKind, Store
from provenance.stays import Stay

ASSUMED_PLACE_COVERAGE = 0.5
"""How far the readings of a store's usual place count for a lot nobody recorded there."""


@dataclass(frozen=True, slots=True)
class LotHistory:
    """Stays with place ids and stores, the windows to read, and the places by id.

    `assumed` are the places that stand in for a whole store, where nobody recorded the way from
    backroom to shelf.
    """

    stays: Sequence[Stay]
    windows: Sequence[Window]
    places: Mapping[str, Place]
    assumed: frozenset[str] = frozenset()

    def discounted(self, exposures: Mapping[Window, Exposure]) -> Mapping[Window, Exposure]:
        """The exposures, those at assumed places with lower coverage."""
        return {
            window: replace(exposure, covered=exposure.covered * ASSUMED_PLACE_COVERAGE)
            if window.place in self.assumed
            else exposure
            for window, exposure in exposures.items()
        }


def lot_history(
    passport: Passport | None,
    category: str | None,
    *,
    categories: Mapping[str, str | None],
    places: Mapping[str, Place],
    stores_of_places: Mapping[str, str | None],
    stores: Mapping[str, Store],
    now: datetime,
) -> LotHistory:
    """Join a passport's stays with what is known of places and products now.

    `category` is the scanned product's, `categories` those of what it was made from, by GTIN;
    `places` and `stores_of_places` are by GLN path. What was made from goods of another freshness
    class starts a clock of its own.
    """
    if passport is None:
        return LotHistory((), (), {})
    own = freshness_class(category)
    same_clock = {gtin_of(passport.thing)} | {
        gtin for gtin, other in categories.items() if freshness_class(other) is own
    }
    assumed: set[str] = set()
    joined: list[Stay] = []
    for stay in _of_one_clock(passport, same_clock):
        place = places.get(stay.place or "")
        store = stores.get(stores_of_places.get(stay.place or "") or "")
        place_id = place.id if place else None
        if place and store and place.kind is PlaceKind.STORE:
            place_id = store.default_place(category)
            assumed |= {place_id} if place_id else set()
        joined.append(replace(stay, place=place_id, store=store.id if store else None))
    return LotHistory(
        stays=tuple(joined),
        windows=history_windows(joined, produced_at=passport.produced_at, now=now),
        places={place.id: place for place in places.values()},
        assumed=frozenset(assumed),
    )


def _of_one_clock(passport: Passport, same_clock: set[str]) -> list[Stay]:
    """The thing's own stays and those they inherit from, positions counted anew.

    An input's stay ends for us where the thing was made of it, whatever became of the rest.
    """
    positions: dict[int, int] = {}
    kept: list[Stay] = []
    own = {stay.thing for stay in passport.stays if gtin_of(stay.thing) == gtin_of(passport.thing)}
    for position in _reachable(passport.stays, own, same_clock):
        stay = passport.stays[position]
        parents = tuple(positions[parent] for parent in stay.parents if parent in positions)
        for parent in parents:
            if kept[parent].thing not in own and kept[parent].until is None:
                kept[parent] = replace(kept[parent], until=stay.since)
        positions[position] = len(kept)
        kept.append(replace(stay, parents=parents))
    return kept


def _reachable(stays: Sequence[Stay], own: set[str], same_clock: set[str]) -> list[int]:
    """Positions of the own stays and their ancestors of the same clock, in order."""
    found = {position for position, stay in enumerate(stays) if stay.thing in own}
    queue = list(found)
    for position in queue:
        for parent in stays[position].parents:
            if parent not in found and gtin_of(stays[parent].thing) in same_clock:
                found.add(parent)
                queue.append(parent)
    return sorted(found)
