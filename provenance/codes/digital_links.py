"""GS1 Digital Links (URI Syntax 1.4) of any domain, and our own.

The identity is in the path: `https://any.example/stem/01/{gtin}/10/{lot}?17=261231`. Nothing is
ever opened or fetched. Parsed by hand: `urllib` raises on some hosts, and biip 5.2 takes what the
standard refuses (short GTINs, AIs twice, qualifiers in the query, unknown AIs, empty values).
"""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, unquote

from provenance.codes.elements import Element, named_item, other_key
from provenance.codes.money import number_of_currency
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import CodeRefusal, Identity, RefusalReason, StoreCodes

CANONICAL_ORIGIN = "https://id.gs1.org"

_QUALIFIERS: dict[str, Sequence[Sequence[str]]] = {
    "00": (), "01": (("22", "10", "21"), ("235",)), "253": (), "255": (), "401": (), "402": (),
    "410": (), "411": (), "412": (), "413": (), "414": (("254",), ("7040",)), "415": (("8020",),),
    "416": (), "417": (("7040",),), "8003": (), "8004": (("7040",),),
    "8006": (("22", "10", "21"),), "8010": (("8011",),), "8013": (), "8017": (("8019",),),
    "8018": (("8019",),),
}  # fmt: skip
"""Primary keys, each with the chains of qualifiers that may follow it, in order (section 4.9)."""

_SCHEME = re.compile(r"https?://|HTTPS?://")
_ANY_LINK = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.IGNORECASE)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MEANT_AS_ONE = re.compile(r"/01/[0-9]")


def read(scanned: Scanned) -> Answer | None:
    """The item of a web link; a link that names none is foreign."""
    if not _ANY_LINK.match(scanned.text):
        return None
    scheme = _SCHEME.match(scanned.text)
    _, slash, rest = scanned.text[scheme.end() if scheme else 0 :].partition("/")
    path, query = _path_and_query(slash + rest)
    segments = path.split("/")
    key_at = _position_of_key(segments) if scheme else None
    if key_at is not None:
        return _item(segments[key_at:], query, scanned)
    if scheme and _MEANT_AS_ONE.search(path):
        return _broken()
    return refusal(RefusalReason.FOREIGN_LINK, "foreign-link", "product-code")


def read_link_path(raw: str, *, today: date, store: StoreCodes | None = None) -> Answer:
    """The item that a request to us names by its path and query, both still percent-encoded.

    `raw` begins with the primary key: `/01/09506000134352/10/AB%2F1?17=261231`. Where the refusal
    is UNREADABLE or CHECK_DIGIT, the request is wrong (400); UNSUPPORTED is another GS1 key.
    """
    path, query = _path_and_query(raw)
    segments = path.split("/")
    if _position_of_key(segments) != 1:
        return _broken()
    return _item(segments[1:], query, Scanned(raw, today, store=store))


def canonical_digital_link(identity: Identity) -> str | None:
    """The canonical Digital Link of the named thing, without attributes; None without a GTIN."""
    return CANONICAL_ORIGIN + _path(identity) if identity.gtin else None


def digital_link(origin: str, identity: Identity) -> str:
    """Our Digital Link of an item, for a label: key and qualifiers, then dates, weight, price.

    `origin` may have a path (`https://shop.example/p`). Raises `ValueError` without a GTIN: codes
    of one store are no links.
    """
    if not identity.gtin:
        raise ValueError("a Digital Link needs a GTIN; print the in-store code as bars instead")
    attributes = "&".join(f"{ai}={value}" for ai, value in _attributes(identity))
    return origin.rstrip("/") + _path(identity) + (f"?{attributes}" if attributes else "")


def _path_and_query(rest: str) -> tuple[str, str]:
    """Both parts, the fragment cut off, and one trailing slash forgiven."""
    path, _, query = rest.partition("#")[0].partition("?")
    return path.removesuffix("/"), query


def _position_of_key(segments: Sequence[str]) -> int | None:
    """Where the last primary key stands, from which on key and value alternate to the end."""
    for position in range(len(segments) - 2, 0, -2):
        if segments[position] in _QUALIFIERS:
            return position
        if not segments[position].isdigit():
            return None
    return None


def _item(segments: Sequence[str], query: str, scanned: Scanned) -> Answer:
    if _BROKEN_ESCAPE.search("/".join(segments) + query):
        return _broken()
    key, chain = segments[0], segments[2::2]
    allowed = [chains for chains in _QUALIFIERS[key] if _in_order(chain, chains)]
    if chain and not allowed:
        return refusal(RefusalReason.UNREADABLE, "link-order", "product-code")
    elements = [
        Element(ai, unquote(value)) for ai, value in zip(segments[::2], segments[1::2], strict=True)
    ]
    attributes = _query_elements(query)
    if any(attribute.ai in chains for attribute in attributes for chains in allowed):
        return refusal(RefusalReason.UNREADABLE, "link-order", "product-code")
    item = named_item([*elements, *attributes], scanned)
    if isinstance(item, Identity) and key != "01":  # the GTIN is only said about something else
        return other_key({key: segments[1]})
    return item


def _in_order(wanted: Sequence[str], chain: Sequence[str]) -> bool:
    """True when all of `wanted` stand in `chain`, in its order."""
    rest = iter(chain)
    return all(ai in rest for ai in wanted)


def _query_elements(query: str) -> list[Element]:
    """The elements among a query's parameters; keys that are no number are other people's."""
    elements = []
    for parameter in query.split("&"):
        key, equals, value = parameter.partition("=")
        ai = unquote(key)
        if equals and ai.isascii() and ai.isdigit():
            elements.append(Element(ai, unquote(value.replace("+", " "))))
    return elements


def _broken() -> CodeRefusal:
    return refusal(RefusalReason.UNREADABLE, "link-broken", "product-code")


def _path(identity: Identity) -> str:
    parts = [f"/01/{identity.gtin}"]
    for ai, value in (("22", identity.variant), ("10", identity.lot), ("21", identity.serial)):
        if value:
            parts.append(f"/{ai}/{quote(value, safe='')}")
    return "".join(parts)


def _attributes(identity: Identity) -> list[Element]:
    dates = (
        ("17", identity.expiry),
        ("15", identity.best_before),
        ("13", identity.packed_on),
        ("11", identity.produced_on),
    )
    attributes = [Element(ai, day.strftime("%y%m%d")) for ai, day in dates if day]
    if identity.net_weight_grams is not None:
        attributes.append(_weight(identity.net_weight_grams))
        if (price := identity.price_in_code) and (number := number_of_currency(price.currency)):
            ai = f"393{price.currency.exponent}"
            attributes.append(Element(ai, f"{number}{price.minor_units}"))
    return attributes


def _weight(grams: float) -> Element:
    """The net weight in kilograms with three decimals, fewer above a tonne (six digits)."""
    decimals = 3 if grams < 1_000_000 else 0
    return Element(f"310{decimals}", f"{round(grams * 10**decimals / 1000):06}")
