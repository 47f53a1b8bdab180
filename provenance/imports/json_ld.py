"""JSON-LD as it is found in the wild: terms with or without prefix, values in many shapes.

This reads the compact forms that schema.org and GS1 Web Vocabulary documents use (JSON-LD 1.1,
section 4.2); it does not fetch or expand contexts.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from provenance.imports.records import UnfitError

Node = Mapping[str, Any]

UNDETERMINED = "und"
"""The BCP 47 tag of text whose language nobody stated."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")


def terms(node: Node) -> dict[str, Any]:
    """The node by bare term: `gs1:gtin` and `https://schema.org/gtin` are `gtin`."""
    return {re.split("[:/#]", name)[-1] if name[:1] != "@" else name: node[name] for name in node}


def is_a(node: object, kind: str) -> bool:
    """True when one of the node's types ends in `kind` (`FoodBeverageTobaccoProduct`)."""
    return isinstance(node, dict) and any(
        isinstance(one, str) and one.endswith(kind) for one in many(node.get("@type"))
    )


def unpacked(document: Node, kind: str) -> Iterator[tuple[str, Node]]:
    """The nodes of a kind in a document with a `@graph`, each with its JSON pointer."""
    graph = document.get("@graph")
    if not isinstance(graph, list):
        yield "", document
        return
    found = [(f"/@graph/{index}", node) for index, node in enumerate(graph) if is_a(node, kind)]
    context = {"@context": document.get("@context")}
    yield from ((pointer, {**context, **node}) for pointer, node in found)
    if not found:
        yield "", document


def many(value: object) -> Sequence[Any]:
    """One or many values as a sequence; nothing is none."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def language_of(node: Node) -> str:
    """The language of a node's plain text: `inLanguage`, the context's `@language`, or `und`."""
    contexts = [one for one in many(node.get("@context")) if isinstance(one, dict)]
    stated = [node.get("inLanguage"), *(one.get("@language") for one in contexts)]
    return next(
        (tag for tag in stated if isinstance(tag, str) and _LANGUAGE.fullmatch(tag)), UNDETERMINED
    )


def texts(value: object, language: str) -> dict[str, str]:
    """Text by language: plain (in `language`), tagged, a list of both, or a language map."""
    found: dict[str, str] = {}
    for one in many(value):
        for tag, text in _tagged(one, language):
            if cleaned := plain(text):
                found.setdefault(tag, cleaned)
    return found


def _tagged(value: object, language: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield language, value
        case {"@value": str(text), **rest}:
            yield _language(rest.get("@language", language)), text
        case dict() if value and not any(str(tag).startswith("@") for tag in value):
            for tag, text in value.items():
                if not isinstance(text, str):
                    raise UnfitError("imports-not-text", field=str(tag))
                yield _language(tag), text
        case _:
            raise UnfitError("imports-ld-text", value=str(value)[:80])


def _language(tag: object) -> str:
    if not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag):
        raise UnfitError("imports-language", field="@language", value=str(tag))
    return tag


def text(value: object) -> str | None:
    """The first plain value of a property: text, a number, a typed value or a node's name or id."""
    for one in many(value):
        match one:
            case bool():
                continue
            case str() | int() | float():
                return plain(str(one)) or None
            case {"@value": found} | {"name": found} | {"brandName": found}:
                return text(found)
            case {"@id": str(found)} | {"url": str(found)}:
                return found
            case _:
                continue
    return None


def plain(marked: str) -> str:
    """Text without HTML tags, entities or Markdown links, its white space single."""
    return " ".join(_TAG.sub(" ", html.unescape(_MARKDOWN_LINK.sub(r"\1", marked))).split())
