"""`GET /stores/{store}/beacons.json`: what an app needs to know its zone without telling anybody.

Whoever matches beacons on the phone sends no sightings, only the zone it wants offers for. There
is no signature: a phone cannot check one that our secret makes, and TLS says who answers.
"""

from hashlib import sha256

import orjson
from pymongo.errors import ServerSelectionTimeoutError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.access.routes import guarded
from api.graphql.view import RETRY_AFTER
from api.problems import problem
from api.zones_live import ZonesLive
from personalization.zones.floors import Floors

_CACHED = "public, max-age=300"
"""Beacons move rarely; after five minutes an app asks whether they did."""


class ZoneBundle:
    """The zones and beacons of each store, from memory."""

    def __init__(self, zones: ZonesLive) -> None:
        self._zones = zones

    def routes(self) -> list[BaseRoute]:
        """For the app."""
        return [guarded("/stores/{store}/beacons.json", self.bundle, Action.SHOP)]

    async def bundle(self, request: Request) -> Response:
        """200 with the bundle, 304 where the app has it (RFC 9110, 13.1.2), 404 without a plan, 503
        while the database was not reached yet."""
        try:
            await self._zones.ready()
        except ServerSelectionTimeoutError:
            return problem(503, "The database is away: ask again.", RETRY_AFTER)
        body = bundle_of(self._zones.floors, request.path_params["store"])
        if body is None:
            return problem(404, "This store has no floor plan: check the store's id.")
        tag = f'"{sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": _CACHED}
        if _has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type="application/json")


def bundle_of(floors: Floors, store: str) -> bytes | None:
    """A store's zones and beacons as JSON; None where it has no floor plan.

    `powerAt1m` is in dBm for both kinds of beacon, `radius` in metres. No positions: a phone needs
    none to tell a zone.
    """
    if (plan := floors.plans.get(store)) is None:
        return None
    return orjson.dumps(
        {
            "store": store,
            "zones": [
                {"id": zone.id, "names": zone.names, "aisle": zone.aisle} for zone in plan.zones
            ],
            "beacons": [
                {
                    "id": beacon.key,
                    "zone": beacon.zone,
                    "powerAt1m": beacon.power_at_1m,
                    "radius": beacon.radius,
                }
                for beacon in floors.in_store(store)
            ],
        }
    )


def _has(if_none_match: str, tag: str) -> bool:
    """Whether one of the tags is this one, compared weakly."""
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return tag in known or "*" in known
