"""Offers as documents, which are their JSON form and how they are stored."""

from collections.abc import Mapping
from typing import Any

import msgspec

from personalization.offers.offer import Offer
from provenance.imports.records import Refused
from provenance.text import Message

LARGEST_NUMBER = 10**15
"""No whole number in an offer is larger: sums of such amounts still fit into 64 bits."""


def offer_document(offer: Offer) -> dict[str, Any]:
    """The offer in JSON's values, in an order that makes equal offers equal documents."""
    document: dict[str, Any] = msgspec.to_builtins(offer, order="deterministic")
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
