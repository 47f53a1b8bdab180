import csv
import json
from collections import Counter

import pytest
from biip.checksums import gs1_standard_check_digit

from provenance.text import LANGUAGES
from seed.lots import plans
from seed.market import DATA, ORGANISATIONS, items, sites
from seed.weather import CLIMATES, FAILING_TRUCK, SILENT_FRIDGE


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("number", [item.gtin for item in items().values()])
def test_every_gtin_has_its_check_digit_and_a_prefix_kept_for_examples(number: str) -> None:
    assert len(number) == 14
    assert int(number[-1]) == gs1_standard_check_digit(number[:-1])
    assert number[1:4] == "952" or number[1:8] in {"0614141", "0012345"} or "952" in number[6:9]


def test_every_gln_has_its_check_digit_and_an_organisation() -> None:
    for site in sites().values():
        assert int(site.gln[-1]) == gs1_standard_check_digit(site.gln[:-1])
        assert site.organisation in ORGANISATIONS.values()


def test_no_two_places_share_an_identifier_or_a_sensor() -> None:
    counts = Counter(site.uri for site in sites().values())
    counts += Counter(site.sensor for site in sites().values() if site.sensor)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", ["products.jsonl", "recipes.jsonl"])
def test_products_and_recipes_are_named_in_every_language_and_marked_as_sample(name: str) -> None:
    for line in lines(name):
        names = line["name"]
        assert isinstance(names, list)
        assert tuple(tagged["@language"] for tagged in names) == LANGUAGES
        assert all(tagged["@value"].strip() for tagged in names)
        assert line["sample"] is True


def test_everything_sold_by_price_or_plu_is_a_product_and_every_product_has_a_price() -> None:
    known = {item.gtin for item in items().values()}
    assert {row["product"] for row in rows("prices.csv")} == known
    assert {row["product"] for row in rows("plu.csv")} <= known


def test_default_places_stand_in_their_store() -> None:
    for row in rows("places.csv"):
        for entry in row["default_places"].split():
            assert sites()[entry.partition("=")[2]].store == row["id"]


def test_lots_come_of_known_products_by_known_places() -> None:
    for plan in (*plans("lots.csv"), *plans("deliveries.csv")):
        assert plan.sku in items()
        for token in plan.way.replace("?", "").replace("|", " ").split():
            assert token.partition(":")[0] in sites(), plan.key


def test_climates_are_of_known_places() -> None:
    assert {*CLIMATES, FAILING_TRUCK, SILENT_FRIDGE} <= sites().keys()


def test_there_are_enough_reviews_in_every_language_of_things_we_sell() -> None:
    reviews = rows("reviews.csv")
    assert len(reviews) >= 50
    assert {row["language"] for row in reviews} == set(LANGUAGES)
    assert {row["sku"] for row in reviews} <= items().keys()
    assert {int(row["stars"]) for row in reviews} == {1, 2, 3, 4, 5}
