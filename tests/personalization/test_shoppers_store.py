"""Consent: nothing is stored before it, and its end is the end of what rested on it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from personalization.carts.cart import new_cart
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.facts import UNKNOWN, ShopperFacts, facts_of
from personalization.shoppers.own_data import withdraw
from personalization.shoppers.profile import PROFILE_KEPT, Loyalty, Preferences, Profile
from personalization.shoppers.remembering import link_cart, remember_purchase, remember_way
from personalization.shoppers.segments import Segment, SegmentRule
from personalization.shoppers.suitability import Needs
from personalization.shoppers.visits import Purchase
from personalization.signing import Signer
from personalization.store.market import Market
from personalization.store.visits import VISITS
from provenance.dietary import Allergen, Diet
from provenance.store.collection import Document
from tests.api.app_samples import STORE

NOW: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)
S: Final = "5" * 32
CART: Final = "c" * 32
SIGNER: Final = Signer("s" * 40)
EVERYTHING: Final = tuple(Purpose)
BERRIES: Final = Purchase("r-1", 499, "EUR", frozenset({"produce/berries"}))
PREFERENCES: Final = Preferences(
    Needs(frozenset({Allergen.NUTS}), frozenset({Diet.VEGAN})), frozenset({"produce"}), "es"
)


@pytest.fixture
def market(database: AsyncDatabase[Document]) -> Market:
    return Market(database)


async def give(
    market: Market, *purposes: Purpose, session: str = S, now: datetime = NOW
) -> Profile:
    return await market.shoppers.give(session, purposes, wording=WORDING, surface="app", now=now)


async def take_back(market: Market, *purposes: Purpose, now: datetime = NOW) -> Profile | None:
    return await withdraw(market, SIGNER, S, purposes, surface="web", now=now)


async def facts(market: Market, *, now: datetime = NOW, zones: Sequence[str] = ()) -> ShopperFacts:
    return await facts_of(market, S, STORE, zones=zones, now=now)


async def test_consent_has_a_history_of_each_purpose(market: Market) -> None:
    later, last = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    await give(market, Purpose.HISTORY)
    await give(market, Purpose.HISTORY, Purpose.LINKING, now=later)
    left = await take_back(market, Purpose.HISTORY, now=last)
    assert left is not None
    assert left.purposes == {Purpose.LINKING}
    assert (left.since, left.until) == (NOW, NOW + PROFILE_KEPT)
    told = [(each.purpose, each.given, each.at, each.surface) for each in left.history]
    assert told == [
        (Purpose.HISTORY, True, NOW, "app"),
        (Purpose.LINKING, True, later, "app"),
        (Purpose.HISTORY, False, last, "web"),
    ]


async def test_taking_back_what_was_never_given_stores_nothing(
    market: Market, database: AsyncDatabase[Document]
) -> None:
    assert await take_back(market, Purpose.HISTORY) is None
    assert await database["shoppers"].count_documents({}) == 0


async def test_without_consent_nothing_is_kept_and_nothing_known(
    market: Market, database: AsyncDatabase[Document]
) -> None:
    await market.carts.add(new_cart(CART, "s1", STORE.currency, now=NOW))
    assert await market.shoppers.set_preferences(S, PREFERENCES) is None
    assert await market.shoppers.set_loyalty(S, Loyalty("gold", NOW.date())) is None
    assert not await remember_purchase(market, S, STORE, BERRIES, NOW)
    assert not await remember_way(market, S, STORE, {"fish"}, NOW)
    assert not await link_cart(market, S, CART, NOW)
    assert await facts(market) == UNKNOWN
    for name in ("shoppers", "visits"):
        assert await database[name].count_documents({}) == 0


async def test_each_fact_rests_on_its_own_consent(market: Market) -> None:
    await give(market, *EVERYTHING)
    assert await market.shoppers.set_preferences(S, PREFERENCES)
    assert await market.shoppers.set_loyalty(S, Loyalty("gold", NOW.date()))
    before = NOW - timedelta(days=3)
    assert await remember_purchase(market, S, STORE, BERRIES, before)
    assert await remember_way(market, S, STORE, {"fruit"}, before)
    rule = SegmentRule(bought=frozenset({"produce"}))
    assert await market.segments.save(Segment("fruity", "Fruity", rule, 1, "eva", NOW)) is None
    zones = ["fish", "fruit"]
    whole = ShopperFacts(
        needs=PREFERENCES.needs,
        favourites=PREFERENCES.favourites,
        language="es",
        segments=frozenset({"fruity"}),
        returning=True,
        missed_zones={"fish": 1, "fruit": 0},
        loyalty="gold",
        member=True,
        used={},
        linked=True,
    )
    assert await facts(market, zones=zones) == whole

    await take_back(market, Purpose.ANALYTICS)
    whole = replace(whole, missed_zones=None)
    assert await facts(market, zones=zones) == whole
    await take_back(market, Purpose.LINKING)
    whole = replace(whole, loyalty=None, member=None, used=None, linked=False)
    assert await facts(market, zones=zones) == whole
    await take_back(market, Purpose.PREFERENCES)
    whole = ShopperFacts(segments=frozenset({"fruity"}), returning=True)
    assert await facts(market, zones=zones) == whole
    await take_back(market, Purpose.HISTORY)
    assert await facts(market, zones=zones) == UNKNOWN


async def test_a_withdrawal_removes_what_rested_on_it_and_only_that(
    market: Market, database: AsyncDatabase[Document]
) -> None:
    await give(market, *EVERYTHING)
    await market.carts.add(new_cart(CART, "s1", STORE.currency, now=NOW))
    assert await link_cart(market, S, CART, NOW)
    await remember_purchase(market, S, STORE, BERRIES, NOW)
    await remember_way(market, S, STORE, {"fruit"}, NOW)

    await take_back(market, Purpose.ANALYTICS)
    [visit] = await database[VISITS.name].find().to_list()
    assert "zones" not in visit
    assert visit["categories"] == ["produce/berries"]

    await take_back(market, Purpose.LINKING)
    cart = await market.carts.get(CART, NOW)
    assert cart is not None
    assert cart.shopper is None

    await take_back(market, Purpose.HISTORY)
    assert await database[VISITS.name].count_documents({}) == 0


async def test_given_again_a_consent_brings_nothing_back(market: Market) -> None:
    await give(market, *EVERYTHING)
    await market.shoppers.set_preferences(S, PREFERENCES)
    await take_back(market, Purpose.PREFERENCES)
    assert (await give(market, Purpose.PREFERENCES)).preferences == Preferences()


async def test_a_purchase_counts_once_and_a_day_is_one_visit(
    market: Market, database: AsyncDatabase[Document]
) -> None:
    await give(market, Purpose.HISTORY)
    second = replace(BERRIES, receipt="r-2", amount=1, categories=frozenset({"tea"}))
    evening = datetime(2026, 11, 21, 22, 59, tzinfo=UTC)  # one minute before the store's midnight
    for purchase, at in ((BERRIES, NOW), (BERRIES, NOW), (second, evening)):
        assert await remember_purchase(market, S, STORE, purchase, at)
    [visit] = await database[VISITS.name].find().to_list()
    assert sum(receipt["amount"] for receipt in visit["receipts"]) == 500
    assert (visit["at"], visit["day"]) == (NOW, "2026-11-21")
    assert await remember_purchase(
        market, S, STORE, replace(second, receipt="r-3"), evening + timedelta(minutes=1)
    )
    assert await database[VISITS.name].count_documents({}) == 2


async def test_nothing_appears_after_a_withdrawal_that_was_answered(
    market: Market, database: AsyncDatabase[Document]
) -> None:
    """Forty purchases beside a withdrawal: each is in before it and removed by it, or refused."""
    await give(market, Purpose.HISTORY)
    purchases = [
        remember_purchase(market, S, STORE, replace(BERRIES, receipt=f"r-{number}"), NOW)
        for number in range(40)
    ]
    await asyncio.gather(*purchases, take_back(market, Purpose.HISTORY))
    assert await database[VISITS.name].count_documents({}) == 0
    assert not await remember_purchase(market, S, STORE, BERRIES, NOW)


async def test_a_cart_is_linked_to_one_shopper_only(market: Market) -> None:
    other = "6" * 32
    await give(market, Purpose.LINKING)
    await give(market, Purpose.LINKING, session=other)
    await market.carts.add(new_cart(CART, "s1", STORE.currency, now=NOW))
    assert await link_cart(market, S, CART, NOW)
    assert await link_cart(market, S, CART, NOW)
    assert not await link_cart(market, other, CART, NOW)
    assert not await link_cart(market, S, "d" * 32, NOW)


async def test_a_list_leaves_out_whoever_did_not_agree(market: Market) -> None:
    agreed, not_agreed = "a" * 32, "b" * 32
    await give(market, Purpose.HISTORY, session=agreed)
    await give(market, Purpose.LINKING, session=not_agreed)
    await market.segments.save(Segment("vip", "VIP", None, 1, "eva", NOW))
    named = [agreed, not_agreed, "nobody"]
    assert await market.segments.list_members("vip", named, NOW) == 1
    assert (await facts_of(market, agreed, STORE, now=NOW)).segments == frozenset({"vip"})
    assert (await facts_of(market, not_agreed, STORE, now=NOW)).segments is None
    assert await market.segments.list_members("vip", [], NOW) == 0
    assert (await facts_of(market, agreed, STORE, now=NOW)).segments == frozenset()


async def test_versions_of_a_segment_follow_each_other(market: Market) -> None:
    first = Segment("often", "Often", SegmentRule(visits_at_least=2), 1, "eva", NOW)
    second = replace(first, rule=SegmentRule(visits_at_least=3), version=2, by="ana")
    assert await market.segments.save(first) is None
    assert await market.segments.save(second) is None
    for stale in (first, second, replace(second, version=4)):
        assert await market.segments.save(stale) is not None
    assert await market.segments.all() == [second]
    assert await market.segments.versions("often") == [second, first]
    assert await market.segments.versions("unknown") == []
