"""What captured events tell of temperatures goes into the cold chain of their places."""

from collections.abc import Sequence

from provenance.epcis import ReadEvent
from provenance.epcis.sensors import readings_of
from provenance.sensor_intake import CHUNK
from provenance.store.archive import Archive


async def record_readings(archive: Archive, read: Sequence[ReadEvent]) -> None:
    """Store the readings in these events; repeating it changes nothing.

    Do it before the events are stored: whoever dies in between begins again with both, while an
    event that is stored is known, and nobody would look into it once more.
    """
    sensed = [each for each in read if each.document.get("sensorElementList")]
    if not sensed:
        return
    paths = {path for each in sensed for path in (each.event.read_point, each.event.biz_location)}
    places = await archive.places.by_paths(path for path in paths if path)
    readings = sorted(
        (reading for each in sensed for reading in readings_of(each, places)),
        key=lambda reading: (reading.place, reading.at),
    )
    for start in range(0, len(readings), CHUNK):
        await archive.readings.record(readings[start : start + CHUNK])
