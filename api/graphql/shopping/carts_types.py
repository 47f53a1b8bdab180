"""GraphQL: a cart, its lines, and what is said where something cannot be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Self
from zoneinfo import ZoneInfo

import strawberry

from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.identity_types import Money, Price
from api.graphql.inputs import ScanContext
from api.graphql.language import Speech
from api.graphql.qr import QrCode
from api.graphql.shopping.cart_pricing import cart_pricing
from api.graphql.shopping.offers_types import CartPricing
from api.graphql.shopping.recommendations import (
    SOME_RECOMMENDATIONS,
    Recommendation,
    recommended_for_cart,
)
from api.graphql.story_types import Recall
from personalization.carts import cart, lines
from personalization.carts.recalls import recalls_on
from personalization.carts.refusal import CartMiss
from personalization.carts.refusal import CartRefusal as Refused
from provenance import answer, identity

strawberry.enum(
    cart.CartStatus,
    description="How far a cart has come. ABANDONED: half an hour without a change, and open again "
    "with the next one. MERGED and EXPIRED carts are not shown.",
)
strawberry.enum(
    CartMiss, name="CartRefusalReason", description="Why something about a cart is not done."
)
strawberry.enum(
    lines.Blocked,
    name="CartLineBlock",
    description="Why a line must not be sold any more: show it first, and take the goods back.",
)


@dataclass(frozen=True, slots=True)
class Showing:
    """What showing a cart rests on besides it: its store's zone, the moment, what is recalled."""

    zone: ZoneInfo
    now: datetime
    recalls: Mapping[str, answer.Recall]
    speech: Speech


@strawberry.type(
    description="Goods in a cart, with their facts as they were when added: two lots of a product "
    "are two lines, and their prices are kept."
)
class CartLine:
    id: strawberry.ID = described("Its id within the cart.")
    product_id: strawberry.ID = described("The product, as `Product.id`.")
    gtin: str | None = described("The product's GTIN, 14 digits.")
    name: str = described("The product's name.")
    brand: str | None = described("The product's brand.")
    category: str | None = described("The product's category path, e.g. fish/fresh/temperate.")
    lot: str | None = described("The lot's key, `01/{gtin}/10/{lot}`, where the code told it.")
    serial: str | None = described("The key of a numbered piece, `01/{gtin}/21/{serial}`.")
    price: Price = described("The shelf price when it was added.")
    quantity: int = described("How many units; weighed goods are one.")
    weight_grams: float | None = described("Net weight of goods sold by weight.")
    unit_price: Money = described(
        "What one unit costs before offers: of weighed goods the whole piece, rounded half up; of "
        "goods with a price on their label that price."
    )
    subtotal: Money = described("What the line costs before offers.")
    use_by: date | None = described("Its use-by date, by its lot's record and its code.")
    days_left: int | None = described(
        "Whole days until its last day, pessimistic: 0 is today, negative is over; null when "
        "unknown."
    )
    recall: Recall | None = described(
        "The recall that reaches it now, also one announced after it was added: show it first."
    )
    blocked: lines.Blocked | None = described("Why it must not be sold any more; null when it may.")
    added_at: datetime = described("When it was added.")
    changed_at: datetime = described("When it was changed last.")

    @classmethod
    def of(cls, line: cart.CartLine, currency: identity.Currency, showing: Showing) -> Self:
        recall = showing.recalls.get(line.id)
        zone, now = showing.zone, showing.now
        unit = lines.unit_price(line)
        return cls(
            id=strawberry.ID(line.id),
            product_id=strawberry.ID(line.product),
            gtin=line.gtin,
            name=showing.speech.choose(line.names),
            brand=line.brand,
            category=line.category,
            lot=line.lot,
            serial=line.serial,
            price=Price.of(answer.Price(identity.Money(line.price, currency), line.per)),
            quantity=line.quantity,
            weight_grams=line.weight_grams,
            unit_price=Money.of(identity.Money(unit, currency)),
            subtotal=Money.of(identity.Money(unit * line.quantity, currency)),
            use_by=line.use_by,
            days_left=lines.days_left(line, now=now, zone=zone),
            recall=Recall.of(recall, showing.speech) if recall else None,
            blocked=lines.blocked(line, now=now, zone=zone, recalled=recall is not None),
            added_at=line.added_at,
            changed_at=line.changed_at,
        )


@strawberry.type(description="What a shopper is about to buy. It is linked to nobody.")
class Cart:
    id: strawberry.ID = described(
        "Random; who knows it may use the cart. After pairing two ids lead to one cart: it may "
        "be another one than was asked for. Use this one from now on."
    )
    store_id: strawberry.ID = described("The store.")
    status: cart.CartStatus = described("How far it has come.")
    revision: int = described("Grows with each change.")
    language: str | None = described("What the shopper reads, where it was said.")
    lines: list[CartLine] = described("What is in it: recalled goods first, then as added.")
    codes: list[str] = described("Coupon codes as they were entered.")
    units: int = described("Units of all lines together.")
    total: Money = described("What all lines cost before offers.")
    created_at: datetime = described("When it was made.")
    changed_at: datetime = described("When it was changed last.")
    expires_at: datetime = described("When it is removed: a day after its last change.")

    value: strawberry.Private[cart.Cart]

    @strawberry.field(
        description="What it costs with the offers that apply now, and which ones are near; null "
        "when offers are away."
    )
    async def pricing(
        self,
        info: Request,
        context: Annotated[
            ScanContext | None,
            strawberry.argument(description="Where the shopper is, and what they must not eat."),
        ] = None,
    ) -> CartPricing | None:
        return await cart_pricing(info, self.value, context)

    @strawberry.field(
        description="What else to buy, with a reason: goods that go with what is in it, and what "
        "completes a recipe that it has begun; null when that part is away."
    )
    async def recommendations(
        self,
        info: Request,
        first: Annotated[
            int, strawberry.argument(description="How many, 1 to 20.")
        ] = SOME_RECOMMENDATIONS,
        context: Annotated[
            ScanContext | None, strawberry.argument(description="What the shopper must not eat.")
        ] = None,
    ) -> list[Recommendation] | None:
        return await recommended_for_cart(info.context, self.value, context, first=first)

    @classmethod
    def of(cls, value: cart.Cart, showing: Showing) -> Self:
        first_recalled = sorted(value.lines, key=lambda line: line.id not in showing.recalls)
        return cls(
            id=strawberry.ID(value.id),
            store_id=strawberry.ID(value.store),
            status=value.status,
            revision=value.revision,
            language=value.language,
            lines=[CartLine.of(line, value.currency, showing) for line in first_recalled],
            codes=list(value.codes),
            units=sum(line.quantity for line in value.lines),
            total=Money.of(identity.Money(lines.total(value), value.currency)),
            created_at=value.created_at,
            changed_at=value.changed_at,
            expires_at=value.expires_at,
            value=value,
        )


@strawberry.type(description="A cart with new goods in it.")
class AddedToCart:
    cart: Cart = described("The cart as it is now.")
    line: CartLine | None = described(
        "Where the goods went; null when a repeated request finds them out again."
    )


@strawberry.type(description="An invitation to share a cart, to be shown as a QR code.")
class Pairing:
    token: str = described("Signed, good once; it names no cart.")
    qr_text: str = described("What the QR code holds: our public address with the token.")
    expires_at: datetime = described("When it is over, 2 minutes after it was made.")

    @strawberry.field(description="`qrText` to draw.")
    async def qr(self) -> QrCode:
        return await QrCode.of(self.qr_text)


@strawberry.type(description="Why something about a cart was not done, in words.")
class CartRefusal:
    reason: CartMiss = described("Which kind of miss.")
    message: str = described("What is wrong.")
    hint: str | None = described("What to do about it.")
    current_cart: Cart | None = described(
        "The cart as it is now, where the screen should show it again."
    )


CartResult = Annotated[
    Cart | CartRefusal,
    strawberry.union("CartResult", description="The cart as it is now, or why not."),
]
AddToCartResult = Annotated[
    AddedToCart | CartRefusal,
    strawberry.union("AddToCartResult", description="The cart with the goods, or why not."),
]
PairingResult = Annotated[
    Pairing | CartRefusal,
    strawberry.union("PairingResult", description="The invitation, or why there is none."),
]


async def shown(request: Context, value: cart.Cart, now: datetime) -> tuple[Cart, Showing]:
    """A cart as its screen reads it, with what that rests on."""
    await request.live.ready()
    store = request.live.stores.get(value.store)
    showing = Showing(
        zone=store.time_zone if store else ZoneInfo("UTC"),
        now=now,
        recalls=await recalls_on(request.archive, value, now),
        speech=request.speech(value.language, store.language if store else None),
    )
    return Cart.of(value, showing), showing


async def said(request: Context, refusal: Refused, now: datetime) -> CartRefusal:
    """A refusal in the caller's language."""
    return CartRefusal(
        reason=refusal.miss,
        message=request.say(refusal.message),
        hint=request.say(refusal.hint) if refusal.hint else None,
        current_cart=(await shown(request, refusal.cart, now))[0] if refusal.cart else None,
    )
