"""Time constants of places, and sensors with their bias and interval, from lists."""

from datetime import UTC, datetime, timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.coldchain.values import Reading, Window
from provenance.freshness.classes import freshness_class
from provenance.imports.kinds import Intake, places, sensors
from provenance.imports.records import Refused
from provenance.imports.rows import place_row, sensor_row
from provenance.places import Place
from provenance.sensors import Sensor
from provenance.store.archive import Archive
from provenance.store.collection import Document

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "sensor"),
    [
        ({"sensor": "s1"}, Sensor("s1")),
        ({"sensor": "s1", "bias_kelvin": "-0.4"}, Sensor("s1", -0.4)),
        ({"sensor": "s1", "interval_minutes": "0.5"}, Sensor("s1", 0, timedelta(seconds=30))),
        (
            {"sensor": "s1", "bias_kelvin": 1.5, "interval_minutes": 60},
            Sensor("s1", 1.5, timedelta(hours=1)),
        ),
    ],
)
def test_a_sensor_is_as_usual_where_nothing_is_said(row: dict[str, object], sensor: Sensor) -> None:
    assert sensor_row(row) == sensor


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({}, "imports-missing"),
        ({"sensor": "s1", "bias_kelvin": "11"}, "imports-range"),
        ({"sensor": "s1", "bias_kelvin": "warm"}, "imports-number"),
        ({"sensor": "s1", "interval_minutes": "0"}, "imports-range"),
        ({"sensor": "s1", "interval_minutes": "61"}, "imports-range"),
        ({"sensor": "s1", "interval_minutes": "999999999999999999"}, "imports-range"),
    ],
)
def test_a_sensor_out_of_bounds_is_refused(row: dict[str, object], key: str) -> None:
    found = sensor_row(row)
    assert isinstance(found, Refused)
    assert found.reason.key == key


def test_a_place_has_a_time_constant_only_where_it_is_said() -> None:
    row: dict[str, object] = {"id": "case", "name": "Case", "kind": "FRIDGE"}
    for more, minutes in (({}, 0), ({"time_constant_minutes": "72"}, 72)):
        found = place_row({**row, **more})
        assert not isinstance(found, Refused)
        assert found.place.time_constant == timedelta(minutes=minutes)
    refused = place_row({**row, "time_constant_minutes": "361"})
    assert isinstance(refused, Refused)
    assert refused.reason.args["limit"] == "360"


async def test_what_is_handed_in_later_counts_for_what_was_measured_before(
    database: AsyncDatabase[Document],
) -> None:
    archive, kind = Archive(database), freshness_class("fish/fresh/temperate")
    assert kind is not None
    window = Window("case", NOON, NOON + timedelta(hours=2))
    await archive.places.put([Place("case", "Case", sensors=("s1",))])
    await archive.readings.record(
        [Reading("case", "s1", NOON + timedelta(minutes=m), 4 + m / 30) for m in range(0, 121, 10)]
    )
    intake = Intake(archive, NOON)
    await sensors(intake).write([Sensor("s1", 1.0)])
    [corrected] = (await archive.readings.exposures([window], kind)).values()
    assert corrected.mean_celsius == pytest.approx(5.0)
    row = place_row(
        {"id": "case", "name": "Case", "kind": "FRIDGE", "sensors": "s1"}
        | {"time_constant_minutes": "60"}
    )
    assert not isinstance(row, Refused)
    await places(intake).write([row])
    [delayed] = (await archive.readings.exposures([window], kind)).values()
    assert delayed.mean_celsius is not None
    assert delayed.mean_celsius < 4.5
