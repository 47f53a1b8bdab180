"""What a level of links must fulfil before it is kept, each demand with its sentence.

Hrefs are only looked at, never opened: http or https, ASCII (so that a `Location` is the href byte
for byte), no user name, and not back to a Digital Link of ours, which would go round in circles.
"""

import re
from collections.abc import Iterator
from datetime import date

from provenance.codes import read_linked
from provenance.identity import CodeRefusal
from provenance.imports.records import Refused
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, DEFAULT_MULTI, curie, link_type_problem
from provenance.text import Message

MOST_LINKS = 200
"""Links of one level."""
MOST_VALUES = 20
"""Languages, and contexts, of one link."""
LONGEST_TEXT = 300
LONGEST_HREF = 2_000

_HREF = re.compile(
    r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?"
    r"([/?#]([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
"""An absolute web address (RFC 3986) of a named host, without user information."""
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
"""What the linkset schema takes of BCP 47: no `und`, no script, no region of digits."""
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")
"""RFC 6838, 4.2, without parameters."""


def link_problem(link: Link, *, origin: str, today: date) -> Refused | None:
    """The first thing that is wrong with a link by itself, or None; the pointer is into the link.

    `origin` is the public address of this resolver.
    """
    return next(_link_problems(link, origin, today), None)


def level_problem(level: Level) -> Refused | None:
    """The first thing that is wrong with a level of sound links, or None."""
    return next(_level_problems(level), None)


def _link_problems(link: Link, origin: str, today: date) -> Iterator[Refused]:
    if key := link_type_problem(link.link_type):
        yield _wrong(key, "/linkType", value=curie(link.link_type)[:LONGEST_TEXT])
    if len(link.href) > LONGEST_HREF or not _HREF.fullmatch(link.href):
        yield _wrong("links-href", "/href", value=link.href[:LONGEST_TEXT])
    if _leads_back(link.href, origin, today):
        yield _wrong("links-circle", "/href", value=link.href[:LONGEST_TEXT])
    if not _is_text(link.title):
        yield _wrong("links-text", "/title", most=LONGEST_TEXT)
    for tag in link.hreflang:
        if not _LANGUAGE.fullmatch(tag):
            yield _wrong("links-language", "/hreflang", value=tag[:LONGEST_TEXT])
    if link.media_type is not None and not _MEDIA_TYPE.fullmatch(link.media_type):
        yield _wrong("links-media-type", "/type", value=link.media_type[:LONGEST_TEXT])
    if not all(map(_is_text, link.context)):
        yield _wrong("links-text", "/context", most=LONGEST_TEXT)
    if max(len(link.hreflang), len(link.context)) > MOST_VALUES:
        yield _wrong("links-values", "", most=MOST_VALUES)


def _level_problems(level: Level) -> Iterator[Refused]:
    """One default at most, bare, and each default also under what it is (Resolver 1.2)."""
    if not 1 <= len(level.links) <= MOST_LINKS:
        yield _wrong("links-count", "/links", most=MOST_LINKS)
    if not _is_text(level.description or "-"):
        yield _wrong("links-text", "/description", most=LONGEST_TEXT)
    if len(set(level.links)) < len(level.links):
        yield _wrong("links-twice", "/links")
    defaults = level.of_type(DEFAULT)
    if len(defaults) > 1:
        yield _wrong("links-default-one", "/links")
    if any(link.hreflang or link.media_type or link.context for link in defaults):
        yield _wrong("links-default-bare", "/links")
    if len(level.of_type(DEFAULT_MULTI)) == 1:
        yield _wrong("links-default-multi", "/links")
    described = {
        link.href for link in level.links if link.link_type not in (DEFAULT, DEFAULT_MULTI)
    }
    for link in (*defaults, *level.of_type(DEFAULT_MULTI)):
        if link.href not in described:
            yield _wrong("links-default-described", "/links", value=link.href[:LONGEST_TEXT])


def _leads_back(href: str, origin: str, today: date) -> bool:
    there, here = (address.partition("://")[2] for address in (href, origin))
    if not there.lower().startswith(f"{here.lower()}/"):
        return False
    return not isinstance(read_linked(there[len(here) :], today=today), CodeRefusal)


def _is_text(text: str) -> bool:
    return 0 < len(text.strip()) <= len(text) <= LONGEST_TEXT and text.isprintable()


def _wrong(key: str, pointer: str, **args: object) -> Refused:
    return Refused(Message(key, args), pointer)
