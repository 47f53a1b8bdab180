"""Products from Open Food Facts and from JSON-LD."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from provenance.answer import Product
from provenance.imports.json_ld import unpacked as nodes
from provenance.imports.linked_products import linked_product
from provenance.imports.open_food_facts import published_product, unpacked
from provenance.imports.records import Refused
from provenance.products import PublishedProduct

GTIN = "09521234567899"
FACTS = {"code": "9521234567899", "product_name": "Salmon", "lang": "en"}


def published(**fields: object) -> PublishedProduct:
    found = published_product({**FACTS, **fields})
    assert isinstance(found, PublishedProduct), found
    return found


def refusal(found: object) -> str:
    assert isinstance(found, Refused), found
    return found.reason.key


def test_all_published_documents_are_read(shared_data: Path) -> None:
    read = [
        published_product(product)
        for path in sorted((shared_data / "openfoodfacts").glob("*_*.json"))
        for _, product in unpacked(orjson.loads(path.read_bytes()))
    ]
    assert len(read) == 16
    by_gtin = {one.gtin: one for one in read if isinstance(one, PublishedProduct)}
    assert len(by_gtin) == 16
    nutella = by_gtin["03017620422003"]
    assert (nutella.names["en"], nutella.facts.brand, nutella.facts.quantity) == (
        "Nutella",
        "Ferrero",
        "400 g",
    )
    assert (nutella.facts.allergens, nutella.facts.nutri_score) == (
        ("milk", "nuts", "soybeans"),
        "e",
    )
    cheese = by_gtin["00000996284712"]
    assert (cheese.facts.nutri_score, cheese.facts.quantity) == (None, None)
    assert (cheese.facts.ingredients or "").startswith("Pasteurized cow milk")
    assert by_gtin["05449000036872"].names == {"ar": "Hawai Tropical"}


def test_the_free_text_expiry_of_a_published_product_is_never_read() -> None:
    assert published(expiration_date="30 avril 2016") == published()


def test_names_come_by_language_with_the_products_own_first() -> None:
    found = published(
        lang="fr", product_name="Saumon", product_name_en="Salmon", product_name_debug_tags=[]
    )
    assert list(found.names.items()) == [("fr", "Saumon"), ("en", "Salmon")]
    assert found.facts.name == "Saumon"


def test_names_may_be_a_list_of_languages() -> None:
    listed = [{"lang": "main", "text": "Saumon"}, {"lang": "en", "text": "Salmon"}, {"lang": "de"}]
    assert published(lang="fr", product_name=listed).names == {"fr": "Saumon", "en": "Salmon"}


def test_a_product_without_a_name_is_called_what_it_is() -> None:
    assert published(product_name="", generic_name="Fish").names == {"en": "Fish"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"brands": "Fjord, Sons"}, "Fjord"),
        ({"brands": " "}, None),
        ({"brands": None}, None),
    ],
)
def test_the_first_brand_counts(fields: dict[str, object], expected: str | None) -> None:
    assert published(**fields).facts.brand == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"nutriscore_grade": "b"}, "b"),
        ({"nutrition_grades": "c"}, "c"),
        ({"nutriscore_grade": "unknown"}, None),
        ({"nutriscore_grade": "not-applicable"}, None),
        ({}, None),
    ],
)
def test_an_unknown_nutri_score_is_none(fields: dict[str, object], expected: str | None) -> None:
    assert published(**fields).facts.nutri_score == expected


@pytest.mark.parametrize(
    ("code", "gtin"),
    [
        ("9521234567899", GTIN),
        (9521234567899, GTIN),
        ("09521234567899", GTIN),
        ("00029452", "00000000029452"),
        ("029452", "00000000029452"),
        ("651003214", "00000651003214"),
    ],
)
def test_codes_are_filled_up_to_a_gtin_of_14_digits(code: object, gtin: str) -> None:
    assert published(code=code).gtin == gtin


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"code": "9521234567893"}, "imports-check-digit"),
        ({"code": "2112345001234"}, "imports-off-in-store"),
        ({"code": "0212345001233"}, "imports-off-in-store"),
        ({"code": "212345001233"}, "imports-off-in-store"),
        ({"code": "4011"}, "imports-gtin"),
        ({"code": "0000000000000"}, "imports-gtin"),
        ({"code": "٩٥٢١٢٣٤٥٦٧٨٩٩"}, "imports-gtin"),
        ({"code": None}, "imports-missing"),
        ({"code": ["9521234567899"]}, "imports-not-text"),
        ({"product_name": " "}, "imports-off-no-name"),
        ({"product_name": 7, "brands": {}}, "imports-not-text"),
        ({"allergens_tags": "en:milk"}, "imports-not-texts"),
        ({"categories_tags": [1]}, "imports-not-texts"),
        ({"lang": "f r"}, "imports-language"),
    ],
)
def test_one_wrong_field_refuses_a_published_product(fields: dict[str, object], key: str) -> None:
    assert refusal(published_product({**FACTS, **fields})) == key


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        (FACTS, [""]),
        (
            {"code": "9521234567899", "status": 1, "product": {"product_name": "Salmon"}},
            ["/product"],
        ),
        ({"count": 2, "products": [FACTS, FACTS]}, ["/products/0", "/products/1"]),
    ],
)
def test_envelopes_are_opened(document: dict[str, Any], pointers: list[str]) -> None:
    found = list(unpacked(document))
    assert [pointer for pointer, _ in found] == pointers
    read = [published_product(product) for _, product in found]
    assert {one.gtin for one in read if isinstance(one, PublishedProduct)} == {GTIN}


@pytest.mark.parametrize("status", [0, "failure"])
def test_the_answer_for_an_unknown_product_is_refused_as_such(status: object) -> None:
    assert refusal(published_product({"code": "1", "status": status})) == "imports-off-not-found"


def test_a_search_result_may_hold_nonsense() -> None:
    assert [refusal(published_product(one)) for _, one in unpacked({"products": [7]})] == [
        "imports-not-object"
    ]


SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@type": "Product",
    "gtin13": "9521234567899",
    "name": [
        {"@value": "Salmon", "@language": "en"},
        {"@value": "三文鱼", "@language": "zh-Hans"},
    ],
    "brand": {"@type": "Brand", "name": "Nord"},
    "category": "fish/fresh/temperate",
    "description": "Fresh &amp; <b>tasty</b>",
    "inLanguage": "en",
    "sample": True,
}
READ = Product(
    GTIN,
    GTIN,
    {"en": "Salmon", "zh-Hans": "三文鱼"},
    "Nord",
    "fish/fresh/temperate",
    {"en": "Fresh & tasty"},
    sample=True,
)


@pytest.mark.parametrize(
    "document",
    [
        SCHEMA_ORG,
        {**SCHEMA_ORG, "name": {"en": "Salmon", "zh-Hans": "三文鱼"}},
        {**SCHEMA_ORG, "@type": ["Thing", "https://schema.org/Product"]},
        {
            "@context": {"gs1": "https://ref.gs1.org/voc/", "@language": "en"},
            "@type": "gs1:FoodBeverageTobaccoProduct",
            "@id": "https://brand.example/01/09521234567899?linkType=all",
            "gs1:productName": SCHEMA_ORG["name"],
            "gs1:brand": {"gs1:brandName": [{"@value": "Nord", "@language": "en"}]},
            "gs1:category": "fish/fresh/temperate",
            "gs1:productDescription": "Fresh & tasty",
            "sample": True,
        },
    ],
)
def test_a_linked_product_is_read_in_either_vocabulary(document: dict[str, object]) -> None:
    assert linked_product(document) == READ


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"@type": "Recipe"}, "imports-ld-type"),
        ({"gtin13": "9521234567893"}, "imports-check-digit"),
        ({"gtin13": None}, "imports-missing"),
        ({"name": None}, "imports-missing"),
        ({"name": [["Salmon"]]}, "imports-ld-text"),
        ({"name": {"en": 7}}, "imports-not-text"),
        ({"name": {"@value": "Salmon", "@language": "e n"}}, "imports-language"),
        ({"category": "fish/fresh/fish"}, "imports-category"),
        ({"category": "fish/"}, "imports-category"),
    ],
)
def test_one_wrong_field_refuses_a_linked_product(fields: dict[str, object], key: str) -> None:
    assert refusal(linked_product({**SCHEMA_ORG, **fields})) == key


def test_only_products_of_a_graph_are_taken_and_they_keep_its_context() -> None:
    context = {"@language": "es"}
    graph = [{"@type": "WebSite"}, {"@type": "Product", "gtin": "9521234567899", "name": "Sal"}]
    [(pointer, node)] = nodes({"@context": context, "@graph": graph}, "Product")
    assert pointer == "/@graph/1"
    assert linked_product(node) == Product(GTIN, GTIN, {"es": "Sal"})


def test_a_graph_without_products_is_refused_once() -> None:
    [(_, node)] = nodes({"@graph": [{"@type": "WebSite"}, {"@type": "Person"}]}, "Product")
    assert refusal(linked_product(node)) == "imports-ld-type"
