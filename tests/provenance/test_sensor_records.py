"""Records of sensors: what is read, and what is said of those that cannot be."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.batches import Unfit
from provenance.coldchain.observations import CLOSED, OPEN, Observation, Quantity
from provenance.coldchain.values import Reading
from provenance.sensor_records import (
    MOST_RECORDS,
    OLDEST,
    READINGS,
    SensorRecord,
    read_records,
)
from provenance.text import LANGUAGES, Message, Texts

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
GOOD = {"sensor": "S-17", "at": "2026-11-21T11:58:00Z", "temperature": 4.2}
TEXTS = Texts(["provenance"])


def read(value: object, sensor: str | None = None) -> SensorRecord | Unfit:
    [record] = read_records([value], NOW, sensor)
    return record


def refusal(**changed: object) -> Unfit:
    record = read({**GOOD, **changed})
    assert isinstance(record, Unfit)
    for language in LANGUAGES:
        assert TEXTS(record.message, language)
    return record


def test_a_record_may_tell_of_several_things() -> None:
    record = read({**GOOD, "unit": "FAH", "temperature": 36, "humidity": 81.5, "door": "open"})
    at = NOW - timedelta(minutes=2)
    assert record == SensorRecord("S-17", at, 2.222, 81.5, OPEN)
    assert record.reading_at("case") == Reading("case", "S-17", at, 2.222)
    assert list(record.observations_at("case")) == [
        Observation("case", "S-17", Quantity.HUMIDITY, at, 81.5),
        Observation("case", "S-17", Quantity.DOOR, at, OPEN),
    ]


def test_a_record_without_a_temperature_is_no_reading() -> None:
    record = read({"sensor": "D", "at": "2026-11-21T11:58:00Z", "door": "closed"})
    assert record == SensorRecord("D", NOW - timedelta(minutes=2), door=CLOSED)
    assert record.reading_at("case") is None


@pytest.mark.parametrize(
    ("at", "minutes"),
    [
        ("2026-11-21T11:58:00Z", -2),
        ("2026-11-21t11:58:00.000z", -2),
        ("2026-11-21T12:58:00+01:00", -2),
        ("2026-11-21T06:28:00-05:30", -2),
        (1795262280000, -2),
        ("2026-11-21T12:05:00Z", 5),
        ("2025-10-17T12:00:00Z", -400 * 24 * 60),
    ],
)
def test_times_are_read_in_either_form(at: object, minutes: int) -> None:
    record = read({**GOOD, "at": at})
    assert isinstance(record, SensorRecord)
    assert record.at == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("at", "key"),
    [
        ("2026-11-21T12:05:01Z", "in-the-future"),
        ("9999-12-31T23:59:59Z", "in-the-future"),
        ("9999-12-31T23:59:59-23:59", "in-the-future"),
        (10**18, "in-the-future"),
        ("1970-01-01T00:00:00Z", "too-old"),
        ("0001-01-01T00:00:00+23:59", "too-old"),
        (NOW.timestamp().__int__(), "too-old"),
        (-(10**18), "too-old"),
        ("2026-11-21T11:58:00", "no-time"),
        ("2026-11-21 11:58:00Z", "no-time"),
        ("2026-02-30T11:58:00Z", "no-time"),
        ("2026-11-21T24:00:00Z", "no-time"),
        ("2026-W47-6T11:58:00Z", "no-time"),
        ("yesterday", "no-time"),
        (1795262280000.0, "no-time"),
        (True, "no-time"),
        (None, "no-time"),
    ],
)
def test_an_impossible_time_is_refused(at: object, key: str) -> None:
    unfit = refusal(at=at)
    assert (unfit.field, unfit.message.key) == ("at", f"batch-{key}")


def test_a_clock_that_is_wrong_hears_what_time_it_is() -> None:
    assert "it is 2026-11-21T12:00:00Z" in TEXTS(refusal(at=10**15).message, "en")
    old = TEXTS(refusal(at=1795262280).message, "en")
    assert "milliseconds since 1970, not seconds" in old
    assert f"{OLDEST.days} days" in old


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"sensor": 17}, "sensor", "readings-no-sensor"),
        ({"sensor": ""}, "sensor", "readings-no-sensor"),
        ({"temperature": "36 FAH"}, "temperature", "readings-not-a-number"),
        ({"temperature": True}, "temperature", "readings-not-a-number"),
        ({"temperature": [4]}, "temperature", "readings-not-a-number"),
        ({"temperature": None}, "temperature", "readings-nothing-measured"),
        ({"temperature": 1e308}, "temperature", "readings-too-hot"),
        ({"temperature": -1e308}, "temperature", "units-impossible-temperature"),
        ({"temperature": 10**19, "unit": "KEL"}, "temperature", "readings-too-hot"),
        ({"temperature": 200.1}, "temperature", "readings-too-hot"),
        ({"temperature": 4, "unit": "C"}, "unit", "units-unknown-temperature"),
        ({"temperature": 4, "unit": "x" * 999}, "unit", "units-unknown-temperature"),
        ({"temperature": 4, "unit": 7}, "unit", "batch-not-text"),
        ({"humidity": 100.5}, "humidity", "readings-no-humidity"),
        ({"humidity": "60"}, "humidity", "readings-not-a-number"),
        ({"humidity": False}, "humidity", "readings-not-a-number"),
        ({"door": "ajar"}, "door", "readings-no-door"),
        ({"door": True}, "door", "readings-no-door"),
        ({"tempreature": 4}, "tempreature", "batch-unknown-field"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(
    changed: dict[str, object], field: str, key: str
) -> None:
    unfit = refusal(**changed)
    assert (unfit.field, unfit.message.key) == (field, key)
    assert len(TEXTS(unfit.message, "en")) < 300


@pytest.mark.parametrize("value", [None, 4.2, "S-17", [GOOD], True])
def test_what_is_no_object_is_no_record(value: object) -> None:
    assert read(value) == Unfit(0, "", Message("readings-not-a-record", {"field": ""}))


def test_a_record_from_a_known_sensor_need_not_name_it_but_names_no_other() -> None:
    nameless = {name: value for name, value in GOOD.items() if name != "sensor"}
    assert read(nameless, "S-17") == read(GOOD, "S-17") == read(GOOD)
    other = read(GOOD, "S-18")
    assert isinstance(other, Unfit)
    assert (other.field, other.message.key) == ("sensor", "readings-another-sensor")


def test_bad_records_do_not_spoil_good_ones() -> None:
    found = read_records([GOOD, {}, GOOD, 4], NOW)
    assert [isinstance(each, SensorRecord) for each in found] == [True, False, True, False]
    assert [each.index for each in found if isinstance(each, Unfit)] == [1, 3]


@pytest.mark.parametrize("body", [GOOD, [GOOD], {"readings": [GOOD]}])
def test_a_batch_in_json_is_a_record_a_list_or_an_object_with_one(body: object) -> None:
    assert READINGS.read_json(json.dumps(body).encode()) == [GOOD]


def test_a_batch_in_lines_passes_over_blank_ones_and_tells_of_broken_ones() -> None:
    line = json.dumps(GOOD)
    values = READINGS.read_lines(f"\n{line}\r\n\n{{\n{line}".encode())
    found = read_records(values if not isinstance(values, Message) else [], NOW)
    assert [isinstance(each, SensorRecord) for each in found] == [True, False, True]
    broken = found[1]
    assert isinstance(broken, Unfit)
    assert (broken.index, broken.message.key) == (1, "batch-not-json")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", "batch-not-json"),
        (b"[NaN]", "batch-not-json"),
        (b"[1e999]", "batch-not-json"),
        (b'[{"sensor": "S', "batch-not-json"),
        (b"[" * 100_000, "batch-not-json"),
        (b"\xff\xfe", "batch-not-json"),
        (b"[]", "batch-empty"),
        (b'{"readings": {}}', "batch-not-a-list"),
        (b'{"readings": []}', "batch-empty"),
        (b"[" + b"1," * MOST_RECORDS + b"1]", "batch-too-many"),
    ],
)
def test_what_is_no_batch_is_told(body: bytes, key: str) -> None:
    told = READINGS.read_json(body)
    assert isinstance(told, Message)
    assert told.key == key


def test_a_batch_in_lines_is_bounded_too() -> None:
    assert READINGS.read_lines(b"\n \n") == Message("batch-empty")
    many = READINGS.read_lines(b"{}\n" * (MOST_RECORDS + 1))
    assert isinstance(many, Message)
    assert many.key == "batch-too-many"


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {}, optional={name: JSON | st.just(value) for name, value in GOOD.items()}
    | dict.fromkeys(("humidity", "door", "unit", "other"), JSON),
)  # fmt: skip


@given(JSON | RECORDS)
def test_any_json_is_a_record_or_refused_in_words(value: object) -> None:
    received = orjson.loads(orjson.dumps(value))
    record = read(received)
    if isinstance(record, Unfit):
        assert TEXTS(record.message, "en")
    else:
        record.reading_at("case")
        list(record.observations_at("case"))
