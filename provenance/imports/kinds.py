"""Every kind of input by name: which reader it has, and where its records go."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from provenance.answer import Product
from provenance.certificates import Certificate
from provenance.coldchain.values import Reading
from provenance.epcis import Problem, ReadEvent, read_document
from provenance.epcis_readings import record_readings
from provenance.imports import json_ld, open_food_facts
from provenance.imports.certificates import CERTIFICATE_COLUMNS, certificate_row
from provenance.imports.engine import Kind, Outcome
from provenance.imports.linked_products import linked_product
from provenance.imports.recipes import linked_recipe
from provenance.imports.records import Refused
from provenance.imports.rows import (
    PLACE_COLUMNS,
    PLU_COLUMNS,
    PRICE_COLUMNS,
    READING_COLUMNS,
    SENSOR_COLUMNS,
    Columns,
    PlaceRow,
    SensorReading,
    place_row,
    plu_row,
    price_row,
    reading_row,
    sensor_row,
)
from provenance.prices import ShelfPrice
from provenance.products import PluEntry, PublishedProduct
from provenance.recipes import Recipe
from provenance.sensors import Sensor
from provenance.store.archive import Archive
from provenance.store.collection import Written
from provenance.text import Message

T = TypeVar("T")
Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Intake:
    """Where an import goes, when it happens, and who hands it in."""

    archive: Archive
    now: datetime
    recorded_by: str | None = None


def products(intake: Intake) -> Kind[Product | PublishedProduct]:
    """Products of Open Food Facts, or in schema.org or GS1 JSON-LD."""
    return Kind(_product_records, _stored(intake.archive.products.put))


def recipes(intake: Intake) -> Kind[Recipe]:
    """Recipes in schema.org JSON-LD."""
    return Kind(_recipe_records, _stored(intake.archive.recipes.put))


def epcis(intake: Intake) -> Kind[ReadEvent]:
    """EPCIS 2.0 documents; each event is a record, and its sensors' readings are taken in too."""

    async def capture(events: Sequence[ReadEvent]) -> Written:
        await record_readings(intake.archive, events)
        return await intake.archive.events.capture(events)

    read = partial(read_document, now=intake.now, recorded_by=intake.recorded_by)
    return Kind(partial(_event_records, read), _stored(capture))


def places(intake: Intake) -> Kind[PlaceRow]:
    """Stores, zones, fridges, farms and other places."""

    async def put(rows: Sequence[PlaceRow]) -> Written:
        stores = [row.store for row in rows if row.store]
        written = await intake.archive.places.put([row.place for row in rows], stores)
        await intake.archive.readings.adopt(places=[row.place.id for row in rows])
        return written

    return Kind(_single(place_row), _stored(put), PLACE_COLUMNS)


def prices(intake: Intake) -> Kind[ShelfPrice]:
    """Prices by store and product."""
    return Kind(_single(price_row), _stored(intake.archive.prices.put), PRICE_COLUMNS)


def plu(intake: Intake) -> Kind[PluEntry]:
    """What price look-up codes mean in a store."""
    return Kind(_single(plu_row), _stored(intake.archive.products.put_plu), PLU_COLUMNS)


def sensors(intake: Intake) -> Kind[Sensor]:
    """What is known of sensors; the totals of their places are made again where it changed."""

    async def put(rows: Sequence[Sensor]) -> Written:
        written = await intake.archive.sensors.put(rows)
        await intake.archive.readings.adopt(sensors=[row.id for row in rows])
        return written

    return Kind(_single(sensor_row), _stored(put), SENSOR_COLUMNS)


def certificates(intake: Intake) -> Kind[Certificate]:
    """Certificates of products, lots and places."""
    put = intake.archive.certificates.put
    return Kind(_single(certificate_row), _stored(put), CERTIFICATE_COLUMNS)


def readings(intake: Intake) -> Kind[SensorReading]:
    """Temperatures by sensor; each goes to the place where its sensor stands now."""

    async def record(batch: Sequence[SensorReading]) -> Outcome:
        found = await intake.archive.places.by_sensors({reading.sensor for reading in batch})
        known = [
            Reading(found[one.sensor].id, one.sensor, one.at, one.celsius)
            for one in batch
            if one.sensor in found
        ]
        unknown = {
            position: Refused(Message("imports-unknown-sensor", {"sensor": one.sensor}))
            for position, one in enumerate(batch)
            if one.sensor not in found
        }
        return Outcome(await intake.archive.readings.record(known), unknown)

    return Kind(_single(partial(reading_row, now=intake.now)), record, READING_COLUMNS)


KINDS: Mapping[str, Callable[[Intake], Kind[Any]]] = {
    "products": products,
    "epcis": epcis,
    "sensors": sensors,
    "readings": readings,
    "recipes": recipes,
    "places": places,
    "prices": prices,
    "plu": plu,
    "certificates": certificates,
}
"""Kinds of input by name; a new one is its function and one line here."""

COLUMNS: Mapping[str, Columns] = {
    "places": PLACE_COLUMNS,
    "prices": PRICE_COLUMNS,
    "plu": PLU_COLUMNS,
    "certificates": CERTIFICATE_COLUMNS,
    "sensors": SENSOR_COLUMNS,
    "readings": READING_COLUMNS,
}
"""The columns of the kinds that come as lists."""


def _product_records(document: Document) -> Iterator[Product | PublishedProduct | Refused]:
    if "@context" in document or "@type" in document or "@graph" in document:
        for pointer, node in json_ld.unpacked(document, "Product"):
            yield _placed(pointer, linked_product(node))
    else:
        for pointer, product in open_food_facts.unpacked(document):
            yield _placed(pointer, open_food_facts.published_product(product))


def _recipe_records(document: Document) -> Iterator[Recipe | Refused]:
    for pointer, node in json_ld.unpacked(document, "Recipe"):
        yield _placed(pointer, linked_recipe(node))


def _event_records(
    read: Callable[[object], Sequence[ReadEvent | Problem]], document: Document
) -> Iterator[ReadEvent | Refused]:
    for found in read(document):
        yield Refused(found.message, found.pointer) if isinstance(found, Problem) else found


def _single(read: Callable[[Document], T | Refused]) -> Callable[[Document], list[T | Refused]]:
    return lambda row: [read(row)]


def _stored(
    put: Callable[[Sequence[T]], Awaitable[Written]],
) -> Callable[[Sequence[T]], Awaitable[Outcome]]:
    async def write(records: Sequence[T]) -> Outcome:
        return Outcome(await put(records))

    return write


def _placed(pointer: str, record: T | Refused) -> T | Refused:
    return Refused(record.reason, pointer) if isinstance(record, Refused) else record
