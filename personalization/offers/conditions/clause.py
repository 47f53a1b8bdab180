"""Necessary clauses by kind, and which of them a context has: the two sides of the index."""

from collections.abc import Iterable
from enum import StrEnum

from personalization.offers.conditions.leaf import Clause
from personalization.offers.context import OfferContext
from personalization.offers.selector import Selector


class Kind(StrEnum):
    """What a key of the index names; the key is `{kind}:{id}`."""

    GTIN = "gtin"
    CATEGORY = "category"
    BRAND = "brand"
    ZONE = "zone"
    SEGMENT = "segment"
    CODE = "code"
    STORE = "store"


def clause(kind: Kind, ids: Iterable[str]) -> Clause:
    """One of `ids` must be there."""
    return Clause(frozenset(f"{kind}:{each}" for each in ids))


def selector_clause(selector: Selector) -> Clause | None:
    """What must be there for a line to be meant; None where no key says it."""
    if selector.gtins:
        return clause(Kind.GTIN, selector.gtins)
    if selector.brands:
        return clause(Kind.BRAND, selector.brands)
    if selector.categories:
        return clause(Kind.CATEGORY, selector.categories)
    return None


def present(context: OfferContext) -> set[str]:
    """The keys that a context has."""
    keys = {f"store:{context.store}"}
    for line in context.lines:
        keys.add(f"gtin:{line.product}")
        if line.gtin is not None:
            keys.add(f"gtin:{line.gtin}")
        if line.brand is not None:
            keys.add(f"brand:{line.brand}")
        for category in line.categories:
            keys.add(f"category:{category}")
    if context.visit is not None:
        for zone in (context.visit.zone, context.visit.left):
            if zone is not None:
                keys.add(f"zone:{zone}")
    for segment in context.segments or ():
        keys.add(f"segment:{segment}")
    for offer in context.codes:
        keys.add(f"code:{offer}")
    return keys
