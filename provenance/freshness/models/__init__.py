"""Spoilage models, each one file; a new one is one more line here, and the contract tests run."""

from collections.abc import Sequence

from provenance.freshness.models.arrhenius import Arrhenius
from provenance.freshness.models.chilling_gate import ChillingGate
from provenance.freshness.models.exponential import Exponential
from provenance.freshness.models.q10_bands import Q10Bands
from provenance.freshness.models.rate import RateModel
from provenance.freshness.models.square_root import SquareRoot

MODELS: Sequence[type[RateModel]] = (SquareRoot, Exponential, Q10Bands, Arrhenius)
"""Every model a product class can be given."""

__all__ = [
    "MODELS",
    "Arrhenius",
    "ChillingGate",
    "Exponential",
    "Q10Bands",
    "RateModel",
    "SquareRoot",
]
