"""The stores' cold equipment: which alarm rules watch over it, and when it defrosts."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from provenance.alarms.defaults import default_rules
from provenance.alarms.rules import AlarmRule, Cause
from provenance.alarms.suppression import Interval, Suppression
from provenance.coldchain.series import to_ms
from seed.market import Site, sites
from seed.weather import DEFROST, DEFROST_EVERY, climate, defrost_before

_COLD, _FROZEN = 5.0, -10.0  # °C: set points above and below which a place is something else


def stores() -> Sequence[str]:
    """The ids of the stores."""
    return [site.id for site in sites().values() if site.kind == "STORE"]


def inside(store: str) -> Sequence[Site]:
    """The places in a store that have a sensor, in the order of the list."""
    return [site for site in sites().values() if site.store == store and site.sensor]


def alarm_rules() -> Sequence[AlarmRule]:
    """The default rules of both stores."""
    return [
        rule
        for store in stores()
        for rule in default_rules(
            store,
            chilled=[each.id for each in inside(store) if _FROZEN < climate(each.id).mean < _COLD],
            frozen=[each.id for each in inside(store) if climate(each.id).mean <= _FROZEN],
        )
    ]


def defrosts(since: datetime) -> Iterator[Suppression]:
    """The announced defrosts of the stores' equipment, every day from about `since` (UTC)."""
    for site in (each for store in stores() for each in inside(store)):
        if not climate(site.id).defrosts:
            continue
        first = defrost_before(site.id, since)
        for number in range(timedelta(days=1) // DEFROST_EVERY):
            begin = first + number * DEFROST_EVERY
            interval = Interval(Cause.DEFROST, to_ms(begin), to_ms(begin + DEFROST))
            yield Suppression(f"sample-{site.id}-defrost-{number + 1}", site.id, interval, True)
