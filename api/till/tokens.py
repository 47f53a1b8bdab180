"""A priced basket as the till carries it to the redemption."""

import base64
from datetime import datetime, timedelta

from api.till.desk import RefusedError
from personalization.redemptions.basket import PricedBasket
from personalization.redemptions.frozen import frozen, thawed
from personalization.signing import Signer, TokenKind, TokenMiss
from provenance.text import Message

BASKET_GOOD_FOR = timedelta(minutes=10)
"""Between pricing and redeeming; a recall meanwhile stops the next pricing."""
RECEIPT_GOOD_FOR = timedelta(days=365)


def basket_token(
    basket: PricedBasket, signer: Signer, organisation: str, now: datetime
) -> tuple[str, datetime]:
    """The token, and until when it counts."""
    until = now + BASKET_GOOD_FOR
    claims = {"org": organisation, "basket": base64.b85encode(frozen(basket)).decode()}
    return signer.token(TokenKind.BASKET, claims, until=until), until


def read_basket(token: str, signer: Signer, organisation: str, now: datetime) -> PricedBasket:
    """The basket. Raises `RefusedError` (422) for one that is not this till's, or is over."""
    claims = signer.read(TokenKind.BASKET, token, now=now)
    if claims is TokenMiss.EXPIRED:
        raise RefusedError(422, Message("till-basket-expired"))
    if isinstance(claims, TokenMiss) or claims["org"] != organisation:
        raise RefusedError(422, Message("till-basket-forged"))
    return thawed(base64.b85decode(claims["basket"]))


def receipt_token(redemption: str, signer: Signer, now: datetime) -> str:
    """What is printed on a receipt, so that a review can be that of somebody who bought it."""
    return signer.token(TokenKind.RECEIPT, {"sub": redemption}, until=now + RECEIPT_GOOD_FOR)
