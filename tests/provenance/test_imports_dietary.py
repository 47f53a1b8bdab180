"""Allergens and diets as products declare them, and as Open Food Facts publishes them."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from provenance.answer import Product
from provenance.dietary import Allergen, Diet, published_allergens
from provenance.imports.linked_products import linked_product
from provenance.imports.open_food_facts import published_product, unpacked
from provenance.products import PublishedProduct

ALL = "AC AE AF AM AN AP AS AU AW AY BC BM NL UM"
MILK, EGGS, NUTS = Allergen.MILK, Allergen.EGGS, Allergen.NUTS


def product(**declared: object) -> Product:
    node = {"@type": "gs1:Product", "gtin": "09521234567899", "name": "Something", **declared}
    found = linked_product(node)
    assert isinstance(found, Product), found
    return found


def details(codes: str, level: str | None = None) -> dict[str, object]:
    """As the GS1 Web Vocabulary writes it; without a level it is contained."""
    found: dict[str, object] = {
        "@type": "gs1:AllergenDetails",
        "gs1:allergenType": [{"@id": f"gs1:AllergenTypeCode-{code}"} for code in codes.split()],
    }
    if level:
        found["gs1:allergenLevelOfContainmentCode"] = {"@id": f"gs1:LevelOfContainmentCode-{level}"}
    return found


@pytest.mark.parametrize(
    ("declared", "allergens", "traces"),
    [
        ([], None, ()),
        ([details("MILK", "CONTAINS")], {MILK}, ()),
        (details("AM AE"), {MILK, EGGS}, ()),
        ([details("EGGS", "CONTAINS"), details("TREE_NUTS", "MAY_CONTAIN")], {EGGS}, {NUTS}),
        ([details("ALMONDS")], {NUTS}, ()),
        ([details(ALL, "FREE_FROM")], (), ()),
        # Free of some says nothing of the others; neither does a trace.
        ([details("AM AE", "FREE_FROM")], None, ()),
        ([details("AN", "MAY_CONTAIN")], None, {NUTS}),
        ([details("AN", "MAY_CONTAIN"), details(ALL.replace("AN ", ""), "FREE_FROM")], (), {NUTS}),
        # A code that we cannot read could be any of them under another name.
        ([details("MILK"), details("ABALONE")], None, {MILK}),
        ([details("MILK"), details("ABALONE", "FREE_FROM")], {MILK}, ()),
        ([details("MILK", "UNDECLARED")], None, ()),
        (["milk"], None, ()),
        ([{"allergenType": "EGGS", "allergenLevelOfContainmentCode": "CONTAINS"}], {EGGS}, ()),
    ],
)
def test_a_declaration_is_complete_or_it_is_none(
    declared: object, allergens: Any, traces: Any
) -> None:
    found = product(**{"gs1:hasAllergen": declared})
    assert found.allergens == (None if allergens is None else frozenset(allergens))
    assert found.traces == frozenset(traces)


def test_all_fourteen_codes_are_known_by_number_and_by_name() -> None:
    assert product(hasAllergen=[details(ALL)]).allergens == frozenset(Allergen)


@pytest.mark.parametrize(
    ("declared", "diets"),
    [
        ({"suitableForDiet": "https://schema.org/VeganDiet"}, {Diet.VEGAN}),
        ({"suitableForDiet": ["schema:HalalDiet", {"@id": "KosherDiet"}]},
         {Diet.HALAL, Diet.KOSHER}),
        ({"schema:suitableForDiet": "LowLactoseDiet"}, {Diet.LACTOSE_FREE}),
        ({"suitableForDiet": ["DiabeticDiet", 7, None]}, set()),
        ({"gs1:dietCode": [{"@type": "gs1:DietTypeCodeDetails",
                            "gs1:dietType": {"@id": "gs1:DietTypeCode-VEGETARIAN"}},
                           "gs1:DietTypeCode-COELIAC"]},
         {Diet.VEGETARIAN, Diet.GLUTEN_FREE}),
    ],
)  # fmt: skip
def test_diets_are_read_from_schema_org_and_gs1(
    declared: dict[str, object], diets: set[Diet]
) -> None:
    assert product(**declared).diets == diets


def test_published_lists_name_allergens_and_an_empty_one_proves_nothing(shared_data: Path) -> None:
    """Real documents: one names three allergens, and a sheep's yoghurt names none at all."""

    def published(name: str) -> PublishedProduct:
        document = orjson.loads((shared_data / "openfoodfacts" / name).read_bytes())
        [(_, found)] = unpacked(document)
        read = published_product(found)
        assert isinstance(read, PublishedProduct)
        return read

    nutella = published("api_v2_3017620422003_nutella_2023-11.json")
    assert published_allergens(nutella.facts.allergens) == {MILK, NUTS, Allergen.SOYBEANS}
    yogurt = published("parquet_2026_0002000000714_sheep_yogurt_plain.json")
    assert yogurt.facts.allergens == ()


def test_every_allergen_has_its_word_in_open_food_facts() -> None:
    plain = set(Allergen) - {Allergen.SESAME, Allergen.SULPHITES}
    spaced = ["sesame seeds", "sulphur dioxide and sulphites", "orange"]
    words = [*(each.lower() for each in plain), *spaced]
    assert published_allergens(words) == frozenset(Allergen)
