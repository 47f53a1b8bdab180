"""Redemptions: budgets, quotes, coupons and receipts move with their order, or not at all.

Each step is one transaction, whose repetition finds what it did: a lost answer, a killed server or
a till that asks twice changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from personalization.redemptions.basket import PricedBasket
from personalization.redemptions.redemption import (
    RESERVED_FOR,
    Order,
    OrderTaken,
    Redemption,
    RedemptionState,
    Refused,
    Return,
)
from personalization.store.budgets import Budgets
from personalization.store.coupons import Coupons
from personalization.store.quote_uses import QuoteUses
from personalization.store.receipts import Receipts
from personalization.store.redemption_documents import (
    live_key,
    redemption_document,
    redemption_from,
)
from provenance.store.collection import Collection, Document

_COUNT = {"bsonType": ["int", "long"]}

REDEMPTIONS = Collection(
    name="redemptions",
    required=("organisation", "store", "order", "state", "uses", "basket", "paid", "reserved_at"),
    properties={
        "organisation": {"bsonType": "string"},
        "store": {"bsonType": "string"},
        "order": {"bsonType": "string"},
        "live": {"bsonType": ["string", "null"]},
        "state": {"enum": [state.value for state in RedemptionState]},
        "uses": {
            "bsonType": "array",
            "items": {
                "bsonType": "object",
                "required": ["offer", "version", "saving"],
                "properties": {
                    "offer": {"bsonType": "string"},
                    "version": {"bsonType": "int"},
                    "saving": _COUNT,
                },
            },
        },
        "basket": {"bsonType": "binData"},
        "paid": _COUNT,
        "reserved_at": {"bsonType": "date"},
        "expires_at": {"bsonType": "date"},
        "revision": {"bsonType": "int"},
    },
    indexes=(
        IndexModel(
            [("live", ASCENDING)],
            unique=True,
            partialFilterExpression={"live": {"$type": "string"}},
        ),
        IndexModel([("state", ASCENDING), ("expires_at", ASCENDING)]),
        IndexModel([("uses.offer", ASCENDING), ("captured_at", ASCENDING)]),
        IndexModel([("store", ASCENDING), ("captured_at", ASCENDING)]),
        IndexModel([("unit", ASCENDING)]),
        IndexModel([("customer", ASCENDING)]),
    ),
)
"""By an id made of the till's idempotency key. `live` names the order while it is reserved or
captured: one order is redeemed once. `uses` are the offers as reports count them (once an order and
version), `unit` what experiments were split by, `customer` who it is in limits per customer,
`basket` the priced basket, frozen."""

_AT_ONCE = 4
"""Transactions of one process at a time. More would only run into each other on a hot budget: 1,000
at once on one budget of 100 took 2.6 s with it and 23 s without (one node, two cores). At some 250
redemptions a second on a single budget there is no need to split budgets into slots."""

T = TypeVar("T")


class Redemptions:
    """Every order that was redeemed; none is ever deleted."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._redemptions = database[REDEMPTIONS.name]
        self._budgets = Budgets(database)
        self._quotes = QuoteUses(database)
        self._coupons = Coupons(database)
        self._receipts = Receipts(database)
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def by_id(self, redemption: str) -> Redemption | None:
        """The redemption with that id."""
        found = await self._redemptions.find_one({"_id": redemption})
        return redemption_from(found) if found else None

    async def of_order(self, order: Order) -> Redemption | None:
        """The redemption that an order has now, reserved or captured."""
        found = await self._redemptions.find_one({"live": live_key(order)})
        return redemption_from(found) if found else None

    async def reserve(
        self, redemption: str, order: Order, basket: PricedBasket, now: datetime
    ) -> Redemption | OrderTaken | Sequence[Refused]:
        """Hold everything that the basket uses for the order, or nothing: then what there is not
        enough of. Repeated with one id, it gives the redemption as it is by now."""

        async def reserved(
            session: AsyncClientSession,
        ) -> Redemption | OrderTaken | Sequence[Refused]:
            known = await self._redemptions.find_one(
                {"$or": [{"_id": redemption}, {"live": live_key(order)}]}, session=session
            )
            if known:
                found = redemption_from(known)
                return found if found.id == redemption else OrderTaken(found)
            made = Redemption(
                id=redemption,
                order=order,
                state=RedemptionState.RESERVED,
                basket=basket,
                paid=basket.total,
                reserved_at=now,
                expires_at=now + RESERVED_FOR,
            )
            await self._redemptions.insert_one(_versioned(made), session=session)
            refused = [
                *await self._quotes.take(session, basket),
                *await self._coupons.settle(session, None, basket),
                # The budgets last: they are what everybody wants.
                *await self._budgets.settle(session, (), basket.uses, basket.customer),
            ]
            if refused:
                await session.abort_transaction()
                return refused
            return made

        try:
            return await self._in_turn(reserved)
        except DuplicateKeyError:  # somebody was faster with this order
            return await self._in_turn(reserved)

    async def capture(self, redemption: str, receipt: str, now: datetime) -> Redemption | None:
        """Turn a reservation into a sale with a receipt of that number.

        The redemption as it is then (captured under another number, reversed or expired where it
        was so before); None when there is none of that id.
        """

        async def captured(session: AsyncClientSession) -> None:
            found = await self._redemptions.find_one_and_update(
                {"_id": redemption, "state": RedemptionState.RESERVED.value},
                {
                    "$set": {
                        "state": RedemptionState.CAPTURED.value,
                        "captured_at": now,
                        "receipt": receipt,
                    },
                    "$inc": {"revision": 1},
                },
                session=session,
            )
            if found:
                await self._receipts.add(session, redemption_from(found), receipt, now)

        await self._in_turn(captured)
        return await self.by_id(redemption)

    async def reverse(self, redemption: str, now: datetime) -> Redemption | None:
        """Take a redemption back as a whole; its budgets, quotes and coupons have theirs back."""
        ended = (RedemptionState.RESERVED, RedemptionState.CAPTURED)
        await self._in_turn(
            lambda session: self._end(session, redemption, ended, RedemptionState.REVERSED, now)
        )
        return await self.by_id(redemption)

    async def expire(
        self,
        check: Callable[[AsyncClientSession], Awaitable[None]],
        now: datetime,
        *,
        most: int = 100,
    ) -> int:
        """End reservations that were never paid, each in a transaction that ends with `check`.

        How many there were, at most `most`.
        """
        due = self._redemptions.find(
            {"state": RedemptionState.RESERVED.value, "expires_at": {"$lte": now}}, {"_id": 1}
        )
        ended = [str(each["_id"]) async for each in due.sort("expires_at").limit(most)]
        for redemption in ended:

            async def expired(session: AsyncClientSession, redemption: str = redemption) -> None:
                was = (RedemptionState.RESERVED,)
                await self._end(session, redemption, was, RedemptionState.EXPIRED, now)
                await check(session)

            await self._in_turn(expired)
        return len(ended)

    async def take_back(
        self, known: Redemption, basket: PricedBasket, returned: Return
    ) -> Redemption | Sequence[Refused] | None:
        """Let the order go on with what is left of its basket, and note the return.

        None when somebody changed the redemption in between: look again. Refused are uses of which
        the budgets have not enough, for an order that no longer earns one discount may earn
        another.
        """

        async def taken_back(
            session: AsyncClientSession,
        ) -> Redemption | Sequence[Refused] | None:
            changed = replace(
                known,
                basket=basket,
                paid=known.paid - returned.refund,
                returns=(*known.returns, returned),
                revision=known.revision + 1,
            )
            found = await self._redemptions.find_one_and_replace(
                {
                    "_id": known.id,
                    "revision": known.revision,
                    "state": RedemptionState.CAPTURED.value,
                },
                _versioned(changed),
                session=session,
            )
            if found is None:
                return None
            before = known.basket
            refused = [
                *await self._coupons.settle(session, before, basket),
                *await self._budgets.settle(session, before.uses, basket.uses, before.customer),
            ]
            if refused:
                await session.abort_transaction()
                return refused
            return changed

        return await self._in_turn(taken_back)

    async def _end(
        self,
        session: AsyncClientSession,
        redemption: str,
        was: Sequence[RedemptionState],
        state: RedemptionState,
        now: datetime,
    ) -> None:
        found = await self._redemptions.find_one_and_update(
            {"_id": redemption, "state": {"$in": [each.value for each in was]}},
            {
                "$set": {"state": state.value, "ended_at": now, "live": None},
                "$inc": {"revision": 1},
            },
            session=session,
        )
        if found is None:
            return
        known = redemption_from(found)
        await self._quotes.give_back(session, known.basket)
        await self._coupons.settle(session, known.basket, None)
        await self._receipts.void(session, known.id, now)
        await self._budgets.settle(session, known.basket.uses, (), known.basket.customer)

    async def _in_turn(self, work: Callable[[AsyncClientSession], Awaitable[T]]) -> T:
        async with self._turns, self._database.client.start_session() as session:
            return await session.with_transaction(work)


def _versioned(redemption: Redemption) -> Document:
    return {"v": REDEMPTIONS.version, **redemption_document(redemption)}
