"""Offers that are over in every store end by themselves, and marketers see where they are."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.access.callers import Role, Staff
from api.graphql.schema import build_schema
from api.work.lease import acquired
from api.work.offers_over import OffersOver
from personalization import marketing
from personalization.marketing import end_what_is_over
from personalization.offers.lifecycle import Deed
from personalization.offers.offer import OfferStatus, Schedule
from personalization.offers.runs import Runs, runs
from personalization.store.market import Market
from provenance.places import Place, PlaceKind
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.graphql_context import running_context
from tests.api.test_offers_live import published
from tests.api.waiting import until
from tests.personalization.marketing_samples import offer, store

MADRID, TOKYO = store("s1"), store("t1", "JPY", "Asia/Tokyo")
LAST = Schedule(starts=date(2030, 6, 1), ends=date(2030, 6, 30))
ENDS_IN_TOKYO = datetime(2030, 6, 30, 15, tzinfo=UTC)
ENDS_IN_MADRID = datetime(2030, 6, 30, 22, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.fixture
async def market(database: AsyncDatabase[Document]) -> Market:
    """Stores in Madrid and Tokyo."""
    stores = [MADRID, TOKYO]
    places = [Place(each.id, each.name, PlaceKind.STORE) for each in stores]
    await Archive(database).places.put(places, stores)
    return Market(database)


async def over_at(market: Market, now: datetime) -> list[str]:
    return list(await end_what_is_over(Archive(market.database), market, now=now))


@pytest.mark.parametrize(
    ("fields", "at", "found"),
    [
        ({}, datetime(1990, 1, 1, tzinfo=UTC), Runs.NOW),
        ({"schedule": LAST}, datetime(2030, 5, 31, 14, 59, tzinfo=UTC), Runs.UPCOMING),
        ({"schedule": LAST}, datetime(2030, 5, 31, 15, tzinfo=UTC), Runs.NOW),
        ({"schedule": LAST}, ENDS_IN_MADRID - A_SECOND, Runs.NOW),
        ({"schedule": LAST}, ENDS_IN_MADRID, Runs.OVER),
        ({"schedule": LAST, "stores": {"t1"}}, ENDS_IN_TOKYO, Runs.OVER),
        ({"schedule": LAST, "currency": "JPY"}, ENDS_IN_TOKYO, Runs.OVER),
        ({"schedule": Schedule(ends=date.max)}, datetime(9999, 12, 31, tzinfo=UTC), Runs.NOW),
        ({"schedule": LAST, "stores": {"gone"}}, ENDS_IN_MADRID, None),
    ],
)
def test_where_an_offer_is_in_its_schedule(
    fields: dict[str, Any], at: datetime, found: Runs | None
) -> None:
    assert runs(offer(**fields), [MADRID, TOKYO], at) is found


async def test_an_offer_ends_when_it_is_over_in_its_last_store(market: Market) -> None:
    await published(market, offer(schedule=LAST))
    await published(market, offer("tokyo", schedule=LAST, stores=frozenset({"t1"})))
    await published(market, offer("always"))
    assert await over_at(market, ENDS_IN_TOKYO - A_SECOND) == []
    assert await over_at(market, ENDS_IN_TOKYO) == ["tokyo"]
    assert await over_at(market, ENDS_IN_MADRID - A_SECOND) == []
    assert await over_at(market, ENDS_IN_MADRID) == ["fish"]
    assert await over_at(market, ENDS_IN_MADRID) == []
    last, *_ = await market.offers.history("fish", 1)
    assert (last.deed, last.by, last.at) == (Deed.ENDED, "schedule", ENDS_IN_MADRID)
    told = await Archive(market.database).notifications.waiting(10)
    ended = [each.data["offerId"] for each in told if each.topic == "offer.ended"]
    assert ended == ["tokyo", "fish"]
    assert [each.id for each in await market.offers.live()] == ["always"]


async def test_two_at_once_end_it_once(market: Market) -> None:
    await published(market, offer(schedule=LAST))
    found = await asyncio.gather(*(over_at(market, ENDS_IN_MADRID) for _ in range(2)))
    assert sorted(found) == [[], ["fish"]]
    assert len(await market.offers.history("fish", 9)) == 3


async def test_a_draft_that_may_give_it_more_time_is_not_lost(market: Market) -> None:
    live = await published(market, offer(schedule=LAST))
    longer = offer(schedule=Schedule(ends=date(2030, 7, 31)))
    await marketing.save(market, longer, revision=live.revision, by="mia", now=ENDS_IN_TOKYO)
    assert await over_at(market, ENDS_IN_MADRID) == []
    again = await published(market, longer)
    assert (again.status, again.content.schedule.ends) == (OfferStatus.LIVE, date(2030, 7, 31))
    assert await over_at(market, ENDS_IN_MADRID) == []


async def test_the_duty_looks_again_and_again(market: Market) -> None:
    await published(market, offer(schedule=Schedule(ends=date(2030, 6, 30), ends_at=time(18))))
    database, now = market.database, [ENDS_IN_MADRID]
    lease = await acquired(database, "work", "test", timedelta(seconds=30))
    assert lease
    task = asyncio.create_task(OffersOver(Archive(database), market, lambda: now[0]).run(lease))

    async def ended() -> bool:
        kept = await market.offers.get("fish")
        return kept is not None and kept.status is OfferStatus.ENDED

    await until(ended)
    task.cancel()
    await asyncio.wait([task])


async def test_marketers_see_what_is_upcoming_and_what_is_over(
    database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    marketer = Staff("mia", Role.MARKETER)
    async with running_context(database, mongodb_uri, marketer) as context:
        today = context.now.date()
        days = {"past": (-9, -2), "now": (-9, 9), "later": (2, 9)}
        for name, (first, last) in days.items():
            schedule = Schedule(today + timedelta(days=first), ends=today + timedelta(days=last))
            await published(context.market, offer(name, schedule=schedule))
        await marketing.save(
            context.market, offer("draft"), revision=None, by="mia", now=context.now
        )
        result = await build_schema(production=False).execute(
            "{ offers { offers { id status runs } } }", context_value=context
        )
    assert isinstance(result, ExecutionResult)
    assert result.data, result.errors
    assert {each["id"]: each["runs"] for each in result.data["offers"]["offers"]} == {
        "past": "OVER",
        "now": "NOW",
        "later": "UPCOMING",
        "draft": None,
    }
