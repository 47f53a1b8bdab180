"""Money in sentences: an argument that Fluent renders in the reader's language."""

from decimal import Decimal

from fluent.runtime.types import FluentDecimal

from provenance.identity import Currency


def amount(minor_units: int, currency: Currency) -> FluentDecimal:
    """An amount as the argument of a `Message`: “€4.20”, “4,20 €”."""
    exact = Decimal(minor_units).scaleb(-currency.exponent)
    return FluentDecimal(exact, style="currency", currency=currency.code)
