"""The shape of the sample's EPCIS 2.0 events: when, where, why and how, around any what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from seed.lots import Stop
from seed.market import Site
from seed.weather import series

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event document, and the organisation that records it."""

    organisation: str
    event: Json


def recorded(
    kind: str,
    at: datetime,
    site: Site,
    biz_step: str,
    what: Json,
    *,
    minute: int = 3,
    **rest: Any,
) -> Recorded:
    """An event recorded `minute` minutes after it happened: of two at one instant, which is first.

    It stays at its place until the next one, except a departure: that one has only a read point.
    """
    where: Json = {"readPoint": {"id": site.uri}}
    if biz_step not in {"shipping", "transporting"}:
        where["bizLocation"] = {"id": site.uri}
    return Recorded(
        site.organisation,
        {
            "type": kind,
            "eventTime": _utc(at),
            "eventTimeZoneOffset": _offset(at, site),
            "recordTime": _utc(at + timedelta(minutes=minute)),
            **what,
            "bizStep": biz_step,
            **rest,
            **where,
        },
    )


def _utc(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _offset(at: datetime, site: Site) -> str:
    return at.astimezone(site.zone).isoformat()[-6:]


def ride_temperatures(stop: Stop) -> Json:
    """The sensor element of a ride: its lowest, highest and mean temperature."""
    celsius = [value for _, value in series(stop.site.id, stop.since, stop.until)]
    return {
        "sensorMetadata": {"startTime": _utc(stop.since), "endTime": _utc(stop.until)},
        "sensorReport": [
            {
                "type": "Temperature",
                "minValue": min(celsius),
                "maxValue": max(celsius),
                "meanValue": round(sum(celsius) / len(celsius), 1),
                "uom": "CEL",
            }
        ],
    }


def transfer(source: Site | None, destination: Site) -> Json:
    """From where to where; `source` is None where nobody recorded the departure."""
    where: Json = {"destinationList": [{"type": "location", "destination": destination.uri}]}
    if source is not None:
        where["sourceList"] = [{"type": "location", "source": source.uri}]
    return where
