"""Reports on zones, carts and segments: planted, with numbers known by hand; who may ask."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.access.callers import Anonymous, Caller, Shopper
from api.graphql.context import Context
from personalization.carts.cart import CartStatus, new_cart
from personalization.insights.event import EventKind
from personalization.reports.days import spans
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.segments import Segment, SegmentRule
from personalization.store.cart_counts import (
    cart_ends_pipeline,
    carts_changed_pipeline,
    carts_there,
)
from personalization.store.histories import histories_pipeline
from personalization.store.past_baskets import paid_in
from personalization.store.report_queries import (
    exposures_pipeline,
    products_pipeline,
    used_versions_pipeline,
    uses_pipeline,
    zones_pipeline,
)
from personalization.store.visits import VisitDay
from provenance.store.collection import Document
from tests.api.app_samples import STORE
from tests.api.report_desk import COD, DAYS, SCHEMA, TODAY, asked, did, marketers_desk, noticed
from tests.personalization.cart_samples import line as cart_line
from tests.personalization.redemption_samples import EUR, NOW
from tests.personalization.zone_samples import FISH, MEAT, PLAN, TILLS


@pytest.fixture
async def desk(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with marketers_desk(database, mongodb_uri) as context:
        yield context


async def test_hot_and_dead_zones(desk: Context) -> None:
    await desk.market.zones.put_plans([PLAN])
    await noticed(
        desk,
        [
            *[did(f"f{n}", EventKind.DWELL, zone=FISH.id, seconds=30.0) for n in range(60)],
            *[did(f"m{n}", EventKind.DWELL, zone=MEAT.id, seconds=10.0) for n in range(20)],
            *[did(f"m{n}", EventKind.PICK_UP, zone=MEAT.id, product=COD.id) for n in range(8)],
            *[did(f"t{n}", EventKind.IGNORE, zone=TILLS.id) for n in range(4)],
        ],
    )
    found = await asked(
        desk,
        """query ($days: ReportDays!) { zoneReport(storeId: "s1", days: $days) {
            suppressed wholeStore { visits }
            zones { zoneId name heat suppressed
                activity { visits visitHours dwells meanDwellSeconds pickUps } } } }""",
        days=DAYS,
    )
    assert found["wholeStore"] == {"visits": 84}
    fish, meat, tills = found["zones"]
    assert (fish["name"], fish["heat"], meat["heat"], tills["heat"]) == (
        "Fish counter", "HOT", "USUAL", "DEAD"
    )  # fmt: skip
    assert fish["activity"] == {
        "visits": 60, "visitHours": 60, "dwells": 60, "meanDwellSeconds": 30.0, "pickUps": 0
    }  # fmt: skip
    assert (tills["suppressed"], tills["activity"]) == (True, None)
    assert (meat["suppressed"], meat["activity"]) == (True, None)  # 84 - 60 would tell of the tills


async def test_carts_that_were_left_and_paid(desk: Context) -> None:
    statuses = [*[CartStatus.ABANDONED] * 3, *[CartStatus.CHECKED_OUT] * 6, CartStatus.OPEN]
    for number, status in enumerate(statuses):
        old = number % 2 == 0
        at = NOW - timedelta(days=2) if old else NOW - timedelta(hours=1)
        begun = new_cart(f"{number:032x}", "s1", EUR, now=at)
        await desk.market.carts.add(replace(begun, lines=(cart_line(quantity=2),), status=status))
    await desk.market.carts.add(new_cart("f" * 32, "s1", EUR, now=NOW - timedelta(days=2)))
    assert await desk.market.carts.expire(NOW, {"s1": STORE.time_zone}) == 6
    (found,) = await asked(
        desk,
        """query ($days: ReportDays!) { cartReport(days: $days) {
            storeId suppressed opened open empty abandonment
            abandoned { carts value { minorUnits } } checkedOut { carts } } }""",
        days=DAYS,
    )
    assert found == {
        "storeId": "s1",
        "suppressed": False,
        "opened": 11,
        "open": 1,
        "empty": 1,
        "abandonment": 3 / 9,
        "abandoned": {"carts": 3, "value": {"minorUnits": 3 * 2 * 499}},
        "checkedOut": {"carts": 6},
    }


@pytest.mark.parametrize(
    ("carts", "told"),
    [(0, {"carts": 0, "suppressed": False}), (4, {"carts": None, "suppressed": True}),
     (5, {"carts": 5, "suppressed": False})],
)  # fmt: skip
async def test_who_shops_now_is_told_from_five_on(
    desk: Context, carts: int, told: dict[str, object]
) -> None:
    for number in range(carts):
        at = NOW - timedelta(minutes=number)
        await desk.market.carts.add(new_cart(f"{number:032x}", "s1", EUR, now=at))
    before = NOW - timedelta(minutes=11)
    await desk.market.carts.add(new_cart("f" * 32, "s1", EUR, now=before))
    (found,) = await asked(desk, "{ onlineShoppers { carts suppressed } }")
    assert found == told


async def test_segments_are_as_large_as_those_who_agreed(desk: Context) -> None:
    market, often = desk.market, SegmentRule(visits_at_least=1)
    rules = {"often": often, "rare": SegmentRule(visits_at_most=0), "few": None}
    for name, rule in rules.items():
        await market.segments.save(Segment(name, name.title(), rule, 1, "mia", NOW))
    for number in range(12):
        session = f"{number:032x}"
        purposes = [Purpose.HISTORY] if number else [Purpose.PREFERENCES]
        await market.shoppers.give(session, purposes, wording=WORDING, surface="app", now=NOW)
        if 0 < number < 7:
            async with market.database.client.start_session() as session_:
                visit = VisitDay(session, "s1", TODAY)
                await market.visits.note_way(session_, visit, frozenset({FISH.id}), NOW)
    found = await asked(
        desk, "{ segmentReport { knownShoppers segments { segmentId suppressed shoppers } } }"
    )
    assert found == {
        "knownShoppers": 11,
        "segments": [
            {"segmentId": "few", "suppressed": False, "shoppers": 0},
            {"segmentId": "often", "suppressed": False, "shoppers": 6},
            {"segmentId": "rare", "suppressed": False, "shoppers": 5},
        ],
    }


@pytest.mark.parametrize(
    ("days", "stores"),
    [
        ({"first": "2026-11-21", "last": "2026-11-20"}, None),
        ({"first": "2025-01-01", "last": "2026-11-20"}, None),
        (DAYS, ["s9"]),
    ],
)
async def test_questions_that_make_no_sense_are_refused(
    desk: Context, days: object, stores: object
) -> None:
    result = await SCHEMA.execute(
        "query ($days: ReportDays!, $stores: [ID!]) { cartReport(days: $days, storeIds: $stores) "
        "{ opened } }",
        variable_values={"days": days, "stores": stores},
        context_value=desk,
    )
    assert isinstance(result, ExecutionResult)
    assert [(each.extensions or {})["code"] for each in result.errors or ()] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("caller", [Anonymous(), Shopper("s")])
async def test_reports_are_for_staff(desk: Context, caller: Caller) -> None:
    result = await SCHEMA.execute(
        "{ onlineShoppers { carts } }", context_value=replace(desk, caller=caller)
    )
    assert isinstance(result, ExecutionResult)
    assert result.errors


async def test_every_question_is_answered_from_an_index(desk: Context) -> None:
    wanted = spans([STORE, replace(STORE, id="s2")], TODAY, TODAY)
    asked_of: dict[str, list[list[Document]]] = {
        "insight_hours": [
            exposures_pipeline(["a", "b"], wanted),
            products_pipeline(wanted),
            zones_pipeline(wanted),
        ],
        "redemptions": [
            uses_pipeline(["a", "b"], wanted),
            used_versions_pipeline(wanted),
            [{"$match": paid_in(wanted)}, {"$sort": {"captured_at": 1}}],
        ],
        "cart_ends": [cart_ends_pipeline(wanted, TODAY, TODAY)],
        "carts": [[{"$match": carts_there(wanted)}], carts_changed_pipeline(NOW)],
        "shoppers": [histories_pipeline(100)],
    }
    for collection, pipelines in asked_of.items():
        for pipeline in pipelines:
            plan = await desk.market.database.command(
                {
                    "explain": {"aggregate": collection, "pipeline": pipeline, "cursor": {}},
                    "verbosity": "queryPlanner",
                }
            )
            assert "IXSCAN" in str(plan), (collection, pipeline)
            assert "COLLSCAN" not in str(plan), (collection, pipeline)
            if collection == "redemptions" and len(pipeline) == 2:
                assert "SORT_MERGE" in str(plan)  # the stores' orders come merged, not sorted
