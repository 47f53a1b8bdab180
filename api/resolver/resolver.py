"""Every Digital Link of ours: a redirect, a linkset, a choice, our own page, or what is wrong.

GS1-Conformant Resolver Standard 1.2. A link that was set costs one indexed read and wins over our
own resources; only where none was set is it asked whether we know the product.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

import orjson
from pymongo.errors import ConnectionFailure
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Match, Route

from api.access.callers import Action
from api.access.routes import guarded
from api.graphql.view import RETRY_AFTER
from api.pages import page_headers, render_links
from api.problems import problem
from api.resolver.asked import HTML, Asked, read_asked
from api.resolver.description import DESCRIPTION_PATH, description_file
from api.resolver.headers import ALLOWED, METHODS, NEGOTIATED, OPEN, link_header
from api.resolver.own_links import with_own
from api.scan_pages import PRODUCT, ScanPages
from provenance.answer import Product
from provenance.codes.linked import PRIMARY_KEYS
from provenance.identity import CodeRefusal
from provenance.links.choice import Several, chosen
from provenance.links.forwarding import target
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, curie
from provenance.links.linkset import MEDIA_TYPE, linkset
from provenance.store.archive import Archive
from provenance.text import Message, Texts, localised

_PAGE_TYPES = (HTML, PRODUCT.media_type)
"""Who names one of these gets our page, or what it is for machines, without a redirect."""

Endpoint = Callable[[Request], Awaitable[Response]]


class Resolver:
    """The routes of Digital Links; `public_url` is the origin of every address that we give."""

    def __init__(
        self,
        archive: Archive,
        pages: ScanPages,
        texts: Texts,
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._pages = pages
        self._texts = texts
        self._origin = public_url
        self._clock = clock

    def routes(self) -> list[BaseRoute]:
        """Digital Links of every key, and what we say about ourselves."""
        keys = sorted(PRIMARY_KEYS, key=lambda key: key != "01")  # the common one first
        endpoint = _without_body(self.digital_link)
        return [
            *(guarded(f"/{key}/{{rest:path}}", endpoint, Action.SCAN, METHODS) for key in keys),
            guarded(DESCRIPTION_PATH, _without_body(self.description), Action.SCAN, METHODS),
        ]

    def last_routes(self) -> list[BaseRoute]:
        """Compressed links stand at the root: this must come after every other route."""
        endpoint = _without_body(self.compressed_link)
        return [guarded("/{compressed}", endpoint, Action.SCAN, METHODS)]

    async def digital_link(self, request: Request) -> Response:
        """A Digital Link; what is wrong with it is 400."""
        asked = read_asked(request, today=self._clock().date())
        if isinstance(asked, CodeRefusal):
            return self._refused(request, asked, 400)
        return await self._answer(request, asked)

    async def compressed_link(self, request: Request) -> Response:
        """A compressed Digital Link; what is none is 404, as any address that is not there."""
        asked = read_asked(request, today=self._clock().date())
        if not isinstance(asked, CodeRefusal):
            return await self._answer(request, asked)
        for route in request.app.routes:  # one that takes other methods only
            if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL:
                return Response(status_code=405, headers={"Allow": ", ".join(route.methods or ())})
        return self._refused(request, asked, 404)

    async def description(self, request: Request) -> Response:
        """The resolver description file."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=ALLOWED)
        body = orjson.dumps(description_file(self._origin))
        return Response(body, headers=dict(OPEN), media_type="application/json")

    async def _answer(self, request: Request, asked: Asked) -> Response:
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=ALLOWED)
        else:
            try:
                response = await self._resolved(request, asked)
            except ConnectionFailure:
                response = self._unavailable(request, asked)
        links = link_header(
            f"{self._origin}/{asked.path}",
            compressed=asked.named.thing.compressed,
            with_context=response.media_type == MEDIA_TYPE,
        )
        response.raw_headers.append((b"link", links.encode("ascii")))
        return response

    async def _resolved(self, request: Request, asked: Asked) -> Response:
        levels = await self._archive.links.at(asked.named.levels)
        found = None if asked.linkset else chosen(levels, asked.wanted)
        if isinstance(found, Link):
            return _redirect(found, asked)
        if found is None and asked.plain and asked.gtin and asked.names(*_PAGE_TYPES):
            return _open(await self._pages.item(request, asked.link))
        product = await self._archive.products.get(asked.gtin) if asked.gtin else None
        if not levels and product is None:
            return await self._unknown(request, asked)
        if product is not None:
            levels = self._with_own(request, asked, levels, product)
        if asked.linkset:
            return self._linkset(request, asked, levels)
        match found or chosen(levels, asked.wanted):
            case Link() as ours:
                return _redirect(ours, asked)
            case Several() as several:
                return self._several(request, asked, levels, several)
            case None:
                return self._missing(request, asked, levels)

    def _with_own(
        self, request: Request, asked: Asked, levels: Sequence[Level], product: Product
    ) -> Sequence[Level]:
        language = self._pages.language(request)
        return with_own(
            levels,
            asked.named.levels,
            origin=self._origin,
            name=localised(product.names, language),
            say=lambda message: self._texts(message, language),
        )

    def _linkset(
        self,
        request: Request,
        asked: Asked,
        levels: Sequence[Level],
        status: int = 200,
        *messages: Message,
    ) -> Response:
        if asked.names(HTML) and not asked.names(MEDIA_TYPE):
            return self._list(request, levels, status, *messages)
        body = orjson.dumps(linkset(levels, self._origin))
        return Response(body, status, NEGOTIATED, media_type=MEDIA_TYPE)

    def _several(
        self, request: Request, asked: Asked, levels: Sequence[Level], several: Several
    ) -> Response:
        """Links that fit equally well, to choose from."""
        level = next(level for level in levels if level.path == several.path)
        message = Message("resolver-choose")
        return self._linkset(request, asked, [replace(level, links=several.links)], 300, message)

    def _missing(self, request: Request, asked: Asked, levels: Sequence[Level]) -> Response:
        """Links there are, but none of the wanted type."""
        wanted = curie(asked.wanted.link_type or DEFAULT)
        message = Message("resolver-missing", {"type": wanted})
        if asked.names(HTML):
            others = Message("resolver-missing-others")
            return self._list(request, levels, 404, message, others)
        return self._problem(request, 404, message)

    async def _unknown(self, request: Request, asked: Asked) -> Response:
        message = Message("resolver-unknown", {"item": asked.path})
        if not asked.names(HTML):
            return self._problem(request, 404, message)
        if asked.gtin is not None:  # its page says what can be read of the code
            return _open(await self._pages.item(request, asked.link))
        return self._list(
            request, [], 404, message, Message("resolver-unknown-hint"), item=asked.path
        )

    def _unavailable(self, request: Request, asked: Asked) -> Response:
        if asked.names(HTML):
            return _open(self._pages.unavailable(request))
        response = self._problem(request, 503, Message("resolver-unavailable"))
        response.headers.update(RETRY_AFTER)
        return response

    def _refused(self, request: Request, refusal: CodeRefusal, status: int) -> Response:
        if HTML in request.headers.get("accept", ""):
            return _open(self._pages.refused(request, refusal, status))
        return self._problem(request, status, refusal.message)

    def _problem(self, request: Request, status: int, message: Message) -> Response:
        return problem(status, self._texts(message, self._pages.language(request)), NEGOTIATED)

    def _list(
        self,
        request: Request,
        levels: Sequence[Level],
        status: int,
        *messages: Message,
        item: str | None = None,
    ) -> Response:
        html = render_links(
            levels,
            texts=self._texts,
            language=self._pages.language(request),
            item=item or levels[0].description or levels[0].path,
            messages=messages,
            query=request.url.query,
        )
        return HTMLResponse(html, status, {**page_headers(), **NEGOTIATED})


def _redirect(link: Link, asked: Asked) -> Response:
    location = target(link, asked.named.query)
    return Response(status_code=307, headers={**NEGOTIATED, "Location": location})


def _open(response: Response) -> Response:
    response.headers.update(OPEN)
    return response


def _without_body(endpoint: Endpoint) -> Endpoint:
    """HEAD gets the headers of GET."""

    async def answered(request: Request) -> Response:
        response = await endpoint(request)
        if request.method == "HEAD":
            response.body = b""
        return response

    return answered
