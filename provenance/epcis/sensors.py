"""Readings in EPCIS events: sensorElements (EPCIS 2.0.1, 7.3.7) as temperatures of places.

What is a reading, and what is not:

- `value` or `meanValue` of a Temperature report is one, in °C whatever its unit. Its place is the
  one of ours at the event's read point, else at its business location.
- Its time is the report's, else the element's `time`. For a span (`startTime`, `endTime`) it counts
  at both ends: a short span is covered by it, inside a long one it remains unknown how the
  temperature went, and the cold chain takes that for the gap it is. At a place that has sensors of
  its own it counts for nothing, their series says more. Without either it counts at the event's
  time.
- `minValue` and `maxValue` are no series: nobody knows when they held. They stay in the event.
- Reports of an exception are those of a sensor in trouble (`ERROR_CONDITION`), or of a judgement
  (`ALARM_CONDITION`), and none of them is a reading.
- An error declaration repeats what it takes back, and tells nothing.

The sensor's name is the path of its device id, else one made of the place. What one device reports
twice for one time (outside and inside of a package, say) counts as two sensors: both are evidence.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from provenance.batches import CLOCK_AHEAD
from provenance.coldchain.values import HOTTEST, Reading
from provenance.epcis.document import ReadEvent
from provenance.epcis.hashing import instant
from provenance.epcis.identifiers import things
from provenance.epcis.vocabulary import MEASUREMENT
from provenance.events import Event
from provenance.places import Place
from provenance.text import Message
from provenance.units import celsius


def readings_of(read: ReadEvent, places: Mapping[str, Place]) -> Sequence[Reading]:
    """The temperatures that a valid event tells of one of these places, which are by GLN path.

    The same event gives the same readings. Times after it was recorded, and temperatures that no
    cold chain knows, are left out.
    """
    event = read.event
    place = _place(event, places)
    if place is None or event.refutes:
        return ()
    found: list[Reading] = []
    named: Counter[tuple[str, datetime]] = Counter()
    for device, at, value in _temperatures(read.document, event, spans=not place.sensors):
        if at > event.recorded_at + CLOCK_AHEAD or value > HOTTEST:
            continue
        sensor = device or f"epcis:{place.id}"
        named[sensor, at] += 1
        again = named[sensor, at]
        name = sensor if again == 1 else f"{sensor}#{again}"
        found.append(Reading(place.id, name, at, value))
    return found


def _place(event: Event, places: Mapping[str, Place]) -> Place | None:
    for path in (event.read_point, event.biz_location):
        if path is not None and (place := places.get(path)):
            return place
    return None


def _temperatures(
    document: Mapping[str, Any], event: Event, *, spans: bool
) -> Iterator[tuple[str | None, datetime, float]]:
    """Device, time and °C of each report that is a reading."""
    for element in document.get("sensorElementList", ()):
        metadata = element.get("sensorMetadata", {})
        for report in element["sensorReport"]:
            if "exception" in report or _kind(report) != "Temperature":
                continue
            value = report.get("value", report.get("meanValue"))
            if value is None:
                continue
            converted = celsius(value, report["uom"])
            if isinstance(converted, Message):
                raise ValueError(f"{converted.key}: {dict(converted.args)}")  # was checked before
            device = report.get("deviceID", metadata.get("deviceID"))
            for at in _times(report, metadata, event, spans=spans):
                yield things(device)[0] if device else None, at, converted


def _kind(report: Mapping[str, Any]) -> str | None:
    return MEASUREMENT.word(report["type"]) if "type" in report else None


def _times(
    report: Mapping[str, Any], metadata: Mapping[str, Any], event: Event, *, spans: bool
) -> Sequence[datetime]:
    if time := report.get("time", metadata.get("time")):
        return (instant(time),)
    ends = {instant(metadata[name]) for name in ("startTime", "endTime") if name in metadata}
    if len(ends) > 1 and not spans:
        return ()
    return sorted(ends) or (event.time,)
