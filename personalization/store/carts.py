"""Carts by their ids, until a day after their last change."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.carts.cart import IDLE, Cart, CartStatus
from personalization.carts.changes import Change
from personalization.carts.lines import total
from personalization.carts.refusal import CartRefusal, changed_meanwhile, unknown_cart
from provenance.store.collection import Collection, Document

_TEXT = {"bsonType": ["string", "null"]}
_WHOLE = {"bsonType": ["int", "long"]}

CARTS = Collection(
    name="carts",
    required=("store", "currency", "status", "revision", "changed_at", "expires_at", "lines"),
    properties={
        "_id": {"bsonType": "string", "pattern": "^[0-9a-f]{32}$"},
        "store": {"bsonType": "string"},
        "currency": {"bsonType": "object"},
        "status": {"enum": [status.value for status in CartStatus]},
        "revision": _WHOLE,
        "changed_at": {"bsonType": "date"},
        "expires_at": {"bsonType": "date"},
        "lines": {"bsonType": "array", "maxItems": 500},
        "codes": {"bsonType": "array", "items": {"bsonType": "string"}},
        "shopper": _TEXT,
        "merged_into": _TEXT,
    },
    indexes=(
        IndexModel([("expires_at", ASCENDING)]),
        IndexModel([("status", ASCENDING), ("changed_at", ASCENDING)]),
        IndexModel([("lines.things", ASCENDING)]),
        IndexModel(
            [("merged_into", ASCENDING)],
            partialFilterExpression={"merged_into": {"$type": "string"}},
        ),
        IndexModel(
            [("shopper", ASCENDING)], partialFilterExpression={"shopper": {"$type": "string"}}
        ),
    ),
)
"""`lines.things` are what a recall may name: product ids, and keys of lots and numbered pieces."""

CART_ENDS = Collection(
    name="cart_ends",
    required=("store", "day", "reached", "lines", "value", "currency"),
    properties={
        "store": {"bsonType": "string"},
        "day": {"bsonType": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "reached": {"enum": ["ABANDONED", "CHECKED_OUT", "EXPIRED"]},
        "lines": _WHOLE,
        "value": _WHOLE,
        "currency": {"bsonType": "string", "pattern": "^[A-Z]{3}$"},
    },
    indexes=(IndexModel([("store", ASCENDING), ("day", ASCENDING)]),),
)
"""What remains of a cart: how many lines it had and what they cost before offers (minor units), on
the store's day of its last change. Nothing leads back to the cart: the id is a new random one.
EXPIRED are carts that never had anything in them."""

_IN_USE: Document = {"status": {"$in": [CartStatus.OPEN.value, CartStatus.ABANDONED.value]}}
_ATTEMPTS = 30
_BATCH = 500


class Carts:
    """The carts of the installation. Whoever knows an id may use its cart."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._carts = database[CARTS.name]
        self._ends = database[CART_ENDS.name]

    async def add(self, cart: Cart, session: AsyncClientSession | None = None) -> Cart:
        """Store a new cart; one with a `shopper` only inside `Shoppers.resting_on`."""
        await self._carts.insert_one(cart_document(cart), session=session)
        return cart

    async def get(
        self, cart_id: str, now: datetime, session: AsyncClientSession | None = None
    ) -> Cart | None:
        """The cart that answers for this id, which is another one after merging.

        None where nobody knows the id, and after the cart's day is over.
        """
        found = await self._carts.find_one({"_id": cart_id}, session=session)
        if found and found["merged_into"]:
            found = await self._carts.find_one({"_id": found["merged_into"]}, session=session)
        return cart_from(found) if found and now < found["expires_at"] else None

    async def change(self, cart_id: str, change: Change, now: datetime) -> Cart | CartRefusal:
        """Change a cart as it is now; where somebody else is faster, again on what they left.

        `change` may be called several times.
        """
        for _ in range(_ATTEMPTS):
            cart = await self.get(cart_id, now)
            if cart is None:
                return unknown_cart()
            changed = change(cart)
            if isinstance(changed, CartRefusal) or changed == cart:
                return changed
            if await self.replace(changed, after=cart.revision):
                return changed
        left = await self.get(cart_id, now)
        return changed_meanwhile(left) if left else unknown_cart()

    async def replace(
        self, cart: Cart, *, after: int, session: AsyncClientSession | None = None
    ) -> bool:
        """Store the next state of a cart; False when it is no more at the revision `after`."""
        result = await self._carts.replace_one(
            {"_id": cart.id, "revision": after}, cart_document(cart), session=session
        )
        return result.matched_count == 1

    async def lead_on(self, session: AsyncClientSession, merged: Cart) -> None:
        """What led to a cart that is merged now leads on: one step is always enough."""
        await self._carts.update_many(
            {"merged_into": merged.id},
            {"$set": {"merged_into": merged.merged_into}},
            session=session,
        )

    async def things_in_use(self, now: datetime) -> Sequence[str]:
        """Product ids and keys of lots and pieces that lie in carts which nobody paid for yet."""
        things: list[str] = await self._carts.distinct("lines.things", _in_use(now))
        return things

    async def holding(self, things: Sequence[str], now: datetime) -> int:
        """How many carts that nobody paid for yet hold any of these things."""
        return await self._carts.count_documents(
            {"lines.things": {"$in": list(things)}, **_in_use(now)}
        )

    async def abandon(self, now: datetime) -> int:
        """Mark carts with something in them that nothing happened to for half an hour."""
        result = await self._carts.update_many(
            {
                "status": CartStatus.OPEN.value,
                "changed_at": {"$lte": now - IDLE},
                "lines.0": {"$exists": True},
            },
            {"$set": {"status": CartStatus.ABANDONED.value}},
        )
        return result.modified_count

    async def expire(self, now: datetime, zones: Mapping[str, ZoneInfo]) -> int:
        """Remove carts whose day is over, leaving what counts for reports; how many went.

        `zones` are the time zones of stores by id. Each cart counts once, whoever is killed.
        """

        async def some(session: AsyncClientSession) -> int:
            over = self._carts.find({"expires_at": {"$lte": now}}, session=session, limit=_BATCH)
            carts = [cart_from(document) async for document in over]
            ends = [_end(cart, zones) for cart in carts if cart.status is not CartStatus.MERGED]
            if ends:
                await self._ends.insert_many(ends, session=session)
            if carts:
                ids = [cart.id for cart in carts]
                await self._carts.delete_many({"_id": {"$in": ids}}, session=session)
            return len(carts)

        gone = 0
        async with self._database.client.start_session() as session:
            while number := await session.with_transaction(some):
                gone += number
        return gone


def cart_document(cart: Cart) -> Document:
    """A cart as stored."""
    document: Document = msgspec.to_builtins(cart, builtin_types=(datetime,))
    for line, stored in zip(cart.lines, document["lines"], strict=True):
        stored["things"] = list(line.things)
    return {"_id": document.pop("id"), "v": CARTS.version, **document}


def cart_from(document: Document) -> Cart:
    """The cart in a stored document."""
    return msgspec.convert({**document, "id": document["_id"]}, Cart, builtin_types=(datetime,))


def _in_use(now: datetime) -> Document:
    return {**_IN_USE, "expires_at": {"$gt": now}}


def _end(cart: Cart, zones: Mapping[str, ZoneInfo]) -> Document:
    zone = zones.get(cart.store, UTC)
    empty_or = CartStatus.ABANDONED if cart.lines else CartStatus.EXPIRED
    paid = cart.status is CartStatus.CHECKED_OUT
    return {
        "_id": secrets.token_hex(16),
        "v": CART_ENDS.version,
        "store": cart.store,
        "day": cart.changed_at.astimezone(zone).date().isoformat(),
        "reached": (CartStatus.CHECKED_OUT if paid else empty_or).value,
        "lines": len(cart.lines),
        "value": total(cart),
        "currency": cart.currency.code,
    }
