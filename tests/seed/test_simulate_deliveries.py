from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from provenance.epcis import ReadEvent, read_document
from provenance.sensor_records import SensorRecord, read_records
from seed.journeys import documents
from seed.lots import sample_day
from seed.simulate.deliveries import deliveries, delivery_documents, way_readings

NOW = datetime(2026, 4, 20, 10, 17, 42, tzinfo=UTC)


def hashes(now: datetime, store: str | None = None) -> list[str]:
    read = [
        found
        for document in delivery_documents(now, store).values()
        for found in read_document(document, now=now, recorded_by="Freshlens sample")
    ]
    assert [found for found in read if not isinstance(found, ReadEvent)] == []
    events = [found.event for found in read if isinstance(found, ReadEvent)]
    assert max(event.time for event in events) <= now
    return [event.hash for event in events]


def test_every_event_is_valid_new_and_past() -> None:
    assert Counter(hashes(NOW)).most_common(1)[0][1] == 1


def test_within_a_minute_it_is_the_same_delivery_and_later_another() -> None:
    assert hashes(NOW) == hashes(NOW + timedelta(seconds=15))
    assert set(hashes(NOW)).isdisjoint(hashes(NOW + timedelta(minutes=1)))


def test_pallets_of_deliveries_and_of_sample_days_never_share_a_number() -> None:
    def pallets(of: object) -> set[str]:
        return {part for part in str(of).split("'") if "/00/" in part}

    ours = pallets(delivery_documents(NOW)) | pallets(
        delivery_documents(NOW + timedelta(minutes=1))
    )
    assert len(ours) == 2 * sum(len(lot.branches) for lot in deliveries(NOW).values())
    assert ours.isdisjoint(pallets(documents(sample_day(NOW))))


@pytest.mark.parametrize("store", ["mad1", "hz1"])
def test_a_store_gets_its_own_with_what_they_are_made_of(store: str) -> None:
    chosen = deliveries(NOW, store)
    assert {branch.shelf.store for lot in chosen.values() for branch in lot.branches} == {store}
    assert {key for lot in chosen.values() for key in lot.plan.made_from} <= chosen.keys()


def test_sensors_on_the_way_told_of_it() -> None:
    read = read_records(list(way_readings(NOW)), NOW)
    assert all(isinstance(each, SensorRecord) for each in read)
    assert "t-truck-s1" in {each.sensor for each in read if isinstance(each, SensorRecord)}
