"""What a marketer cannot have meant is refused at the door, each with its place and its reason.

What shoppers, tills and devices hand in is `test_shopping_bad_input`.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api import clock
from api.access.callers import Role
from api.graphql.schema import build_schema
from personalization.offers.context import Trigger
from personalization.offers.hours import Hours
from personalization.offers.offer import Schedule
from personalization.shoppers.segments import Segment
from provenance.store.collection import Document
from tests.api.app_client import ask, staff_token
from tests.api.app_samples import STORE
from tests.api.graphql_context import running_context
from tests.api.test_offers_live import published
from tests.api.till_shop import Shop, open_shop
from tests.api.waiting import until
from tests.personalization.marketing_samples import offer
from tests.personalization.zone_samples import FISH

HERE = """query ($context: ScanContext!, $trigger: OfferTrigger!) {
    offersHere(context: $context, trigger: $trigger) { offers { id } } }"""


@pytest.fixture
async def shop(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Shop]:
    async with open_shop(database, mongodb_uri) as shop:
        yield shop


class Desk:
    """Staff at work in the shop; each answer is that of the operation's only field."""

    def __init__(self, shop: Shop, token: str) -> None:
        self.shop, self._token = shop, token

    async def do(self, name: str, selection: str, /, **given: object) -> Any:
        kind = f"{name[0].upper()}{name[1:]}Input"
        query = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {selection} }} }}"
        return (await ask(self.shop.client, query, {"input": given}, self._token))[name]

    async def publish(self, name: str, content: Mapping[str, object]) -> Any:
        problems = "... on OfferRefusal { message problems { path message } }"
        kept = f"... on Offer {{ status revision problems {{ path message }} }} {problems}"
        titles = [{"language": tag, "title": "Off"} for tag in ("en", "es", "zh-Hans")]
        whole = {"copy": titles, "benefits": [{"percent": {"value": "20"}}], **content}
        draft = await self.do("saveOffer", kept, id=name, content=whole)
        if "revision" not in draft:
            return draft
        revision = draft["revision"]
        return await self.do("publishOffer", kept, id=name, expectedRevision=revision)


@pytest.fixture
async def desk(shop: Shop) -> Desk:
    return Desk(shop, await staff_token(shop.client, shop.database, Role.ADMIN))


def percent(value: str, **more: object) -> Mapping[str, object]:
    return {"benefits": [{"percent": {"value": value, **more}}]}


def selected(category: str) -> Mapping[str, object]:
    return percent("20", selector={"categories": [category]})


def among(kind: str, name: str) -> Mapping[str, object]:
    return {"condition": {kind: {"among": [name]}}}


def on_clock(since: str, until: str) -> Mapping[str, object]:
    return {"hours": {"windows": [{"since": since, "until": until}]}}


MINUS = {"benefits": [{"amount": {"amount": -100}}], "currency": "EUR"}
YEN = {"benefits": [{"amount": {"amount": 100}}], "currency": "JPY"}
BACKWARDS = {"schedule": {"starts": "2030-06-02", "ends": "2030-06-01"}}
IMPOSSIBLE: Sequence[tuple[Mapping[str, object], str, str]] = [
    (percent("-5"), "benefits[0].value", "no percentage"),
    (percent("101"), "benefits[0].value", "at most 100"),
    (MINUS, "benefits[0].amount", "at least 1"),
    (percent("5", cap=0), "benefits[0].cap", "at least 1"),
    (YEN, "currency", "None of its stores takes JPY"),
    (BACKWARDS, "schedule.ends", "comes before the start"),
    ({"schedule": {"starts": "9999-12-31"}}, "schedule.starts", "year 9999"),
    ({"schedule": {"ends": "0001-01-01", "endsAt": "00:00"}}, "schedule.ends", "year 1."),
    (among("zone", "moon"), "condition", "zone “moon”"),
    (among("segment", "strangers"), "condition", "segment “strangers”"),
    (among("segment", "retired"), "condition", "segment “retired”"),
    (among("category", "fish/fresh/fish"), "condition", "no category path"),
    (selected("fish//fresh"), "benefits[0].selector.categories", "no category path"),
    (
        {"condition": {"all": [on_clock("09:00", "12:00"), on_clock("12:00", "18:00")]}},
        "condition",
        "no moment in common",
    ),
    ({"exclusiveGroup": "fish"}, "priority", "“rival” is in the group “fish”, too"),
    ({"exclusive": True}, "exclusive", "“alone” is exclusive, too"),
]


async def test_an_impossible_offer_is_not_published_and_says_why(desk: Desk) -> None:
    gone = Segment("retired", "Retired", None, 1, "ana", clock.now(), retired=True)
    assert await desk.shop.market.segments.save(gone) is None
    for name, claim in (("rival", {"exclusiveGroup": "fish"}), ("alone", {"exclusive": True})):
        assert (await desk.publish(name, claim))["status"] == "LIVE"
    for number, (content, path, words) in enumerate(IMPOSSIBLE):
        refused = await desk.publish(f"bad-{number}", content)
        assert "problems" in refused, (content, refused)
        found = [(each["path"], each["message"]) for each in refused["problems"]]
        assert any(where == path and words in said for where, said in found), (content, found)
    assert {each.id for each in await desk.shop.market.offers.live()} == {"rival", "alone"}


async def test_a_schedule_that_others_write_as_endless_is_open(desk: Desk) -> None:
    always = {"schedule": {"starts": "0001-01-01", "ends": "9999-12-31"}}
    live = await desk.publish("always", always)
    assert (live["status"], live["problems"]) == ("LIVE", [])


async def test_a_category_that_leads_back_to_itself_is_taken_in_nowhere(desk: Desk) -> None:
    corners = [{"x": x, "y": y} for x, y in FISH.polygon]
    names = [{"language": "en", "text": "Fish"}]
    zone = {"id": "z", "names": names, "polygon": corners, "categories": ["fish/raw/fish"]}
    refused = await desk.do(
        "setFloorPlan",
        "... on ZoneRefusal { problems { path message } }",
        storeId="s1",
        width=12,
        height=30,
        zones=[zone],
    )
    [problem] = refused["problems"]
    assert problem["path"] == "zones[0].categories[0]"
    assert "no category path" in problem["message"]
    refused = await desk.do(
        "saveSegment",
        "... on SegmentRefusal { message hint }",
        id="fishy",
        name="Fishy",
        version=1,
        rule={"bought": ["fish/raw/fish"]},
    )
    assert "no category path" in refused["message"]
    assert refused["hint"]


def _told(at: datetime) -> datetime:
    return at


class TestClockChanges:
    """Madrid's clocks skip 2:00 to 3:00 on 28 March 2027 and repeat it on 25 October 2026."""

    SPRING, AUTUMN = datetime(2027, 3, 28, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("hours", "night", "open_from", "open_until"),
        [
            (Hours(time(2, 30), time(4)), SPRING, 60, 120),
            (Hours(time(2, 15), time(2, 45)), AUTUMN, 15, 45),
        ],
    )
    async def test_hours_of_that_night_come_once_and_are_not_lost(
        self,
        database: AsyncDatabase[Document],
        mongodb_uri: str,
        hours: Hours,
        night: datetime,
        open_from: int,
        open_until: int,
    ) -> None:
        schema = build_schema(production=False)
        async with running_context(database, mongodb_uri) as context:
            at_kiosk = frozenset({Trigger.KIOSK_OPEN})
            await published(
                context.market, offer("night", triggers=at_kiosk, schedule=Schedule(hours=(hours,)))
            )
            await until(lambda: "night" in context.offers.snapshot.offers)
            told = []
            for minute in range(0, 180, 5):
                at = night + timedelta(minutes=minute)
                given = {"context": {"storeId": STORE.id}, "trigger": "KIOSK_OPEN"}
                result = await schema.execute(
                    HERE, given, context_value=replace(context, clock=partial(_told, at))
                )
                assert isinstance(result, ExecutionResult)
                assert result.data, result.errors
                if result.data["offersHere"]["offers"]:
                    told.append(minute)
        assert told == list(range(open_from, open_until, 5))

    async def test_a_marketer_is_warned_of_a_time_that_is_skipped(self, desk: Desk) -> None:
        skipped = {"schedule": {"starts": "2027-03-28", "startsAt": "02:30"}}
        live = await desk.publish("night", skipped)
        assert [each["path"] for each in live["problems"]] == ["schedule.starts"]
        assert "skip 02:30; 03:00 counts instead" in live["problems"][0]["message"]
