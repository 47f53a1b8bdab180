"""What is forged, made up or too much is refused or bounded at the door, each with its reason.

Used quotes and used codes are refused in `test_till`, huge moments of simulations in
`test_simulate_graphql`.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import clock
from api.access.callers import KeyScope
from personalization.carts.cart import MOST_LINES, Cart
from personalization.offers.conditions.zone import ZoneCondition
from personalization.offers.context import Trigger
from personalization.redemptions.coupon import TRIES_ALLOWED
from personalization.redemptions.coupon_codes import Series
from personalization.redemptions.quote import Quote, quote_token, read_quote
from personalization.signing import Signer
from personalization.zones.beacon import IBeacon
from provenance.identity import Currency
from provenance.store.collection import Document
from tests.api.app_client import SECRET, ask
from tests.api.app_samples import PRODUCT, STORE
from tests.api.epcis_client import key_of
from tests.api.till_shop import LADDER, Shop, lines, open_shop, spinach
from tests.api.waiting import until
from tests.personalization.cart_samples import line
from tests.personalization.marketing_samples import offer
from tests.personalization.zone_samples import AT_FISH, AT_TILLS, FISH, PLAN

HERE = """query ($context: ScanContext!, $trigger: OfferTrigger!) {
    offersHere(context: $context, trigger: $trigger) { offers { id } } }"""


@pytest.fixture
async def shop(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Shop]:
    async with open_shop(database, mongodb_uri) as shop:
        yield shop


async def test_a_forged_or_foreign_quote_counts_for_nothing_and_a_good_one_once(
    shop: Shop,
) -> None:
    await shop.publish(LADDER)
    quote = """mutation ($input: QuoteOfferInput!) { quoteOffer(input: $input) {
        ... on OfferQuote { token } } }"""
    given = {"storeId": "s1", "code": spinach(days=1)}
    token = (await ask(shop.client, quote, {"input": given}))["quoteOffer"]["token"]
    await shop.pause("ladder")
    signer, now = Signer(SECRET), clock.now()
    known = read_quote(token, signer, store="s1", currency=STORE.currency, now=now)
    assert isinstance(known, Quote)
    cheaper = replace(known, price=1)
    tokens = [
        "no token at all",
        f"{token[:-8]}AAAAAAAA",
        quote_token(cheaper, Signer("another secret that is long enough")),
        quote_token(replace(known, until=now - timedelta(minutes=1)), signer),
        quote_token(replace(known, store="s2"), signer),
        quote_token(replace(known, currency=Currency("USD", 2)), signer),
        token,
        token,
    ]
    two = [{"id": "1", "code": spinach(days=1), "quantity": 2}]
    basket = await shop.priced(*two, quotes=tokens)
    refused = [(each["quote"], each["why"]) for each in basket["quotesNotUsed"]]
    assert refused == [
        (0, "FORGED"),
        (1, "FORGED"),
        (2, "FORGED"),
        (3, "EXPIRED"),
        (4, "OTHER_STORE"),
        (5, "OTHER_CURRENCY"),
    ]
    assert all(each["message"] for each in basket["quotesNotUsed"])
    assert basket["total"] == 80 + 100


async def test_who_guesses_codes_gets_no_further_with_another_cart(shop: Shop) -> None:
    create = 'mutation { createCart(input: {storeId: "s1"}) { ... on Cart { id } } }'
    enter = """mutation ($input: EnterCodeInput!) { enterCode(input: $input) {
        ... on CartRefusal { reason message } } }"""
    said = []
    for guess in Series("never made", "", None).codes(TRIES_ALLOWED + 1, Signer(SECRET)):
        cart = (await ask(shop.client, create))["createCart"]["id"]
        given = {"cartId": cart, "code": guess}
        refused = (await ask(shop.client, enter, {"input": given}))["enterCode"]
        assert refused["reason"] == "COUPON"
        said.append(refused["message"])
    *before, last = said
    assert set(before) == {"We do not know this code."}
    assert "many" in last


class TestClockSkew:
    """Clocks of devices are believed for five minutes, and not beyond."""

    @pytest.mark.parametrize(("minutes", "status"), [(4, 200), (-4, 200), (6, 422), (-6, 422)])
    async def test_of_a_till(self, shop: Shop, minutes: int, status: int) -> None:
        at = clock.now() + timedelta(minutes=minutes)
        body = {"store": "s1", "lines": lines(spinach(days=9)), "at": at.isoformat()}
        response = await shop.till("baskets", body)
        assert response.status_code == status
        assert status == 200 or "clock" in response.json()["detail"]

    async def test_of_a_camera(self, shop: Shop) -> None:
        key = await key_of(shop.database, "Eyes Ltd", [KeyScope.INSIGHTS])
        at = (clock.now() + timedelta(days=1)).isoformat()
        seen = {"store": "s1", "product": PRODUCT.id, "visit": "track-0001"}
        event = {"id": "e-1", "kind": "pick_up", "at": at, **seen}
        response = await shop.client.post("/insights/events", json=[event], headers=key)
        [problem] = response.json()["problems"]
        assert (problem["index"], problem["field"]) == (0, "at")
        assert "future" in problem["reason"]


def heard(beacon: IBeacon, *ago: float) -> list[dict[str, object]]:
    """A beacon heard so many seconds ago, close by."""
    identity = {"iBeacon": {"uuid": beacon.uuid, "major": beacon.major, "minor": beacon.minor}}
    now = clock.now()
    return [
        {"beacon": identity, "rssi": -60, "at": (now - timedelta(seconds=each)).isoformat()}
        for each in ago
    ]


async def test_made_up_sightings_get_nobody_an_offer_and_are_explained(shop: Shop) -> None:
    zones = shop.market.zones
    fish, tills = AT_FISH.identity, IBeacon("53414d50-4c45-4d41-524b-455400000001", 1, 9)
    assert isinstance(fish, IBeacon)
    await zones.put_plans([PLAN])
    await zones.put_beacons([AT_FISH, replace(AT_TILLS, identity=tills, measured_power=-59)])
    here = ZoneCondition(among=frozenset({FISH.id}), seconds=5)
    await shop.publish(offer("here", triggers=frozenset({Trigger.ZONE_DWELL}), condition=here))

    async def told(sightings: list[dict[str, object]]) -> list[str]:
        context = {"storeId": "s1", "beacons": sightings}
        given = {"context": context, "trigger": "ZONE_DWELL"}
        found = await ask(shop.client, HERE, given)
        return [each["id"] for each in found["offersHere"]["offers"]]

    async def doubts(sightings: list[dict[str, object]]) -> list[tuple[str, bool]]:
        visit = """query ($context: ScanContext!) { zoneVisit(context: $context) {
            doubts { reason message } } }"""
        given = {"context": {"storeId": "s1", "beacons": sightings}}
        found = (await ask(shop.client, visit, given))["zoneVisit"]["doubts"]
        return [(each["reason"], bool(each["message"])) for each in found]

    async def honest() -> bool:
        return await told(heard(fish, *range(10))) == ["here"]

    await until(honest)
    second = [0.019 * each for each in range(51)]
    for made_up, reason in (
        (heard(fish, *second), "TOO_FAST"),
        (heard(fish, *range(-600, -590)), "AHEAD"),
        (heard(fish, *range(10)) + heard(tills, *range(10)), "FAR_APART"),
        (heard(IBeacon(fish.uuid, 7, 7), *range(10)), "UNKNOWN_BEACON"),
    ):
        assert await told(made_up) == []
        assert (reason, True) in await doubts(made_up)


class TestHugeCarts:
    """A cart and a till's basket hold 500 lines."""

    async def test_of_a_shopper(self, shop: Shop) -> None:
        await shop.publish(LADDER)
        create = 'mutation { createCart(input: {storeId: "s1"}) { ... on Cart { id } } }'
        cart = (await ask(shop.client, create))["createCart"]["id"]
        many = tuple(
            line(str(number), product=PRODUCT.id, gtin=PRODUCT.id, lot=None)
            for number in range(MOST_LINES)
        )
        full = await shop.market.carts.change(
            cart, lambda known: replace(known, lines=many, revision=known.revision + 1), clock.now()
        )
        assert isinstance(full, Cart)
        add = """mutation ($input: AddToCartInput!) { addToCart(input: $input) {
            ... on CartRefusal { reason message hint } } }"""
        given = {"cartId": cart, "code": spinach(days=9), "idempotencyKey": "k"}
        refused = (await ask(shop.client, add, {"input": given}))["addToCart"]
        assert refused["reason"] == "TOO_MUCH"
        assert "500" in refused["message"] + refused["hint"]
        price = f'{{ cart(id: "{cart}") {{ pricing {{ total {{ minorUnits }} }} }} }}'
        found = await ask(shop.client, price)
        assert found["cart"]["pricing"]["total"] == {"minorUnits": 500 * 499}

    async def test_of_a_till(self, shop: Shop) -> None:
        body = {"store": "s1", "lines": lines(*[spinach(days=9)] * 10_000)}
        response = await shop.till("baskets", body)
        assert response.status_code in (400, 413)
        assert response.headers["content-type"] == "application/problem+json"
        assert "500" in response.json()["detail"]
