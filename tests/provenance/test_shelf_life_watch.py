"""Lots that lose shelf life in a warm place are told of, followed, and forgotten."""

from collections.abc import Sequence

import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from provenance.alarms.alarm import Alarm, AlarmEvent, Change
from provenance.alarms.shelf_life import lots_of
from provenance.alarms.values import AlarmKind, Level, Severity
from provenance.events import Action
from provenance.places import Place, PlaceKind
from provenance.projection import project_dirty
from provenance.shelf_life_watch import watch_shelf_life
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.provenance.scan_market import cold, stocked, told
from tests.provenance.stories import FARM, FISH, NORTH, SALAD, born, hour, seen

FRIDGE, OTHER = f"{NORTH}/254/fish", f"{NORTH}/254/other"
WARM_AT = 24.0
RECORDED, ASSUMED, ELSEWHERE = (f"01/{FISH}/10/{lot}" for lot in ("FRIDGE", "STORE", "OTHER"))
NO_CLASS = f"01/{SALAD}/10/S"


class Shop:
    """A fish fridge that is at 2 °C for a day and at 7 °C from then on, and an alarm of it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.fenced = False

    async def alarm(self, place: str, *, cleared_at: float | None = None) -> None:
        """The temperature alarm as the readings' duty raises and clears it."""
        warm = Alarm(
            id=f"warm|{place}",
            rule="warm",
            kind=AlarmKind.HIGH_TEMPERATURE,
            place=place,
            store="north",
            severity=Severity.MAJOR,
            started_at=hour(WARM_AT),
            raised_at=hour(WARM_AT + 0.5),
            cleared_at=None if cleared_at is None else hour(cleared_at),
        )
        event = AlarmEvent.RAISED if cleared_at is None else AlarmEvent.CLEARED
        await self.archive.alarm_states.keep(
            [Change(warm, (event,))], {}, self.guard, warm.raised_at
        )

    async def sold(self, at: float, place: str, thing: str) -> None:
        await told(self.archive, seen(at, "retail_selling", place, thing, action=Action.DELETE))
        await project_dirty(self.archive.events, self.archive.lots)

    async def watched(self, at: float) -> Alarm | None:
        """The newest alarm of shelf life after a look."""
        await watch_shelf_life(self.archive, self.guard, hour(at))
        return next(iter(await self.alarms()), None)

    async def alarms(self) -> Sequence[Alarm]:
        found = await self.archive.alarms.latest(store=None, active=None, first=10)
        return [alarm for alarm in found if alarm.kind is AlarmKind.SHELF_LIFE]

    async def topics(self) -> list[str]:
        """What was told of shelf life, in order."""
        found = self.archive.database["notifications"].find({"data.kind": "SHELF_LIFE"})
        return [each["topic"] async for each in found.sort([("at", 1), ("_id", 1)])]

    async def guard(self, session: AsyncClientSession) -> None:
        if self.fenced:
            raise PermissionError("another process judges")


@pytest.fixture
async def shop(database: AsyncDatabase[Document]) -> Shop:
    archive = await stocked(database)
    await archive.places.put(
        [Place("other", "Other fridge", PlaceKind.FRIDGE, epc=OTHER, parent="north")]
    )
    at = {RECORDED: FRIDGE, ASSUMED: NORTH, ELSEWHERE: OTHER, NO_CLASS: FRIDGE}
    for thing, place in at.items():
        await told(
            archive,
            born(0, FARM, thing),
            seen(4, "shipping", FARM, thing, to=NORTH),
            seen(6, "receiving", NORTH, thing),
            *([seen(7, "stocking", place, thing)] if place != NORTH else []),
        )
    await project_dirty(archive.events, archive.lots)
    await cold(archive, {"farm": 1, "north-fridge": 2, "other": 2}, 0, WARM_AT)
    await cold(archive, {"north-fridge": 7, "other": 7}, WARM_AT + 1 / 6, 96)
    return Shop(archive)


def lost(alarm: Alarm | None) -> dict[object, object]:
    assert alarm is not None
    return {lot["thing"]: lot["days_lost"] for lot in lots_of(alarm)}


async def test_lots_in_a_warm_place_raise_one_alarm_that_follows_them(shop: Shop) -> None:
    assert await shop.watched(WARM_AT + 12) is None  # nobody said that it is warm
    await shop.alarm("north-fridge")
    assert await shop.watched(WARM_AT + 2) is None
    alarm = await shop.watched(WARM_AT + 14)
    assert alarm is not None
    assert (alarm.place, alarm.store, alarm.active) == ("north-fridge", "north", True)
    assert alarm.raised_at == hour(WARM_AT + 14)
    assert lost(alarm) == {RECORDED: 0.5, ASSUMED: 0.5}
    assert await shop.watched(WARM_AT + 14.4) == alarm
    later = await shop.watched(WARM_AT + 28)
    assert later is not None
    assert later.id == alarm.id
    assert lost(later) == {RECORDED: 1.0, ASSUMED: 1.0}
    assert "alarm.raised" not in (await shop.topics())[1:]


async def test_a_lot_that_left_is_forgotten_and_with_the_last_one_the_alarm(shop: Shop) -> None:
    await shop.alarm("north-fridge")
    await shop.watched(WARM_AT + 14)
    await shop.sold(WARM_AT + 14.2, FRIDGE, RECORDED)
    assert lost(await shop.watched(WARM_AT + 14.2)) == {ASSUMED: 0.5}
    await shop.sold(WARM_AT + 14.3, NORTH, ASSUMED)
    alarm = await shop.watched(WARM_AT + 14.4)
    assert alarm is not None
    assert alarm.cleared_at == hour(WARM_AT + 14.4)
    assert await shop.topics() == ["alarm.raised", "alarm.cleared"]


async def test_it_clears_with_the_alarm_of_the_place(shop: Shop) -> None:
    await shop.alarm("north-fridge")
    await shop.watched(WARM_AT + 14)
    await shop.alarm("north-fridge", cleared_at=WARM_AT + 15)
    alarm = await shop.watched(WARM_AT + 15)
    assert alarm is not None
    assert alarm.cleared_at == hour(WARM_AT + 15)
    assert await shop.watched(WARM_AT + 16) == alarm


async def test_one_raised_again_waits_for_somebody_to_take_it_on_anew(shop: Shop) -> None:
    await shop.alarm("north-fridge")
    first = await shop.watched(WARM_AT + 14)
    assert first is not None
    await shop.archive.alarms.acknowledge(first.id, by="ana", note=None, now=hour(WARM_AT + 14.1))
    for thing, place in ((RECORDED, FRIDGE), (ASSUMED, NORTH)):
        await shop.sold(WARM_AT + 14.2, place, thing)
    await shop.watched(WARM_AT + 15)
    came = f"01/{FISH}/10/NEW"
    await told(shop.archive, born(20, FRIDGE, came))
    await project_dirty(shop.archive.events, shop.archive.lots)
    again = await shop.watched(WARM_AT + 16)
    assert again is not None
    assert lost(again) == {came: 0.5}
    assert (again.active, again.acknowledged_by) == (True, None)
    assert len(await shop.alarms()) == 2


async def test_two_places_have_an_alarm_each(shop: Shop) -> None:
    for place in ("north-fridge", "other"):
        await shop.alarm(place)
    await shop.watched(WARM_AT + 14)
    by_place = {alarm.place: set(lost(alarm)) for alarm in await shop.alarms()}
    assert by_place == {"north-fridge": {RECORDED, ASSUMED}, "other": {ELSEWHERE}}


async def test_more_lots_than_are_read_at_once_are_all_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provenance.shelf_life_watch.LOTS_AT_ONCE", 1)
    await shop.alarm("north-fridge")
    assert lost(await shop.watched(WARM_AT + 14)) == {RECORDED: 0.5, ASSUMED: 0.5}


async def test_it_goes_up_until_somebody_takes_it_on(shop: Shop) -> None:
    await shop.alarm("north-fridge")
    await shop.watched(WARM_AT + 14)
    alarm = await shop.watched(WARM_AT + 14.6)
    assert alarm is not None
    assert alarm.level is Level.MANAGER
    await shop.archive.alarms.acknowledge(alarm.id, by="ana", note=None, now=hour(WARM_AT + 15))
    taken = await shop.watched(WARM_AT + 17)
    assert taken is not None
    assert taken.level is Level.MANAGER
    assert await shop.topics() == ["alarm.raised", "alarm.escalated", "alarm.acknowledged"]


async def test_who_lost_the_lease_tells_nothing(shop: Shop) -> None:
    await shop.alarm("north-fridge")
    shop.fenced = True
    with pytest.raises(PermissionError):
        await shop.watched(WARM_AT + 14)
    assert await shop.alarms() == []
    assert await shop.topics() == []


class Commands(CommandListener):
    """What a client asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in {"find", "getMore", "aggregate"}:
            self.asked.append(str(event.command[event.command_name]))

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_what_a_look_reads_does_not_depend_on_places_or_lots(
    shop: Shop, mongodb_uri: str
) -> None:
    commands = Commands()
    async with AsyncMongoClient[Document](
        mongodb_uri, tz_aware=True, event_listeners=[commands]
    ) as client:
        process = Archive(client[shop.archive.database.name])

        async def asked(at: float) -> list[str]:
            commands.asked.clear()
            await watch_shelf_life(process, shop.guard, hour(at))
            return list(commands.asked)

        assert await asked(WARM_AT + 2) == ["alarms"]
        await shop.alarm("north-fridge")
        few = await asked(WARM_AT + 2)
        await shop.alarm("other")
        assert await asked(WARM_AT + 2) == few
    assert set(few) == {"alarms", "places", "lots", "products", "open_food_facts", "cold_hours"}
