"""How much of each quote was redeemed; a quote that nobody redeems is stored nowhere."""

from collections.abc import Sequence
from datetime import timedelta

from pymongo import IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.redemptions.basket import KeptQuote, PricedBasket
from personalization.redemptions.redemption import Lack, Refused
from provenance.store.collection import Collection, Document

QUOTE_USES = Collection(
    name="quote_uses",
    required=("used", "until"),
    properties={
        "used": {"bsonType": "int", "minimum": 0},
        "until": {"bsonType": "date"},
    },
    indexes=(IndexModel("until", expireAfterSeconds=0),),
)
"""Units redeemed by quote id; forgotten at `until`, when the quote has long counted for nothing."""

_REMEMBERED = timedelta(days=1)  # a basket that was priced with a quote outlives it by minutes


class QuoteUses:
    """Redeemed quotes."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._uses = database[QUOTE_USES.name]

    async def take(self, session: AsyncClientSession, basket: PricedBasket) -> Sequence[Refused]:
        """Use up what the basket takes of its quotes; names those that have not enough left."""
        return [
            Refused(Lack.QUOTE_USED, kept.quote, tuple(each.offer for each in kept.offers))
            for kept in basket.quotes
            if not await self._taken(session, kept)
        ]

    async def give_back(self, session: AsyncClientSession, basket: PricedBasket) -> None:
        """The quotes may be redeemed again, while they last."""
        for kept in basket.quotes:
            await self._uses.update_one(
                {"_id": kept.quote, "used": {"$gte": kept.quantity}},
                {"$inc": {"used": -kept.quantity}},
                session=session,
            )

    async def _taken(self, session: AsyncClientSession, kept: KeptQuote) -> bool:
        known = await self._uses.find_one({"_id": kept.quote}, session=session)
        used = (known["used"] if known else 0) + kept.quantity
        if used > kept.of:
            return False
        # Two at once write one document: the transaction of one of them is tried again.
        await self._uses.update_one(
            {"_id": kept.quote},
            {"$set": {"v": QUOTE_USES.version, "used": used, "until": kept.until + _REMEMBERED}},
            upsert=True,
            session=session,
        )
        return True
