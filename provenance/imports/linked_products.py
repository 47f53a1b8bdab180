"""Products from JSON-LD: schema.org `Product`, GS1 Web Vocabulary `gs1:Product`."""

import re
from collections.abc import Mapping

from provenance.answer import Product
from provenance.imports.dietary import declaration
from provenance.imports.fields import category, gtin14
from provenance.imports.json_ld import Node, is_a, language_of, terms, text, texts
from provenance.imports.records import UnfitError, refusing

_GTIN_TERMS = ("gtin", "gtin14", "gtin13", "gtin12", "gtin8")
_GTIN_IN_LINK = re.compile(r"/01/([0-9]{14})(?:[/?#]|$)")


@refusing
def linked_product(document: Mapping[str, object]) -> Product:
    """The product of one JSON-LD node.

    Its GTIN is a property, or stands in an `@id` that is a GS1 Digital Link. `sample: true` marks
    what was invented for a demonstration.
    """
    if not is_a(document, "Product"):
        raise UnfitError("imports-ld-type", wanted="Product")
    node = terms(document)
    gtin = _gtin(node)
    language = language_of(node)
    names = texts(node.get("name") or node.get("productName"), language)
    if not names:
        raise UnfitError("imports-missing", field="name")
    declared = declaration(node)
    return Product(
        id=gtin,
        gtin=gtin,
        names=names,
        brand=text(_bare(node.get("brand"))),
        category=category(text(node.get("category"))),
        descriptions=texts(node.get("description") or node.get("productDescription"), language),
        sample=node.get("sample") is True,
        allergens=declared.allergens,
        traces=declared.traces,
        diets=declared.diets,
    )


def _gtin(node: Node) -> str:
    for term in _GTIN_TERMS:
        if (found := text(node.get(term))) is not None:
            return gtin14(found)
    if (link := _GTIN_IN_LINK.search(str(node.get("@id", "")))) is not None:
        return gtin14(link[1])
    raise UnfitError("imports-missing", field="gtin")


def _bare(value: object) -> object:
    return terms(value) if isinstance(value, dict) else value
