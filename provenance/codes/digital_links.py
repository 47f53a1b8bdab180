"""GS1 Digital Links (URI Syntax 1.4) of any domain, and our own.

The identity is in the path: `https://any.example/stem/01/{gtin}/10/{lot}?17=261231`. Nothing is
ever opened or fetched.
"""

import re
from datetime import date
from urllib.parse import quote

from provenance.codes.elements import Element, item_of, other_key
from provenance.codes.linked import (
    LinkedThing,
    broken,
    decompressed,
    linked_thing,
    path_and_query,
    position_of_key,
    read_linked,
)
from provenance.codes.money import number_of_currency
from provenance.codes.scanned import Answer, Scanned, refusal
from provenance.identity import CodeRefusal, Identity, RefusalReason, StoreCodes

CANONICAL_ORIGIN = "https://id.gs1.org"

_SCHEME = re.compile(r"https?://|HTTPS?://")
_ANY_LINK = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.IGNORECASE)
_MEANT_AS_ONE = re.compile(r"/01/[0-9]")


def read(scanned: Scanned) -> Answer | None:
    """The item of a web link; a link that names none is foreign."""
    if not _ANY_LINK.match(scanned.text):
        return None
    return _item(read_link(scanned.text, today=scanned.today), scanned)


def read_link(link: str, *, today: date, short_gtins: bool = False) -> LinkedThing | CodeRefusal:
    """What a web link of any domain names; where it names nothing of GS1's, it is foreign.

    `short_gtins` fills up a GTIN without its leading zeros, as links before URI Syntax 1.4 had it.
    """
    scheme = _SCHEME.match(link)
    _, slash, rest = link[scheme.end() if scheme else 0 :].partition("/")
    path, query = path_and_query(slash + rest)
    segments = path.split("/")
    key_at = position_of_key(segments) if scheme else None
    if key_at is not None:
        return linked_thing(segments[key_at:], query, today, short_gtins=short_gtins)
    thing = decompressed(segments, query, today) if scheme else None
    if isinstance(thing, LinkedThing):
        return thing
    if scheme and _MEANT_AS_ONE.search(path):
        return thing or broken()
    return refusal(RefusalReason.FOREIGN_LINK, "foreign-link", "product-code")


def read_link_path(raw: str, *, today: date, store: StoreCodes | None = None) -> Answer:
    """The item that a request to us names by its path and query, as `read_linked` reads them.

    Where the refusal is UNREADABLE or CHECK_DIGIT, the request is wrong (400); UNSUPPORTED is
    another GS1 key.
    """
    return _item(read_linked(raw, today=today), Scanned(raw, today, store=store))


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


def _item(thing: LinkedThing | CodeRefusal, scanned: Scanned) -> Answer:
    if isinstance(thing, CodeRefusal):
        return thing
    if thing.key != "01":  # a GTIN among the attributes is only said about something else
        return other_key({thing.key: thing.value})
    elements = [(thing.key, thing.value), *thing.qualifiers, *thing.attributes]
    return item_of(dict(elements), scanned)


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
