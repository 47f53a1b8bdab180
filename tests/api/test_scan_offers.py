"""Offers in the answer to a scan, in a cart and at a place, over the whole application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types.execution import PreExecutionError

from api import clock
from api.access.callers import Role
from api.graphql.schema import build_schema
from personalization.experiments.experiment import Holdout
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.conditions.loyalty import LoyaltyCondition
from personalization.offers.conditions.tree import All
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Trigger
from personalization.offers.lane import Lane
from personalization.offers.offer import Offer, Schedule
from personalization.offers.selector import Selector
from personalization.signing import Signer, TokenKind
from personalization.store.market import Market
from personalization.zones.floor_plan import FloorPlan, Zone
from provenance.answer import Price, PriceUnit
from provenance.dietary import Allergen
from provenance.identity import Money
from provenance.prices import ShelfPrice
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import SECRET, application, ask, serving, staff_token
from tests.api.app_samples import FARM, LINK, LOT, PRODUCT, STORE, STORE_PLACE, journey
from tests.api.graphql_context import running_context
from tests.api.test_offers_live import published
from tests.api.waiting import until
from tests.personalization.marketing_samples import offer
from tests.personalization.zone_samples import box

SCAN = """query ($code: String!, $context: ScanContext) { scan(code: $code, context: $context) {
  ... on Scan {
    offers { id version title reason saving { minorUnits currencyCode } }
    offerHints { id hint } exposureTokens
  } ... on ScanRefusal { message } } }"""
HERE = """query ($context: ScanContext!, $trigger: OfferTrigger!) {
  offersHere(context: $context, trigger: $trigger) { offers { id reason } exposureTokens } }"""
CART = """query ($id: ID!) { cart(id: $id) { pricing {
  subtotal { minorUnits } discount { minorUnits } total { minorUnits } cutShort snapshotHash
  lines { discount { minorUnits } } offers { id reason } hints { id hint } exposureTokens } } }"""
SCHEMA = build_schema(production=False)
IN_STORE = {"storeId": STORE.id, "language": "en"}
LADDER = FreshnessLadder(
    steps=(LadderStep(3, Decimal(20)), LadderStep(1, Decimal(50))),
    selector=Selector(categories=frozenset({"produce"})),
)
LEAFY = Selector(categories=frozenset({"produce/leafy"}))


@pytest.fixture
async def market(database: AsyncDatabase[Document]) -> Market:
    """One product at 4.99, of a lot that is best for three days."""
    archive, now = Archive(database), clock.now()
    await archive.products.put([PRODUCT])
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    price = Price(Money(499, STORE.currency), PriceUnit.EACH)
    await archive.prices.put([ShelfPrice(STORE.id, PRODUCT.id, price, now - timedelta(days=9))])
    last = now.astimezone(STORE.time_zone).date() + timedelta(days=3)
    await archive.events.capture(journey(best_before=last.isoformat()))
    await project_dirty(archive.events, archive.lots)
    return Market(database)


@asynccontextmanager
async def serving_with(
    market: Market, uri: str, *offers: Offer
) -> AsyncIterator[httpx.AsyncClient]:
    """The application, knowing these offers."""
    for each in offers:
        await published(market, each)
    app = application(uri, market.database.name)
    async with serving(app) as client:
        await app.state.offers.ready()
        yield client


async def scanned(client: httpx.AsyncClient, **context: Any) -> dict[str, Any]:
    variables = {"code": LINK, "context": {**IN_STORE, **context}}
    found: dict[str, Any] = (await ask(client, SCAN, variables))["scan"]
    return found


async def cart_with(client: httpx.AsyncClient, quantity: int) -> str:
    create = """mutation ($input: CreateCartInput!) { createCart(input: $input) {
        ... on Cart { id } } }"""
    add = """mutation ($input: AddToCartInput!) { addToCart(input: $input) {
        ... on AddedToCart { cart { id } } ... on CartRefusal { message } } }"""
    made = await ask(client, create, {"input": {"storeId": STORE.id, "language": "en"}})
    cart = str(made["createCart"]["id"])
    given = {"cartId": cart, "code": LINK, "quantity": quantity, "idempotencyKey": "1"}
    added = await ask(client, add, {"input": given})
    assert added["addToCart"] == {"cart": {"id": cart}}
    return cart


async def test_a_lot_near_its_date_is_marked_down_and_says_why(
    market: Market, mongodb_uri: str
) -> None:
    ladder = offer("ladder", lane=Lane.MARKDOWN, benefits=(LADDER,))
    async with serving_with(market, mongodb_uri, ladder) as client:
        found = await scanned(client)
        assert found["offers"] == [
            {
                "id": "ladder",
                "version": 1,
                "title": "20 % (en)",
                "reason": "20 % off, because this lot is best within 3 days",
                "saving": {"minorUnits": 100, "currencyCode": "EUR"},
            }
        ]
        assert len(found["exposureTokens"]) == 1
        spanish = await scanned(client, language="es")
        assert spanish["offers"][0]["title"] == "20 % (es)"


async def test_an_offer_says_when_its_time_is_over(market: Market, mongodb_uri: str) -> None:
    today = clock.now().astimezone(STORE.time_zone).date()
    until_tonight = offer("tonight", benefits=(LADDER,), schedule=Schedule(ends=today))
    midnight = datetime.combine(today + timedelta(days=1), time.min, STORE.time_zone)
    ask_until = SCAN.replace("offers { id", "offers { until")
    async with serving_with(market, mongodb_uri, until_tonight) as client:
        given = {"code": LINK, "context": IN_STORE}
        [told] = (await ask(client, ask_until, given))["scan"]["offers"]
        assert datetime.fromisoformat(told["until"]) == midnight
    async with serving_with(market, mongodb_uri, offer("tonight", benefits=(LADDER,))) as client:
        [told] = (await ask(client, ask_until, given))["scan"]["offers"]
        assert told["until"] is None


async def test_nothing_is_offered_for_what_is_recalled(market: Market, mongodb_uri: str) -> None:
    archive = Archive(market.database)
    lot = f"01/{PRODUCT.id}/10/{LOT}"
    await archive.recalls.announce(
        RecallNotice("r1", (lot,), {"en": "Glass"}, {"en": "Return it"}, since=clock.now())
    )
    ladder = offer("ladder", lane=Lane.MARKDOWN, benefits=(LADDER,))
    async with serving_with(market, mongodb_uri, ladder) as client:
        assert await scanned(client) == {"offers": [], "offerHints": [], "exposureTokens": []}


async def test_nothing_is_offered_that_the_shopper_must_not_eat(
    market: Market, mongodb_uri: str
) -> None:
    await Archive(market.database).products.put(
        [replace(PRODUCT, allergens=frozenset({Allergen.CELERY}))]
    )
    async with serving_with(market, mongodb_uri, offer("any", benefits=(LADDER,))) as client:
        assert [each["id"] for each in (await scanned(client, allergens=["MILK"]))["offers"]] == [
            "any"
        ]
        assert (await scanned(client, allergens=["CELERY"]))["offers"] == []
        assert (await scanned(client, diets=["VEGAN"]))["offers"] == []  # nobody declared it


async def test_what_lies_in_the_cart_counts_and_a_hint_says_what_is_missing(
    market: Market, mongodb_uri: str
) -> None:
    deal = offer("deal", lane=Lane.BUNDLE, benefits=(CheapestFree(buy=3, selector=LEAFY),))
    async with serving_with(market, mongodb_uri, deal) as client:
        alone = await scanned(client)
        assert alone["offers"] == []
        assert alone["offerHints"] == [{"id": "deal", "hint": "2 more for “3 for 2”"}]
        cart = await cart_with(client, 2)
        (third,) = (await scanned(client, cartId=cart))["offers"]
        assert third["reason"] == "3 for 2"
        priced = (await ask(client, CART, {"id": cart}))["cart"]["pricing"]
        assert priced["offers"] == []
        assert priced["hints"] == [{"id": "deal", "hint": "1 more for “3 for 2”"}]
        assert priced["total"] == {"minorUnits": 2 * 499}


async def test_a_cart_is_priced_with_what_applies_to_it(market: Market, mongodb_uri: str) -> None:
    deal = offer("deal", lane=Lane.BUNDLE, benefits=(CheapestFree(buy=3, selector=LEAFY),))
    ladder = offer("ladder", lane=Lane.MARKDOWN, benefits=(LADDER,))
    async with serving_with(market, mongodb_uri, deal, ladder) as client:
        cart = await cart_with(client, 3)
        priced = (await ask(client, CART, {"id": cart}))["cart"]["pricing"]
        assert priced["subtotal"] == {"minorUnits": 1497}
        assert priced["total"] == {"minorUnits": 1497 - 299 - 399}  # 20 % of 14.97, one of 3.99
        assert {each["id"] for each in priced["offers"]} == {"deal", "ladder"}
        assert priced["cutShort"] is False
        again = (await ask(client, CART, {"id": cart}))["cart"]["pricing"]
        assert again["snapshotHash"] == priced["snapshotHash"]


async def test_an_offer_of_a_place_is_told_of_there_only(market: Market, mongodb_uri: str) -> None:
    leaves = Zone("leaves", {"en": "Leaves"}, box(0, 0, 6, 4), ("produce",))
    await market.zones.put_plans([FloorPlan(STORE.id, 6, 4, (leaves,))])
    dwell = ZoneCondition(among=frozenset({"leaves"}), seconds=20)
    here = offer(
        "here",
        benefits=(Percent(value=Decimal(10), selector=LEAFY),),
        triggers=frozenset({Trigger.ZONE_DWELL}),
        condition=dwell,
    )
    async with serving_with(market, mongodb_uri, here) as client:

        async def told(zone: str | None, seconds: float, trigger: str = "ZONE_DWELL") -> list[str]:
            context = {**IN_STORE, "visit": {"zoneId": zone, "dwellSeconds": seconds}}
            found = (await ask(client, HERE, {"context": context, "trigger": trigger}))[
                "offersHere"
            ]
            return [each["id"] for each in found["offers"]]

        assert await told("leaves", 30) == ["here"]
        assert await told("leaves", 3) == []
        assert await told(None, 30) == []
        assert await told("leaves", 30, "KIOSK_OPEN") == []


async def test_who_is_held_back_gets_a_token_like_everybody_else(
    market: Market, mongodb_uri: str
) -> None:
    await market.experiments.put_holdout(Holdout("all", 1.0))
    async with serving_with(market, mongodb_uri, offer("any", benefits=(LADDER,))) as client:
        found = await scanned(client, cartId=await cart_with(client, 1))
        assert found["offers"] == []
        (token,) = found["exposureTokens"]
        claims = Signer(SECRET).read(TokenKind.EXPOSURE, token, now=clock.now())
        assert isinstance(claims, dict)
        assert claims["w"] == "HOLDOUT"


async def test_without_a_store_there_are_no_offers(market: Market, mongodb_uri: str) -> None:
    async with serving_with(market, mongodb_uri, offer("any", benefits=(LADDER,))) as client:
        found = (await ask(client, SCAN, {"code": LINK}))["scan"]
        assert found == {"offers": [], "offerHints": [], "exposureTokens": []}


async def test_a_watched_scan_hears_of_an_offer_that_is_published(
    database: AsyncDatabase[Document], market: Market, mongodb_uri: str
) -> None:
    watch = """subscription ($code: String!, $context: ScanContext) {
      scanUpdates(code: $code, context: $context) { cursor result {
        ... on Scan { offers { id } } } } }"""
    variables = {"code": LINK, "context": IN_STORE}
    async with running_context(database, mongodb_uri) as context:
        stream = await SCHEMA.subscribe(watch, variables, context_value=context)
        assert not isinstance(stream, PreExecutionError)
        async with asyncio.timeout(10), aclosing(stream):
            first = await anext(stream)
            assert first.data is not None
            assert first.data["scanUpdates"]["result"] == {"offers": []}
            await published(market, offer("ladder", lane=Lane.MARKDOWN, benefits=(LADDER,)))
            second = await anext(stream)
            assert second.data is not None
            assert second.data["scanUpdates"]["result"] == {"offers": [{"id": "ladder"}]}
            assert second.data["scanUpdates"]["cursor"] != first.data["scanUpdates"]["cursor"]


EXPLAIN = """query ($context: ScanContext!, $code: String, $about: [ID!]) {
  explainOffers(context: $context, code: $code, about: $about) { cutShort offers {
    id applies miss reason wouldHelp clauses { words verdict depth } } } }"""


async def test_a_marketer_sees_clause_by_clause_why_an_offer_does_not_apply(
    market: Market, mongodb_uri: str
) -> None:
    member = offer(
        "member",
        benefits=(Percent(value=Decimal(10), selector=LEAFY),),
        condition=All((LoyaltyCondition(), CartSpend(400))),
        currency="EUR",
    )
    async with serving_with(market, mongodb_uri, member) as client:
        variables = {"context": IN_STORE, "code": LINK, "about": ["member"]}
        token = await staff_token(client, market.database)
        found = await ask(client, EXPLAIN, variables, token)
        (told,) = found["explainOffers"]["offers"]
        assert (told["applies"], told["miss"]) == (False, "UNKNOWN")
        verdicts = [clause["verdict"] for clause in told["clauses"]]
        assert "UNKNOWN" in verdicts  # nobody said whether this is a member
        assert "TRUE" in verdicts  # what is scanned costs enough
        denied = await client.post("/graphql", json={"query": EXPLAIN, "variables": variables})
        assert denied.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


SET_POLICY = """mutation ($input: SetStorePolicyInput!) { setStorePolicy(input: $input) {
  ... on StorePolicy { storeId rounding floorPercent lanes { lane mode } }
  ... on StorePolicyRefusal { message problems { path } } } }"""


async def test_a_store_rounds_and_ends_its_prices_as_its_policy_says(
    market: Market, mongodb_uri: str
) -> None:
    half = offer("half", benefits=(Percent(value=Decimal(50), selector=LEAFY),))
    async with serving_with(market, mongodb_uri, half) as client:
        token = await staff_token(client, market.database, Role.MARKETER)

        async def set_policy(**given: Any) -> dict[str, Any]:
            variables = {"input": {"storeId": STORE.id, **given}}
            found: dict[str, Any] = (await ask(client, SET_POLICY, variables, token))[
                "setStorePolicy"
            ]
            return found

        async def saves(amount: int) -> bool:
            (applied,) = (await scanned(client))["offers"]
            return bool(applied["saving"]["minorUnits"] == amount)

        assert await saves(250)  # 2.495, the discount half up
        policy = await set_policy(rounding="HALF_DOWN")
        assert (policy["rounding"], policy["floorPercent"]) == ("HALF_DOWN", "0")
        await until(lambda: saves(249))
        await set_policy(floorPercent="80.5", lanes=[{"lane": "ITEM", "mode": "FIRST"}])
        await until(lambda: saves(97))  # no lower than 4.01695, rounded up to 4.02
        refused = await set_policy(floorPercent="100")
        assert refused["problems"] == [{"path": "floorPercent"}]
        twice = [{"lane": "ITEM", "mode": mode} for mode in ("FIRST", "STACK")]
        assert (await set_policy(lanes=twice))["problems"] == [{"path": "lanes"}]
        assert "s9" in (await set_policy(storeId="s9"))["message"]
        found = await ask(client, "{ storePolicies { storeId floorPercent } }", token=token)
        assert found["storePolicies"] == [{"storeId": STORE.id, "floorPercent": "80.5"}]
