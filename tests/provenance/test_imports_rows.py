"""Rows of places, prices, PLU codes and readings."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from provenance.answer import Price, PriceUnit, Product
from provenance.identity import Currency, Money, StorePattern
from provenance.imports.records import Refused
from provenance.imports.rows import (
    PlaceRow,
    SensorReading,
    place_row,
    plu_row,
    price_row,
    reading_row,
)
from provenance.places import Place, PlaceKind, Store
from provenance.prices import ShelfPrice
from provenance.products import PluEntry

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
FARM = {"id": "farm", "name": "Farm", "kind": "FARM", "gln": "9521000000018"}
SHOP = {
    "id": "s1",
    "name": "Market",
    "kind": "store",
    "time_zone": "Europe/Madrid",
    "currency": "EUR",
    "language": "es",
    "code_patterns": "21IIIIIWWWWWC:3 20IIIIIVPPPPC:2",
    "default_places": "fish/=s1-fish dairy/=s1-dairy",
}
PRICE = {
    "store": "s1",
    "product": "9521234567899",
    "amount": "4.99",
    "currency": "EUR",
    "per": "EACH",
    "from": "2026-05-01T00:00:00+02:00",
    "to": "",
}
READING = {"sensor": "t1", "time": "2026-05-01T11:50:00Z", "value": "3.5", "unit": "CEL"}


def key_of(found: object) -> str:
    assert isinstance(found, Refused), found
    return found.reason.key


def test_a_place_has_a_gln_path_a_position_and_sensors() -> None:
    row = {
        **FARM,
        "gln_extension": "north/1",
        "country": "NO",
        "latitude": "69.6",
        "longitude": "-18.9",
        "sensors": "t1 t2",
        "parent": "site",
    }
    epc = "414/9521000000018/254/north%2F1"
    place = Place(
        "farm", "Farm", PlaceKind.FARM, epc, "NO", 69.6, -18.9, "site", sensors=("t1", "t2")
    )
    assert place_row(row) == PlaceRow(place, None)


def test_a_store_has_a_clock_money_language_and_codes() -> None:
    store = Store(
        "s1",
        "Market",
        ZoneInfo("Europe/Madrid"),
        Currency("EUR", 2),
        "es",
        (StorePattern("21IIIIIWWWWWC", 3), StorePattern("20IIIIIVPPPPC", 2)),
        {"fish/": "s1-fish", "dairy/": "s1-dairy"},
    )
    assert place_row(SHOP) == PlaceRow(Place("s1", "Market", PlaceKind.STORE), store)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({**FARM, "id": "a b"}, "imports-key"),
        ({**FARM, "id": "a|b"}, "imports-key"),
        ({**FARM, "name": " "}, "imports-missing"),
        ({**FARM, "kind": "SHED"}, "imports-one-of"),
        ({**FARM, "gln": "9521000000012"}, "imports-check-digit"),
        ({**FARM, "gln": "952100000001"}, "imports-gln"),
        ({**FARM, "gln": "", "gln_extension": "x"}, "imports-missing"),
        ({**FARM, "country": "Norway"}, "imports-country"),
        ({**FARM, "latitude": "1"}, "imports-half-position"),
        ({**FARM, "latitude": "90.1", "longitude": "0"}, "imports-range"),
        ({**FARM, "latitude": "0", "longitude": "181"}, "imports-range"),
        ({**FARM, "latitude": "nan", "longitude": "0"}, "imports-number"),
        ({**FARM, "parent": "farm"}, "imports-own-parent"),
        ({**FARM, "currency": "EUR"}, "imports-store-only"),
        ({**SHOP, "time_zone": ""}, "imports-missing"),
        ({**SHOP, "time_zone": "Mars/Base"}, "imports-time-zone"),
        ({**SHOP, "time_zone": "../etc"}, "imports-time-zone"),
        ({**SHOP, "currency": "ERU"}, "imports-currency"),
        ({**SHOP, "language": "español"}, "imports-language"),
        ({**SHOP, "code_patterns": "21IIIIIWWWWWC"}, "imports-pattern"),
        ({**SHOP, "code_patterns": "21WWWWWWWWWWC:3"}, "imports-pattern"),
        ({**SHOP, "default_places": "fish/"}, "imports-default-place"),
    ],
)
def test_one_wrong_field_refuses_a_place(row: dict[str, object], key: str) -> None:
    assert key_of(place_row(row)) == key


def test_a_price_is_exact_and_its_times_are_utc() -> None:
    since = datetime(2026, 4, 30, 22, tzinfo=UTC)
    paid = Price(Money(499, Currency("EUR", 2)), PriceUnit.EACH)
    assert price_row(PRICE) == ShelfPrice("s1", "09521234567899", paid, since)


@pytest.mark.parametrize(
    ("amount", "currency", "minor_units"),
    [("4.99", "EUR", 499), ("4", "EUR", 400), ("500", "JPY", 500), ("1.250", "KWD", 1250)],
)
def test_amounts_are_minor_units_of_their_currency(
    amount: str, currency: str, minor_units: int
) -> None:
    found = price_row({**PRICE, "amount": amount, "currency": currency})
    assert isinstance(found, ShelfPrice)
    assert found.price.amount.minor_units == minor_units


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"amount": "4.999"}, "imports-decimals"),
        ({"amount": "4.5", "currency": "JPY"}, "imports-decimals"),
        ({"amount": "-1"}, "imports-number"),
        ({"amount": "4,99"}, "imports-number"),
        ({"amount": "1e3"}, "imports-number"),
        ({"amount": "99999999999999"}, "imports-range"),
        ({"currency": "XXX"}, "imports-currency"),
        ({"per": "POUND"}, "imports-one-of"),
        ({"product": "9521234567893"}, "imports-check-digit"),
        ({"product": "s1/abc"}, "imports-plu"),
        ({"from": "2026-05-01"}, "imports-moment"),
        ({"from": "2026-05-01T00:00:00"}, "imports-moment"),
        ({"from": "tomorrow"}, "imports-moment"),
        ({"to": "2026-04-30T00:00:00Z"}, "imports-ends-before"),
    ],
)
def test_one_wrong_field_refuses_a_price(fields: dict[str, object], key: str) -> None:
    assert key_of(price_row({**PRICE, **fields})) == key


def test_a_price_may_be_for_a_plu_and_may_end() -> None:
    found = price_row({**PRICE, "product": "s1/04011", "to": "2026-06-01T00:00:00Z"})
    assert isinstance(found, ShelfPrice)
    assert (found.product, found.until) == ("s1/4011", datetime(2026, 6, 1, tzinfo=UTC))


def test_a_plu_means_a_gtin_or_a_product_of_the_store() -> None:
    assert plu_row({"store": "s1", "plu": "04011", "product": "9521234567899"}) == PluEntry(
        "s1", "4011", "09521234567899"
    )
    described = {"store": "s1", "plu": "4011", "name_es": "Plátano", "category": "produce/banana"}
    own = Product("s1/4011", None, {"es": "Plátano"}, category="produce/banana")
    assert plu_row(described) == PluEntry("s1", "4011", "s1/4011", own)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"store": "s1", "plu": "4011"}, "imports-plu-nameless"),
        ({"store": "s1", "plu": "0"}, "imports-plu"),
        ({"store": "s/1", "plu": "4011", "name_en": "Banana"}, "imports-key"),
        (
            {"store": "s1", "plu": "4011", "name_en": "Banana", "category": "produce//banana"},
            "imports-category",
        ),
    ],
)
def test_one_wrong_field_refuses_a_plu(row: dict[str, object], key: str) -> None:
    assert key_of(plu_row(row)) == key


@pytest.mark.parametrize(
    ("value", "unit", "celsius"), [("3.5", "CEL", 3.5), (41, "FAH", 5.0), (275.15, "KEL", 2.0)]
)
def test_readings_become_degrees_celsius(value: object, unit: str, celsius: float) -> None:
    found = reading_row({**READING, "value": value, "unit": unit}, NOW)
    assert found == SensorReading("t1", datetime(2026, 5, 1, 11, 50, tzinfo=UTC), celsius)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"time": "2026-05-01T12:05:01Z"}, "imports-future"),
        ({"unit": "RAN"}, "units-unknown-temperature"),
        ({"value": "-300"}, "units-impossible-temperature"),
        ({"value": "201"}, "imports-too-hot"),
        ({"value": "NaN"}, "imports-number"),
        ({"value": True}, "imports-not-text"),
        ({"value": None}, "imports-missing"),
    ],
)
def test_one_wrong_field_refuses_a_reading(fields: dict[str, object], key: str) -> None:
    assert key_of(reading_row({**READING, **fields}, NOW)) == key


def test_a_sensors_clock_may_run_a_little_ahead() -> None:
    found = reading_row({**READING, "time": "2026-05-01T12:05:00Z"}, NOW)
    assert isinstance(found, SensorReading)
