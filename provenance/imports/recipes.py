"""Recipes from schema.org `Recipe` JSON-LD."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta

from provenance.imports.dietary import stated_diets
from provenance.imports.json_ld import (
    Node,
    is_a,
    language_of,
    many,
    plain,
    terms,
    text,
    texts,
)
from provenance.imports.records import UnfitError, refusing
from provenance.ingredients import ingredient_keys
from provenance.recipes import Recipe
from provenance.text import LANGUAGES, choose_language

_DURATION = re.compile(
    r"P(?:0Y)?(?:0M)?(?:(?P<weeks>[0-9.]+)W)?(?:(?P<days>[0-9.]+)D)?"
    r"(?:T(?:(?P<hours>[0-9.]+)H)?(?:(?P<minutes>[0-9.]+)M)?(?:(?P<seconds>[0-9.]+)S)?)?",
    re.ASCII,
)


@refusing
def linked_recipe(document: Mapping[str, object]) -> Recipe:
    """The recipe of one JSON-LD node.

    Ingredient lines in several languages all count for finding it; one language is shown. Steps
    may be text, `HowToStep`s or `HowToSection`s of them. Without a total time, preparation and
    cooking count together.
    """
    if not is_a(document, "Recipe"):
        raise UnfitError("imports-ld-type", wanted="Recipe")
    node = terms(document)
    language = language_of(node)
    names = texts(node.get("name"), language)
    if not names:
        raise UnfitError("imports-missing", field="name")
    given = node.get("recipeIngredient") or node.get("ingredients")
    lines = [
        (tag, part)
        for one in many(given)
        for line in _lines(one)
        for tag, part in texts(line, language).items()
    ]
    if not lines:
        raise UnfitError("imports-missing", field="recipeIngredient")
    tags = list(dict.fromkeys(tag for tag, _ in lines))
    shown = choose_language(LANGUAGES, tags) or tags[0]
    source = text(node.get("isBasedOn")) or text(node.get("url")) or text(node.get("@id"))
    return Recipe(
        id=_id(node, names, source),
        names=names,
        ingredients=tuple(line for tag, line in lines if tag == shown),
        keys=frozenset().union(*(ingredient_keys(line) for _, line in lines)),
        instructions=tuple(_steps(node.get("recipeInstructions"))),
        total_time=_total_time(node),
        author=_author(node),
        licence=text(node.get("license")),
        source=source,
        sample=node.get("sample") is True,
        diets=stated_diets(node),
    )


def _lines(value: object) -> list[object]:
    return list(value.splitlines()) if isinstance(value, str) else [value]


def _steps(value: object) -> Iterator[str]:
    for one in many(value):
        match one:
            case str():
                yield from filter(None, map(plain, one.splitlines()))
            case {"itemListElement": inner, **rest}:
                if heading := plain(text(rest.get("name")) or ""):
                    yield f"{heading}:"
                yield from _steps(inner)
            case {"item": inner}:
                yield from _steps(inner)
            case {"text": step} | {"name": step} | {"@value": step}:
                yield from _steps(step)
            case _:
                raise UnfitError("imports-recipe-step", value=str(one)[:80])


def _total_time(node: Node) -> timedelta | None:
    if (total := _duration(node, "totalTime")) is not None:
        return total
    parts = [_duration(node, "prepTime"), _duration(node, "cookTime")]
    known = [part for part in parts if part is not None]
    return sum(known, timedelta()) if known else None


def _duration(node: Node, field: str) -> timedelta | None:
    """An ISO 8601 duration without years and months, which have no fixed length."""
    value = text(node.get(field))
    if value is None:
        return None
    match = _DURATION.fullmatch(value)
    try:
        parts = {unit: float(n) for unit, n in match.groupdict().items() if n} if match else {}
        if parts or (match and "0" in value):
            return timedelta(**parts)
    except (ValueError, OverflowError):
        pass
    raise UnfitError("imports-duration", field=field, value=value)


def _author(node: Node) -> str | None:
    names = (text(one) for one in many(node.get("author")))
    return ", ".join(name.strip("\"' ") for name in names if name) or None


def _id(node: Node, names: Mapping[str, str], source: str | None) -> str:
    """The identifier, else the name with a mark of its source: many sites have an Apple Pie."""
    if (identifier := text(node.get("identifier"))) is not None:
        return _slug(identifier)
    name = names[choose_language(LANGUAGES, tuple(names)) or next(iter(names))]
    mark = [hashlib.sha256(source.encode()).hexdigest()[:8]] if source else []
    return "-".join([_slug(name), *mark])


def _slug(name: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).lower())
    if not words:
        raise UnfitError("imports-missing", field="name")
    return "-".join(words)[:120]
