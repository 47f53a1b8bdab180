"""A passport's stays with their places joined: where the readings are that freshness counts."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from provenance.branches import chosen, way_to
from provenance.freshness.classes import freshness_class
from provenance.passport import Passport, gtin_of
from provenance.places import Place, PlaceKind, Store
from provenance.stays import Stay


@dataclass(frozen=True, slots=True)
class LotHistory:
    """Stays with place ids and stores, and the places by id."""

    stays: Sequence[Stay] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


def lot_history(
    passport: Passport,
    category: str | None,
    *,
    categories: Mapping[str, str | None],
    places: Mapping[str, Place],
    stores: Mapping[str, Store],
    store: str | None,
) -> LotHistory:
    """Join a passport's stays with what is known of places and products now.

    `category` is the scanned product's, `categories` those of what it was made from, by GTIN;
    `places` are by GLN path. Where nobody recorded the way from backroom to shelf, the store's
    usual place for the category is assumed. What was made from goods of another freshness class
    starts a clock of its own. Of a lot that is or was in `store`, only the way there is told.
    """
    own = freshness_class(category)
    same_clock = {gtin for gtin, other in categories.items() if freshness_class(other) is own}
    kept = _of_one_clock(passport, same_clock | {gtin_of(passport.thing)})
    known = [_joined(stay, category, places, stores) for stay in kept]
    here = [
        position
        for position, stay in enumerate(known)
        if store is not None and stay.store == store and stay.thing == passport.thing
    ]
    named = [place for stay in kept if (place := places.get(stay.place or ""))]
    if assumed := {stay.place for stay in known if stay.assumed}:
        named += [place for place in places.values() if place.id in assumed]
    return LotHistory(
        stays=way_to(known, here) if here else known,
        places={place.id: place for place in named},
    )


def _joined(
    stay: Stay, category: str | None, places: Mapping[str, Place], stores: Mapping[str, Store]
) -> Stay:
    place = places.get(stay.place or "")
    if place is None:
        return replace(stay, place=None)
    store = stores.get(place.store or "")
    if store is None or place.kind is not PlaceKind.STORE:
        return replace(stay, place=place.id, store=place.store)
    return replace(stay, place=store.default_place(category), store=store.id, assumed=True)


def _of_one_clock(passport: Passport, same_clock: Container[str | None]) -> list[Stay]:
    """The thing's own stays and those they inherit from, positions counted anew."""
    return chosen(passport.stays, _inherited(passport, same_clock))


def _inherited(passport: Passport, same_clock: Container[str | None]) -> list[int]:
    """Positions of the own stays and their ancestors of the same clock, in order."""
    stays = passport.stays
    queue = [position for position, stay in enumerate(stays) if stay.thing == passport.thing]
    found = set(queue)
    for position in queue:
        for parent in stays[position].parents:
            if parent not in found and gtin_of(stays[parent].thing) in same_clock:
                found.add(parent)
                queue.append(parent)
    return sorted(found)
