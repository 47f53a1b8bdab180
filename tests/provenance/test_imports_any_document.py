"""Whatever a document holds, a reader answers with a value or a refusal that can be said."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.imports.linked_products import linked_product
from provenance.imports.open_food_facts import published_product
from provenance.imports.recipes import linked_recipe
from provenance.imports.records import Refused
from provenance.imports.rows import place_row, plu_row, price_row, reading_row
from provenance.text import LANGUAGES, Texts

TEXTS = Texts(["provenance"])
GOOD: dict[str, object] = {
    "name": "Pie",
    "gtin": "9521234567899",
    "recipeIngredient": ["3 apples"],
    "code": "9521234567899",
    "product_name": "Pie",
    "id": "s1",
    "kind": "STORE",
    "time_zone": "Europe/Madrid",
    "currency": "EUR",
    "language": "es",
    "store": "s1",
    "product": "9521234567899",
    "amount": "4.99",
    "per": "EACH",
    "from": "2026-05-01T00:00:00Z",
    "plu": "4011",
    "sensor": "t1",
    "time": "2026-05-01T00:00:00Z",
    "value": "4.5",
    "unit": "CEL",
}
"""Fields of good documents of every kind at once: any of them may be spoilt."""
FURTHER = """
@context @type @id @value @language brand category description lang ingredients_text allergens_tags
status recipeInstructions totalTime author text itemListElement gln latitude longitude to name_en
code_patterns default_places
"""
ODD = """
JPY 9999-12-31T23:59:59-14:00 0001-01-01T00:00:00+14:00 PT1H P1D 21IIIIIWWWWWC:3 1e400 -0 ../x
"""
FIELDS = st.sampled_from([*GOOD, *FURTHER.split()])
WORDS = st.sampled_from(ODD.split())
SIMPLE = WORDS | st.text(max_size=9) | st.integers() | st.floats() | st.booleans() | st.none()
VALUES = st.recursive(
    SIMPLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner), max_leaves=9
)
SPOILT = st.dictionaries(FIELDS, VALUES, max_size=6)
READERS = [
    published_product,
    linked_product,
    linked_recipe,
    place_row,
    price_row,
    plu_row,
    partial(reading_row, now=datetime(2026, 5, 1, tzinfo=UTC)),
]


@pytest.mark.parametrize("read", READERS, ids=str)
@given(spoilt=SPOILT)
def test_any_document_is_a_value_or_a_refusal_in_words(
    read: Callable[[object], object], spoilt: dict[str, object]
) -> None:
    for typed in ("Product", "Recipe"):
        found = read({**GOOD, "@type": typed, **spoilt})
        if isinstance(found, Refused):
            assert all(TEXTS(found.reason, language) for language in LANGUAGES)


def test_a_document_nested_beyond_all_measure_is_refused() -> None:
    steps: object = "Bake."
    for _ in range(5000):
        steps = {"itemListElement": [steps]}
    document = {
        "@type": "Recipe",
        "name": "Pie",
        "recipeIngredient": "apples",
        "recipeInstructions": steps,
    }
    found = linked_recipe(document)
    assert isinstance(found, Refused)
    assert found.reason.key == "imports-too-deep"
