"""What a request to the resolver asks for, read once from its raw path, query and headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote, unquote

from starlette.requests import Request

from provenance.codes import MAX_LENGTH, LinkedThing, read_linked
from provenance.codes.scanned import refusal
from provenance.identity import CodeRefusal, RefusalReason
from provenance.links.choice import Wanted
from provenance.links.link_types import link_type_uri
from provenance.links.linkset import MEDIA_TYPE
from provenance.text import accepted_languages

HTML = "text/html"

_LINKSET_NAMES = ("linkset", "all")  # "all" is what version 1.0 called it
_IN_QUERY = "!$&'()*+,;=:@/?%-._~"
"""What may stand in a query as it is (RFC 3986, 3.4); the rest is escaped before it is sent on."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a request's path and query say by themselves.

    `levels` are the canonical paths under which something may be known of the thing, finest first.
    `query` is what a redirect passes on: the whole query of the request, for a compressed link
    with the attributes that were in it. `linkset` says that the whole linkset is asked for.
    """

    thing: LinkedThing
    levels: Sequence[str]
    query: str
    link_type: str | None
    context: str | None
    linkset: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing, and what is wanted of it; `linkset` says that it is the whole linkset."""

    named: Named
    wanted: Wanted
    linkset: bool

    @property
    def path(self) -> str:
        """The canonical path, uncompressed and without attributes."""
        return self.named.levels[0]

    @property
    def gtin(self) -> str | None:
        """The GTIN, where the thing is a trade item."""
        return self.named.thing.value if self.named.thing.key == "01" else None

    @property
    def plain(self) -> bool:
        """Whether it asks for no link type: the default is wanted."""
        return self.wanted.link_type is None and not self.linkset

    def names(self, *media_types: str) -> bool:
        """Whether it accepts one of these by name; a wildcard names nothing."""
        return any(media_type in self.wanted.media_ranges for media_type in media_types)

    @property
    def link(self) -> str:
        """The uncompressed path and query, as a request to us has them."""
        return f"/{self.path}?{self.named.query}"


def read_asked(request: Request, *, today: date) -> Asked | CodeRefusal:
    """Read a request; the raw path counts, as `%2F` belongs to a value."""
    path, query = request.scope["raw_path"], request.scope["query_string"]
    if len(path) + len(query) > MAX_LENGTH:
        return refusal(RefusalReason.UNREADABLE, "too-long", "product-code")
    named = _named(path, query, today)
    if isinstance(named, CodeRefusal):
        return named
    media_ranges = accepted_media_ranges(request.headers.get("accept", ""))
    return Asked(
        named,
        Wanted(
            link_type=named.link_type,
            languages=accepted_languages(request.headers.get("accept-language", "")),
            media_ranges=media_ranges,
            context=named.context,
        ),
        named.linkset or MEDIA_TYPE in media_ranges,
    )


@lru_cache(maxsize=1024)  # one code is scanned again and again, and reading it costs most
def _named(raw: bytes, raw_query: bytes, today: date) -> Named | CodeRefusal:
    query = quote(raw_query, safe=_IN_QUERY)
    thing = read_linked(f"{raw.decode('ascii', 'replace')}?{query}", today=today)
    if isinstance(thing, CodeRefusal):
        return thing
    parameters = query.split("&") if query else []
    if thing.compressed:
        parameters = _uncompressed(thing, parameters)
    kept, link_type, context = _sorted_out(parameters)
    return Named(
        thing=thing,
        levels=thing.levels,
        query=kept,
        link_type=link_type_uri(link_type) if link_type else None,
        context=context or None,
        linkset=link_type in _LINKSET_NAMES,
    )


def accepted_media_ranges(header: str) -> Sequence[str]:
    """The media ranges of an Accept header (RFC 9110, 12.5.1), best first and without `*/*`.

    Of ranges that are liked equally the more specific one comes first; junk is passed over.
    """
    return tuple(
        name
        for name, _ in sorted(
            _weighted(header), key=lambda found: (-found[1], found[0].endswith("/*"))
        )
    )


def _weighted(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        main, slash, sub = name.partition("/")
        if not (slash and main and sub) or name == "*/*":
            continue
        given = [each[2:] for each in parameters if each.startswith("q=")]
        try:
            quality = float(given[0]) if given else 1.0
        except ValueError:
            continue
        if quality > 0:
            yield name, quality


def _sorted_out(parameters: Sequence[str]) -> tuple[str, str, str]:
    """The query to pass on, with what says which link last (it means least elsewhere), and both."""
    values = {"linktype": "", "context": ""}
    rest: list[str] = []
    last: list[str] = []
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        name = unquote(key).lower()
        (last if name == "linktype" else rest).append(parameter)
        if name in values:
            values[name] = values[name] or unquote(value)
    return "&".join(rest + last), values["linktype"], values["context"]


def _uncompressed(thing: LinkedThing, parameters: Sequence[str]) -> list[str]:
    """The query of the uncompressed link: what was in the compressed part, then the rest."""
    inside = [*thing.attributes, *thing.parameters]
    written = [f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in inside]
    return written + [each for each in parameters if not each.partition("=")[0].isdigit()]
