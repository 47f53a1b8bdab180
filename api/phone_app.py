"""What makes the phone page an app: its own pages, manifest, icons and service worker."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.pages import OwnPage, app_manifest, icon, icons, page_headers, render_own
from api.scan_pages import ScanPages
from kiosk.screens import asset, assets, parts
from provenance.text import Texts

_A_DAY = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
_ASKED_ANEW = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


class PhoneApp:
    """`/cart`, `/pair` and `/offline` for scripts to fill, and what installs them on a phone."""

    def __init__(self, pages: ScanPages, texts: Texts) -> None:
        self._pages = pages
        self._texts = texts

    def routes(self) -> list[BaseRoute]:
        """Their routes. The service worker stands at the root: it answers for what lies below."""
        return [
            *(guarded(f"/{page}", self.page, Action.SCAN) for page in OwnPage),
            guarded("/manifest.webmanifest", self.manifest, Action.SCAN),
            guarded("/icons/{size:int}.png", self.icon, Action.SCAN),
            guarded("/sw.js", self.service_worker, Action.SCAN),
        ]

    async def page(self, request: Request) -> Response:
        """A page that says what it is for; its script does the rest."""
        html = render_own(
            OwnPage(request.url.path.strip("/")),
            texts=self._texts,
            language=self._pages.language(request),
            query=request.url.query,
        )
        return HTMLResponse(html, headers=page_headers())

    async def manifest(self, request: Request) -> Response:
        """The web app manifest, in the language that was asked for."""
        manifest = app_manifest(self._texts, self._pages.language(request))
        headers = _A_DAY | {"Vary": "Accept-Language"}
        return JSONResponse(manifest, media_type="application/manifest+json", headers=headers)

    async def icon(self, request: Request) -> Response:
        """The app's icon."""
        size = request.path_params["size"]
        if size not in icons.SIZES:
            return PlainTextResponse("Not found", 404)
        return Response(icon(size), media_type="image/png", headers=_A_DAY)

    async def service_worker(self, _: Request) -> Response:
        """The script that keeps what was seen last; browsers look for a new one by themselves."""
        built = asset(parts("worker").script.removeprefix(assets.BASE))
        body = built.body if built else b""
        return Response(body, media_type="text/javascript", headers=_ASKED_ANEW)
