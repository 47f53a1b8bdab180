"""GraphQL: leaving a review, and deciding on it."""

from typing import Annotated

import strawberry

from api.access.callers import Action, Shopper, Staff
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Product
from api.graphql.inputs import LeaveReviewInput, ModerateReviewInput
from api.graphql.story_types import Review
from personalization.signing import TokenKind, TokenMiss
from provenance.store.reviews import Draft, ReviewStatus
from provenance.text import Message

LONGEST_TEXT = 2_000
LONGEST_KEY = 100


@strawberry.type(description="A review that was taken in; it shows once the store approves it.")
class ReviewLeft:
    review: Review = described("As held.")


@strawberry.type(description="A review that was decided on.")
class ReviewModerated:
    review: Review = described("The review.")
    approved: bool = described("Whether shoppers see it now.")


@strawberry.type(description="Why a review was not taken, in words.")
class ReviewRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")


@strawberry.type(description="A review that waits for a decision.")
class PendingReview:
    product_id: strawberry.ID = described("The product, as `Product.id`.")
    product: Product | None = described("The product; null when it is known no more.")
    review: Review = described("The review.")


LeaveReviewResult = Annotated[
    ReviewLeft | ReviewRefusal,
    strawberry.union("LeaveReviewResult", description="The held review, or why not."),
]
ModerateReviewResult = Annotated[
    ReviewModerated | ReviewRefusal,
    strawberry.union("ModerateReviewResult", description="The decided review, or why not."),
]


async def reviews_to_moderate(
    info: Request,
    first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 20,
) -> list[PendingReview]:
    archive, speech = info.context.archive, info.context.speech()
    pending = await archive.reviews.pending(first=min(max(first, 1), 100))
    products = await archive.products.get_many({product for product, _ in pending})
    return [
        PendingReview(
            product_id=strawberry.ID(product),
            product=Product.of(products[product], speech) if product in products else None,
            review=Review.of(review),
        )
        for product, review in pending
    ]


async def leave_review(
    info: Request,
    input: Annotated[LeaveReviewInput, strawberry.argument(description="The review.")],  # noqa: A002
) -> LeaveReviewResult:
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Shopper)  # noqa: S101 - Requires(LEAVE_REVIEW) lets no other in
    text = (input.text or "").strip()
    if not 1 <= input.stars <= 5:
        return _refusal(info, "review-stars")
    if len(text) > LONGEST_TEXT or not 1 <= len(input.idempotency_key) <= LONGEST_KEY:
        return _refusal(info, "review-too-long")
    if await request.archive.products.get(input.product_id) is None:
        return _refusal(info, "review-unknown-product")
    purchase = await purchase_of(request, input.receipt, input.product_id)
    if input.receipt and purchase is None:
        return _refusal(info, "review-receipt")
    left = await request.archive.reviews.leave(
        Draft(
            product=input.product_id,
            stars=input.stars,
            text=text,
            language=input.language,
            session=caller.session,
            idempotency_key=input.idempotency_key,
            purchase=purchase,
        ),
        now=request.now,
    )
    return ReviewLeft(review=Review.of(left)) if left else _refusal(info, "review-already-left")


async def moderate_review(
    info: Request,
    input: Annotated[ModerateReviewInput, strawberry.argument(description="The decision.")],  # noqa: A002
) -> ModerateReviewResult:
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(MODERATE_REVIEWS) lets no other in
    review = await request.archive.reviews.moderate(
        input.review_id,
        ReviewStatus.APPROVED if input.approve else ReviewStatus.REJECTED,
        by=caller.name,
        now=request.now,
    )
    if review is None:
        return _refusal(info, "review-unknown")
    return ReviewModerated(review=Review.of(review), approved=input.approve)


async def purchase_of(request: Context, receipt: str | None, product: str) -> str | None:
    """What stands for the sale of the product, where the code of a receipt proves it."""
    claims = request.signer.read(TokenKind.RECEIPT, receipt or "", now=request.now)
    if isinstance(claims, TokenMiss):
        return None
    sold = await request.market.receipts.get(claims["sub"])
    if sold is None or not sold.lists(product):
        return None
    return request.signer.digest("purchase", f"{sold.id}|{product}").hex()


def _refusal(info: Request, key: str) -> ReviewRefusal:
    say = info.context.say
    return ReviewRefusal(message=say(Message(key)), hint=say(Message(f"{key}-hint")))


@strawberry.type
class ReviewMutation:
    """To be inherited by the schema's Mutation type."""

    leave_review = strawberry.mutation(
        leave_review,
        description="Leave a review; it is held until the store approves it. A shopper session "
        "reviews a product once.",
        extensions=[Requires(Action.LEAVE_REVIEW)],
    )
    moderate_review = strawberry.mutation(
        moderate_review,
        description="Approve or reject a review; the latest decision holds.",
        extensions=[Requires(Action.MODERATE_REVIEWS)],
    )
