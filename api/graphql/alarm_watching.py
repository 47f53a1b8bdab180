"""GraphQL: the alarms that last, live."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.alarm_types import Alarm, alarms_of
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.watching import SETTLE_SECONDS
from api.live import EVERY_ALARM

MOST_ALARMS = 200
_KEYS = frozenset({EVERY_ALARM})


@strawberry.type(description="All alarms that last, now and whenever one of them changes.")
class AlertUpdate:
    cursor: str = described("Opaque; hand it in as `after` when coming back.")
    resync: bool = described(
        "True when we cannot tell what happened since `after`: take this list as new."
    )
    alarms: list[Alarm] = described("Active alarms, the newest 200 at most, newest first.")


def alerts(
    info: Request,
    store_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="Of this store; all when left out.")
    ] = None,
    after: Annotated[
        str | None, strawberry.argument(description="`cursor` of the last update seen.")
    ] = None,
) -> AsyncIterator[AlertUpdate]:
    return _updates(info.context, store_id, after)


async def _updates(
    request: Context, store_id: str | None, after: str | None
) -> AsyncIterator[AlertUpdate]:
    """The list, then each new one. Every update is whole, so none can be missed or doubled."""
    live = request.live
    await live.ready()
    shown = None
    while True:
        cursor = live.cursor
        with live.watching(_KEYS) as watcher:
            since_break = live.missed(after, _KEYS) if after is not None else True
            after = None
            found = await request.archive.alarms.latest(
                store=store_id, active=True, first=MOST_ALARMS
            )
            if since_break is not False and found != shown:
                listed = await alarms_of(found, request)
                yield AlertUpdate(cursor=cursor, resync=since_break is None, alarms=listed)
            shown = found
            if live.missed(cursor, _KEYS) is False:  # else it changed while we were reading
                await watcher.woken.wait()
                await asyncio.sleep(SETTLE_SECONDS)


@strawberry.type
class AlarmSubscription:
    """To be inherited by the schema's Subscription type."""

    alerts = strawberry.subscription(
        alerts,
        description="The alarms that last: at once (after a break only when they may have "
        "changed), then again each time one is raised, escalated, acknowledged, measured anew or "
        "cleared.",
        extensions=[Requires(Action.WATCH_ALARMS)],
    )
