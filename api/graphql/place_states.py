"""GraphQL: how the places of a store are doing right now, with the curves of what was measured."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Annotated, Self

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Place
from api.graphql.story_types import Excursion, TemperaturePoint
from api.graphql.watching import SETTLE_SECONDS
from api.live import EVERY_ALARM
from provenance import place_states as states
from provenance.coldchain.values import Window

LONGEST_HOURS = 31 * 24
FARTHEST = timedelta(days=3_660)
MOST_POINTS = 1_000

strawberry.enum(
    states.PlaceCondition,
    description="What the latest temperature of a place says, held against its alarm rules at "
    "once: an alarm waits for its rule's delay.",
)

StoreArgument = Annotated[strawberry.ID, strawberry.argument(description="The store.")]
Hours = Annotated[
    float,
    strawberry.argument(description=f"How far back from `until`, up to {LONGEST_HOURS} hours."),
]
Until = Annotated[
    datetime | None, strawberry.argument(description="Up to when; now when left out.")
]


@strawberry.type(description="A place of a store and how it is doing.")
class PlaceState:
    place: Place = described("The place.")
    name: str = described("Its name in the caller's language, where the floor plan says it.")
    condition: states.PlaceCondition = described("What its latest temperature says.")
    celsius: float | None = described("The latest temperature, °C, without its sensor's bias.")
    measured_at: datetime | None = described("When that was measured.")
    low_celsius: float | None = described("At this or colder it is too cold: of its alarm rules.")
    high_celsius: float | None = described("At this or warmer it is too warm: of its alarm rules.")
    sensors: list[strawberry.ID] = described("The sensors that measure here.")
    moment: strawberry.Private[datetime]

    @strawberry.field(description="What was measured here, oldest first; gaps are left out.")
    async def temperatures(
        self,
        info: Request,
        hours: Hours = 24.0,
        until: Until = None,
        points: Annotated[int, strawberry.argument(description="At most, 2 to 1,000.")] = 200,
    ) -> list[TemperaturePoint]:
        count = min(max(points, 2), MOST_POINTS)
        window = self._window(hours, until)
        curve = await info.context.archive.readings.curve([window], count)
        return [TemperaturePoint(at=at, celsius=celsius) for at, celsius in curve]

    @strawberry.field(
        description="When goods that lay here were warmer than `highCelsius`: they follow the air "
        "as slowly as the place's time constant says. None without that limit."
    )
    async def excursions(
        self, info: Request, hours: Hours = 24.0, until: Until = None
    ) -> list[Excursion]:
        if self.high_celsius is None:
            return []
        window = self._window(hours, until)
        found = await info.context.archive.readings.above(window, self.high_celsius)
        return [Excursion.of(each) for each in found]

    @classmethod
    def of(cls, value: states.PlaceState, context: Context, now: datetime) -> Self:
        place = value.place
        return cls(
            place=Place.of(place),
            name=context.name_of(place),
            condition=value.condition,
            celsius=value.celsius,
            measured_at=value.measured_at,
            low_celsius=value.limits.low,
            high_celsius=value.limits.high,
            sensors=[strawberry.ID(sensor) for sensor in place.sensors],
            moment=now,
        )

    def _window(self, hours: float, until: datetime | None) -> Window:
        end = max(min(until or self.moment, self.moment), self.moment - FARTHEST)
        back = timedelta(hours=min(max(hours, 0.0), LONGEST_HOURS))
        return Window(str(self.place.id), end - back, end)


@strawberry.type(description="The places of a store, now and whenever something is measured.")
class PlaceStateUpdate:
    cursor: str = described("Opaque; hand it in as `after` when coming back.")
    resync: bool = described(
        "True when we cannot tell what happened since `after`: take this list as new."
    )
    places: list[PlaceState] = described("All of them, by id.")


async def place_states(
    info: Request,
    store_id: StoreArgument,
    place_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="This one; all when left out.")
    ] = None,
) -> list[PlaceState]:
    found = await _states(info.context, store_id)
    return [each for each in found if place_id in (None, each.place.id)]


def place_state_updates(
    info: Request,
    store_id: StoreArgument,
    after: Annotated[
        str | None, strawberry.argument(description="`cursor` of the last update seen.")
    ] = None,
) -> AsyncIterator[PlaceStateUpdate]:
    return _updates(info.context, store_id, after)


async def _updates(
    request: Context, store: str, after: str | None
) -> AsyncIterator[PlaceStateUpdate]:
    """The list, then each new one. Every update is whole, so none can be missed or doubled.

    That a place fell silent comes with its alarm: nothing else changes then.
    """
    live = request.live
    await live.ready()
    while True:
        cursor = live.cursor
        listed = await _states(request, store)
        keys = frozenset({EVERY_ALARM, *(f"place:{each.place.id}" for each in listed)})
        with live.watching(keys) as watcher:
            since_break = live.missed(after, keys) if after is not None else True
            after = None
            if since_break is not False:
                yield PlaceStateUpdate(cursor=cursor, resync=since_break is None, places=listed)
            if live.missed(cursor, keys) is False:  # else it changed while we were reading
                await watcher.woken.wait()
                await asyncio.sleep(SETTLE_SECONDS)


async def _states(request: Context, store: str) -> list[PlaceState]:
    now = request.now
    found = await states.place_states(request.archive, store, now)
    return [PlaceState.of(each, request, now) for each in found]


@strawberry.type
class PlaceStateQuery:
    """To be inherited by the schema's Query type."""

    place_states: list[PlaceState] = strawberry.field(
        resolver=place_states,
        description="The places of a store that have sensors or were ever measured, by id.",
        extensions=[Requires(Action.WATCH_ALARMS)],
    )


@strawberry.type
class PlaceStateSubscription:
    """To be inherited by the schema's Subscription type."""

    place_state_updates = strawberry.subscription(
        place_state_updates,
        description="The places of a store: at once (after a break only when they may have "
        "changed), then again each time something is measured there or an alarm changes.",
        extensions=[Requires(Action.WATCH_ALARMS)],
    )
