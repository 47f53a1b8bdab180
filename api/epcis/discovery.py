"""What an EPCIS client finds out first: `/epcis` itself (EPCIS 2.0, section 12.3)."""

from importlib.metadata import version
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.epcis.binding import Binding, answer
from api.epcis.body import LIMITS

RESOURCES: Final = (
    "capture",
    "events",
    "eventTypes",
    "epcs",
    "bizSteps",
    "bizLocations",
    "readPoints",
    "dispositions",
)
"""The top-level resources under `/epcis`."""


def discovery_routes(binding: Binding) -> list[BaseRoute]:
    """`GET /epcis` lists the resources, `OPTIONS /epcis` tells versions and limits."""

    async def resources(request: Request) -> Response:
        return answer(request, RESOURCES)

    vendor = {"GS1-Vendor-Version": f"freshlens {version('freshlens')}"}
    return [
        binding.route("", resources, Action.OBSERVE),
        binding.discovery("", ("GET",), LIMITS | vendor),
    ]
