"""Pairings: a short-lived invitation to share a cart, used once."""

from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.carts.cart import Cart
from personalization.carts.changes import unchangeable
from personalization.carts.merging import merged
from personalization.carts.refusal import CartMiss, CartRefusal, refused, unknown_cart
from personalization.store.carts import Carts
from provenance.store.collection import Collection, Document

PAIRINGS = Collection(
    name="pairings",
    required=("cart", "expires_at"),
    properties={
        "_id": {"bsonType": "string"},
        "cart": {"bsonType": "string"},
        "expires_at": {"bsonType": "date"},
        "used_by": {"bsonType": ["string", "null"]},
    },
    indexes=(IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),),
)
"""`used_by` is the idempotency key of who took it up. MongoDB removes what is over."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """An invitation to share a `cart`, until it is taken up or over (UTC)."""

    id: str
    cart: str
    expires_at: datetime


class Pairings:
    """Invitations, and taking them up."""

    def __init__(self, database: AsyncDatabase[Document], carts: Carts) -> None:
        self._database = database
        self._pairings = database[PAIRINGS.name]
        self._carts = carts

    async def add(self, pairing: Pairing) -> None:
        """Store an invitation."""
        await self._pairings.insert_one(
            {
                "_id": pairing.id,
                "v": PAIRINGS.version,
                "cart": pairing.cart,
                "expires_at": pairing.expires_at,
                "used_by": None,
            }
        )

    async def take_up(
        self, pairing: str, key: str, other: str | None, now: datetime
    ) -> Cart | CartRefusal:
        """The cart of the invitation, with what is in the `other` one: all of it or nothing.

        The first `key` uses the invitation up; the same one gets the same answer again.
        """

        async def taken(session: AsyncClientSession) -> Cart | CartRefusal:
            found = await self._pairings.find_one({"_id": pairing}, session=session)
            if found is None or found["used_by"] not in (None, key):
                return refused(CartMiss.PAIRING, "cart-pair-used")
            cart = await self._carts.get(found["cart"], now, session)
            if cart is None:
                return unknown_cart()
            if found["used_by"] == key and other is None:
                return cart
            joined = await self._joined(cart, other, now, session)
            if isinstance(joined, Cart):
                await self._pairings.update_one(
                    {"_id": pairing}, {"$set": {"used_by": key}}, session=session
                )
            return joined

        async with self._database.client.start_session() as session:
            return await session.with_transaction(taken)

    async def _joined(
        self, cart: Cart, other: str | None, now: datetime, session: AsyncClientSession
    ) -> Cart | CartRefusal:
        if other is None:
            if refusal := unchangeable(cart):
                return refusal
            shared = cart.changed(now)  # so that the screen that invited learns that somebody came
            await self._carts.replace(shared, after=cart.revision, session=session)
            return shared
        brought = await self._carts.get(other, now, session)
        if brought is None:
            return unknown_cart()
        if brought.id == cart.id:
            return cart
        both = merged(cart, brought, now=now)
        if isinstance(both, CartRefusal):
            return both
        stays, left = both
        await self._carts.replace(stays, after=cart.revision, session=session)
        await self._carts.replace(left, after=brought.revision, session=session)
        await self._carts.lead_on(session, left)
        return stays
