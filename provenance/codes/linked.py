"""What a GS1 Digital Link URI names, whatever its primary key (URI Syntax 1.4, section 4).

Parsed by hand: `urllib` raises on some hosts, and biip 5.2 takes what the standard refuses (AIs
twice, qualifiers in the query, unknown AIs, empty values).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, unquote

from provenance.codes.compression import Pair, packed, unpacked
from provenance.codes.compression_tables import parts_of
from provenance.codes.elements import Element, problem_of
from provenance.codes.scanned import refusal
from provenance.identity import CodeRefusal, RefusalReason

_QUALIFIERS: dict[str, Sequence[Sequence[str]]] = {
    "00": (), "01": (("22", "10", "21"), ("235",)), "253": (), "255": (), "401": (), "402": (),
    "410": (), "411": (), "412": (), "413": (), "414": (("254",), ("7040",)), "415": (("8020",),),
    "416": (), "417": (("7040",),), "8003": (), "8004": (("7040",),),
    "8006": (("22", "10", "21"),), "8010": (("8011",),), "8013": (), "8017": (("8019",),),
    "8018": (("8019",),),
}  # fmt: skip
"""Primary keys, each with the chains of qualifiers that may follow it, in order (section 4.9)."""

PRIMARY_KEYS: Sequence[str] = tuple(_QUALIFIERS)
"""The AIs that a Digital Link can begin with."""

_NEEDED = {"415": "8020"}
"""A payment slip is named by its issuer and its reference together (section 4.9.7)."""

_MAY_BE_SAID_OF_OTHERS = ("410", "411", "412", "413", "416")
"""Places that were data attributes before they were primary keys: delivery, invoice, …"""

_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class LinkedThing:
    """What a Digital Link URI names: any GS1 primary key with its qualifiers.

    `key` is the AI of the primary key (`01`, `00`, `414`, …) and `value` its value, a GTIN with 14
    digits; `qualifiers` are in the standard's order and `attributes` (of the query) in the link's,
    each an AI and its value, unescaped. `compressed` says how the link was written; `parameters`
    are other people's keys and values inside the compressed part, as if they were in the query.
    """

    key: str
    value: str
    qualifiers: Sequence[Pair] = ()
    attributes: Sequence[Pair] = ()
    compressed: bool = False
    parameters: Sequence[Pair] = ()

    @property
    def path(self) -> str:
        """The canonical path of the thing without attributes: `01/09506000134352/10/AB%2F1`."""
        return self.levels[0]

    @property
    def levels(self) -> Sequence[str]:
        """The paths under which something may be known of it, finest first.

        The last pair is dropped each time, down to the key alone (Resolver 1.2, walking up), or
        to the qualifier that the key does not go without.
        """
        pairs = ((self.key, self.value), *self.qualifiers)
        shortest = 2 if self.key in _NEEDED else 1
        return tuple(_path(pairs[:length]) for length in range(len(pairs), shortest - 1, -1))


def read_linked(raw: str, *, today: date) -> LinkedThing | CodeRefusal:
    """What a request to us names by its path and query, both still percent-encoded.

    `raw` begins with the primary key, `/01/09506000134352/10/AB%2F1?17=261231`, or is compressed
    wholly or after the value of the key. A GTIN without its leading zeros, as links before URI
    Syntax 1.4 had it, is filled up. Parameters whose key is no number are other people's and
    passed over. Refusals are UNREADABLE or CHECK_DIGIT.
    """
    path, query = path_and_query(raw)
    segments = path.split("/")
    if position_of_key(segments) == 1:
        return linked_thing(segments[1:], query, today, short_gtins=True)
    if len(segments) in (2, 4) and (thing := decompressed(segments, query, today)):
        return thing
    return broken()


def compressed(thing: LinkedThing, *, optimised: bool = True) -> str:
    """The thing as a compressed path, without leading slash; what cannot be so is in its query.

    `optimised` uses the codes for whole sequences of AIs. Parameters are left out.
    """
    pairs = [(thing.key, thing.value), *thing.qualifiers, *thing.attributes]
    path = packed([pair for pair in pairs if parts_of(pair[0])], optimised=optimised)
    query = "&".join(f"{ai}={quote(value, safe='')}" for ai, value in pairs if not parts_of(ai))
    return f"{path}?{query}" if query else path


def path_and_query(rest: str) -> tuple[str, str]:
    """Both parts, the fragment cut off, and one trailing slash forgiven."""
    path, _, query = rest.partition("#")[0].partition("?")
    return path.removesuffix("/"), query


def position_of_key(segments: Sequence[str]) -> int | None:
    """Where the last primary key stands, from which on key and value alternate to the end."""
    for position in range(len(segments) - 2, 0, -2):
        if segments[position] in _QUALIFIERS:
            return position
        if not segments[position].isdigit():
            return None
    return None


def linked_thing(
    segments: Sequence[str], query: str, today: date, *, short_gtins: bool = False
) -> LinkedThing | CodeRefusal:
    """The thing of a path's segments, from the primary key on, and of a query."""
    if _BROKEN_ESCAPE.search("/".join(segments) + query):
        return broken()
    values = [unquote(value) for value in segments[1::2]]
    if short_gtins and segments[0] == "01" and len(values[0]) in (8, 12, 13):
        values[0] = values[0].zfill(14)
    pairs = [Element(*pair) for pair in zip(segments[::2], values, strict=True)]
    return _thing(pairs, _query_elements(query), today)


def decompressed(
    segments: Sequence[str], query: str, today: date
) -> LinkedThing | CodeRefusal | None:
    """The thing of a path whose last segment is compressed, with or without its primary key.

    None where the segment is no compressed text, or its AIs are not those of one thing. A text
    with two readings is the first that is right.
    """
    if _BROKEN_ESCAPE.search("/".join(segments) + query):
        return broken()
    apart: list[Pair] = []
    if len(segments) >= 3 and segments[-3] in _QUALIFIERS:
        apart = [(segments[-3], unquote(segments[-2]))]
    answer: LinkedThing | CodeRefusal | None = None
    for pairs in unpacked(segments[-1]):
        answer = _thing_of_pairs([*apart, *pairs], query, today)
        if isinstance(answer, LinkedThing):
            break
    return answer


def _thing_of_pairs(
    pairs: Sequence[Pair], query: str, today: date
) -> LinkedThing | CodeRefusal | None:
    """The thing of pairs in any order; None unless one is a primary key and none is there twice."""
    elements = [Element(*pair) for pair in pairs if pair[0].isdigit()]
    others = tuple(pair for pair in pairs if not pair[0].isdigit())
    keys = [element for element in elements if element.ai in _QUALIFIERS]
    if len(keys) > 1:
        keys = [element for element in keys if element.ai not in _MAY_BE_SAID_OF_OTHERS]
    present = {element.ai: element for element in elements}
    if len(keys) != 1 or len(present) < len(elements):
        return None
    chains = [[present[ai] for ai in chain if ai in present] for chain in _QUALIFIERS[keys[0].ai]]
    named = [keys[0], *next(filter(None, chains), [])]
    attributes = sorted(element for element in elements if element not in named)
    thing = _thing(named, [*attributes, *_query_elements(query)], today)
    if isinstance(thing, CodeRefusal):
        return thing
    return replace(thing, compressed=True, parameters=others)


def _thing(
    pairs: Sequence[Element], attributes: Sequence[Element], today: date
) -> LinkedThing | CodeRefusal:
    """The thing of a primary key with its qualifiers (`pairs`) and attributes, all verified."""
    (key, value), *qualifiers = pairs
    named = [qualifier.ai for qualifier in qualifiers]
    chains = [chain for chain in _QUALIFIERS[key] if _in_order(named, chain)]
    if named and not chains:
        return misplaced()
    if any(attribute.ai in chain for attribute in attributes for chain in chains):
        return misplaced()
    if key in _NEEDED and _NEEDED[key] not in named:
        return broken()
    if problem := problem_of([*pairs, *attributes], today):
        return problem
    return LinkedThing(key, value, tuple(qualifiers), tuple(attributes))


def broken() -> CodeRefusal:
    """The refusal of a link that is not complete."""
    return refusal(RefusalReason.UNREADABLE, "link-broken", "product-code")


def misplaced() -> CodeRefusal:
    """The refusal of a link whose qualifiers stand where they do not belong."""
    return refusal(RefusalReason.UNREADABLE, "link-order", "product-code")


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


def _path(pairs: Sequence[tuple[str, str]]) -> str:
    return "/".join(f"{ai}/{quote(value, safe='')}" for ai, value in pairs)
