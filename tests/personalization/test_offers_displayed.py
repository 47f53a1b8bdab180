"""What a sign on the shelf may promise to anybody, at any hour."""

from datetime import date, time
from decimal import Decimal

import pytest

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.hours import HoursCondition
from personalization.offers.conditions.loyalty import LoyaltyCondition
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.displayed import displayed, steady
from personalization.offers.hours import Hours
from personalization.offers.lane import Lane
from personalization.offers.offer import ExperimentArm, Offer, Schedule
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from tests.personalization.offer_moments import line, moment, offer

FISH = line("hake", 1000, categories=frozenset({"fish"}), prospective=True)
SHELF = moment(FISH, scanned="hake")
OF_FISH = Selector(categories=frozenset({"fish"}))
TEN, TWENTY = (Percent(value=Decimal(each), selector=OF_FISH) for each in (10, 20))
EVENING = (Hours(since=time(17), until=time(19)),)


def shown(*offers: Offer) -> tuple[str, int, date | None] | None:
    found = displayed(steady(Snapshot.of(offers)), SHELF)
    return (found.offer.id, found.saving, found.last_day) if found else None


def test_the_best_offer_names_the_sign_and_all_of_them_make_the_price() -> None:
    until = Schedule(ends=date(2026, 6, 30))
    assert shown(offer("ten", TEN), offer("twenty", TWENTY, schedule=until)) == (
        "twenty",
        280,
        date(2026, 6, 30),
    )


def test_an_offer_on_several_is_told_without_a_lower_price() -> None:
    three = CheapestFree(selector=OF_FISH, buy=3, free=1)
    assert shown(offer("three", three, lane=Lane.BUNDLE)) == ("three", 0, None)


@pytest.mark.parametrize(
    "unsteady",
    [
        offer("hours", TEN, schedule=Schedule(hours=EVENING)),
        offer("condition", TEN, condition=HoursCondition(windows=EVENING)),
        offer("code", TEN, needs_code=True),
        offer("member", TEN, condition=LoyaltyCondition()),
        offer("place", TEN, condition=ZoneCondition(among=frozenset({"fish"}))),
        offer("trial", TEN, experiment=ExperimentArm("price", 1)),
        offer("cart", Amount(amount=100), lane=Lane.CART, condition=CartSpend(amount=500)),
        offer("meat", Percent(value=Decimal(5), selector=Selector(categories=frozenset({"meat"})))),
        offer("over", TEN, schedule=Schedule(ends=date(2026, 6, 18))),
    ],
    ids=lambda each: each.id,
)
def test_what_not_everybody_gets_at_every_hour_is_not_promised_on_paper(unsteady: Offer) -> None:
    assert shown(unsteady) is None
