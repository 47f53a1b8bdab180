"""What the sensors of the sample stores tell, record by record, as `POST /readings` takes them.

Each sensor is one device: it shows temperature and humidity every five minutes, and where there is
a door, when it opens and closes. Now and then one is not heard for twenty minutes.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from seed.equipment import inside
from seed.market import Site
from seed.simulate.doors import drawn, openings
from seed.simulate.incidents import Incident, IncidentKind, celsius_in
from seed.weather import climate, is_silent, shown, temperature

EVERY = timedelta(minutes=5)
"""Between two readings; the loaded sample's grid of ten minutes is part of this one."""

_LOST = 0.005
"""The share of hours in which a sensor is not heard for a while: from minute 20 to minute 40."""

Record = Mapping[str, str | float]


def store_records(
    stores: Sequence[str],
    since: datetime,
    until: datetime,
    *,
    seed: int = 0,
    incidents: Mapping[str, Incident] | None = None,
    without: frozenset[str] = frozenset(),
) -> Sequence[Record]:
    """What the sensors of stores tell after `since` and not after `until` (UTC), in order of time.

    `incidents` are by place; of the places in `without` nothing is told.
    """
    going_wrong = incidents or {}
    found = [
        record
        for store in stores
        for site in inside(store)
        if site.id not in without
        for record in records(site, since, until, seed=seed, incident=going_wrong.get(site.id))
    ]
    return sorted(found, key=lambda record: str(record["at"]))


def records(
    site: Site,
    since: datetime,
    until: datetime,
    *,
    seed: int = 0,
    incident: Incident | None = None,
) -> Iterator[Record]:
    """What one place's sensor tells after `since` and not after `until`."""
    for at in _grid(since, until):
        celsius = _celsius(site, at, seed, incident)
        if celsius is not None:
            yield {
                "sensor": site.sensor,
                "at": at_text(at),
                "temperature": shown(site.id, celsius),
                "humidity": _humidity(site, at, seed),
            }
    if climate(site.id).doors:
        for at, state in _door(site, since, until, seed, incident):
            yield {"sensor": site.sensor, "at": at_text(at), "door": state}


def at_text(at: datetime) -> str:
    """A time as records have it."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _grid(since: datetime, until: datetime) -> Iterator[datetime]:
    every = EVERY.total_seconds()
    first = math.floor(since.timestamp() / every) + 1
    last = math.floor(until.timestamp() / every)
    return (datetime.fromtimestamp(index * every, UTC) for index in range(first, last + 1))


def _celsius(site: Site, at: datetime, seed: int, incident: Incident | None) -> float | None:
    """The temperature that is heard of, if any."""
    if incident is None and (is_silent(site.id, at) or _lost(site, at, seed)):
        return None
    normal = partial(temperature, site.id, seed=seed)
    return normal(at) if incident is None else celsius_in(incident, at, normal)


def _lost(site: Site, at: datetime, seed: int) -> bool:
    return 20 <= at.minute < 40 and drawn(f"{site.id} lost {at:%Y%m%d%H}", seed) < _LOST


def _humidity(site: Site, at: datetime, seed: int) -> float:
    """Relative humidity in %, of moist cold air or of a shop."""
    usual = 85.0 if climate(site.id).mean < 10 else 50.0
    wave = 4 * math.sin(2 * math.pi * at.timestamp() / timedelta(hours=5).total_seconds())
    return round(usual + wave + 3 * drawn(f"{site.id} humidity {at:%Y%m%d%H%M}", seed), 1)


def _door(
    site: Site, since: datetime, until: datetime, seed: int, incident: Incident | None
) -> Iterator[tuple[datetime, str]]:
    """When the door opened and closed; one that is left open says so once."""
    left_open = incident if incident and incident.kind is IncidentKind.OPEN_DOOR else None
    changes = [
        change
        for opening in openings(site.id, site.zone, since, until, seed)
        for change in ((opening.since, "open"), (opening.until, "closed"))
        if left_open is None or not left_open.lasts(change[0])
    ]
    if left_open:
        changes += [(left_open.since, "open"), (left_open.until, "closed")]
    return ((at, state) for at, state in sorted(changes) if since < at <= until)
