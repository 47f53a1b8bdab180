"""A link and a level of links, as values."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link from an identified thing to a web resource; nothing is ever fetched from it.

    `link_type` is a full URI, `hreflang` are tags such as `es` or `zh-CN`, `media_type` the IANA
    type of the target, `context` free words such as a country. A link that `forwards_query` gets
    the request's query appended. `public` says whether anybody may open the target.
    """

    link_type: str
    href: str
    title: str
    hreflang: Sequence[str] = ()
    media_type: str | None = None
    context: Sequence[str] = ()
    forwards_query: bool = True
    public: bool = True


@dataclass(frozen=True, slots=True)
class Level:
    """The links of one thing; `path` is its canonical path (`01/09506000134352/10/L1`).

    `description` says what the thing is, where it is not a product whose name we know.
    """

    path: str
    links: Sequence[Link]
    description: str | None = None

    def of_type(self, link_type: str) -> Sequence[Link]:
        """Its links of one type, in their order."""
        return [link for link in self.links if link.link_type == link_type]


def by_type(links: Sequence[Link]) -> Sequence[Link]:
    """Links of one type side by side, as a linkset writes them; else in their order."""
    types = list(dict.fromkeys(link.link_type for link in links))
    return tuple(sorted(links, key=lambda link: types.index(link.link_type)))
