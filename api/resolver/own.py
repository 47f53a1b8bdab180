"""Our own resources about a product: `/about/{aspect}/01/…`, the page or its data.

They answer by themselves, so that what links to them never goes round in circles: browsers get the
page (a link's fragment leads to the section), machines what the aspect is in data.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.problems import problem
from api.resolver.headers import ALLOWED, METHODS, OPEN
from api.resolver.own_links import MACHINE_TYPES, PREFIX
from api.scan_pages import PRODUCT, Machine, ScanPages, Voice
from provenance.answer import RecipeMatch, Scan
from provenance.places import Place
from provenance.text import localised


class OwnResources:
    """The routes of what we have ourselves."""

    def __init__(self, pages: ScanPages) -> None:
        self._pages = pages

    def routes(self) -> list[BaseRoute]:
        """One for all aspects."""
        return [guarded(f"{PREFIX}/{{aspect}}/{{rest:path}}", self.aspect, Action.SCAN, METHODS)]

    async def aspect(self, request: Request) -> Response:
        """The page of an item, or what machines get of an aspect."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=ALLOWED)
        name = request.path_params["aspect"]
        if (machine := MACHINES.get(name)) is None:
            return problem(404, f"There is no {PREFIX}/{name}: see the linkset of the item.", OPEN)
        raw: bytes = request.scope["raw_path"]
        path = raw.decode("ascii", "replace").split("/", 3)[3]
        response = await self._pages.item(request, f"/{path}?{request.url.query}", machine)
        response.headers.update(OPEN)
        if request.method == "HEAD":
            response.body = b""
        return response


def _traceability(scan: Scan, voice: Voice) -> Mapping[str, Any]:
    """The journey with its holes, as the page tells it. Times are UTC (RFC 3339)."""
    origin = scan.origin
    return {
        "complete": origin.complete,
        "sources": [_place(place) for place in origin.sources],
        "steps": [
            {
                "eventTime": step.at,
                "bizStep": step.biz_step,
                "place": _place(step.place),
                "thing": f"{voice.public_url}/{step.thing}",
                "recordedBy": step.recorded_by,
                "recordTime": step.recorded_at,
                "eventID": step.event_id,
                "eventHash": step.hash,
            }
            for step in origin.steps
        ],
        "gaps": [
            {
                "kind": gap.kind.value,
                "says": voice.texts(gap.message, voice.language),
                "thing": f"{voice.public_url}/{gap.thing}",
                "at": gap.at,
            }
            for gap in origin.gaps
        ],
    }


def _recall_status(scan: Scan, voice: Voice) -> Mapping[str, Any]:
    """Whether it is recalled. Without a lot that is only said of all lots together."""
    recall, lot = scan.recall, scan.lot.lot if scan.lot else scan.identity.lot
    status: dict[str, Any] = {"gtin": scan.product.gtin, "lot": lot, "recalled": recall is not None}
    if recall is not None:
        status |= {
            "since": recall.since,
            "reason": localised(recall.reasons, voice.language),
            "instructions": localised(recall.instructions, voice.language),
        }
    return status


def _recipes(scan: Scan, voice: Voice) -> Mapping[str, Any]:
    """schema.org Recipes that use the product; none where it must not be eaten."""
    return {
        "@context": "https://schema.org",
        "@graph": [_recipe(recipe, voice.language) for recipe in scan.recipes or ()],
    }


def _recipe(recipe: RecipeMatch, language: str) -> Mapping[str, Any]:
    minutes = recipe.total_time and round(recipe.total_time.total_seconds() / 60)
    found = {
        "@type": "Recipe",
        "name": localised(recipe.titles, language),
        "recipeIngredient": list(recipe.ingredients),
        "recipeInstructions": list(recipe.instructions),
        "totalTime": f"PT{minutes}M" if minutes else None,
        "author": recipe.author,
        "license": recipe.licence,
        "isBasedOn": recipe.source,
    }
    return {name: value for name, value in found.items() if value}


def _place(place: Place | None) -> Mapping[str, Any] | None:
    if place is None:
        return None
    return {"name": place.name, "country": place.country, "id": place.epc}


MACHINES: Mapping[str, Machine] = {
    "pip": PRODUCT,
    "traceability": Machine(MACHINE_TYPES["traceability"], _traceability),
    "recipeInfo": Machine(MACHINE_TYPES["recipeInfo"], _recipes),
    "recallStatus": Machine(MACHINE_TYPES["recallStatus"], _recall_status),
    "certificationInfo": PRODUCT,
}
"""What machines get of each aspect; certificates are told with the product."""
