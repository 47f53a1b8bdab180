"""GraphQL: offers at a place, and what a cart costs with its offers."""

from hashlib import blake2s
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.inputs import ScanContext
from api.graphql.marketing.derived import enumerated
from api.graphql.shopping.offers_types import AppliedOffer
from api.graphql.shopping.scan_offers import (
    situation_beside,
    tokens_of,
    with_recipes,
)
from personalization.carts.cart import Cart
from personalization.offers.announced import announcements
from personalization.offers.context import Trigger
from provenance.places import Store

MOST_OFFERS = 20

enumerated(Trigger)


@strawberry.type(description="Offers at a place, before anything they are about is in the cart.")
class OffersHere:
    offers: list[AppliedOffer] = described("Those to tell of, by the marketer's priority.")
    exposure_tokens: list[str] = described(
        "To be handed to `reportShown` when the screen has really shown these offers; also those "
        "that stand for offers an experiment holds back."
    )
    withheld: strawberry.Private[tuple[str, ...]]

    @property
    def state(self) -> str:
        """Names what is told and held back: the same state needs no second telling."""
        told = repr((self.offers, self.withheld)).encode()
        return blake2s(told, digest_size=8).hexdigest()


PlaceArgument = Annotated[
    ScanContext,
    strawberry.argument(description="The store, and where in it: beacons or a zone."),
]
TriggerArgument = Annotated[
    Trigger, strawberry.argument(description="What the shopper has just done.")
]
FirstArgument = Annotated[int, strawberry.argument(description="How many, 1 to 20.")]


async def offers_here(
    info: Request, context: PlaceArgument, trigger: TriggerArgument, first: FirstArgument = 3
) -> OffersHere | None:
    request = info.context
    await request.live.ready()
    store = request.live.stores.get(context.store_id or "")
    if store is None:
        return None
    cart = await cart_of(request, context)
    return await told_here(request, store, context, cart, trigger=trigger, first=first)


async def cart_of(request: Context, given: ScanContext) -> Cart | None:
    """The shopper's cart, if one is told and it is still there."""
    return await request.market.carts.get(given.cart_id, request.now) if given.cart_id else None


async def told_here(
    request: Context,
    store: Store,
    given: ScanContext,
    cart: Cart | None,
    *,
    trigger: Trigger,
    first: int,
) -> OffersHere | None:
    """The offers to tell of there; None when they are away."""
    known = await situation_beside(request, store, given, cart, request.now)
    if known is None:
        return None
    known = await with_recipes(request, known)
    frozen = known.context(trigger, request.offers.terms)
    found = announcements(request.offers.snapshot, frozen)
    told = found.told[: min(max(first, 1), MOST_OFFERS)]
    speech = request.speech(given.language, store.language)
    return OffersHere(
        offers=[AppliedOffer.of(each, frozen, speech) for each in told],
        exposure_tokens=list(tokens_of(request, told, found.withheld, frozen)),
        withheld=tuple(each.offer.id for each in found.withheld),
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
