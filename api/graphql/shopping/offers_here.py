"""GraphQL: offers at a place, and what a cart costs with its offers."""

from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from api.graphql.inputs import ScanContext
from api.graphql.marketing.derived import enumerated
from api.graphql.shopping.offers_types import AppliedOffer
from api.graphql.shopping.scan_offers import (
    situation_beside,
    tokens_of,
    with_recipes,
)
from personalization.offers.announced import announcements
from personalization.offers.context import Trigger

MOST_OFFERS = 20

enumerated(Trigger)


@strawberry.type(description="Offers at a place, before anything they are about is in the cart.")
class OffersHere:
    offers: list[AppliedOffer] = described("Those to tell of, by the marketer's priority.")
    exposure_tokens: list[str] = described(
        "To be handed to `reportShown` when the screen has really shown these offers; also those "
        "that stand for offers an experiment holds back."
    )


async def offers_here(
    info: Request,
    context: Annotated[
        ScanContext,
        strawberry.argument(description="The store, and where in it: beacons or a zone."),
    ],
    trigger: Annotated[Trigger, strawberry.argument(description="What the shopper has just done.")],
    first: Annotated[int, strawberry.argument(description="How many, 1 to 20.")] = 3,
) -> OffersHere | None:
    request, now = info.context, info.context.now
    await request.live.ready()
    store = request.live.stores.get(context.store_id or "")
    if store is None:
        return None
    cart = await request.market.carts.get(context.cart_id, now) if context.cart_id else None
    known = await situation_beside(request, store, context, cart, now)
    if known is None:
        return None
    known = await with_recipes(request, known)
    frozen = known.context(trigger, request.offers.terms)
    found = announcements(request.offers.snapshot, frozen)
    told = found.told[: min(max(first, 1), MOST_OFFERS)]
    speech = request.speech(context.language, store.language)
    return OffersHere(
        offers=[AppliedOffer.of(each, frozen, speech) for each in told],
        exposure_tokens=list(tokens_of(request, told, found.withheld, frozen)),
    )


@strawberry.type
class OffersHereQuery:
    """To be inherited by the schema's Query type."""

    offers_here: OffersHere | None = strawberry.field(
        resolver=offers_here,
        description="Offers to tell of at a place (entering a zone, dwelling there, opening a "
        "kiosk); null without a store, and when they are away.",
        extensions=[Requires(Action.SHOP)],
    )
