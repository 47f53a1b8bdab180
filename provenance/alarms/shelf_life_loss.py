"""What a warm place costs a lot: the days it has left, against those had the place been well.

"Well" is the temperature at which the lot's product class is assumed to be kept from now on: at
the moment the deviation began we promised so many days at it, and the lot loses what that promise
and the time since do not explain. Everything else (what it went through before, its use-by date,
the doubt about sensors) is the same on both sides, so that a date that ends its life anyway makes
the loss nothing.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from provenance.answer import Freshness, FreshnessBasis
from provenance.coldchain.values import Ends, Exposure
from provenance.freshness.product_class import FreshnessClass

NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class LotLoss:
    """What a lot lost since a deviation began, and what it has left (both on P10)."""

    thing: str
    gtin: str
    lot: str | None
    lost: timedelta
    left: timedelta


def as_kept_well(product_class: FreshnessClass, measured: Exposure, before: Exposure) -> Exposure:
    """A window's exposure had its place been well since the deviation began.

    `measured` is that of the whole window, `before` that of its part before the deviation (an
    empty one where the goods came later).
    """
    seconds, celsius = measured.elapsed - before.elapsed, product_class.storage_celsius
    used = seconds * product_class.rate.relative_rate(celsius)
    well = before + Exposure(seconds, seconds, used, used, degree_seconds=seconds * celsius)
    if measured.ends is None:
        return well
    first = before.ends.first if before.ends else celsius
    return replace(well, ends=Ends(first, celsius, measured.ends.time_constant))


def days_lost(measured: Freshness, well: Freshness) -> timedelta | None:
    """What the deviation cost; None where no temperatures tell, or nobody can say what is left.

    Cold is no gain: a place that is colder than goods should be kept makes nothing better.
    """
    if measured.basis is not FreshnessBasis.TEMPERATURE_HISTORY:
        return None
    if measured.remaining is None or well.remaining is None:
        return None
    return max(NOTHING, well.remaining - measured.remaining)
