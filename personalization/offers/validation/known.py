"""What an offer is judged against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from personalization.experiments.experiment import Experiment
from personalization.offers.offer import Offer
from provenance.places import Store


@dataclass(frozen=True, slots=True)
class Known:
    """What exists besides the offer.

    `stores`, `experiments` and `categories` are all there are, `segments` the ids of those that
    have not been retired; `products`, `zones` and `campaigns` those of the named ones that exist.
    `rivals` are the live offers that claim to be exclusive. `today` is the date in UTC.
    """

    today: date
    stores: Mapping[str, Store] = field(default_factory=dict)
    zones: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    campaigns: frozenset[str] = frozenset()
    experiments: Mapping[str, Experiment] = field(default_factory=dict)
    rivals: Sequence[Offer] = ()

    def stores_of(self, offer: Offer) -> Sequence[Store]:
        """The known stores that the offer is for, by id; all where it names none."""
        wanted = offer.stores or self.stores.keys()
        return [self.stores[store] for store in sorted(wanted) if store in self.stores]

    def zones_of(self, offer: Offer) -> Sequence[ZoneInfo]:
        """The time zones of those stores, each once."""
        return list(dict.fromkeys(store.time_zone for store in self.stores_of(offer)))
