"""Levels of links as a linkset document (RFC 9264, JSON) and back.

Its form is that of the GS1 linkset schema: an object a level with `anchor` and `itemDescription`,
the links by the URI of their type.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from provenance.identity import CodeRefusal
from provenance.imports.records import Refused, UnfitError, refusing
from provenance.links.checks import level_problem, link_problem
from provenance.links.item import item_of
from provenance.links.link import Level, Link
from provenance.links.link_types import link_type_uri
from provenance.text import Message

MEDIA_TYPE = "application/linkset+json"
CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context"
"""What makes JSON-LD of a linkset, named in the `Link` header and never in the document."""

_ABOUT_LEVEL = ("anchor", "itemDescription", "description")
_MEMBERS = {"href", "title", "hreflang", "type", "context", "fwqs", "public"}


def linkset(levels: Sequence[Level], origin: str) -> dict[str, Any]:
    """The document of some levels, anchored at `origin` (no slash at its end)."""
    return {"linkset": [level_object(level, origin) for level in levels]}


def level_object(level: Level, origin: str) -> dict[str, Any]:
    """One level of a document; a level that nobody described is described by its path."""
    written: dict[str, Any] = {
        "anchor": f"{origin}/{level.path}",
        "itemDescription": level.description or level.path,
    }
    for link in level.links:
        written.setdefault(link.link_type, []).append(_link_object(link))
    return written


def linkset_levels(
    document: Mapping[str, Any], *, origin: str, today: date
) -> Iterator[Level | Refused]:
    """The levels of a document, upper ones first, or what is wrong with each.

    An anchor may be at any resolver: only its path counts. `origin` is our own address.
    """
    objects = document.get("linkset")
    if not isinstance(objects, list):
        yield Refused(Message("links-no-linkset"))
        return
    levels = []
    for position, each in enumerate(objects):
        level = _Reader(origin, today).level(each)
        if isinstance(level, Refused):
            yield Refused(level.reason, f"/linkset/{position}{level.pointer}")
        else:
            levels.append(level)
    yield from sorted(levels, key=lambda level: len(level.path))


def _link_object(link: Link) -> dict[str, Any]:
    written: dict[str, Any] = {"href": link.href, "title": link.title}
    if link.hreflang:
        written["hreflang"] = list(link.hreflang)
    if link.media_type is not None:
        written["type"] = link.media_type
    if link.context:
        written["context"] = list(link.context)
    if not link.forwards_query:
        written["fwqs"] = False
    if not link.public:
        written["public"] = False
    return written


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the object of a level; refusals point into it."""

    origin: str
    today: date

    def level(self, value: object) -> Level | Refused:
        bare = _bare_level(value, self.today)
        if isinstance(bare, Refused) or not isinstance(value, dict):
            return bare
        links: list[Link] = []
        for link_type in (name for name in value if name not in _ABOUT_LEVEL):
            pointer = "/" + link_type.replace("~", "~0").replace("/", "~1")  # RFC 6901
            if not isinstance(value[link_type], list):
                return Refused(Message("links-not-list", {"field": link_type}), pointer)
            for position, each in enumerate(value[link_type]):
                link = _link(link_type_uri(link_type), each)
                if isinstance(link, Link):
                    link = link_problem(link, origin=self.origin, today=self.today) or link
                if isinstance(link, Refused):
                    return Refused(link.reason, f"{pointer}/{position}{link.pointer}")
                links.append(link)
        level = replace(bare, links=tuple(links))
        return level_problem(level) or level


@refusing
def _bare_level(value: object, today: date) -> Level:
    if not isinstance(value, dict):
        raise UnfitError("imports-not-object")
    thing = item_of(_text(value, "anchor"), today=today)
    if isinstance(thing, CodeRefusal):
        raise UnfitError(thing.message.key, **thing.message.args)
    description = _optional(value, "itemDescription") or _optional(value, "description")
    return Level(thing.path, (), None if description == thing.path else description)


@refusing
def _link(link_type: str, value: object) -> Link:
    if not isinstance(value, dict):
        raise UnfitError("imports-not-object")
    if unknown := sorted(value.keys() - _MEMBERS):
        raise UnfitError("links-member", value=unknown[0][:100])
    return Link(
        link_type=link_type,
        href=_text(value, "href"),
        title=_text(value, "title"),
        hreflang=_texts(value, "hreflang"),
        media_type=_optional(value, "type"),
        context=_texts(value, "context"),
        forwards_query=_flag(value, "fwqs"),
        public=_flag(value, "public"),
    )


def _text(value: Mapping[str, Any], name: str) -> str:
    if (text := _optional(value, name)) is None:
        raise UnfitError("imports-missing", field=name)
    return text


def _optional(value: Mapping[str, Any], name: str) -> str | None:
    text = value.get(name)
    if text is not None and not isinstance(text, str):
        raise UnfitError("imports-not-text", field=name)
    return text


def _texts(value: Mapping[str, Any], name: str) -> Sequence[str]:
    texts = value.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise UnfitError("imports-not-texts", field=name)
    return tuple(texts)


def _flag(value: Mapping[str, Any], name: str) -> bool:
    if not isinstance(flag := value.get(name, True), bool):
        raise UnfitError("links-not-flag", field=name)
    return flag
