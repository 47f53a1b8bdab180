"""The phone page: one scan, refusal or outage as HTML that needs no JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.pages.app import OwnPage
from api.pages.structured_data import embedded, product_json_ld
from api.pages.temperature_curve import Reading, temperature_curve
from api.pages.timeline import short_hash, timeline
from api.pages.verdict import verdict
from api.pages.words import Words
from kiosk.screens import parts
from provenance.activity import activity
from provenance.answer import Scan
from provenance.identity import CodeRefusal, Identity
from provenance.journey import name
from provenance.links.link import Level
from provenance.links.link_types import DEFAULT, curie
from provenance.passport import gtin_of
from provenance.places import Store
from provenance.recipes import Recipe
from provenance.text import LANGUAGES, Message, Texts

LANGUAGE_NAMES = {"en": "English", "zh-Hans": "中文", "es": "Español"}
"""What speakers call the languages."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A way to the same page in another language; `address` keeps the rest of the query."""

    language: str
    name: str
    address: str
    current: bool


def render_scan(
    scan: Scan,
    *,
    texts: Texts,
    language: str,
    now: datetime,
    public_url: str,
    code: str,
    store: Store | None,
    curve: Sequence[Reading],
    limit_celsius: float | None,
    query: str = "",
) -> str:
    """The page of a scan.

    Times stand on the store's clock, else in UTC. `curve` are readings (UTC, °C) in order of time,
    `limit_celsius` the safety limit drawn with them. `public_url` is the origin of every link we
    make, `query` the raw query of the request, kept by the language links. `code` is what was
    scanned, for the page's script to ask about again.
    """
    zone = store.time_zone if store else UTC
    words = Words(texts, language, zone)
    canonical = _canonical(public_url, scan.identity)
    return _render(
        "scan.html",
        words,
        query=query,
        canonical=canonical,
        scan=scan,
        code=code,
        store=store,
        now=now,
        verdict=verdict(scan, words=words, today=now.astimezone(zone).date()),
        timeline=timeline(scan.origin),
        curve=temperature_curve(
            curve, limit_celsius=limit_celsius, excursions=scan.freshness.excursions, zone=zone
        ),
        json_ld=embedded(product_json_ld(scan, language=language, url=canonical)),
    )


def scan_json_ld(scan: Scan, *, language: str, public_url: str) -> dict[str, Any]:
    """What the page says, as a schema.org Product for machines."""
    return product_json_ld(scan, language=language, url=_canonical(public_url, scan.identity))


def render_refusal(
    refusal: CodeRefusal, *, texts: Texts, language: str, public_url: str, query: str = ""
) -> str:
    """The page of a code that has no answer: what is wrong, what was read, what to do."""
    return _render(
        "refusal.html",
        Words(texts, language, UTC),
        query=query,
        canonical=_canonical(public_url, refusal.identity) if refusal.identity else None,
        refusal=refusal,
    )


def render_home(
    *,
    texts: Texts,
    language: str,
    stores: Sequence[Store],
    store: str | None = None,
    query: str = "",
) -> str:
    """The page of the bare address: where a code can be scanned or typed in.

    `stores` are there to choose from, the one with the id `store` is chosen already.
    """
    words = Words(texts, language, UTC)
    return _render("home.html", words, query=query, canonical=None, stores=stores, store=store)


def render_recipe(recipe: Recipe | None, *, texts: Texts, language: str, query: str = "") -> str:
    """The page of a recipe, to cook by; None says that there is no such recipe."""
    words = Words(texts, language, UTC)
    return _render("recipe.html", words, query=query, canonical=None, recipe=recipe)


def render_own(page: OwnPage, *, texts: Texts, language: str, query: str = "") -> str:
    """A page that says what it is for, and that its script fills."""
    words = Words(texts, language, UTC)
    return _render("own.html", words, query=query, canonical=None, page=page)


def render_unavailable(*, texts: Texts, language: str, query: str = "") -> str:
    """The page while the database is away (503): it says so, and that trying again helps."""
    return _render("unavailable.html", Words(texts, language, UTC), query=query, canonical=None)


def render_links(
    levels: Sequence[Level],
    *,
    texts: Texts,
    language: str,
    item: str,
    messages: Sequence[Message] = (),
    query: str = "",
) -> str:
    """The links of `item`, level by level: to be read, or to choose from, as `messages` say."""
    return _render(
        "links.html",
        Words(texts, language, UTC),
        query=query,
        canonical=None,
        levels=levels,
        item=item,
        messages=messages,
        default=DEFAULT,
    )


def language_links(query: str, language: str) -> Sequence[LanguageLink]:
    """Links to this very address in each language, relative to it."""
    kept = [(key, value) for key, value in parse_qsl(query, True) if key != "lang"]
    return tuple(
        LanguageLink(
            tag, LANGUAGE_NAMES[tag], f"?{urlencode([*kept, ('lang', tag)])}", tag == language
        )
        for tag in LANGUAGES
    )


def kept_query(query: str) -> str:
    """What of a query holds for every page: the store and the language, as `?…`, or nothing."""
    kept = [(key, value) for key, value in parse_qsl(query) if key in ("store", "lang")]
    return f"?{urlencode(kept)}" if kept else ""


def _canonical(public_url: str, identity: Identity) -> str | None:
    """The address without query; None for what has no GS1 identity of its own."""
    if identity.gtin is None:
        return None
    path = identity.lot_thing or f"01/{identity.gtin}"
    if identity.serial:
        path += (identity.serial_thing or "").removeprefix(f"01/{identity.gtin}")
    return f"{public_url.rstrip('/')}/{path}"


def _render(template: str, words: Words, *, query: str, **context: object) -> str:
    return (
        _templates()
        .get_template(template)
        .render(
            t=words,
            languages=language_links(query, words.language),
            kept=kept_query(query),
            parts=parts("phone"),
            **context,
        )
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["activity"] = activity
    environment.filters["curie"] = curie
    environment.filters["gtin_of"] = gtin_of
    environment.filters["short_hash"] = short_hash
    environment.filters["thing_name"] = name
    return environment
