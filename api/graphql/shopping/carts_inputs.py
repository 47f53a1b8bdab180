"""GraphQL: what screens hand in about carts."""

import strawberry

from api.graphql.described import described
from provenance.identity import Symbology

_CART = "The cart, as `Cart.id`."
_EXPECTED = (
    "`Cart.revision` that the screen shows: where it is another by now, nothing is changed. Left "
    "out, the cart is changed as it is."
)
_KEY = "Made by the device, 1 to 100 characters; sending it again gives the same answer."


@strawberry.input(description="A new cart.")
class CreateCartInput:
    store_id: strawberry.ID = described("The store that is shopped in.")
    language: str | None = described(
        "BCP 47, e.g. en, zh-Hans, es: what the shopper reads. Default: as each request says.",
        default=None,
    )


@strawberry.input(description="Goods to put into a cart.")
class AddToCartInput:
    idempotency_key: str = described(_KEY)
    cart_id: strawberry.ID = described(_CART)
    code: str = described("What the scanner read, as for `scan`.")
    symbology: Symbology | None = described("What the scanner said it read.", default=None)
    quantity: int | None = described("How many, 1 to 999; 1 when left out.", default=None)
    weight_grams: float | None = described(
        "Net weight of goods sold by weight, up to 100 kg. A weight inside the code counts first.",
        default=None,
    )
    expected_revision: int | None = described(_EXPECTED, default=None)


@strawberry.input(description="How much a line of a cart shall hold.")
class ChangeCartLineInput:
    cart_id: strawberry.ID = described(_CART)
    line_id: strawberry.ID = described("The line, as `CartLine.id`.")
    quantity: int | None = described("How many, 1 to 999.", default=None)
    weight_grams: float | None = described("Net weight of goods sold by weight.", default=None)
    expected_revision: int | None = described(_EXPECTED, default=None)


@strawberry.input(description="A line to take out of a cart.")
class RemoveFromCartInput:
    cart_id: strawberry.ID = described(_CART)
    line_id: strawberry.ID = described("The line; one that is out already is no mistake.")
    expected_revision: int | None = described(_EXPECTED, default=None)


@strawberry.input(description="A coupon code that the shopper has.")
class EnterCodeInput:
    cart_id: strawberry.ID = described(_CART)
    code: str = described("As it is printed, 1 to 64 characters.")


@strawberry.input(description="A cart that another screen shall share.")
class StartPairingInput:
    cart_id: strawberry.ID = described("The cart of the kiosk or trolley that shows the code.")


@strawberry.input(description="A pairing code that was scanned.")
class PairCartInput:
    idempotency_key: str = described(_KEY)
    token: str = described("The token, or the whole text of the QR code.")
    cart_id: strawberry.ID | None = described(
        "The phone's own cart, whose lines move over; left out where it has none.", default=None
    )
