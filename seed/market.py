"""The sample market's standing data, in the files that `freshlens import` reads.

`seed/data/` is a worked example of every input format: products and recipes as schema.org JSON-LD,
an Open Food Facts document, and places, prices and PLU numbers as CSV. All of it is invented; the
GTINs and GLNs carry prefixes that GS1 keeps for examples (952; 0614141 and 012345 in UPC codes).
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

DATA = Path(__file__).parent / "data"

ORGANISATIONS: Mapping[str, str] = {
    "9521235": "Freshlens Market",
    "9521240": "Fjordlys",
    "9521241": "Donghaiwan",
    "9521242": "Mar Serena",
    "9521243": "Hoja Verde",
    "9521244": "Campo Rocío",
    "9521245": "Qinghe Garden",
    "9521246": "Corral Claro",
    "9521247": "Dehesa Alta",
    "9521248": "Valdalba",
    "9521249": "Muyun",
    "9521250": "Yunling",
    "9521251": "Isla Baja",
    "9521252": "Horno Real",
    "9521253": "Salinas del Cabo",
    "9521260": "Ruta Fría",
    "9521261": "Nordrute",
    "9521262": "Jiangnan Cold Chain",
}
"""Who runs a place and records what happens there, by GS1 company prefix of its GLN."""

MADRID = ZoneInfo("Europe/Madrid")
ZONES: Mapping[str, ZoneInfo] = {
    "CN": ZoneInfo("Asia/Shanghai"),
    "ES": MADRID,
    "NO": ZoneInfo("Europe/Oslo"),
}
"""The wall clock of a country, for the time-zone offset that an EPCIS event shows."""


@dataclass(frozen=True, slots=True)
class Site:
    """A row of places.csv, as far as journeys need it; `store` is '' outside the stores."""

    id: str
    kind: str
    gln: str
    extension: str
    country: str
    sensor: str
    store: str

    @property
    def uri(self) -> str:
        """Its canonical GS1 Digital Link."""
        extension = f"/254/{self.extension}" if self.extension else ""
        return f"https://id.gs1.org/414/{self.gln}{extension}"

    @property
    def organisation(self) -> str:
        """Who records what happens here."""
        return ORGANISATIONS[self.gln[:7]]

    @property
    def zone(self) -> ZoneInfo:
        """The wall clock there."""
        return ZONES[self.country]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of products.jsonl, as far as lots and codes need it."""

    gtin: str
    name: str
    category: str


@cache
def sites() -> Mapping[str, Site]:
    """Every place of the market by id."""
    rows = csv.DictReader((DATA / "places.csv").read_text(encoding="utf-8").splitlines())
    return {
        row["id"]: Site(
            id=row["id"],
            kind=row["kind"],
            gln=row["gln"],
            extension=row["gln_extension"],
            country=row["country"],
            sensor=row["sensors"],
            store=row["parent"] if row["parent"] in {"hz1", "mad1"} else "",
        )
        for row in rows
    }


@cache
def items() -> Mapping[str, Item]:
    """Every trade item of the market by its `sku`."""
    lines = (DATA / "products.jsonl").read_text(encoding="utf-8").splitlines()
    products = [json.loads(line) for line in lines]
    return {
        product["sku"]: Item(product["gtin"], product["name"][0]["@value"], product["category"])
        for product in products
    }


@cache
def biases() -> Mapping[str, float]:
    """By how many kelvins each calibrated sensor shows too much."""
    rows = csv.DictReader((DATA / "sensors.csv").read_text(encoding="utf-8").splitlines())
    return {row["sensor"]: float(row["bias_kelvin"]) for row in rows}
