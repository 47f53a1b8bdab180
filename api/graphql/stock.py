"""GraphQL: how long the lots in a store will last, for staff."""

from datetime import timedelta
from typing import Annotated, Self

import strawberry
from graphql import GraphQLError

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.identity_types import Product
from api.graphql.language import Speech
from api.graphql.story_types import Freshness, PageInfo
from provenance.days_left import DaysLeft, Premises, days_left

MOST_LOTS = 100


@strawberry.type(description="A lot in a store and how long it lasts, for deciding on a markdown.")
class LotDaysLeft:
    thing: str = described("The lot's key, `01/{gtin}/10/{lot}`.")
    lot: str | None = described("Its lot number.")
    product: Product = described("The trade item.")
    freshness: Freshness = described(
        "The verdict in this store: `remaining` is the lower bound (P10), `remainingUpper` the "
        "upper one (P90)."
    )
    days_to_use_by: float | None = described(
        "Days to the end of its use-by date, negative afterwards; null without one."
    )
    mean_kinetic_celsius: float | None = described(
        "Mean kinetic temperature (USP <1160>, ΔH 83.144 kJ/mol) of its measured time, °C: an "
        "index to compare lots by, never a shelf life."
    )

    @classmethod
    def of(cls, value: DaysLeft, speech: Speech) -> Self:
        until = value.until_use_by
        return cls(
            thing=value.thing,
            lot=value.lot,
            product=Product.of(value.product, speech),
            freshness=Freshness.of(value.freshness, speech),
            days_to_use_by=None if until is None else until / timedelta(days=1),
            mean_kinetic_celsius=value.freshness.mean_kinetic_celsius,
        )


@strawberry.type(description="Lots in a store.")
class LotsDaysLeft:
    lots: list[LotDaysLeft] = described("This page, by key.")
    page_info: PageInfo = described("Where it ends.")


async def lots_days_left(
    info: Request,
    store_id: Annotated[strawberry.ID, strawberry.argument(description="The store.")],
    category: Annotated[
        str | None,
        strawberry.argument(description="A category path or its beginning, e.g. `fish/fresh`."),
    ] = None,
    first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 50,
    after: Annotated[
        str | None, strawberry.argument(description="`endCursor` of the page before.")
    ] = None,
) -> LotsDaysLeft:
    request = info.context
    await request.live.ready()
    store = request.live.stores.get(store_id)
    if store is None:
        message = f"There is no store '{store_id}': use an id that `stores` gives."
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
    page = await days_left(
        request.archive,
        Premises(store, request.live.places, request.live.stores),
        now=request.now,
        category=category,
        first=min(max(first, 1), MOST_LOTS),
        after=after,
    )
    speech = request.speech(store_language=store.language)
    return LotsDaysLeft(
        lots=[LotDaysLeft.of(lot, speech) for lot in page.lots],
        page_info=PageInfo(has_next_page=page.after is not None, end_cursor=page.after),
    )


@strawberry.type
class StockQuery:
    """To be inherited by the schema's Query type."""

    lots_days_left: LotsDaysLeft = strawberry.field(
        resolver=lots_days_left,
        description="How long the lots in a store will last, with their bounds and evidence.",
        extensions=[Requires(Action.SEE_STOCK)],
    )
