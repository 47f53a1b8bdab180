"""Offers as rows of a list: the usual fields have columns, the rest is JSON in a cell.

A row holds an offer whole: what it is written from, it reads as again.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.exchange import offer_document, offer_from
from personalization.offers.offer import Offer
from provenance.imports.fields import Row, optional, required
from provenance.imports.records import Refused, UnfitError, refusing
from provenance.imports.rows import Columns
from provenance.text import LANGUAGES

_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_TITLES = tuple(f"title_{language}" for language in LANGUAGES)
_PLAIN = ("campaign", "lane", "currency")
_DAYS = ("starts", "ends")
_SELECTED = {
    "gtins": "gtins",
    "categories": "categories",
    "brands": "brands",
    "days_left": "days_left_at_most",
}
"""Columns of the one benefit's selector."""
_VALUES = ("value", "points", "product", "amount")
"""What `value` stands for: the first of these that the benefit's kind has."""
_JSON = ("benefit", "condition", "more")

COLUMNS = Columns(
    ("id",),
    (
        *_TITLES,
        *_PLAIN,
        "kind",
        "value",
        *_SELECTED,
        *_DAYS,
        "stores",
        *_JSON,
    ),
)
"""`kind` and `value` are of the benefit, whose further fields stand in `benefit`; `more` has what
no column has. Lists are separated by spaces (brands by `;`)."""


def offer_row(offer: Offer) -> dict[str, str]:
    """The row of an offer."""
    rest = offer_document(offer)
    row = {"id": rest.pop("id")}
    rest.pop("version", None)
    _take_titles(rest, row)
    for column in _PLAIN:
        row[column] = rest.pop(column, "")
    if len(offer.benefits) == 1:
        (benefit,) = rest.pop("benefits")
        _take_benefit(dict(benefit), row)
    schedule = rest.get("schedule", {})
    for column in _DAYS:
        row[column] = schedule.pop(column, "")
    if not schedule:
        rest.pop("schedule", None)
    row["stores"] = " ".join(rest.pop("stores", ()))
    if condition := rest.pop("condition", None):
        row["condition"] = _json(condition)
    if rest:
        row["more"] = _json(rest)
    return {column: str(row.get(column, "")) for column in COLUMNS.known}


def offer_of_row(row: Row) -> Offer | Refused:
    """The offer in a row, or why it is none."""
    document = _document(row)
    return document if isinstance(document, Refused) else offer_from(document)


@refusing
def _document(row: Row) -> dict[str, Any]:
    document = {**_object(row, "more"), "id": required(row, "id")}
    copy = {**document.get("copy", {})}
    for language, column in zip(LANGUAGES, _TITLES, strict=True):
        if title := optional(row, column):
            copy[language] = {**copy.get(language, {}), "title": title}
    document["copy"] = copy
    document |= {column: text for column in _PLAIN if (text := optional(row, column))}
    if kind := optional(row, "kind"):
        document["benefits"] = [{"kind": kind, **_benefit(row)}]
    if days := {column: text for column in _DAYS if (text := optional(row, column))}:
        document["schedule"] = {**document.get("schedule", {}), **days}
    if stores := optional(row, "stores"):
        document["stores"] = stores.split()
    if condition := _object(row, "condition"):
        document["condition"] = condition
    return document


def _take_titles(rest: dict[str, Any], row: dict[str, str]) -> None:
    """Titles of our languages get columns; descriptions and further languages stay."""
    copy = rest.pop("copy")
    for language, column in zip(LANGUAGES, _TITLES, strict=True):
        row[column] = copy.get(language, {}).pop("title", "")
    if left := {tag: words for tag, words in copy.items() if words}:
        rest["copy"] = left


def _take_benefit(benefit: dict[str, Any], row: dict[str, str]) -> None:
    row["kind"] = benefit.pop("kind")
    if (field := _value_field(row["kind"])) in benefit:
        row["value"] = str(benefit.pop(field))
    selector = benefit.pop("selector", {})
    for column, field in _SELECTED.items():
        found = selector.pop(field, "")
        separator = ";" if column == "brands" else " "
        row[column] = separator.join(found) if isinstance(found, list | tuple) else str(found)
    if selector:
        benefit["selector"] = selector
    if benefit:
        row["benefit"] = _json(benefit)


def _benefit(row: Row) -> dict[str, Any]:
    benefit = _object(row, "benefit")
    selector = {**benefit.get("selector", {})}
    for column, field in _SELECTED.items():
        if text := optional(row, column):
            selector[field] = _selected(column, text)
    if selector:
        benefit["selector"] = selector
    if value := optional(row, "value"):
        named = _value_field(required(row, "kind"))
        if named is None:
            raise UnfitError("offer-cell-value", kind=required(row, "kind"))
        is_count = named in ("points", "amount") and _WHOLE.fullmatch(value)
        benefit[named] = int(value) if is_count else value
    return benefit


def _selected(column: str, text: str) -> list[str] | int | str:
    """The names in a cell, or the number of days."""
    if column == "days_left":
        return int(text) if _WHOLE.fullmatch(text) else text
    names = text.split(";") if column == "brands" else text.split()
    return [name.strip() for name in names if name.strip()]


@cache
def _value_field(kind: str) -> str | None:
    """The field that `value` stands for with this kind; None where it has no such field."""
    for struct in get_args(AnyBenefit):
        if struct.__struct_config__.tag == kind:
            return next((name for name in _VALUES if name in struct.__struct_fields__), None)
    return None


def _object(row: Row, column: str) -> dict[str, Any]:
    text = optional(row, column)
    if text is None:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise UnfitError("offer-cell-json", column=column)
    return found


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
