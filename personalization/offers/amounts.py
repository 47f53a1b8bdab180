"""Money in sentences: an argument that Fluent renders in the reader's language."""

from decimal import Decimal
from functools import lru_cache

from fluent.runtime.types import FluentDecimal

from provenance.identity import Currency


@lru_cache(maxsize=4096)  # the same few amounts in every decision
def amount(minor_units: int, currency: Currency) -> FluentDecimal:
    """An amount as the argument of a `Message`: “€4.20”, “4,20 €”."""
    exact = Decimal(minor_units).scaleb(-currency.exponent)
    return FluentDecimal(exact, style="currency", currency=currency.code)
