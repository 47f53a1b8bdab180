"""GraphQL: a price that was shown is kept for half an hour."""

from datetime import datetime
from typing import Annotated, Self

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Money
from api.graphql.inputs import ScanContext
from api.graphql.shopping.scan_offers import visitor_of
from personalization.redemptions import quote as values
from personalization.redemptions.goods import BeltLine
from personalization.redemptions.quoting import NoQuote, Wanted, quote
from personalization.signing import Signer
from personalization.situation import situation
from provenance import identity
from provenance.scan import Occasion
from provenance.text import Message

LONGEST_CODE = 2_000


@strawberry.input(
    description="What a price is wanted for: a line of a cart, or something that was scanned in a "
    "store."
)
class QuoteOfferInput:
    cart_id: strawberry.ID | None = described("The cart, as `Cart.id`.", default=None)
    line_id: strawberry.ID | None = described("Its line, as `CartLine.id`.", default=None)
    store_id: strawberry.ID | None = described("Without a cart: the store.", default=None)
    code: str | None = described("Without a line: what the scanner read.", default=None)
    quantity: int | None = described("Of what was scanned: how many, 1 to 999.", default=None)
    weight_grams: float | None = described("Of what was scanned: its weight.", default=None)
    offer_id: strawberry.ID | None = described(
        "An offer that must take part in the price; left out, whatever the offers give.",
        default=None,
    )
    context: ScanContext | None = described(
        "Where the shopper is (beacons or zone), for offers of a zone.", default=None
    )


@strawberry.type(description="An offer's share in a quoted price.")
class QuotedOffer:
    offer_id: strawberry.ID = described("The offer.")
    version: int = described("Its version.")
    saving: Money = described("What it takes off a unit.")


@strawberry.type(
    description="A promise: the till takes this price although the offer was changed meanwhile, "
    "as long as its budget lasts, and never for goods that are recalled or past their date. A unit "
    "is paid by a quote or by the offers of that moment, whichever makes the basket cheaper."
)
class OfferQuote:
    id: strawberry.ID = described("Its id. Each quote is redeemed up to its quantity.")
    token: str = described("The signed quote, for the till.")
    product_id: strawberry.ID = described("The product, as `Product.id`.")
    lot: str | None = described("The key of the lot it is about, `01/{gtin}/10/{lot}`; null: any.")
    list_price: Money = described("A unit without the offers.")
    price: Money = described("A unit as promised.")
    quantity: int = described("For how many units.")
    weight_grams: float | None = described(
        "Of goods sold by weight: the heaviest piece that it is for; a lighter one costs less."
    )
    offers: list[QuotedOffer] = described("Which offers make the price.")
    expires_at: datetime = described("Until when it counts (UTC).")

    @classmethod
    def of(cls, value: values.Quote, signer: Signer) -> Self:
        def money(minor_units: int) -> Money:
            return Money.of(identity.Money(minor_units, value.currency))

        return cls(
            id=strawberry.ID(value.id),
            token=values.quote_token(value, signer),
            product_id=strawberry.ID(value.product),
            lot=value.lot,
            list_price=money(value.list_price),
            price=money(value.price),
            quantity=value.quantity,
            weight_grams=value.weight_grams,
            offers=[
                QuotedOffer(
                    offer_id=strawberry.ID(each.offer),
                    version=each.version,
                    saving=money(each.saving),
                )
                for each in value.offers
            ],
            expires_at=value.until,
        )


@strawberry.type(description="Why nothing is promised, in words.")
class QuoteRefusal:
    message: str = described("What is in the way.")
    hint: str | None = described("What to do about it.")


QuoteResult = Annotated[
    OfferQuote | QuoteRefusal,
    strawberry.union("QuoteResult", description="The promise, or why not."),
]


async def quote_offer(
    info: Request,
    input: Annotated[QuoteOfferInput, strawberry.argument(description="For what.")],  # noqa: A002
) -> QuoteResult:
    request, now = info.context, info.context.now
    await request.live.ready()
    await request.offers.ready()
    await request.zones.ready()
    cart = await request.market.carts.get(input.cart_id, now) if input.cart_id else None
    store = request.live.stores.get(cart.store if cart else input.store_id or "")
    if store is None:
        return _refusal(request, NoQuote(Message("quote-line"), Message("quote-line-hint")))
    given = input.context or ScanContext()
    known = await situation(
        request.archive,
        request.market,
        request.signer,
        visitor_of(request, store, given, cart),
        now=now,
    )
    found = await quote(
        request.archive,
        known,
        _wanted(input),
        Occasion(now, request.live.stores, request.live.places, store.id),
        snapshot=request.offers.snapshot,
        terms=request.offers.terms,
    )
    if isinstance(found, NoQuote):
        return _refusal(request, found)
    return OfferQuote.of(found, request.signer)


def _wanted(given: QuoteOfferInput) -> Wanted:
    code = given.code and BeltLine(
        id="scanned",
        code=given.code[:LONGEST_CODE],
        quantity=given.quantity or 1,
        weight_grams=given.weight_grams,
    )
    return Wanted(line=given.line_id, code=code or None, offer=given.offer_id)


def _refusal(request: Context, no: NoQuote) -> QuoteRefusal:
    return QuoteRefusal(
        message=request.say(no.message), hint=request.say(no.hint) if no.hint else None
    )


@strawberry.type
class QuoteMutation:
    """To be inherited by the schema's Mutation type."""

    quote_offer = strawberry.mutation(
        quote_offer,
        description="Promise the price that the offers give now, for half an hour (a markdown: at "
        "most to the end of the store's day). It is about the goods by themselves: offers that "
        "need other goods cannot be promised. Nothing is stored.",
        extensions=[Requires(Action.SHOP)],
    )
