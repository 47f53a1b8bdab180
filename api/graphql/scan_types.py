"""GraphQL: a scan's answer, and how it is found."""

from typing import Annotated, Self

import strawberry
from graphql import GraphQLError

from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Identity, Price, Product
from api.graphql.inputs import ScanContext
from api.graphql.language import Speech
from api.graphql.lot_types import Certificate, Lot, shown
from api.graphql.selection import count_wanted, is_wanted
from api.graphql.shopping.offers_types import (
    SOME_HINTS,
    AppliedOffer,
    OfferHint,
    best_first,
    hints,
)
from api.graphql.shopping.recommendations import (
    SOME_RECOMMENDATIONS,
    Recommendation,
    recommended,
)
from api.graphql.shopping.scan_offers import NOTHING_OFFERED, OffersBeside
from api.graphql.story_types import (
    Freshness,
    Origin,
    PageInfo,
    Rating,
    Recall,
    RecipeMatch,
    Review,
    ReviewConnection,
    ReviewEdge,
    TemperaturePoint,
)
from personalization.shoppers.suitability import NOTHING, Needs, cookable, unsuitable
from provenance import answer
from provenance.freshness.classes import safety_limit
from provenance.identity import CodeRefusal, RefusalReason
from provenance.scan import Occasion, temperature_curve
from provenance.store.reviews import cursor

SOME_REVIEWS, MOST_REVIEWS = 5, 50
SOME_RECIPES, MOST_RECIPES = 3, 20
MOST_POINTS = 1_000
MOST_CART_CODES = 50


@strawberry.type(description="Everything known about the thing a shopper scanned.")
class Scan:
    identity: Identity = described("As read from the code.")
    product: Product = described("The trade item.")
    lot: Lot | None = described("The lot, where one is read and recorded.")
    freshness: Freshness = described("How fresh it is, and why we say so.")
    origin: Origin = described("Where it came from.")
    recall: Recall | None = described("Present means: every screen shows it first.")
    price: Price | None = described("Shelf price in the store scanned in; null without a store.")
    offers: list[AppliedOffer] | None = described(
        "Offers for this item, here and now, those that save most first; empty without a store. "
        "Null when they are away."
    )
    limit_celsius: float | None = described(
        "Temperature above which the time of its kind counts as an excursion, °C; null for a kind "
        "without one. To be drawn with `temperatures`."
    )
    exposure_tokens: list[str] | None = described(
        "To be handed to `reportShown` when the screen has really shown the offers. Some stand for "
        "offers that an experiment holds back: report all, they say nothing to shoppers."
    )
    story: strawberry.Private[answer.Scan]
    occasion: strawberry.Private[Occasion]
    speech: strawberry.Private[Speech]
    beside: strawberry.Private[OffersBeside | None]
    needs: strawberry.Private[Needs]

    @strawberry.field(
        description="Why it is nothing for this shopper, who told what they must not eat (in this "
        "request, or kept with consent): it is in it, against it, or nobody knows. Null where it "
        "suits, and where nothing was told."
    )
    def unsuitable(self) -> str | None:
        why = unsuitable(self.story.product, self.needs)
        return self.speech.say(why) if why else None

    @strawberry.field(
        description="Offers that are near, and what would make them apply; null when they are away."
    )
    def offer_hints(
        self,
        first: Annotated[int, strawberry.argument(description="How many, 1 to 20.")] = SOME_HINTS,
    ) -> list[OfferHint] | None:
        if self.beside is None:
            return None
        if self.beside.decided_on is None:
            return []
        return hints(*self.beside.decided_on, self.speech, first)

    @strawberry.field(
        description="What else to buy, with a reason: goods that go with it and the cart, and what "
        "completes a recipe that the cart has begun. Empty without a store; null when that part is "
        "away."
    )
    async def recommendations(
        self,
        info: Request,
        first: Annotated[
            int, strawberry.argument(description="How many, 1 to 20.")
        ] = SOME_RECOMMENDATIONS,
    ) -> list[Recommendation] | None:
        if self.beside is None:
            return None
        if self.beside.known is None:
            return []
        return await recommended(
            info.context,
            self.beside.known,
            self.speech,
            scanned=self.story.product,
            first=first,
        )

    @strawberry.field(
        description="Certificates of the product, the lot and the places where it began, expired "
        "ones too."
    )
    def certificates(self) -> list[Certificate]:
        return shown(self.story)

    @strawberry.field(description="Approved reviews, newest first; null when they are away.")
    async def reviews(
        self,
        info: Request,
        first: Annotated[
            int | None, strawberry.argument(description="How many, 1 to 50.")
        ] = SOME_REVIEWS,
        after: Annotated[
            str | None, strawberry.argument(description="`endCursor` of the page before.")
        ] = None,
    ) -> ReviewConnection | None:
        count = bounded_count(first, SOME_REVIEWS, MOST_REVIEWS)
        page = self.story.reviews
        if page is None or after is not None:
            reviews = info.context.archive.reviews
            try:
                page = await reviews.page(self.story.product.id, first=count, after=after)
            except ValueError:
                message = "`after` is no cursor of this list: use an `endCursor` that it gave."
                raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"}) from None
        return connection(page, count)

    @strawberry.field(
        description="Recipes that fit, better when they use the cart's content. With diets only "
        "those that are stated to suit them; with allergens none, as recipes do not tell theirs."
    )
    def recipes(
        self,
        first: Annotated[
            int | None, strawberry.argument(description="How many, 1 to 20.")
        ] = SOME_RECIPES,
    ) -> list[RecipeMatch] | None:
        count = bounded_count(first, SOME_RECIPES, MOST_RECIPES)
        suiting = [match for match in self.story.recipes or () if cookable(match, self.needs)]
        return [RecipeMatch.of(match, self.speech) for match in suiting[:count]]

    @strawberry.field(description="Measured temperatures over the lot's stays, oldest first.")
    async def temperatures(
        self,
        info: Request,
        points: Annotated[int, strawberry.argument(description="At most, 2 to 1,000.")] = 200,
    ) -> list[TemperaturePoint]:
        curve = await temperature_curve(
            info.context.archive,
            self.story,
            self.occasion,
            points=min(max(points, 2), MOST_POINTS),
        )
        return [TemperaturePoint(at=at, celsius=celsius) for at, celsius in curve]

    @classmethod
    def of(
        cls,
        value: answer.Scan,
        occasion: Occasion,
        speech: Speech,
        beside: OffersBeside | None = NOTHING_OFFERED,
        needs: Needs = NOTHING,
    ) -> Self:
        product = Product.of(value.product, speech)
        return cls(
            identity=Identity.of(value.identity),
            product=product,
            lot=Lot.of(value.lot, product, value, speech) if value.lot else None,
            freshness=Freshness.of(value.freshness, speech),
            origin=Origin.of(value.origin, speech),
            recall=Recall.of(value.recall, speech) if value.recall else None,
            price=Price.of(value.price) if value.price else None,
            offers=None if beside is None else offers_in(beside, speech),
            limit_celsius=safety_limit(value.product.category),
            exposure_tokens=list(beside.tokens) if beside else None,
            story=value,
            occasion=occasion,
            speech=speech,
            beside=beside,
            needs=needs,
        )


@strawberry.type(description="An expected miss, in words a shopper understands.")
class ScanRefusal:
    reason: RefusalReason = described("Which kind of miss.")
    message: str = described("What is wrong, in the asked language.")
    hint: str | None = described("What to do about it, in the asked language.")
    identity: Identity | None = described(
        "What could be read, if anything (a known GTIN of an unknown product, say)."
    )

    @classmethod
    def of(cls, value: CodeRefusal, speech: Speech) -> Self:
        return cls(
            reason=value.reason,
            message=speech.say(value.message),
            hint=speech.say(value.hint) if value.hint else None,
            identity=Identity.of(value.identity) if value.identity else None,
        )


ScanResult = Annotated[
    Scan | ScanRefusal,
    strawberry.union("ScanResult", description="The story, or why there is none."),
]


def connection(page: answer.ReviewPage, first: int) -> ReviewConnection:
    """A page of reviews as a connection of at most `first` edges."""
    shown = page.reviews[:first]
    return ReviewConnection(
        edges=[ReviewEdge(cursor=cursor(review), node=Review.of(review)) for review in shown],
        page_info=PageInfo(
            has_next_page=page.has_next_page or len(shown) < len(page.reviews),
            end_cursor=cursor(shown[-1]) if shown else None,
        ),
        rating=Rating.of(page.rating),
    )


def offers_in(beside: OffersBeside, speech: Speech) -> list[AppliedOffer]:
    """The offers about what was scanned, told of it."""
    if beside.decided_on is None:
        return []
    _, context = beside.decided_on
    return best_first(beside.shown, context, speech, context.scanned)


def bounded_count(asked: int | None, default: int, most: int) -> int:
    """How many are answered: what was asked within bounds, the default for null."""
    return default if asked is None else min(max(asked, 1), most)


def occasion_of(info: Request, given: ScanContext | None) -> Occasion:
    """When and where a scan happens, from what the caller said."""
    reviews = count_wanted(info, "reviews", default=SOME_REVIEWS)
    recipes = count_wanted(info, "recipes", default=SOME_RECIPES)
    return Occasion(
        now=info.context.now,
        stores=info.context.live.stores,
        places=info.context.live.places,
        store_id=given.store_id if given else None,
        certificates=is_wanted(info, "certificates"),
        cart=tuple((given.cart_codes or ())[:MOST_CART_CODES]) if given else (),
        reviews=None if reviews is None else bounded_count(reviews, SOME_REVIEWS, MOST_REVIEWS),
        recipes=None if recipes is None else bounded_count(recipes, SOME_RECIPES, MOST_RECIPES),
    )


def presented(
    found: answer.ScanAnswer,
    occasion: Occasion,
    request: Context,
    language: str | None,
    *,
    beside: OffersBeside | None = NOTHING_OFFERED,
    needs: Needs = NOTHING,
) -> ScanResult:
    """An answer in the right language: the asked, an accepted, or the store's."""
    store_language = occasion.store.language if occasion.store else None
    speech = request.speech(language, store_language)
    if isinstance(found, CodeRefusal):
        return ScanRefusal.of(found, speech)
    return Scan.of(found, occasion, speech, beside, needs)
