"""What events speak of, as resources: `/epcis/epcs`, `/bizSteps`, … (EPCIS 2.0, section 12.2).

Each is listed, and each of its values has events: `/epcis/bizSteps/shipping/events`. A value in a
path is percent-encoded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api.access.callers import Action
from api.epcis.binding import Binding, Endpoint, answer
from api.epcis.formats import EPC_FORMAT, EpcFormat, thing_uri
from api.epcis.paging import next_link, per_page, position, token
from api.epcis.problems import Refusal, unknown
from api.epcis.query import FORMATS, Queries
from api.epcis.single_event import CONTEXT
from provenance.epcis.patterns import Level, sought
from provenance.epcis.query import Condition, EventQuery, Names, Role
from provenance.epcis.query_parameters import read_parameters
from provenance.store.archive import Archive
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class Resource:
    """A top-level resource: its name in paths, and the stored field that holds its values.

    `member` is what the list is called in the answer, `uri` how a stored value is written there,
    `condition` what events of a value satisfy; None for what can be no value.
    """

    name: str
    field: str
    member: str
    uri: Callable[[str], str]
    condition: Callable[[str], Condition | None]


def _parameter(name: str) -> Callable[[str], Condition | None]:
    """A value as that of a query parameter, alone."""

    def condition(value: str) -> Condition | None:
        query = read_parameters([(name, value)], {}) if "|" not in value else None
        return query.conditions[0] if isinstance(query, EventQuery) else None

    return condition


def _anything(value: str) -> Condition | None:
    """Named in any role, as an instance or as a class: food is mostly recorded by its lot."""
    wanted = sought(value, Level.EITHER) if ":" in value else None
    return Names(Role.ANY, Level.EITHER, (wanted,)) if wanted else None


RESOURCES: Final = (
    Resource("eventTypes", "type", "eventType", str, _parameter("eventType")),
    Resource("epcs", "touched", "epc", thing_uri, _anything),
    Resource("bizSteps", "biz_step", "bizStep", str, _parameter("EQ_bizStep")),
    Resource("dispositions", "disposition", "disposition", str, _parameter("EQ_disposition")),
    Resource("readPoints", "read_point", "readPoint", thing_uri, _parameter("EQ_readPoint")),
    Resource(
        "bizLocations", "biz_location", "bizLocation", thing_uri, _parameter("EQ_bizLocation")
    ),
)


class Resources:
    """The top-level resources but for events themselves."""

    def __init__(self, archive: Archive, binding: Binding, queries: Queries) -> None:
        self._archive = archive
        self._binding = binding
        self._queries = queries

    def routes(self) -> list[BaseRoute]:
        """Lists, values and their events, each with its discovery."""
        route, discovery = self._binding.route, self._binding.discovery
        found: list[BaseRoute] = []
        for resource in RESOURCES:
            for path, endpoint in self._endpoints(resource):
                found.append(route(path, endpoint, Action.QUERY_EVENTS))
                found.append(discovery(path, ("GET",), FORMATS))
        return found

    def _endpoints(self, resource: Resource) -> list[tuple[str, Endpoint]]:
        async def values(request: Request) -> Response | Refusal:
            return await self._values(request, resource)

        async def events(request: Request) -> Response | Refusal:
            missing = _missing(request)
            condition = resource.condition(request.path_params["value"])
            if condition is None:
                return missing
            return await self._queries.events_of(request, condition, missing)

        async def value(request: Request) -> Response | Refusal:
            condition = resource.condition(request.path_params["value"])
            if condition is None or not await self._queries.exists(condition):
                return _missing(request)
            return answer(request, ["events"])

        path = f"/{resource.name}"
        return [
            (path, values),
            (f"{path}/{{value:path}}/events", events),
            (f"{path}/{{value:path}}", value),
        ]

    async def _values(self, request: Request, resource: Resource) -> Response | Refusal:
        """A page of all values that events have."""
        size = per_page(request)
        after = _after(request)
        if isinstance(size, Refusal):
            return size
        if isinstance(after, Refusal):
            return after
        found = await self._archive.event_queries.listed(resource.field, size + 1, after)
        page = found[:size]
        headers = {EPC_FORMAT: EpcFormat.LINK.value}
        if len(found) > size:
            following = token(page[-1].encode())
            headers |= next_link(self._binding.root, f"/{resource.name}", request, following)
        return answer(request, _listed(resource, page), headers=headers)


def _listed(resource: Resource, page: Sequence[str]) -> Any:
    """As the GS1 OpenAPI document has it: a bare list of EPCs, an item list of all others."""
    values = [resource.uri(value) for value in page]
    if resource.name == "epcs":
        return values
    kind = f"{resource.member[0].upper()}{resource.member[1:]}ItemList"
    return {"@context": CONTEXT, "type": kind, resource.member: values}


def _after(request: Request) -> str | Refusal | None:
    given = request.query_params.get("nextPageToken")
    if given is None:
        return None
    place = position(given)
    return place if isinstance(place, Refusal) else place.decode(errors="replace")


def _missing(request: Request) -> Refusal:
    value = request.path_params["value"][:200]
    return unknown(Message("epcis-refused-no-value", {"value": value}))
