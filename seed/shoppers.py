"""The sample stores as shoppers find them: who comes, and what stands where."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from personalization.imports.floors import beacon_row, floor_plan_record
from personalization.zones.beacon import Beacon
from personalization.zones.floor_plan import FloorPlan
from seed.lots import lots
from seed.market import DATA, items


class Persona(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of shopper, as `shoppers.jsonl` describes it.

    `share` says how many of them there are beside the others, `wants` what is on the list (SKUs of
    products.jsonl). `diets` and `allergens` are told with each request. Likelihoods from 0 to 1:
    `browses` of strolling through a part of the store with nothing on the list, and of looking at
    something more in any part, `takes_offers` of
    taking something for its offer, `pairs` of going on with a kiosk's cart, `gives_up` of leaving
    everything behind, `brings_back` of returning goods. `enters_code`: has the welcome coupon.
    `agrees` are the purposes consented to.
    """

    name: str
    store: str
    language: str
    share: int
    wants: tuple[str, ...]
    browses: float
    takes_offers: float
    diets: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    enters_code: bool = False
    pairs: float = 0.0
    gives_up: float = 0.0
    brings_back: float = 0.0


@dataclass(frozen=True, slots=True)
class Ware:
    """Something on a shelf: `code` is what is printed on it, `zone` where it stands. What is not
    packed is `weighed`."""

    sku: str
    product: str
    code: str
    zone: str
    weighed: bool


@cache
def personas() -> Sequence[Persona]:
    """Everybody who comes, in the order of the file."""
    lines = (DATA / "shoppers.jsonl").read_text(encoding="utf-8").splitlines()
    return [msgspec.convert(json.loads(line), Persona) for line in lines]


@cache
def floor_plan(store: str) -> FloorPlan:
    """The floor of a sample store."""
    lines = (DATA / "floor_plans.jsonl").read_text(encoding="utf-8").splitlines()
    plans = [floor_plan_record(json.loads(line)) for line in lines]
    [found] = [each for each in plans if isinstance(each, FloorPlan) and each.store == store]
    return found


@cache
def beacons(store: str) -> Sequence[Beacon]:
    """What hangs from a sample store's ceiling."""
    read = [beacon_row(row) for row in _rows("beacons.csv")]
    return [each for each in read if isinstance(each, Beacon) and each.store == store]


@cache
def wares(store: str, day: date) -> Sequence[Ware]:
    """What a store sells on a sample day: its lots by their own codes, the rest by GTIN."""
    plan, sold = floor_plan(store), {}
    for row in _rows("prices.csv"):
        if row["store"] == store:
            sold[row["product"]] = row["per"] == "KILOGRAM"
    codes: dict[str, list[str]] = {}
    for lot in lots(day).values():
        if any(branch.shelf.store == store for branch in lot.branches):
            codes.setdefault(lot.plan.sku, []).append(f"https://id.gs1.org/{lot.thing}")
    found = []
    for sku, item in items().items():
        zone = plan.zone_selling(item.category)
        if item.gtin in sold and zone is not None:
            found += [
                Ware(sku, item.gtin, code, zone.id, sold[item.gtin])
                for code in codes.get(sku, [f"(01){item.gtin}"])
            ]
    return found


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)
