"""The screens of the house: kiosk, scale, console and operations board, and their files."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from kiosk.screens import Screen, asset, parts, render_screen, screen_headers
from provenance.text import LANGUAGES, Texts, accepted_languages, choose_language

_FOREVER = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


_BESIDE = {Screen.SCALE: "ws://127.0.0.1:*"}
"""What a screen talks to on its own machine: the agent beside a scale."""


class Screens:
    """Pages that ask the public GraphQL endpoint for everything they show.

    Anybody may load them: what they may see and do is decided there, by the device key or the
    session they send. Raises `NotBuiltError` at once where there is nothing to load.
    """

    def __init__(self, texts: Texts, public_url: str) -> None:
        parts("phone")
        self._texts = texts
        origin = urlsplit(public_url)
        self._websocket = f"{'wss' if origin.scheme == 'https' else 'ws'}://{origin.netloc}"

    def routes(self) -> list[BaseRoute]:
        """One a screen, and one for their files."""
        return [
            *(guarded(f"/{screen}", self.screen, Action.SCAN) for screen in Screen),
            guarded("/assets/{name}", self.file, Action.SCAN),
        ]

    async def screen(self, request: Request) -> Response:
        """The page of one screen."""
        screen = Screen(request.url.path.strip("/"))
        asked = request.query_params.get("lang")
        accepted = accepted_languages(request.headers.get("accept-language", ""))
        language = choose_language([*([asked] if asked else []), *accepted]) or LANGUAGES[0]
        html = render_screen(screen, texts=self._texts, language=language)
        headers = screen_headers(self._websocket, more_connections=_BESIDE.get(screen, ""))
        return HTMLResponse(html, headers=headers)

    async def file(self, request: Request) -> Response:
        """What pages load; a name holds a hash of its content."""
        found = asset(request.path_params["name"])
        if found is None:
            return PlainTextResponse("Not found", 404)
        return Response(found.body, media_type=found.media_type, headers=_FOREVER)
