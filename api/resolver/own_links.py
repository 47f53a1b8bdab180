"""What we answer ourselves about a product, as links: they stand where nobody set one.

Each leads to an address of ours that answers by itself and never redirects (`api.resolver.own`).
"""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from provenance.codes.digital_links import CANONICAL_ORIGIN
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, GS1_VOCABULARY
from provenance.text import LANGUAGES, Message

PREFIX = "/about"
"""Where our own resources are: `/about/{aspect}/01/…`."""

JSON = "application/json"
JSON_LD = "application/ld+json"

SECTIONS: Mapping[str, str] = {
    "pip": "",
    "traceability": "journey",
    "recipeInfo": "recipes",
    "recallStatus": "recall",
    "certificationInfo": "certificates",
}
"""The aspects of a product by GS1 link type, each with the section of its page ('' is all)."""

MACHINE_TYPES: Mapping[str, str] = {
    "pip": JSON_LD,
    "traceability": JSON,
    "recipeInfo": JSON_LD,
    "recallStatus": JSON,
    "certificationInfo": JSON_LD,
}

_HREFLANG = tuple({"zh-Hans": "zh-CN"}.get(language, language) for language in LANGUAGES)
"""The languages of pages and data, as the linkset schema can say them: without scripts."""

Say = Callable[[Message], str]


def with_own(
    levels: Sequence[Level], paths: Sequence[str], *, origin: str, name: str, say: Say
) -> Sequence[Level]:
    """The levels of a product that we know, finest first, with what we add.

    A type that was set on a level or above it is not added to it: a link that was set for the
    product wins over our page of the lot. `name` is the product's.
    """
    by_path = {level.path: level for level in levels}
    found: list[Level] = []
    taken: set[str] = set()
    for path in reversed(paths):
        level = by_path.get(path, Level(path, ()))
        taken |= {link.link_type for link in level.links}
        ours = (link for link in own_links(path, origin, say) if link.link_type not in taken)
        description = level.description or _described(name, path)
        found.append(Level(path, (*ours, *level.links), description))
    return tuple(reversed(found))


def own_links(path: str, origin: str, say: Say) -> Sequence[Link]:
    """All that we have of a trade item, or a lot or an instance of it."""
    links = [Link(DEFAULT, _href(origin, "pip", path), say(Message("resolver-pip")))]
    for aspect, section in SECTIONS.items():
        link_type = GS1_VOCABULARY + aspect
        href = _href(origin, aspect, path)
        title = say(Message(f"resolver-{aspect.lower()}"))
        page = f"{href}#{section}" if section else href
        links += [
            Link(link_type, page, title, _HREFLANG, "text/html"),
            Link(link_type, href, title, _HREFLANG, MACHINE_TYPES[aspect]),
        ]
    title = say(Message("resolver-epcis"))
    query = f"{origin}/epcis/events?{_events_of(path)}"
    links.append(
        Link(
            f"{GS1_VOCABULARY}epcis",
            query,
            title,
            media_type=JSON_LD,
            forwards_query=False,  # the query interface refuses parameters that it does not know
            public=False,
        )
    )
    return tuple(links)


def _href(origin: str, aspect: str, path: str) -> str:
    return f"{origin}{PREFIX}/{aspect}/{path}"


def _events_of(path: str) -> str:
    """The EPCIS query (EPCIS 2.0, 8.2.7.1) for the events of what a path names most finely."""
    parts = path.split("/")
    pairs = dict(zip(parts[::2], parts[1::2], strict=True))
    parameter, qualifier = "MATCH_anyEPCClass", ""
    if "21" in pairs:
        parameter, qualifier = "MATCH_anyEPC", f"/21/{pairs['21']}"
    elif "10" in pairs:
        qualifier = f"/10/{pairs['10']}"
    named = f"{CANONICAL_ORIGIN}/01/{pairs['01']}{qualifier}"
    return f"{parameter}={quote(named, safe=':/')}"


def _described(name: str, path: str) -> str:
    """The product's name, with what the path adds to it."""
    qualifiers = path.split("/")[2:]
    return " ".join([name, "/".join(qualifiers)]) if qualifiers else name
