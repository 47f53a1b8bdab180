"""What a phone gets when it opens a code: a page; and what machines get in its place."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from pymongo.errors import ConnectionFailure
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.graphql.view import RETRY_AFTER
from api.live import Live
from api.pages import (
    page_headers,
    render_home,
    render_refusal,
    render_scan,
    render_unavailable,
    scan_json_ld,
)
from api.problems import problem
from provenance.answer import Scan, ScanAnswer
from provenance.codes import read_link_path
from provenance.codes.digital_links import CANONICAL_ORIGIN
from provenance.freshness.classes import safety_limit
from provenance.identity import CodeRefusal, RefusalReason
from provenance.scan import Occasion, scan, scan_identity, temperature_curve
from provenance.store.archive import Archive
from provenance.text import LANGUAGES, Texts, accepted_languages, choose_language

HTML = "text/html"
REVIEWS = 5
RECIPES = 3
CURVE_POINTS = 200

STATUS = {RefusalReason.UNKNOWN_PRODUCT: 404}
"""HTTP status of a refusal; what cannot be read is 400 (GS1-Conformant Resolver, 1.2)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How an answer speaks: its language, the sentences, and the origin of its addresses."""

    language: str
    texts: Texts
    public_url: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What machines get in place of a page: its media type, and how it is made of a scan."""

    media_type: str
    present: Callable[[Scan, Voice], Mapping[str, Any]]

    def speaks(self, request: Request) -> bool:
        """Whether a request asks for it; browsers name HTML, whatever else they take."""
        accept = request.headers.get("accept", "")
        return self.media_type in accept and HTML not in accept


def _json_ld(scan: Scan, voice: Voice) -> Mapping[str, Any]:
    return scan_json_ld(scan, language=voice.language, public_url=voice.public_url)


PRODUCT = Machine("application/ld+json", _json_ld)
"""A schema.org Product: what machines get of a page unless it is about something else."""


class ScanPages:
    """Pages of items (for the resolver) and of any other code (`/scan?code=…`).

    `store` and `lang` in the query say where the shopper is and what they read.
    """

    def __init__(
        self,
        archive: Archive,
        live: Live,
        texts: Texts,
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._live = live
        self._texts = texts
        self._public_url = public_url
        self._clock = clock

    def routes(self) -> list[BaseRoute]:
        """Their routes."""
        return [
            guarded("/", self.home, Action.SCAN),
            guarded("/scan", self.any_code, Action.SCAN),
        ]

    async def home(self, request: Request) -> Response:
        """Where a code can be typed in."""
        html = render_home(
            texts=self._texts,
            language=self.language(request),
            stores=sorted(self._live.stores.values(), key=lambda store: store.name),
            store=request.query_params.get("store"),
            query=request.url.query,
        )
        return HTMLResponse(html, headers=page_headers(scans=True))

    async def item(self, request: Request, link: str, machine: Machine = PRODUCT) -> Response:
        """The page of what a Digital Link's raw path and query name, or what machines get of it."""

        async def linked(occasion: Occasion) -> ScanAnswer:
            codes = occasion.store.codes if occasion.store else None
            read = read_link_path(link, today=occasion.now.date(), store=codes)
            if isinstance(read, CodeRefusal):
                return read
            return await scan_identity(self._archive, read, occasion)

        return await self._page(request, CANONICAL_ORIGIN + link, linked, machine)

    async def any_code(self, request: Request) -> Response:
        """The page of any code a scanner can read."""
        code = request.query_params.get("code", "")
        return await self._page(
            request, code, lambda occasion: scan(self._archive, code, occasion), PRODUCT
        )

    async def _page(
        self,
        request: Request,
        code: str,
        scanned: Callable[[Occasion], Awaitable[ScanAnswer]],
        machine: Machine,
    ) -> Response:
        try:
            await self._live.ready()
            occasion = self._occasion(request)
            found = await scanned(occasion)
            if isinstance(found, CodeRefusal):
                if machine.speaks(request):
                    return self._problem(request, found)
                return self.refused(request, found)
            if machine.speaks(request):
                voice = Voice(self.language(request), self._texts, self._public_url)
                return Response(
                    orjson.dumps(machine.present(found, voice)),
                    headers=page_headers(),
                    media_type=machine.media_type,
                )
            curve = await temperature_curve(self._archive, found, occasion, points=CURVE_POINTS)
        except ConnectionFailure:
            return self.unavailable(request)
        html = render_scan(
            found,
            texts=self._texts,
            language=self.language(request),
            now=occasion.now,
            public_url=self._public_url,
            code=code,
            store=occasion.store,
            curve=curve,
            limit_celsius=safety_limit(found.product.category),
            query=request.url.query,
        )
        return HTMLResponse(html, headers=page_headers())

    def unavailable(self, request: Request) -> Response:
        """The page while the database is away."""
        html = render_unavailable(
            texts=self._texts, language=self.language(request), query=request.url.query
        )
        return HTMLResponse(html, 503, page_headers() | RETRY_AFTER)

    def refused(
        self, request: Request, refusal: CodeRefusal, status: int | None = None
    ) -> Response:
        """The page of a code without an answer; its status is that of the reason unless given."""
        html = render_refusal(
            refusal,
            texts=self._texts,
            language=self.language(request),
            public_url=self._public_url,
            query=request.url.query,
        )
        return HTMLResponse(html, status or STATUS.get(refusal.reason, 400), page_headers())

    def _problem(self, request: Request, refusal: CodeRefusal) -> Response:
        detail = self._texts(refusal.message, self.language(request))
        return problem(STATUS.get(refusal.reason, 400), detail, page_headers())

    def _occasion(self, request: Request) -> Occasion:
        store = request.query_params.get("store")
        stores = self._live.stores
        return Occasion(
            now=self._clock(),
            stores=stores,
            places=self._live.places,
            store_id=store if store in stores else None,
            reviews=REVIEWS,
            recipes=RECIPES,
            certificates=True,
        )

    def language(self, request: Request) -> str:
        """What was asked for, else accepted, else the store's language, else English."""
        asked = request.query_params.get("lang")
        accepted = accepted_languages(request.headers.get("accept-language", ""))
        store = self._live.stores.get(request.query_params.get("store", ""))
        wanted = [*([asked] if asked else []), *accepted, *([store.language] if store else [])]
        return choose_language(wanted) or LANGUAGES[0]
