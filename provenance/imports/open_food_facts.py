"""Products as Open Food Facts publishes them: API answers old and new, dumps, parquet rows.

The free-text `expiration_date` ("31 AUG 15", "30 avril 2016") is never read: what is on one
package somewhere says nothing of the one in a shopper's hand.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from provenance.answer import OpenFoodFacts
from provenance.imports.fields import gtin14, language, optional
from provenance.imports.records import UnfitError, refusing
from provenance.products import PublishedProduct

_UNDETERMINED = "und"
_GRADES = frozenset("abcde")


def unpacked(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The products in an API envelope or a search result, each with its JSON pointer."""
    match document:
        case {"products": [*products]}:
            yield from ((f"/products/{index}", product) for index, product in enumerate(products))
        case {"product": dict(product)}:
            yield "/product", {"code": document.get("code"), **product}
        case _:
            yield "", document


@refusing
def published_product(document: Mapping[str, object]) -> PublishedProduct:
    """The product of one Open Food Facts document (without an envelope).

    Names and ingredients are text, text by language (`product_name_fr`) or a list of
    `{lang, text}`, where "main" is the language of the product.
    """
    if not isinstance(document, dict):
        raise UnfitError("imports-not-object")
    if document.get("status") in (0, "failure"):
        raise UnfitError("imports-off-not-found")
    code = optional(document, "code") or optional(document, "_id") or optional(document, "id")
    if code is None:
        raise UnfitError("imports-missing", field="code")
    gtin = _global_gtin(code)
    main = optional(document, "lang") or optional(document, "lc") or _UNDETERMINED
    names = _by_language(document, "product_name", main)
    names = names or _by_language(document, "generic_name", main)
    if not names:
        raise UnfitError("imports-off-no-name", code=code)
    ingredients = _by_language(document, "ingredients_text", main)
    grade = optional(document, "nutriscore_grade") or optional(document, "nutrition_grades")
    return PublishedProduct(
        gtin=gtin,
        names=names,
        facts=OpenFoodFacts(
            name=names.get(main) or next(iter(names.values())),
            brand=_first(optional(document, "brands")),
            quantity=optional(document, "quantity"),
            ingredients=ingredients.get(main) or next(iter(ingredients.values()), None),
            allergens=tuple(map(_tag_word, _tags(document, "allergens_tags"))),
            nutri_score=grade if grade in _GRADES else None,
            traces=tuple(map(_tag_word, _tags(document, "traces_tags"))),
            url=f"https://world.openfoodfacts.org/product/{code}",
        ),
        categories=_tags(document, "categories_tags"),
    )


def _global_gtin(code: str) -> str:
    """The GTIN-14 of a barcode that names the same thing everywhere.

    Codes whose leading zeros were cut are filled up. EAN-13 with prefix 02 or 20 to 29 (GS1 General
    Specifications, 1.4.2) are built anew by every shop for every pack it weighs, so what was
    published under one is about some other pack; eight-digit numbers of a chain stay the same.
    """
    filled = code.zfill(8 if len(code) <= 8 else 13) if len(code) >= 6 else code
    gtin = gtin14(filled)
    if re.match("0(2|02)", gtin):
        raise UnfitError("imports-off-in-store", code=code)
    return gtin


def _by_language(document: Mapping[str, object], field: str, main: str) -> dict[str, str]:
    """The texts of a field by language, that of the product first."""
    value = document.get(field)
    if isinstance(value, list):
        given = {str(one["lang"]): one["text"] for one in value if _is_tagged(one)}
    else:
        given = {"main": optional(document, field)} | {
            match[1]: optional(document, name)
            for name in document
            if (match := re.fullmatch(rf"{field}_([a-z]{{2}})", name))
        }
    texts = {main: given.pop("main", None) or given.get(main), **given}
    return {
        language(tag, field): text.strip()
        for tag, text in texts.items()
        if isinstance(text, str) and text.strip()
    }


def _is_tagged(value: object) -> bool:
    return isinstance(value, dict) and {"lang", "text"} <= value.keys()


def _tags(document: Mapping[str, object], field: str) -> list[str]:
    value = document.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise UnfitError("imports-not-texts", field=field)
    return value


def _tag_word(tag: str) -> str:
    """The word of a taxonomy tag: `en:tree-nuts` is "tree nuts"."""
    return tag.split(":", 1)[-1].replace("-", " ")


def _first(brands: str | None) -> str | None:
    return brands.split(",")[0].strip() or None if brands else None
