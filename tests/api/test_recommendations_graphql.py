"""What else to buy: beside a scan and for a cart, over the schema and a real database."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.graphql.context import Context
from api.work.basket_counts import BasketCounts
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.recipe_progress import RecipeProgressCondition
from personalization.offers.snapshot import Snapshot
from personalization.zones.floor_plan import FloorPlan, Zone
from personalization.zones.floors import Floors
from provenance.answer import Price, PriceUnit, Product
from provenance.dietary import Allergen
from provenance.identity import Money
from provenance.prices import ShelfPrice
from provenance.projection import project_dirty
from provenance.recalls import RecallNotice
from provenance.store.collection import Document
from tests.api.app_samples import LINK, LOT, NOW, PRODUCT, STORE, journey
from tests.api.cart_screens import asked, begun, put_in, shop
from tests.personalization.marketing_samples import offer
from tests.personalization.recommendation_samples import recipe, sold
from tests.personalization.zone_samples import box

EGGS, ONION, OLD_FETA, FETA, TAHINI, MILK = (
    Product(gtin, gtin, {"en": name, "es": spanish}, category=category, allergens=allergens)
    for gtin, name, spanish, category, allergens in (
        ("09521321001008", "Eggs", "Huevos", "eggs", frozenset({Allergen.EGGS})),
        ("09521321001015", "Onions", "Cebollas", "produce/root", frozenset[Allergen]()),
        ("09521321001022", "Feta", "Feta", "dairy/cheese", frozenset({Allergen.MILK})),
        ("09521321001039", "Greek feta", "Feta", "dairy/cheese", frozenset({Allergen.MILK})),
        ("09521321001046", "Tahini", "Tahini", "jars", frozenset({Allergen.SESAME})),
        ("09521321001053", "Whole milk", "Leche", "dairy/milk", frozenset({Allergen.MILK})),
    )
)
PIE = recipe("Spinach pie", "300 g spinach", "3 eggs", "1 onion", "150 g feta")
DAIRY = Zone("dairy", {"en": "Dairy", "es": "Lácteos"}, box(0, 0, 6, 4), ("dairy",), "3")
SHOWN = """{ kind reason daysLeft lot product { gtin } price { amount { minorUnits } }
  zone { name aisle } recipe { title have need missingProductIds } }"""
SCAN = f"""query ($code: String!, $where: ScanContext) {{ scan(code: $code, context: $where) {{
  ... on Scan {{ recommendations {SHOWN} }} }} }}"""
OFFERS = """query ($code: String!, $where: ScanContext) { scan(code: $code, context: $where) {
  ... on Scan { offers { id } } } }"""
CART = f"""query ($id: ID!, $where: ScanContext) {{ cart(id: $id) {{
  recommendations(context: $where) {SHOWN} }} }}"""


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    """A store in which spinach is bought with tahini, and two kinds of feta stand in aisle 3."""
    async with shop(database, mongodb_uri) as context:
        archive = context.archive
        others = [EGGS, ONION, OLD_FETA, FETA, TAHINI, MILK]
        await archive.products.put(
            [*others, replace(PRODUCT, allergens=frozenset({Allergen.CELERY}))]
        )
        since = datetime(2020, 1, 1, tzinfo=UTC)
        price = Price(Money(250, STORE.currency), PriceUnit.EACH)
        await archive.prices.put([ShelfPrice("s1", each.id, price, since) for each in others])
        await archive.recipes.put([PIE])
        for gtin, lot, best_before in (
            (FETA.id, "F1", "2026-11-23"),
            (FETA.id, "F2", "2026-12-23"),
            (OLD_FETA.id, "F3", "2026-11-20"),
        ):
            await archive.events.capture(journey(lot, best_before=best_before, gtin=gtin))
        await project_dirty(archive.events, archive.lots)
        with_tahini = [{PRODUCT.id: None, TAHINI.id: None, MILK.id: None}] * 40
        rest = [{f"other {number}": None, MILK.id: None} for number in range(200)]
        await sold(context.market, [*with_tahini, *rest])
        await BasketCounts(context.market.baskets, lambda: NOW).count_due()
        context.zones.floors = Floors.of([FloorPlan("s1", 6, 4, (DAIRY,))], [])
        yield context


async def cart_of(context: Context, *products: Product) -> str:
    cart = await begun(context)
    for each in products:
        await put_in(context, cart, f"https://brand.example/01/{each.id}", key=each.id)
    return cart


async def beside(context: Context, **given: object) -> list[dict[str, Any]]:
    where = {"storeId": "s1", "language": "en", **given}
    found: list[dict[str, Any]] = (await asked(context, SCAN, code=LINK, where=where))[
        "recommendations"
    ]
    return found


def by_product(found: list[dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    return {each["product"]["gtin"]: each for each in found}


async def test_what_goes_with_it_and_what_completes_the_recipe(context: Context) -> None:
    cart = await cart_of(context, EGGS, ONION)
    completing, going = await beside(context, cartId=cart)
    assert completing == {
        "kind": "COMPLETES_RECIPE",
        "reason": "You have 3 of 4 ingredients for “Spinach pie”; the rest is here: aisle 3 "
        "(best within 2 days).",
        "daysLeft": 2,
        "lot": f"01/{FETA.id}/10/F1",
        "product": {"gtin": FETA.id},
        "price": {"amount": {"minorUnits": 250}},
        "zone": {"name": "Dairy", "aisle": "3"},
        "recipe": {"title": "Spinach pie", "have": 3, "need": 4, "missingProductIds": [FETA.id]},
    }
    assert going["reason"] == "Often bought with “Baby spinach”."
    assert (going["product"], going["kind"]) == ({"gtin": TAHINI.id}, "GOES_WITH")
    assert (going["zone"], going["daysLeft"], going["recipe"]) == (None, None, None)


async def test_a_cart_is_told_the_same_of_its_own_content(context: Context) -> None:
    cart = await cart_of(context, EGGS, ONION, PRODUCT)
    found = (await asked(context, CART, id=cart, where={"language": "es"}))["recommendations"]
    assert [each["product"]["gtin"] for each in found] == [FETA.id, TAHINI.id]
    assert found[1]["reason"] == "Suele comprarse con «Espinacas tiernas»."


async def test_what_is_popular_with_everything_goes_with_nothing(context: Context) -> None:
    assert MILK.id not in by_product(await beside(context))
    assert set(by_product(await beside(context))) == {TAHINI.id}


@pytest.mark.parametrize(
    ("needs", "left"),
    [
        ({"allergens": ["MILK"]}, {TAHINI.id}),
        ({"allergens": ["SESAME"]}, {FETA.id}),
        # With an egg allergy the pie is nobody's pie, and feta has no reason any more.
        ({"allergens": ["EGGS"]}, {TAHINI.id}),
        ({"diets": ["VEGAN"]}, set()),  # nobody declared any of it
    ],
)
async def test_nothing_is_recommended_that_the_shopper_must_not_eat(
    context: Context, needs: dict[str, list[str]], left: set[str]
) -> None:
    cart = await cart_of(context, EGGS, ONION)
    assert set(by_product(await beside(context, cartId=cart, **needs))) == left


async def test_neither_what_is_past_its_date_nor_what_is_recalled_is_recommended(
    context: Context,
) -> None:
    cart = await cart_of(context, EGGS, ONION)
    assert OLD_FETA.id not in by_product(await beside(context, cartId=cart))

    async def recalled(*things: str) -> None:
        reason = {"en": "Glass"}
        await context.archive.recalls.announce(RecallNotice(things[0], things, reason, reason, NOW))

    await recalled(f"01/{FETA.id}/10/F1")
    assert by_product(await beside(context, cartId=cart))[FETA.id]["lot"] == f"01/{FETA.id}/10/F2"
    await recalled(FETA.id)
    await recalled(TAHINI.id)
    assert await beside(context, cartId=cart) == []


async def test_nothing_goes_with_goods_that_are_recalled(context: Context) -> None:
    lot = f"01/{PRODUCT.id}/10/{LOT}"
    reason = {"en": "Glass"}
    await context.archive.recalls.announce(RecallNotice("r", (lot,), reason, reason, NOW))
    assert await beside(context) == []


async def test_without_a_store_nothing_is_recommended(context: Context) -> None:
    assert (await asked(context, SCAN, code=LINK))["recommendations"] == []


async def test_an_offer_may_ask_how_far_the_cart_is_with_a_recipe(context: Context) -> None:
    nearly = offer(
        "nearly",
        benefits=(Percent(value=Decimal(10)),),
        condition=RecipeProgressCondition(missing_at_most=1, recipes=frozenset({PIE.id})),
    )
    cart = await cart_of(context, EGGS, ONION)

    async def offered(snapshot: Snapshot, **given: object) -> list[dict[str, str]]:
        context.offers.snapshot = snapshot
        where = {"storeId": "s1", **given}
        found: list[dict[str, str]] = (await asked(context, OFFERS, code=LINK, where=where))[
            "offers"
        ]
        return found

    assert await offered(Snapshot.of([nearly])) == []
    assert await offered(Snapshot.of([nearly]), cartId=cart) == [{"id": "nearly"}]


def test_a_snapshot_knows_whether_anybody_looks_at_recipes() -> None:
    """Only then they are read: other scans pay nothing."""
    plain, looking = offer("plain"), offer("looking", condition=RecipeProgressCondition(1))
    snapshot = Snapshot.of([plain])
    assert not snapshot.looks_at_recipes
    assert snapshot.with_offer(looking).looks_at_recipes
    assert not snapshot.with_offer(looking).without("looking").looks_at_recipes
