"""Numbers in a label's sentences, as Fluent renders them in the label's language."""

from decimal import Decimal

from fluent.runtime.types import FluentDecimal

from provenance.identity import Money


def money(amount: Money) -> FluentDecimal:
    """An amount of money: “€4.20”, “4,20 €”."""
    exact = Decimal(amount.minor_units).scaleb(-amount.currency.exponent)
    return FluentDecimal(exact, style="currency", currency=amount.currency.code)


def kilograms(grams: int) -> FluentDecimal:
    """A weight with its three decimals."""
    return FluentDecimal(Decimal(grams).scaleb(-3), minimumFractionDigits=3)
