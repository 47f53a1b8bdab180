"""Which link answers a request: walking up, then the best among several of one type."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, DEFAULT_MULTI


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for; None and empty mean that it does not say.

    `link_type` is a full URI, `languages` are tags and `media_ranges` such as `text/html` or
    `text/*`, both best first.
    """

    link_type: str | None = None
    languages: Sequence[str] = ()
    media_ranges: Sequence[str] = ()
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Links of one type on one level that fit equally well: the caller must choose (300)."""

    path: str
    links: Sequence[Link]


def chosen(levels: Sequence[Level], wanted: Wanted) -> Link | Several | None:
    """The link of the first level, finest first, that has any of the wanted type; None: 404.

    Without a type it is the one of the default links for several cases that fits best, else the
    single default link (Resolver 1.2, default links).
    """
    if wanted.link_type is None:
        return _default(levels, wanted)
    for level in levels:
        if found := level.of_type(wanted.link_type):
            best = fitting(found, wanted)
            return best[0] if one_target(best) else Several(level.path, best)
    return None


def fitting(links: Sequence[Link], wanted: Wanted) -> Sequence[Link]:
    """Those of several links that fit best: by context, then language, then media type.

    A wish that none meets is met by those that are bound to nothing, else by all; so whoever asks
    for what does not exist gets something, and a single link whatever is asked.
    """
    contexts = [_same(wanted.context)] if wanted.context else []
    links = _narrowed(links, lambda link: link.context, contexts)
    spoken = (fits for tag in wanted.languages for fits in _in_language(tag))
    links = _narrowed(links, lambda link: link.hreflang, spoken)
    types = (_of_type(each) for each in wanted.media_ranges)
    return _narrowed(links, lambda link: [link.media_type] if link.media_type else [], types)


def one_target(links: Sequence[Link]) -> bool:
    """Whether all lead to one document, which then negotiates for itself."""
    return len({link.href.partition("#")[0] for link in links}) == 1


def _default(levels: Sequence[Level], wanted: Wanted) -> Link | None:
    for level in levels:
        if (several := level.of_type(DEFAULT_MULTI)) and one_target(
            best := fitting(several, wanted)
        ):
            return best[0]
        if single := level.of_type(DEFAULT):
            return single[0]
    return None


def _narrowed(
    links: Sequence[Link],
    values: Callable[[Link], Sequence[str]],
    preferences: Iterable[Callable[[str], bool]],
) -> Sequence[Link]:
    if len(links) < 2:
        return links
    for fits in preferences:
        if kept := [link for link in links if any(map(fits, values(link)))]:
            return kept
    return [link for link in links if not values(link)] or links


def _same(text: str) -> Callable[[str], bool]:
    return lambda value: value.lower() == text.lower()


def _in_language(tag: str) -> Iterable[Callable[[str], bool]]:
    """`en-GB` is met by itself, then by `en`, then by any English (RFC 4647, lookup)."""
    language = tag.partition("-")[0].lower()
    yield _same(tag)
    yield _same(language)
    yield lambda value: value.partition("-")[0].lower() == language


def _of_type(media_range: str) -> Callable[[str], bool]:
    main, _, sub = media_range.lower().partition("/")
    if sub == "*":
        return lambda value: value.lower().startswith(f"{main}/")
    return _same(media_range)
