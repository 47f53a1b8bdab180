"""Use case: a phone shares the cart of a kiosk or a trolley that shows it a code.

The cart that shows the code stays, as its screen cannot type; what the phone had moves over, and
the phone's old id leads to the shared cart. The code names an invitation and no cart: whoever
photographs it learns nothing after it was used.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from personalization.carts.cart import Cart
from personalization.carts.changes import unchangeable
from personalization.carts.refusal import CartMiss, CartRefusal, refused, unknown_cart
from personalization.carts.shopping import LONGEST_KEY
from personalization.signing import Signer, TokenKind, TokenMiss
from personalization.store.market import Market
from personalization.store.pairings import Pairing

GOOD_FOR = timedelta(minutes=2)
_CLAIM = "pairing"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A signed invitation to share a cart, good once and until it is over (UTC)."""

    token: str
    expires_at: datetime


async def start_pairing(
    market: Market, signer: Signer, cart_id: str, *, now: datetime
) -> Invitation | CartRefusal:
    """Invite somebody to share this cart."""
    cart = await market.carts.get(cart_id, now)
    if cart is None:
        return unknown_cart()
    if refusal := unchangeable(cart):
        return refusal
    pairing = Pairing(secrets.token_hex(16), cart.id, now + GOOD_FOR)
    await market.pairings.add(pairing)
    token = signer.token(TokenKind.PAIRING, {_CLAIM: pairing.id}, until=pairing.expires_at)
    return Invitation(token, pairing.expires_at)


async def pair_cart(
    market: Market,
    signer: Signer,
    token: str,
    key: str,
    *,
    now: datetime,
    cart_id: str | None = None,
) -> Cart | CartRefusal:
    """Take an invitation up: the shared cart, with what is in the caller's own.

    `key` is made by the device, so that sending it again gives the same answer.
    """
    if not 1 <= len(key) <= LONGEST_KEY:
        return refused(CartMiss.INPUT, "cart-key", most=LONGEST_KEY)
    claims = signer.read(TokenKind.PAIRING, token, now=now)
    if claims is TokenMiss.EXPIRED:
        return refused(CartMiss.PAIRING, "cart-pair-over")
    if isinstance(claims, TokenMiss):
        return refused(CartMiss.PAIRING, "cart-pair-forged")
    return await market.pairings.take_up(claims[_CLAIM], key, cart_id, now)
