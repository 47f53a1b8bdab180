"""Recipes as pages of their own: what a screen in the store sends to a shopper's phone."""

from pymongo.errors import ConnectionFailure
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.pages import page_headers, render_recipe
from api.scan_pages import ScanPages
from provenance.store.archive import Archive
from provenance.text import Texts


class RecipePages:
    """`/recipes/{id}`, in the language that was asked for or is accepted."""

    def __init__(self, archive: Archive, pages: ScanPages, texts: Texts) -> None:
        self._archive = archive
        self._pages = pages
        self._texts = texts

    def routes(self) -> list[BaseRoute]:
        """Its one route; an id may hold slashes."""
        return [guarded("/recipes/{id:path}", self.recipe, Action.SCAN)]

    async def recipe(self, request: Request) -> Response:
        """The page of a recipe; 404 for one that nobody knows."""
        try:
            found = await self._archive.recipes.get(request.path_params["id"])
        except ConnectionFailure:
            return self._pages.unavailable(request)
        html = render_recipe(
            found,
            texts=self._texts,
            language=self._pages.language(request),
            query=request.url.query,
        )
        return HTMLResponse(html, 200 if found else 404, page_headers())
