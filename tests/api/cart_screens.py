"""A store with goods to put into carts, and screens that do it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from api.graphql.context import Context
from api.graphql.schema import build_schema
from provenance.answer import Price, PriceUnit, Product
from provenance.identity import Money
from provenance.prices import ShelfPrice
from provenance.products import PluEntry
from provenance.projection import project_dirty
from provenance.store.collection import Document
from tests.api.app_samples import LINK, LOT, NOW, PRODUCT, STORE, journey
from tests.api.graphql_context import running_context

SCHEMA = build_schema(production=False)
GRAPES = Product("s1/4023", None, {"en": "Red grapes"})
GRAPES_345_G = "2104023003456"
BARE = PRODUCT.id

LINE = """
  id name lot quantity weightGrams daysLeft useBy blocked recall { reason }
  unitPrice { minorUnits } subtotal { minorUnits } price { per }
"""
CART = f"""
  id revision status units codes language expiresAt
  total {{ minorUnits currencyCode }} lines {{ {LINE} }}
"""
REFUSAL = "... on CartRefusal { reason message hint currentCart { revision } }"
OPERATIONS = {
    "createCart": f"... on Cart {{ {CART} }}",
    "addToCart": f"... on AddedToCart {{ line {{ {LINE} }} cart {{ {CART} }} }}",
    "changeCartLine": f"... on Cart {{ {CART} }}",
    "removeFromCart": f"... on Cart {{ {CART} }}",
    "enterCode": f"... on Cart {{ {CART} }}",
    "startPairing": "... on Pairing { token qrText qr { text size path } expiresAt }",
    "pairCart": f"... on Cart {{ {CART} }}",
}


@asynccontextmanager
async def shop(database: AsyncDatabase[Document], uri: str) -> AsyncIterator[Context]:
    """The sample store with prices, two lots and grapes by weight, on a day they are fresh."""
    async with running_context(database, uri) as context:
        archive, since = context.archive, datetime(2020, 1, 1, tzinfo=UTC)
        await archive.products.put_plu([PluEntry("s1", "4023", GRAPES.id, own=GRAPES)])
        await archive.prices.put(
            [
                ShelfPrice("s1", product, Price(Money(cents, STORE.currency), per), since)
                for product, cents, per in (
                    (PRODUCT.id, 199, PriceUnit.EACH),
                    (GRAPES.id, 450, PriceUnit.KILOGRAM),
                )
            ]
        )
        await archive.events.capture([*journey(), *journey("L2", best_before="2026-11-23")])
        await project_dirty(archive.events, archive.lots)
        yield replace(context, clock=lambda: NOW)


async def asked(context: Context, operation: str, **given: object) -> Any:
    result = await SCHEMA.execute(operation, variable_values=given, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


async def do(context: Context, name: str, **given: object) -> Any:
    kind = f"{name[0].upper()}{name[1:]}Input"
    operation = (
        f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ {OPERATIONS[name]} {REFUSAL} }} }}"
    )
    return await asked(context, operation, input=given)


async def seen(context: Context, cart: str) -> Any:
    return await asked(context, f"query ($id: ID!) {{ cart(id: $id) {{ {CART} }} }}", id=cart)


async def begun(context: Context, **given: object) -> str:
    made = await do(context, "createCart", storeId="s1", **given)
    return str(made["id"])


async def put_in(context: Context, cart: str, code: str, key: str = "k", **given: object) -> Any:
    return await do(context, "addToCart", cartId=cart, code=code, idempotencyKey=key, **given)


def of_lot(lot: str) -> str:
    return LINK.replace(f"/{LOT}", f"/{lot}")
