"""The values of query parameters, each bound to its type: a condition, or what is wrong with one.

Nothing that a caller writes goes further than this as anything but a text, number, time or truth
value.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from typing import Final

from provenance.epcis import vocabulary
from provenance.epcis.context import read_context
from provenance.epcis.identifiers import canonical_link, things
from provenance.epcis.patterns import Level, sought
from provenance.epcis.problems import shown
from provenance.epcis.query import (
    At,
    Comparison,
    Condition,
    Extended,
    Fact,
    Inside,
    Moment,
    Names,
    OneOf,
    Reported,
    Role,
)
from provenance.epcis.terms import TEXT_LENGTH, moment
from provenance.epcis.vocabulary import Vocabulary
from provenance.text import Message

Values = tuple[str, ...]
Reader = Callable[[Values], Condition | Message]


def one_of(kinds: Sequence[str], fact: Fact, values: Values) -> OneOf | Message:
    """Words of a closed list."""
    for value in values:
        if value not in kinds:
            facts = {"value": shown(value), "known": ", ".join(kinds)}
            return Message("epcis-query-one-of", facts)
    return OneOf(fact, values)


def word_of(words: Vocabulary, value: str) -> str | Message:
    """The bare word; the URI of another vocabulary as it is."""
    word = words.word(value)
    if word in words.words or (":" in word and word == value):
        return word
    near = get_close_matches(word, words.words, n=1)
    if near:
        return Message("epcis-misspelt-word", {"value": shown(value), "near": near[0]})
    return Message("epcis-unknown-word", {"value": shown(value)})


def words_of(
    words: Vocabulary, fact: Fact, values: Values, *, spelt: bool = False
) -> OneOf | Message:
    """Bare words, or `spelt` in all ways for what is stored as it was written."""
    found: list[str] = []
    for value in values:
        word = word_of(words, value)
        if isinstance(word, Message):
            return word
        found.append(word)
        if spelt and word in words.words:
            found.extend(prefix + word for prefix in words.prefixes)
    return OneOf(fact, tuple(found))


def measurements(values: Values) -> Reported | Message:
    """Types of measurement (`Temperature`, `gs1:Temperature`, …)."""
    found = words_of(vocabulary.MEASUREMENT, Fact.TYPE, values, spelt=True)
    return found if isinstance(found, Message) else Reported("type", found.values)


def uris(
    values: Values, make: Callable[[Values], Condition], of: Callable[[str], str] = str
) -> Condition | Message:
    """URIs, and `of` them what events are compared by."""
    for value in values:
        if ":" not in value:
            return Message("epcis-not-a-uri", {"value": shown(value)})
    return make(tuple(of(value) for value in values))


def facts(fact: Fact, of: Callable[[str], str] = str) -> Reader:
    """Reads URIs that one fact is compared with."""
    return partial(uris, make=partial(OneOf, fact), of=of)


def inside(fact: Fact) -> Reader:
    """Reads the URIs of places that a place may stand in."""
    return partial(uris, make=partial(Inside, fact), of=first_thing)


def first_thing(uri: str) -> str:
    """The coarsest thing that a URI names."""
    return things(uri)[0]


def last_thing(uri: str) -> str:
    """The finest thing that a URI names."""
    return things(uri)[-1]


def names(role: Role, level: Level, values: Values) -> Names | Message:
    """Identifiers, classes and patterns of either."""
    found = []
    for value in values:
        if ":" not in value:
            return Message("epcis-not-a-uri", {"value": shown(value)})
        one = sought(value, level)
        if one is None:
            return Message("epcis-query-pattern", {"value": shown(value)})
        found.append(one)
    return Names(role, level, tuple(found))


def at(of: Moment, comparison: Comparison, values: Values) -> At | Message:
    """A time with its zone."""
    text = values[0].replace(" ", "+")  # a plus sign that was not encoded arrives as a space
    time = moment(text) if "T" in text else None
    if time is None:
        return Message("epcis-not-a-time", {"value": shown(values[0])})
    return At(of, comparison, time)


_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,300}([.][0-9]{0,300})?([eE][+-]?[0-9]{1,2})?")


def numbers(values: Values) -> tuple[float, ...] | Message:
    """Finite decimal numbers."""
    for value in values:
        if not _NUMBER.fullmatch(value):
            return Message("epcis-query-not-a-number", {"value": shown(value)})
    return tuple(map(float, values))


def truth(values: Values) -> Reported | Message:
    """Truth values."""
    for value in values:
        if value not in ("true", "false"):
            return Message("epcis-query-one-of", {"value": shown(value), "known": "true, false"})
    return Reported("booleanValue", tuple(value == "true" for value in values))


def field_iri(name: str, prefixes: Mapping[str, str]) -> str | Message:
    """The IRI of an extension's field; its prefix must be known, or be no prefix but a scheme."""
    context = read_context(dict(prefixes))
    prefix, _, local = name.partition(":")
    if prefix in context.terms:
        return context.expanded(name)
    if prefix == "urn" or local.startswith("//"):
        return name
    return Message("epcis-query-prefix", {"prefix": shown(prefix)})


def extended(name: str, comparison: Comparison, values: Values) -> Extended | Message:
    """Values of an extension's field: what they may mean, or for an order a number or a time."""
    found: list[str | float | datetime] = []
    for value in values:
        if len(value) > TEXT_LENGTH:
            return Message("epcis-query-too-long", {"most": TEXT_LENGTH})
        number = float(value) if _NUMBER.fullmatch(value) else None
        meant = [each for each in (number, moment(value)) if each is not None]
        if comparison is Comparison.EQ:
            found += [canonical_link(value), *meant]
        elif meant:
            found.append(meant[0])
        else:
            return Message("epcis-query-not-ordered", {"value": shown(value)})
    return Extended(name, comparison, tuple(found))
