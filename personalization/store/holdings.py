"""Where something of a shopper may be stored: one line for each collection.

A collection that keeps an identifier of a shopper (the session, a cart that is linked to it, or a
unit made of either) must be in `HOLDINGS`; a test looks through the whole database for others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bson import Binary
from pymongo.asynchronous.database import AsyncDatabase

from personalization.redemptions.frozen import frozen, thawed
from personalization.shoppers.consent import Purpose
from personalization.store.budgets import CUSTOMER_USES
from personalization.store.carts import CARTS
from personalization.store.enrolments import ENROLMENTS
from personalization.store.insights import INSIGHT_EVENTS
from personalization.store.pairings import PAIRINGS
from personalization.store.redemptions import REDEMPTIONS
from personalization.store.segments import SEGMENT_MEMBERS
from personalization.store.shoppers import SHOPPERS
from personalization.store.visits import VISITS
from provenance.store.collection import Collection, Document
from provenance.store.reviews import REVIEWS, Reviews


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Everything a shopper is stored as: the session, linked carts, and the units of both."""

    session: str
    carts: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def all(self) -> list[str]:
        """Each of them."""
        return [self.session, *self.carts, *self.units]


class Holding(Protocol):
    """A collection that may hold something of a shopper, as far as it rests on one purpose.

    `rests_on` None: on no consent of its own; it only goes when everything does.
    """

    @property
    def collection(self) -> Collection:
        """Which collection."""
        ...

    @property
    def rests_on(self) -> Purpose | None:
        """What was agreed to."""
        ...

    async def found(
        self, database: AsyncDatabase[Document], who: Identifiers
    ) -> Sequence[Document]:
        """What is held, as stored, in a lasting order."""
        ...

    async def withdraw(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Remove what rests on the purpose; safe to repeat."""
        ...

    async def erase(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Remove everything; safe to repeat."""
        ...


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents with an identifier in one of `fields`: erased as a whole.

    On withdrawal they are removed too, unless `withdrawn` is what is changed of them instead.
    """

    collection: Collection
    fields: Sequence[str]
    rests_on: Purpose | None
    withdrawn: Mapping[str, object] | None = None

    async def found(
        self, database: AsyncDatabase[Document], who: Identifiers
    ) -> Sequence[Document]:
        """What is held."""
        return await database[self.collection.name].find(self._theirs(who)).sort("_id").to_list()

    async def withdraw(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Remove the documents, or change them."""
        if self.withdrawn is None:
            await self.erase(database, who)
        else:
            await database[self.collection.name].update_many(self._theirs(who), self.withdrawn)

    async def erase(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Remove the documents."""
        await database[self.collection.name].delete_many(self._theirs(who))

    def _theirs(self, who: Identifiers) -> Document:
        return {"$or": [{field: {"$in": who.all}} for field in self.fields]}


@dataclass(frozen=True, slots=True)
class RedeemedOrders:
    """Orders stay, as the accounts need them, but whose they are does not."""

    collection: Collection = REDEMPTIONS
    rests_on: Purpose | None = Purpose.LINKING

    async def found(
        self, database: AsyncDatabase[Document], who: Identifiers
    ) -> Sequence[Document]:
        """The orders without their priced baskets, which say the same at length."""
        orders = database[self.collection.name]
        return await orders.find(_theirs(who), {"basket": 0}).sort("_id").to_list()

    async def withdraw(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """As `erase`."""
        await self.erase(database, who)

    async def erase(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Take the identifiers out; where a till changes the order meanwhile, once more."""
        orders = database[self.collection.name]
        while found := await orders.find_one(_theirs(who)):
            basket = thawed(found["basket"])
            nobodys = replace(
                basket, customer=None, context=replace(basket.context, unit_id=None, used=None)
            )
            await orders.update_one(
                {"_id": found["_id"], "revision": found["revision"]},
                {
                    "$set": {"basket": Binary(frozen(nobodys)), "unit": None, "customer": None},
                    "$inc": {"revision": 1},
                },
            )


def _theirs(who: Identifiers) -> Document:
    return {"$or": [{"unit": {"$in": who.all}}, {"customer": {"$in": who.all}}]}


@dataclass(frozen=True, slots=True)
class OwnReviews:
    """Reviews name their session by a digest only; what somebody wrote is still theirs."""

    collection: Collection = REVIEWS
    rests_on: Purpose | None = None

    async def found(
        self, database: AsyncDatabase[Document], who: Identifiers
    ) -> Sequence[Document]:
        """The reviews."""
        return await Reviews(database).of_session(who.session)

    async def withdraw(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Nothing rests on a consent: a review is there to be read."""

    async def erase(self, database: AsyncDatabase[Document], who: Identifiers) -> None:
        """Remove them, and count the ratings anew."""
        await Reviews(database).remove_of_session(who.session)


_UNLINKED = {"$unset": {"shopper": ""}, "$inc": {"revision": 1}}  # so that no device writes it back

HOLDINGS: Sequence[Holding] = (
    Documents(VISITS, ("shopper",), Purpose.HISTORY),
    Documents(VISITS, ("shopper",), Purpose.ANALYTICS, {"$unset": {"zones": ""}}),
    Documents(SEGMENT_MEMBERS, ("shopper",), Purpose.HISTORY),
    Documents(INSIGHT_EVENTS, ("shopper",), Purpose.ANALYTICS),
    Documents(ENROLMENTS, ("unit",), Purpose.LINKING),
    Documents(CUSTOMER_USES, ("customer",), Purpose.LINKING),
    RedeemedOrders(),
    OwnReviews(),
    Documents(PAIRINGS, ("cart",), None),
    # The carts and then the profile last: by them the rest is found, should this be interrupted.
    Documents(CARTS, ("shopper", "_id", "merged_into"), Purpose.LINKING, _UNLINKED),
    Documents(SHOPPERS, ("_id",), None),
)
"""Every place, in the order in which they are emptied."""


async def linked_carts(database: AsyncDatabase[Document], session: str) -> list[str]:
    """The carts that are linked to a session, with those that were merged into them."""
    carts = database[CARTS.name]
    linked: list[str] = await carts.distinct("_id", {"shopper": session})
    merged: list[str] = await carts.distinct("_id", {"merged_into": {"$in": linked}})
    return [*linked, *merged]
