"""What an offer names that is kept elsewhere: stores, zones, products, experiments, …"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from personalization.offers.conditions.leaf import Leaf
from personalization.offers.offer import Offer


class Named(StrEnum):
    """What is named."""

    STORE = "store"
    CAMPAIGN = "campaign"
    EXPERIMENT = "experiment"
    ZONE = "zone"
    SEGMENT = "segment"
    CATEGORY = "category"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Reference:
    """`path` leads to where the id stands in the offer."""

    named: Named
    id: str
    path: str


_FIELDS = {
    "gtins": Named.PRODUCT,
    "except_gtins": Named.PRODUCT,
    "product": Named.PRODUCT,
    "categories": Named.CATEGORY,
    "except_categories": Named.CATEGORY,
    "zone": Named.ZONE,
    "zones": Named.ZONE,
}
"""By the fields that conditions, benefits and selectors share."""
_KEYS = {
    "gtin": Named.PRODUCT,
    "category": Named.CATEGORY,
    "zone": Named.ZONE,
    "segment": Named.SEGMENT,
}
"""By the index keys of conditions (`Clause`)."""


def references(offer: Offer) -> frozenset[Reference]:
    """Everything that the offer names."""
    found = {Reference(Named.STORE, store, "stores") for store in offer.stores}
    if offer.campaign is not None:
        found.add(Reference(Named.CAMPAIGN, offer.campaign, "campaign"))
    if offer.experiment is not None:
        found.add(Reference(Named.EXPERIMENT, offer.experiment.experiment, "experiment"))
    for path, part in (
        *structs(offer.condition, "condition"),
        *structs(offer.benefits, "benefits"),
    ):
        found |= set(_of_fields(part, path))
        if isinstance(part, Leaf) and (clause := part.necessary()):
            for key in clause.keys:
                kind, _, named = key.partition(":")
                if kind in _KEYS:
                    found.add(Reference(_KEYS[kind], named, path))
    return frozenset(found)


def structs(value: Any, path: str) -> Iterator[tuple[str, msgspec.Struct]]:
    """Every struct in a value, itself included, with the path that leads to it."""
    if isinstance(value, msgspec.Struct):
        yield path, value
        for name in value.__struct_fields__:
            yield from structs(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for position, each in enumerate(value):
            yield from structs(each, f"{path}[{position}]")


def _of_fields(part: msgspec.Struct, path: str) -> Iterator[Reference]:
    for field, named in _FIELDS.items():
        value = getattr(part, field, None)
        ids = [value] if isinstance(value, str) else value
        if isinstance(ids, frozenset | tuple | list):
            for each in ids:
                if isinstance(each, str):
                    yield Reference(named, each, f"{path}.{field}")
