"""Erasing really removes everything: the whole database is searched for the identifiers."""

import zlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Role, Shopper, Staff
from api.access.credentials import LIFETIMES, Audience
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.wiring import COLLECTIONS
from api.work.retention import ShopperRetention
from personalization.carts.shopping import create_cart
from personalization.experiments.unit import shopper_unit_id, unit_id
from personalization.insights.event import EventKind, ShopperEvent, exposure_event
from personalization.insights.exposure import Exposure, Shown
from personalization.insights.intake import InsightIntake
from personalization.offers.offer import Budget, BudgetKind, Offer
from personalization.redemptions.redemption import Redemption, RedemptionState
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.own_data import erase
from personalization.shoppers.profile import PROFILE_KEPT, Loyalty, Preferences
from personalization.shoppers.remembering import remember_purchase, remember_way
from personalization.shoppers.retention import RETENTION, EnforcedBy
from personalization.shoppers.segments import Segment
from personalization.shoppers.visits import Purchase
from personalization.store.holdings import HOLDINGS
from provenance.store.collection import Document
from tests.api.app_samples import NOW, PRODUCT, STORE
from tests.api.graphql_context import running_context
from tests.personalization.redemption_samples import basket, order, use

SCHEMA: Final = build_schema(production=False)
SESSION: Final = "5e55" * 8
OTHER: Final = "07e7" * 8


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri, Shopper(SESSION)) as context:
        yield replace(context, clock=lambda: NOW)


async def asked(context: Context, operation: str, **given: object) -> Any:
    result = await SCHEMA.execute(operation, variable_values=given, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


async def live_through(context: Context, session: str) -> set[str]:
    """Leave a trace in every place that knows shoppers; all identifiers that were used."""
    market, signer, now = context.market, context.signer, NOW
    await market.shoppers.give(session, list(Purpose), wording=WORDING, surface="app", now=now)
    await market.shoppers.set_preferences(session, Preferences(language="es"))
    await market.shoppers.set_loyalty(session, Loyalty("gold", now.date()))
    await remember_way(market, session, STORE, {"fish"}, now)
    bought = Purchase("r-1", 100, "EUR", frozenset({"fish"}))
    await remember_purchase(market, session, STORE, bought, now)
    listing = f"vip-{session[:4]}"
    await market.segments.save(Segment(listing, "VIP", None, 1, "eva", now))
    await market.segments.list_members(listing, [session], now)

    cart = await create_cart(market, STORE, now=now, shopper=session)
    phone = await create_cart(market, STORE, now=now, shopper=session)
    started = await asked(
        context,
        "mutation ($of: ID!) { startPairing(input: {cartId: $of}) { ... on Pairing { token } } }",
        of=cart.id,
    )
    await asked(
        context,
        """mutation ($with: String!, $mine: ID!) {
          pairCart(input: {token: $with, cartId: $mine, idempotencyKey: "k"}) {
            ... on Cart { id } } }""",
        **{"with": started["token"], "mine": phone.id},
    )

    unit = shopper_unit_id(signer, session)
    shown = Exposure("x" + session, Shown.SHOWN, now, "s1", "EUR", unit, "a@1", "e", 1)
    scan = ShopperEvent("scan" + session, EventKind.SCAN, now, "s1", unit_id(signer, cart.id),
                        product=PRODUCT.id)  # fmt: skip
    taken = await InsightIntake(context.archive, market, signer).take(
        [exposure_event(shown, now), scan], now, shopper=session
    )
    assert (taken.accepted, taken.refused) == (2, [])
    budget = Budget(BudgetKind.PER_CUSTOMER, 9)
    await market.budgets.open_budgets(None, Offer("a", {}, (), budgets=(budget,)), None)
    priced = basket(use(), customer=unit)
    priced = replace(priced, context=replace(priced.context, unit_id=unit))
    redeemed = await market.redemptions.reserve(f"{session[:4]}-1", order(session[:4]), priced, now)
    assert isinstance(redeemed, Redemption)
    await asked(
        replace(context, caller=Shopper(session)),
        """mutation ($product: ID!) { leaveReview(input: {
          idempotencyKey: "k", productId: $product, stars: 5, text: "Crisp"
        }) { ... on ReviewLeft { review { id } } } }""",
        product=PRODUCT.id,
    )
    carts = {cart.id, phone.id}
    return {session, unit, *carts, *(unit_id(signer, each) for each in carts)}


async def naming(database: AsyncDatabase[Document], names: Iterable[str]) -> dict[str, int]:
    """How many documents of each collection hold any of the names, anywhere in them."""
    found: dict[str, int] = {}
    for collection in await database.list_collection_names():
        async for document in database[collection].find():
            text = _text(document)
            if any(name in text for name in names):
                found[collection] = found.get(collection, 0) + 1
    return found


def _text(value: object) -> str:
    """Everything in a document as text, also what is compressed."""
    if isinstance(value, dict):
        return " ".join(_text(part) for item in value.items() for part in item)
    if isinstance(value, list):
        return " ".join(map(_text, value))
    if isinstance(value, bytes):
        return zlib.decompress(value).decode()
    return str(value)


async def test_every_place_that_names_a_shopper_is_known_and_emptied(
    context: Context, database: AsyncDatabase[Document]
) -> None:
    names = await live_through(context, SESSION)
    others = await live_through(context, OTHER)
    held = await naming(database, names)
    known = {holding.collection.name for holding in HOLDINGS}
    assert held.keys() | {"reviews"} == known  # what names nobody outright: a review's digest

    exported = await asked(context, "{ myData { held { collection count summary } document } }")
    assert {each["collection"] for each in exported["held"]} == known
    assert SESSION in exported["document"]
    assert not any(name in exported["document"] for name in others)

    before = await naming(database, others)
    erased = await asked(
        context,
        """mutation { eraseMe(input: {confirm: true}) {
          ... on Erased { removed { collection count summary } } } }""",
    )
    assert erased["removed"] == exported["held"]
    assert await naming(database, names) == {}
    assert await naming(database, others) == before
    assert await database["reviews"].count_documents({}) == 1
    assert await database["redemptions"].count_documents({}) == 2
    again = await asked(context, "{ myData { held { count } document } }")
    assert again == {"held": [], "document": "{}"}


async def test_an_order_can_still_be_reversed_after_its_shopper_was_forgotten(
    context: Context,
) -> None:
    await live_through(context, SESSION)
    await erase(context.market, context.signer, SESSION)
    [stored] = await context.market.database["redemptions"].find().to_list()
    known = await context.market.redemptions.by_id(stored["_id"])
    assert known is not None
    assert (known.basket.customer, known.basket.context.unit_id) == (None, None)
    assert known.basket.total == 900
    ended = await context.market.redemptions.reverse(known.id, NOW)
    assert ended is not None
    assert ended.state is RedemptionState.REVERSED


async def test_erasing_is_not_done_by_mistake(context: Context) -> None:
    names = await live_through(context, SESSION)
    refused = await asked(
        context,
        "mutation { eraseMe(input: {confirm: false}) { ... on ProfileRefusal { message hint } } }",
    )
    assert refused["message"] == "Nothing was erased: the wish was not confirmed."
    assert await naming(context.market.database, names)


async def test_erasing_that_was_interrupted_is_finished_by_the_duty(
    context: Context, database: AsyncDatabase[Document]
) -> None:
    names = await live_through(context, SESSION)
    await context.market.shoppers.begin_forgetting(SESSION)
    await database["visits"].delete_many({"shopper": SESSION})
    duty = ShopperRetention(context.market, context.signer, lambda: NOW)
    await duty.erase_overdue()
    assert await naming(database, names) == {}


async def test_a_profile_whose_time_is_over_is_erased_and_no_other(
    context: Context, database: AsyncDatabase[Document]
) -> None:
    names = await live_through(context, SESSION)
    over = NOW + PROFILE_KEPT
    almost = over - timedelta(seconds=1)
    await ShopperRetention(context.market, context.signer, lambda: almost).erase_overdue()
    assert (await naming(database, names))["shoppers"] == 1
    await ShopperRetention(context.market, context.signer, lambda: over).erase_overdue()
    assert await naming(database, names) == {}


def test_a_profile_outlives_its_session_by_nothing() -> None:
    assert LIFETIMES[Audience.SHOPPER] == PROFILE_KEPT


def test_every_collection_with_a_field_for_a_shopper_is_emptied() -> None:
    """A new collection that keeps one of these needs its line in `HOLDINGS`."""
    fields = {"shopper", "session", "customer", "cart", "unit", "visit"}
    known = {holding.collection.name for holding in HOLDINGS}
    keeping = {each.name for each in COLLECTIONS if fields & each.properties.keys()}
    assert keeping <= known


def test_the_list_of_what_is_kept_names_every_place_and_what_ends_it() -> None:
    listed = {each.collection.name: each for each in RETENTION}
    assert {holding.collection.name for holding in HOLDINGS} <= listed.keys()
    for each in RETENTION:
        ttl = [index.document.get("expireAfterSeconds") for index in each.collection.indexes]
        ending = [seconds for seconds in ttl if seconds is not None]
        if each.enforced_by is EnforcedBy.DATABASE:
            assert each.kept is not None
            assert ending in ([0], [int(each.kept.total_seconds())]), each.collection.name
        else:
            assert ending == [], each.collection.name


async def test_no_trace_of_a_shopper_is_in_the_audit_log(
    context: Context, database: AsyncDatabase[Document]
) -> None:
    await live_through(context, SESSION)
    marketer = replace(context, caller=Staff("eva", Role.MARKETER))
    await asked(
        marketer,
        """mutation ($who: ID!) {
          setLoyalty(input: {shopper: $who, tier: "gold", since: "2026-01-01"}) {
            ... on LoyaltyKept { shopper } } }""",
        who=SESSION,
    )
    await asked(
        marketer,
        """mutation ($who: [ID!]!) {
          setSegmentList(input: {segmentId: "vip-5e55", shoppers: $who}) {
            ... on SegmentListed { listed leftOut } } }""",
        who=[SESSION],
    )
    deeds = await database["audit"].find().to_list()
    assert [deed["what"] for deed in deeds] == ["setLoyalty", "setSegmentList"]
    assert SESSION not in str(deeds)
