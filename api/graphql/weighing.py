"""GraphQL: what a scale may be asked to weigh."""

import strawberry

from api.access.callers import Action, ApiKey
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.identity_types import Price, Product
from provenance.answer import PriceUnit

MOST = 1_000


@strawberry.type(description="Goods that a store sells by weight.")
class WeighedGoods:
    product: Product = described("The trade item.")
    price: Price = described("What the store asks for a kilogram before offers.")
    plu: str | None = described("The number they have in the store, where they have one.")


async def sold_by_weight(info: Request) -> list[WeighedGoods]:
    request = info.context
    if not isinstance(request.caller, ApiKey) or request.caller.device is None:
        return []
    store, archive = request.caller.device.store, request.archive
    prices = {
        product: price
        for product, price in (await archive.prices.all_current(store, request.now)).items()
        if price.per is PriceUnit.KILOGRAM
    }
    products = await archive.products.get_many(prices)
    plus = await archive.products.plus_in(store)
    speech = request.speech()
    goods = [
        WeighedGoods(
            product=Product.of(product, speech), price=Price.of(prices[key]), plu=plus.get(key)
        )
        for key, product in products.items()
    ]
    goods.sort(key=lambda each: (each.product.category or "", each.product.name))
    return goods[:MOST]


@strawberry.type
class WeighingQuery:
    """To be inherited by the schema's Query type."""

    sold_by_weight: list[WeighedGoods] = strawberry.field(
        resolver=sold_by_weight,
        description="What the asking device's store sells by weight, by category and name: up to "
        "1,000.",
        extensions=[Requires(Action.BE_DEVICE)],
    )
