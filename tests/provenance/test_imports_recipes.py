"""Recipes from schema.org JSON-LD."""

from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from provenance.imports.recipes import linked_recipe
from provenance.imports.records import Refused
from provenance.recipes import Recipe

PIE = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Apple Pie",
    "recipeIngredient": ["3 apples", "butter"],
    "recipeInstructions": ["Bake."],
}


def read(**fields: object) -> Recipe:
    found = linked_recipe({**PIE, **fields})
    assert isinstance(found, Recipe), found
    return found


def test_all_published_recipes_are_read(shared_data: Path) -> None:
    paths = sorted((shared_data / "recipes").glob("*.jsonld"))
    recipes = [linked_recipe(orjson.loads(path.read_bytes())) for path in paths]
    assert len(recipes) == 16
    by_name = {one.names["und"]: one for one in recipes if isinstance(one, Recipe)}
    assert len(by_name) == 16
    salmon = by_name["Baked Salmon"]
    assert salmon.total_time == timedelta(minutes=24)
    assert (salmon.author, salmon.licence) == ("carl-zimmerman", "https://unlicense.org/")
    assert (salmon.source or "").endswith("baked-salmon.md")
    assert len(salmon.instructions) == 4
    assert {"salmon", "lemon", "butter", "red pepper flake"} <= salmon.keys
    assert by_name["Apple Pie"].total_time == timedelta(minutes=75)
    assert by_name["Caesar Salad"].author == "gucko"


@pytest.mark.parametrize(
    ("instructions", "steps"),
    [
        ("Peel.\n\nBake.", ["Peel.", "Bake."]),
        (["Peel.", "Bake."], ["Peel.", "Bake."]),
        ([{"@type": "HowToStep", "text": "<p>Peel.</p>"}, {"name": "Bake."}], ["Peel.", "Bake."]),
        (
            {
                "@type": "HowToSection",
                "name": "Filling",
                "itemListElement": [{"@type": "HowToStep", "text": "Peel."}],
            },
            ["Filling:", "Peel."],
        ),
        ([{"@type": "ListItem", "item": {"text": "See [the crust](/crust)."}}], ["See the crust."]),
        (None, []),
    ],
)
def test_steps_come_in_many_shapes(instructions: object, steps: list[str]) -> None:
    assert list(read(recipeInstructions=instructions).instructions) == steps


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({"totalTime": "PT1H30M"}, 90),
        ({"totalTime": "P1DT2H"}, 26 * 60),
        ({"totalTime": "P0Y0M0DT0H35M0S"}, 35),
        ({"totalTime": "PT0.5H"}, 30),
        ({"totalTime": "PT1H", "prepTime": "PT5M"}, 60),
        ({"prepTime": "PT5M", "cookTime": "PT19M"}, 24),
        ({"cookTime": "PT0M"}, 0),
        ({"totalTime": ""}, None),
        ({}, None),
    ],
)
def test_times_are_iso_8601_durations(fields: dict[str, object], minutes: int | None) -> None:
    total = read(**fields).total_time
    assert (total / timedelta(minutes=1) if total is not None else None) == minutes


def test_ingredients_of_all_languages_count_and_those_of_one_are_shown() -> None:
    lines = [
        {"@value": "4 nísperos", "@language": "es"},
        {"@value": "4 loquats", "@language": "en"},
    ]
    found = read(recipeIngredient=lines)
    assert list(found.ingredients) == ["4 loquats"]
    assert found.keys == {"loquat", "nispero"}


def test_recipes_of_one_name_from_two_places_are_two() -> None:
    here, there = read(url="https://a.example/pie"), read(url="https://b.example/pie")
    assert here.id != there.id
    assert here.id.startswith("apple-pie-")
    assert read().id == "apple-pie"
    assert read(identifier="Pie No. 1", url="https://a.example/pie").id == "pie-no-1"
    assert read(name="番茄炒蛋").id == "番茄炒蛋"


def test_who_wrote_it_may_be_several() -> None:
    people = [{"@type": "Person", "name": "Ana"}, "Bo"]
    assert read(author=people).author == "Ana, Bo"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"@type": "Product"}, "imports-ld-type"),
        ({"name": None}, "imports-missing"),
        ({"name": "!!"}, "imports-missing"),
        ({"recipeIngredient": []}, "imports-missing"),
        ({"recipeIngredient": [7]}, "imports-ld-text"),
        ({"recipeInstructions": [7]}, "imports-recipe-step"),
        ({"totalTime": "1 hour"}, "imports-duration"),
        ({"totalTime": "P1Y"}, "imports-duration"),
        ({"totalTime": "PT1.2.3H"}, "imports-duration"),
        ({"totalTime": "P"}, "imports-duration"),
        ({"totalTime": "P999999999999D"}, "imports-duration"),
    ],
)
def test_one_wrong_field_refuses_a_recipe(fields: dict[str, object], key: str) -> None:
    found = linked_recipe({**PIE, **fields})
    assert isinstance(found, Refused), found
    assert found.reason.key == key
