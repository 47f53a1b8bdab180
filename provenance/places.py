"""Places where goods are or were, and the stores among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from provenance.identity import Currency, StoreCodes, StorePattern

LONGEST_TIME_CONSTANT = timedelta(hours=6)
"""Longer, and a stack of goods is no longer one body that follows the air (assumption)."""


class PlaceKind(StrEnum):
    STORE = "STORE"
    ZONE = "ZONE"
    FRIDGE = "FRIDGE"
    FARM = "FARM"
    SITE = "SITE"
    VEHICLE = "VEHICLE"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere goods are or were. `epc` is its GLN path, `414/{gln}[/254/{extension}]`.

    `parent` is the place it stands in (a fridge in a zone in a store), `store` the store that it is
    or that these lead to. `sensors` are the ids of those that measure here. Coordinates are WGS 84
    degrees; `country` is ISO 3166-1 alpha-2. `time_constant` says how slowly goods here follow the
    air (a low-pass of first order): 0, at once, unless somebody measured it, because a delay only
    ever softens warm air. Milk in a litre pack has 60 to 84 min. Raises `ValueError` when it is
    out of bounds.
    """

    id: str
    name: str
    kind: PlaceKind = PlaceKind.SITE
    epc: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    parent: str | None = None
    store: str | None = None
    sensors: Sequence[str] = ()
    time_constant: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.time_constant <= LONGEST_TIME_CONSTANT:
            raise ValueError(
                f"a time constant of {self.time_constant} is not between 0 and "
                f"{LONGEST_TIME_CONSTANT}"
            )

    @property
    def gln(self) -> str | None:
        """The Global Location Number, 13 digits; None for a place that has none."""
        return self.epc.split("/")[1] if self.epc and self.epc.startswith("414/") else None


@dataclass(frozen=True, slots=True)
class Store:
    """A shop: its wall clock, money and language, and how it builds its in-store codes.

    `time_zone` is an IANA zone. `default_places` maps a category path's beginning to the place
    where such goods are when nobody recorded the way from backroom to shelf.
    """

    id: str
    name: str
    time_zone: ZoneInfo
    currency: Currency
    language: str
    patterns: Sequence[StorePattern] = ()
    default_places: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> StoreCodes:
        """What this store adds to the reading of codes."""
        return StoreCodes(self.patterns, self.currency)

    def default_place(self, category: str | None) -> str | None:
        """The place of the longest beginning of the category path, or None."""
        steps = (category or "").split("/")
        for end in range(len(steps), 0, -1):
            path = "/".join(steps[:end])
            if found := self.default_places.get(path) or self.default_places.get(f"{path}/"):
                return found
        return None
