"""GraphQL: carts. Whoever knows a cart's id may use it, so no id is ever listed or logged."""

from typing import Annotated

import strawberry

from api.access.callers import Action, Shopper
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.shopping.carts_inputs import (
    AddToCartInput,
    ChangeCartLineInput,
    CreateCartInput,
    EnterCodeInput,
    PairCartInput,
    RemoveFromCartInput,
    StartPairingInput,
)
from api.graphql.shopping.carts_types import (
    AddedToCart,
    AddToCartResult,
    Cart,
    CartLine,
    CartResult,
    Pairing,
    PairingResult,
    said,
    shown,
)
from personalization.carts import cart as carts
from personalization.carts import pairing, shopping
from personalization.carts.changes import Amount
from personalization.carts.refusal import CartRefusal


async def cart(
    info: Request,
    id: Annotated[strawberry.ID, strawberry.argument(description="The cart, as `Cart.id`.")],  # noqa: A002
) -> Cart | None:
    request, now = info.context, info.context.now
    found = await request.market.carts.get(id, now)
    return (await shown(request, found, now))[0] if found else None


async def create_cart(
    info: Request,
    input: Annotated[CreateCartInput, strawberry.argument(description="The cart.")],  # noqa: A002
) -> CartResult:
    request, now = info.context, info.context.now
    await request.live.ready()
    store = request.live.stores.get(input.store_id)
    if store is None:
        return await said(request, shopping.unknown_store(input.store_id), now)
    caller = request.caller
    made = await shopping.create_cart(
        request.market,
        store,
        now=now,
        language=input.language,
        shopper=caller.session if isinstance(caller, Shopper) else None,
    )
    return (await shown(request, made, now))[0]


async def add_to_cart(
    info: Request,
    input: Annotated[AddToCartInput, strawberry.argument(description="The goods.")],  # noqa: A002
) -> AddToCartResult:
    request, now = info.context, info.context.now
    await request.live.ready()
    added = await shopping.add_to_cart(
        request.market,
        request.archive,
        shopping.Addition(
            cart=input.cart_id,
            code=input.code,
            key=input.idempotency_key,
            amount=Amount(input.quantity, input.weight_grams),
            symbology=input.symbology,
            expected=input.expected_revision,
        ),
        stores=request.live.stores,
        places=request.live.places,
        now=now,
    )
    if isinstance(added, CartRefusal):
        return await said(request, added, now)
    whole, showing = await shown(request, added.cart, now)
    line = CartLine.of(added.line, added.cart.currency, showing) if added.line else None
    return AddedToCart(cart=whole, line=line)


async def change_cart_line(
    info: Request,
    input: Annotated[ChangeCartLineInput, strawberry.argument(description="What.")],  # noqa: A002
) -> CartResult:
    request, now = info.context, info.context.now
    changed = await shopping.change_line(
        request.market,
        input.cart_id,
        input.line_id,
        Amount(input.quantity, input.weight_grams),
        now=now,
        expected=input.expected_revision,
    )
    return await _result(request, changed)


async def remove_from_cart(
    info: Request,
    input: Annotated[RemoveFromCartInput, strawberry.argument(description="What.")],  # noqa: A002
) -> CartResult:
    request, now = info.context, info.context.now
    changed = await shopping.remove_line(
        request.market, input.cart_id, input.line_id, now=now, expected=input.expected_revision
    )
    return await _result(request, changed)


async def enter_code(
    info: Request,
    input: Annotated[EnterCodeInput, strawberry.argument(description="The code.")],  # noqa: A002
) -> CartResult:
    request, now = info.context, info.context.now
    entered = await shopping.enter_code(
        request.market,
        request.signer,
        input.cart_id,
        input.code,
        address=request.address,
        now=now,
    )
    return await _result(request, entered)


async def start_pairing(
    info: Request,
    input: Annotated[StartPairingInput, strawberry.argument(description="The cart.")],  # noqa: A002
) -> PairingResult:
    request, now = info.context, info.context.now
    found = await pairing.start_pairing(request.market, request.signer, input.cart_id, now=now)
    if isinstance(found, CartRefusal):
        return await said(request, found, now)
    return Pairing(
        token=found.token,
        qr_text=f"{request.public_url}/pair#{found.token}",  # what follows # is sent to no server
        expires_at=found.expires_at,
    )


async def pair_cart(
    info: Request,
    input: Annotated[PairCartInput, strawberry.argument(description="The token.")],  # noqa: A002
) -> CartResult:
    request, now = info.context, info.context.now
    paired = await pairing.pair_cart(
        request.market,
        request.signer,
        input.token.strip().rpartition("#")[2],
        input.idempotency_key,
        now=now,
        cart_id=input.cart_id,
    )
    return await _result(request, paired)


async def _result(request: Context, changed: carts.Cart | CartRefusal) -> CartResult:
    if isinstance(changed, CartRefusal):
        return await said(request, changed, request.now)
    return (await shown(request, changed, request.now))[0]


@strawberry.type
class CartQuery:
    """To be inherited by the schema's Query type."""

    cart: Cart | None = strawberry.field(
        resolver=cart,
        description="A cart as it is now; null where no cart has that id, or its day is over.",
        extensions=[Requires(Action.SHOP)],
    )


@strawberry.type
class CartMutation:
    """To be inherited by the schema's Mutation type."""

    create_cart = strawberry.mutation(
        create_cart,
        description="Begin a cart under a random id. It lives for a day after its last change, and "
        "is linked to nobody, unless a shopper session agreed to LINKING.",
        extensions=[Requires(Action.SHOP)],
    )
    add_to_cart = strawberry.mutation(
        add_to_cart,
        description="Put scanned goods into a cart. What is recalled, expired or must not be eaten "
        "is refused. More of the same lot at the same price joins its line.",
        extensions=[Requires(Action.SHOP)],
    )
    change_cart_line = strawberry.mutation(
        change_cart_line,
        description="Set how much a line of a cart holds.",
        extensions=[Requires(Action.SHOP)],
    )
    remove_from_cart = strawberry.mutation(
        remove_from_cart,
        description="Take a line out of a cart.",
        extensions=[Requires(Action.SHOP)],
    )
    enter_code = strawberry.mutation(
        enter_code,
        description="Keep a good coupon code with a cart; the latest ten are kept. Wrong ones are "
        "looked at five times in a quarter of an hour, for a cart and for an address.",
        extensions=[Requires(Action.SHOP)],
    )
    start_pairing = strawberry.mutation(
        start_pairing,
        description="Invite a phone to share the cart of a kiosk or trolley.",
        extensions=[Requires(Action.SHOP)],
    )
    pair_cart = strawberry.mutation(
        pair_cart,
        description="Take up an invitation: the inviting cart stays, with all lines of the phone's "
        "own cart, whose id leads to it from then on.",
        extensions=[Requires(Action.SHOP)],
    )
