"""Readings in EPCIS events: which temperatures are told of which place, and when."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.values import Reading, Window
from provenance.epcis import ReadEvent, read_document
from provenance.epcis.sensors import readings_of
from provenance.epcis_readings import record_readings
from provenance.places import Place
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.epcis_samples import NOW, OBJECT, document

COOLER = Place("cooler", "Cooler", epc="414/0860009999077")
PACKER = Place("packer", "Packing house", epc="414/0860009999060")
PLACES = {str(place.epc): place for place in (COOLER, PACKER)}
EVENT_TIME = datetime(2026, 4, 17, 13, 26, 42, tzinfo=UTC)
NOON = datetime(2026, 4, 17, 12, tzinfo=UTC)


def temperature(**told: object) -> dict[str, object]:
    return {"type": "Temperature", "uom": "CEL", **told}


def event(*reports: Mapping[str, object], metadata: object = None, **more: object) -> ReadEvent:
    element: dict[str, object] = {"sensorReport": list(reports)}
    if metadata:
        element["sensorMetadata"] = metadata
    [read] = read_document(document({**OBJECT, "sensorElementList": [element], **more}), now=NOW)
    assert isinstance(read, ReadEvent), read
    return read


def told(read: ReadEvent) -> Sequence[tuple[str, datetime, float]]:
    return [(each.sensor, each.at, each.celsius) for each in readings_of(read, PLACES)]


def test_the_cooling_of_the_fsma_example_is_a_reading_at_the_time_of_its_event(
    shared_data: Path,
) -> None:
    cooling = json.loads((shared_data / "epcis" / "fsma204__cooling-cte.jsonld").read_text())
    read = [each for each in read_document(cooling, now=NOW) if isinstance(each, ReadEvent)]
    at = datetime(2026, 4, 16, 14, 26, 42, tzinfo=UTC)
    device = "8004/086000999907700001"
    readings = [reading for each in read for reading in readings_of(each, PLACES)]
    assert readings == [Reading("cooler", device, at, 2.222)]


@pytest.mark.parametrize(
    ("metadata", "report", "times"),
    [
        (None, {}, [EVENT_TIME]),
        ({"time": "2026-04-17T12:00:00Z"}, {}, [NOON]),
        ({"time": "2026-04-17T09:00:00Z"}, {"time": "2026-04-17T14:00:00+02:00"}, [NOON]),
        (
            {"startTime": "2026-04-17T12:00:00Z", "endTime": "2026-04-17T12:20:00Z"},
            {},
            [NOON, NOON + timedelta(minutes=20)],
        ),
        ({"startTime": "2026-04-17T12:00:00Z", "endTime": "2026-04-17T12:00:00Z"}, {}, [NOON]),
        ({"startTime": "2026-04-17T12:00:00Z"}, {}, [NOON]),
    ],
)
def test_a_reading_counts_at_the_time_closest_to_it(
    metadata: object, report: Mapping[str, object], times: Sequence[datetime]
) -> None:
    read = event(temperature(value=4, **report), metadata=metadata)
    assert [at for _, at, _ in told(read)] == times


def test_a_span_at_a_place_with_sensors_of_its_own_counts_for_nothing() -> None:
    watched = {str(PACKER.epc): replace(PACKER, sensors=("S-1",))}
    metadata = {"startTime": "2026-04-17T12:00:00Z", "endTime": "2026-04-17T18:00:00Z"}
    assert readings_of(event(temperature(meanValue=4), metadata=metadata), watched) == []
    assert len(readings_of(event(temperature(value=4)), watched)) == 1


def test_a_mean_is_a_reading_and_extremes_are_none() -> None:
    read = event(
        temperature(minValue=12.4, maxValue=13.8, meanValue=13.2, sDev=0.41),
        temperature(minValue=1, maxValue=30),
        temperature(percRank=50, percValue=12.7),
    )
    assert [celsius for _, _, celsius in told(read)] == [13.2]


def test_only_temperatures_that_can_be_are_readings() -> None:
    read = event(
        {"type": "AbsoluteHumidity", "value": 12.1, "uom": "A93"},
        {"type": "gs1:Temperature", "value": 300, "uom": "KEL"},
        temperature(value=900),
        temperature(value=4, exception="ERROR_CONDITION"),
        {"type": "ex:inside", "stringValue": "cold"},
    )
    assert [celsius for _, _, celsius in told(read)] == [26.85]


def test_what_a_device_reports_twice_for_one_time_is_two_sensors() -> None:
    metadata = {"deviceID": "urn:epc:id:giai:4000001.111"}
    read = event(
        temperature(value=20.9),
        temperature(value=20.7),
        temperature(value=3, deviceID="https://id.gs1.org/8004/4000001222"),
        metadata=metadata,
    )
    assert [(sensor, celsius) for sensor, _, celsius in told(read)] == [
        ("8004/4000001111", 20.9),
        ("8004/4000001111#2", 20.7),
        ("8004/4000001222", 3),
    ]
    assert [sensor for sensor, _, _ in told(event(temperature(value=4)))] == ["epcis:packer"]


def test_the_read_point_comes_before_the_business_location() -> None:
    unknown, cooler = ({"id": f"https://id.gs1.org/{path}"} for path in
                       ("414/4012345000054", COOLER.epc))  # fmt: skip
    warm = temperature(value=4)
    for read, place in (
        (event(warm, bizLocation=cooler), "packer"),
        (event(warm, readPoint=unknown, bizLocation=cooler), "cooler"),
    ):
        assert [each.place for each in readings_of(read, PLACES)] == [place]
    assert readings_of(event(warm, readPoint=unknown), PLACES) == ()


def test_what_was_taken_back_or_has_not_happened_is_no_reading() -> None:
    declaration = {"declarationTime": "2026-04-18T00:00:00Z", "reason": "incorrect_data"}
    assert told(event(temperature(value=4), errorDeclaration=declaration)) == []
    late = {"time": "2026-12-31T23:59:59Z"}
    assert told(event(temperature(value=4), metadata=late)) == []


def test_every_valid_document_gives_readings_or_none(shared_data: Path) -> None:
    """Nothing that was read as an event surprises us, wherever it happened."""

    class Anywhere(dict[str, Place]):
        def get(self, key: str, default: Any = None) -> Place:
            return Place(key, key, epc=key)

    found = 0
    for file in sorted((shared_data / "epcis").glob("*.json*")):
        for read in read_document(json.loads(file.read_text()), now=NOW):
            if isinstance(read, ReadEvent):
                found += len(readings_of(read, Anywhere()))
    assert found > 50


async def test_captured_events_tell_the_cold_chain_of_our_places(
    database: AsyncDatabase[Document],
) -> None:
    archive = Archive(database)
    await archive.places.put([COOLER, PACKER])
    metadata = {"time": "2026-04-17T12:00:00Z", "deviceID": "https://id.gs1.org/8004/4000001222"}
    read = event(temperature(value=41, uom="FAH"), metadata=metadata)
    elsewhere = event(
        temperature(value=4), readPoint={"id": "https://id.gs1.org/414/4012345000054"}
    )
    for _ in range(2):
        await record_readings(archive, [read, elsewhere])
    [hour] = await database.readings.find().to_list()
    assert (hour["place"], hour["sensor"]) == ("packer", "8004/4000001222")
    assert hour["samples"] == {"0": 5.0}
    window = Window("packer", NOON, NOON + timedelta(minutes=10))
    assert await archive.readings.curve([window], 10) == [(NOON, 5.0)]
