"""GraphQL: what else to buy, beside a scan and for a cart."""

from typing import Self

import strawberry
import structlog
from pymongo.errors import PyMongoError

from api.graphql.context import Context
from api.graphql.described import described
from api.graphql.identity_types import Price, Product
from api.graphql.inputs import ScanContext
from api.graphql.language import Speech
from api.graphql.shopping.scan_offers import situation_beside
from api.graphql.shopping.zone_visits import ZoneSign
from personalization.carts.cart import Cart
from personalization.offers.context import RecipeProgress
from personalization.recommendations import recommendation
from personalization.recommendations.recommend import recommendations
from personalization.situation import Situation
from provenance import answer
from provenance.days_left import Premises

SOME_RECOMMENDATIONS, MOST_RECOMMENDATIONS = 3, 20

strawberry.enum(
    recommendation.RecommendationKind,
    description="Why something is recommended. GOES_WITH: the store's baskets of the last 90 days "
    "have it together with goods of the cart more often than chance would. COMPLETES_RECIPE: the "
    "cart has the other ingredients, or some of them.",
)


@strawberry.type(description="A recipe that the cart has begun.")
class BegunRecipe:
    id: strawberry.ID = described("Its id, as `RecipeMatch.id`.")
    title: str = described("Title in the asked language where there is one.")
    have: int = described("How many of its ingredients are in the cart, with what was scanned.")
    need: int = described("How many it takes.")
    missing_product_ids: list[strawberry.ID] = described(
        "Products of the store that go for the missing ingredients, as `Product.id`."
    )

    @classmethod
    def of(cls, value: RecipeProgress, speech: Speech) -> Self:
        return cls(
            id=strawberry.ID(value.recipe),
            title=speech.choose(value.titles),
            have=value.have,
            need=value.need,
            missing_product_ids=[strawberry.ID(product) for product in value.missing],
        )


@strawberry.type(
    description="Goods that are on sale now: neither recalled nor past their date, and nothing "
    "that the shopper told they must not eat."
)
class Recommendation:
    kind: recommendation.RecommendationKind = described("Why, for the screen.")
    product: Product = described("What is recommended.")
    reason: str = described("Why, in one sentence in the asked language.")
    price: Price = described("Its shelf price in the store.")
    zone: ZoneSign | None = described("Where it stands, by the floor plan and its category.")
    lot: str | None = described(
        "The key of the lot that should go first, `01/{gtin}/10/{lot}`; null where no lot is known."
    )
    days_left: int | None = described(
        "Whole days until that lot's last day, pessimistic: 0 is today; null when unknown."
    )
    recipe: BegunRecipe | None = described("The recipe that it completes.")

    @classmethod
    def of(cls, value: recommendation.Recommendation, speech: Speech) -> Self:
        goods = value.goods
        return cls(
            kind=value.kind,
            product=Product.of(goods.product, speech),
            reason=speech.say(value.reason),
            price=Price.of(goods.price),
            zone=ZoneSign.of(goods.zone, speech) if goods.zone else None,
            lot=goods.lot,
            days_left=goods.days_left,
            recipe=BegunRecipe.of(value.recipe, speech) if value.recipe else None,
        )


async def recommended(
    request: Context,
    known: Situation,
    speech: Speech,
    *,
    scanned: answer.Product | None = None,
    first: int,
) -> list[Recommendation] | None:
    """At most `first`, 1 to 20; None where the part is away: a scan does not fail with it."""
    store = known.visitor.store
    try:
        await request.zones.ready()
        found = await recommendations(
            request.archive,
            request.market,
            known,
            Premises(store, request.live.places, request.live.stores),
            request.zones.floors.plans.get(store.id),
            scanned=scanned,
            first=min(max(first, 1), MOST_RECOMMENDATIONS),
        )
    except PyMongoError as error:
        structlog.get_logger().warning("recommendations are away", error=type(error).__name__)
        return None
    return [Recommendation.of(each, speech) for each in found]


async def recommended_for_cart(
    request: Context, cart: Cart, given: ScanContext | None, *, first: int
) -> list[Recommendation] | None:
    """At most `first`, 1 to 20; None where the part is away, or the cart's store is gone."""
    store = request.live.stores.get(cart.store)
    if store is None:
        return None
    known = await situation_beside(request, store, given or ScanContext(), cart, request.now)
    if known is None:
        return None
    language = (given.language if given else None) or cart.language
    speech = request.speech(language, store.language)
    return await recommended(request, known, speech, first=first)
