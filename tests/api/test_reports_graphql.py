"""What came of offers: planted events and sales whose numbers are known by hand."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import msgspec
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.graphql.context import Context
from personalization.insights.event import EventKind
from personalization.insights.exposure import Shown
from personalization.offers.context import Line
from personalization.offers.offer import ExperimentArm
from provenance.store.collection import Document
from tests.api.app_samples import PRODUCT
from tests.api.report_desk import (
    COD,
    DAYS,
    LADDER,
    SPINACH_20,
    asked,
    did,
    marketers_desk,
    noticed,
    priced,
    publish,
    seen,
    sold,
)
from tests.personalization.insight_samples import AB, bought, exposure
from tests.personalization.redemption_samples import NOW
from tests.personalization.zone_samples import FISH, MEAT

IMPRESSIONS = "zoneId suppressed shown withheld"
OFFER_REPORT = f"""query ($days: ReportDays!, $ids: [ID!]) {{
    offerReport(days: $days, offerIds: $ids) {{ offerId title scans adds redemptions conversion
        impressions {{ {IMPRESSIONS} }} zones {{ {IMPRESSIONS} }}
        costs {{ redemptions cost {{ minorUnits currencyCode }} }}
        days {{ day redemptions cost {{ minorUnits }} }}
        budgets {{ kind limit currencyCode used left pace perDay ends earliest latest
            days {{ day used }} }}
        uplift {{ key suppressed }} }} }}"""


@pytest.fixture
async def desk(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with marketers_desk(database, mongodb_uri) as context:
        yield context


async def test_an_offer_from_being_shown_to_being_paid(desk: Context) -> None:
    await publish(desk, SPINACH_20)
    yesterday = NOW - timedelta(days=1)
    await noticed(
        desk,
        [
            *[seen(f"fish-{n}", FISH.id) for n in range(6)],
            *[seen(f"meat-{n}", MEAT.id, at=yesterday) for n in range(9)],
            *[seen(f"held-{n}", FISH.id, shown=Shown.CONTROL) for n in range(5)],
            seen("long-ago", FISH.id, at=NOW - timedelta(days=8)),
            *[seen(f"other-{n}", FISH.id, offer="spinach-20b@1") for n in range(5)],
            *[did(f"v{n}", EventKind.SCAN, product=PRODUCT.id) for n in range(7)],
            did("v0", EventKind.SCAN, product=COD.id),
            *[did(f"v{n}", EventKind.ADD, product=PRODUCT.id) for n in range(3)],
        ],
    )
    one = (Line("1", PRODUCT.id, 500), 100)
    for days_ago in range(1, 6):
        bought = priced(one, offer="spinach-20")
        await sold(desk, days_ago, bought, NOW - timedelta(days=days_ago))
    await sold(desk, "back", priced(one, offer="spinach-20"), NOW)
    await desk.market.redemptions.reverse("rback", NOW)
    (report,) = await asked(desk, OFFER_REPORT, days=DAYS, ids=["spinach-20"])
    assert report["impressions"] == {
        "zoneId": None, "suppressed": False, "shown": 15, "withheld": 5
    }  # fmt: skip
    assert report["zones"] == [
        {"zoneId": FISH.id, "suppressed": False, "shown": 6, "withheld": 5},
        {"zoneId": MEAT.id, "suppressed": False, "shown": 9, "withheld": 0},
    ]
    assert (report["scans"], report["adds"]) == (7, 3)
    assert (report["redemptions"], report["conversion"]) == (5, 5 / 15)
    assert report["costs"] == [
        {"redemptions": 5, "cost": {"minorUnits": 500, "currencyCode": "EUR"}}
    ]
    paid = [f"2026-11-{day}" for day in range(16, 21)]
    assert report["days"] == [
        {"day": day, "redemptions": 1, "cost": {"minorUnits": 100}} for day in paid
    ]
    spend, uses = sorted(report["budgets"], key=lambda each: str(each["kind"]))
    assert (spend["currencyCode"], uses["currencyCode"]) == ("EUR", None)
    assert (spend["used"], spend["left"], spend["perDay"]) == (500, 1_500, 100.0)
    assert (spend["pace"], spend["ends"]) == ("ENDS", "2026-12-05")
    assert (uses["used"], uses["left"], uses["perDay"]) == (5, 995, 1.0)
    assert (spend["days"][0]["day"], spend["days"][-1]["day"]) == ("2026-11-07", "2026-11-21")
    assert {each["day"]: each["used"] for each in spend["days"] if each["used"]} == dict.fromkeys(
        paid, 100
    )
    assert report["uplift"] == []


async def test_an_experiment_says_what_the_offer_is_worth(desk: Context) -> None:
    await desk.market.experiments.draft(AB)
    await publish(
        desk, msgspec.structs.replace(SPINACH_20, id="ten", experiment=ExperimentArm(AB.key, 1))
    )
    for unit in range(20):
        await desk.market.enrolments.enrol([exposure(f"u{unit}", unit % 2, offer="ten@1")])
        await bought(desk.market.database, f"u{unit}", 0, minutes=unit)
    (report,) = await asked(desk, OFFER_REPORT, days=DAYS, ids=["ten"])
    assert report["uplift"] == [{"key": "ten@1", "suppressed": False}]


async def test_a_day_counts_as_the_store_has_it(desk: Context) -> None:
    """Midnight in Madrid is 23:00 UTC."""
    await publish(desk, SPINACH_20)
    late = datetime(2026, 11, 14, 23, 30, tzinfo=NOW.tzinfo)
    for number, at in enumerate([late - timedelta(hours=1), late]):
        await sold(desk, number, priced((Line("1", PRODUCT.id, 500), 100), offer="spinach-20"), at)
        await noticed(desk, [seen(f"{number}-{n}", FISH.id, at=at) for n in range(5 + number)])
    (report,) = await asked(desk, OFFER_REPORT, days=DAYS, ids=["spinach-20"])
    assert (report["redemptions"], report["impressions"]["shown"]) == (1, 6)


async def test_what_the_ladder_saved_in_kilos_and_money(desk: Context) -> None:
    await publish(desk, LADDER, SPINACH_20)
    piece = Line("1", COD.id, 1000, quantity=3, days_left=1)
    fillet = Line("2", COD.id, 800, weight_grams=400.0, days_left=0)
    whole = Line("3", COD.id, 900, days_left=9)
    ladder = priced((piece, 300), (fillet, 240), (whole, 0), offer="ladder")
    await sold(desk, 1, ladder, NOW)
    await sold(desk, 2, priced((piece, 200), offer="spinach-20"), NOW)  # no ladder
    await sold(desk, 3, ladder, NOW - timedelta(days=9))
    part = "daysLeft units kilos unweighedUnits sold { minorUnits } discount { minorUnits }"
    (found,) = await asked(
        desk,
        f"""query ($days: ReportDays!) {{ markdownReport(days: $days) {{
            total {{ {part} }} byDaysLeft {{ {part} }} }} }}""",
        days=DAYS,
    )

    def savings(days: int | None, units: int, kilos: float, unweighed: int, *money: int) -> object:
        return {
            "daysLeft": days,
            "units": units,
            "kilos": kilos,
            "unweighedUnits": unweighed,
            "sold": {"minorUnits": money[0]},
            "discount": {"minorUnits": money[1]},
        }

    assert found["byDaysLeft"] == [
        savings(0, 1, 0.4, 0, 560, 240),
        savings(1, 3, 0.0, 3, 2100, 900),
    ]
    assert found["total"] == savings(None, 4, 0.4, 3, 2660, 1140)
