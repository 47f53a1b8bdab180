"""Offers as documents, which are their JSON form and how they are stored."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from personalization.offers.offer import Offer
from provenance.imports.records import Refused
from provenance.text import Message

LARGEST_NUMBER = 10**15
"""No whole number in an offer is larger: sums of such amounts still fit into 64 bits."""


def offer_document(offer: Offer) -> dict[str, Any]:
    """The offer in JSON's values. What stands at its default is left out, and sets are in order, so
    equal offers have equal documents."""
    document: dict[str, Any] = _plain(offer)
    return document


def stored_offer(document: Mapping[str, Any]) -> Offer:
    """The offer in a document of ours."""
    return msgspec.convert(document, Offer)


def offer_from(document: Mapping[str, Any]) -> Offer | Refused:
    """The offer in a document of somebody else's, or why it is none."""
    try:
        # Numbers of any size pass through Python's JSON, but not through a database's.
        if number := _too_large(document):
            return Refused(Message("offer-number-large", {"value": str(number)[:40]}))
        return msgspec.convert(document, Offer)
    except msgspec.ValidationError as wrong:
        why, _, path = str(wrong).partition(" - at `$")
        pointer = path.rstrip("`").replace("[", "/").replace("]", "").replace(".", "/")
        return Refused(Message("offer-malformed", {"why": why}), pointer)
    except RecursionError:
        return Refused(Message("imports-too-deep"))


def _plain(value: object) -> Any:
    match value:
        case msgspec.Struct():
            config, defaults = value.__struct_config__, _defaults(type(value))
            kind = {config.tag_field: config.tag} if config.tag_field else {}
            given = {name: getattr(value, name) for name in value.__struct_fields__}
            return kind | {
                name: _plain(each) for name, each in given.items() if each != defaults[name]
            }
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case _:
            return msgspec.to_builtins(value, order="deterministic")


@cache
def _defaults(struct: type[msgspec.Struct]) -> Mapping[str, object]:
    """By field what it is when it is left out; a field that must be there equals nothing."""
    return {
        field.name: field.default_factory() if callable(field.default_factory) else field.default
        for field in msgspec.structs.fields(struct)
    }


def _too_large(value: object) -> int | None:
    match value:
        case int() if abs(value) > LARGEST_NUMBER:
            return value
        case Mapping():
            return next(filter(None, map(_too_large, value.values())), None)
        case list() | tuple() | set() | frozenset():
            return next(filter(None, map(_too_large, value)), None)
        case _:
            return None
