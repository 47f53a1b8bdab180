"""Budgets: what offers and campaigns may still give away, exact under any concurrency.

Redemptions charge them inside their own transaction (`personalization.store.redemptions`).
"""

from collections.abc import Collection as Items
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from personalization.offers.offer import Budget, BudgetKind, Campaign, Offer
from personalization.redemptions.basket import OfferUse
from personalization.redemptions.redemption import Lack, Refused
from provenance.store.collection import Collection, Document

_COUNT = {"bsonType": ["int", "long"]}
_OF_ALL_CUSTOMERS = frozenset({BudgetKind.SPEND, BudgetKind.USAGE})

BUDGETS = Collection(
    name="budgets",
    required=("owner", "kind", "limit", "remaining", "closed"),
    properties={
        "owner": {"bsonType": "string"},
        "kind": {"enum": [kind.value for kind in BudgetKind]},
        "limit": {**_COUNT, "minimum": 0},
        "remaining": _COUNT,
        "closed": {"bsonType": "bool"},
    },
    indexes=(IndexModel([("owner", ASCENDING)]),),
)
"""By `{owner}:{kind}`; the owner is `offer:{id}` or `campaign:{id}`. `remaining` is negative where
a limit was lowered below what was used. Closed: the newest version has no such budget."""

CUSTOMER_USES = Collection(
    name="customer_uses",
    required=("owner", "customer", "uses"),
    properties={
        "owner": {"bsonType": "string"},
        "customer": {"bsonType": "string"},
        "uses": {**_COUNT, "minimum": 0},
    },
    indexes=(IndexModel([("customer", ASCENDING)]),),
)
"""How often a customer used an offer or campaign with a limit per customer, by
`{owner}|{customer}`."""


@dataclass(frozen=True, slots=True)
class BudgetLeft:
    """A budget as it stands, in redemptions or minor units."""

    owner: str
    kind: BudgetKind
    limit: int
    remaining: int


class Budgets:
    """The budgets of all offers and campaigns."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._budgets = database[BUDGETS.name]
        self._uses = database[CUSTOMER_USES.name]

    async def open_budgets(
        self, session: AsyncClientSession | None, offer: Offer, campaign: Campaign | None
    ) -> None:
        """Bring the budgets up to what an offer and its campaign say; what was used stays used.

        In the transaction that publishes them. Safe to repeat.
        """
        await self.open(session, offer_owner(offer.id), offer.budgets)
        if campaign is not None:
            await self.open(session, campaign_owner(campaign.id), campaign.budgets)

    async def open(
        self, session: AsyncClientSession | None, owner: str, budgets: Sequence[Budget]
    ) -> None:
        """Bring the budgets of one owner up to these, as `open_budgets` does."""
        declared = {budget.kind.value: budget.limit for budget in budgets}
        await self._budgets.update_many(
            {"owner": owner, "kind": {"$nin": list(declared)}},
            {"$set": {"closed": True}},
            session=session,
        )
        for kind, limit in declared.items():
            used = {"$subtract": [{"$ifNull": ["$limit", 0]}, {"$ifNull": ["$remaining", 0]}]}
            now = {
                "v": BUDGETS.version,
                "owner": {"$literal": owner},
                "kind": kind,
                "remaining": {"$subtract": [limit, used]},
                "limit": limit,
                "closed": False,
            }
            await self._budgets.update_one(
                {"_id": f"{owner}:{kind}"}, [{"$set": now}], upsert=True, session=session
            )

    async def of(self, owners: Iterable[str] | None = None) -> Sequence[BudgetLeft]:
        """The open budgets of these owners, or of all."""
        wanted: Document = {"closed": False}
        if owners is not None:
            wanted["owner"] = {"$in": list(owners)}
        return [_budget_from(found) async for found in self._budgets.find(wanted)]

    async def left(
        self, offers: Iterable[Offer], kinds: Items[BudgetKind] = _OF_ALL_CUSTOMERS
    ) -> Mapping[str, int]:
        """What each offer may still give away by budgets of these kinds: the least of its own and
        its campaign's, in redemptions or minor units. Offers without any are left out.

        Of all kinds it is `OfferContext.budgets`, of SPEND alone `OfferContext.spendable`.
        """
        offers = list(offers)
        least: dict[str, int] = {}
        for budget in await self.of({owner for offer in offers for owner in owners_of(offer)}):
            if budget.kind in kinds:
                before = least.get(budget.owner, budget.remaining)
                least[budget.owner] = min(before, budget.remaining)
        return {
            offer.id: min(known)
            for offer in offers
            if (known := [least[owner] for owner in owners_of(offer) if owner in least])
        }

    async def used_by(self, customer: str) -> Mapping[str, int]:
        """How often a customer used offers with a limit per customer, by offer id."""
        return offer_uses([found async for found in self._uses.find({"customer": customer})])

    async def settle(
        self,
        session: AsyncClientSession,
        before: Sequence[OfferUse],
        after: Sequence[OfferUse],
        customer: str | None,
    ) -> Sequence[Refused]:
        """Go from what was charged for an order to what is to be: take what is more, return what is
        less. Names each use that a budget has not enough for; then the caller must abort.
        """
        changes = _changes(before, after)
        owners = sorted({change.owner for change in changes})
        found = self._budgets.find({"owner": {"$in": owners}}, session=session)
        budgets = {(each["owner"], each["kind"]): each async for each in found}
        refused: list[Refused] = []
        for change in changes:
            budget = budgets.get((change.owner, change.kind.value))
            if budget is None or not change.amount or (change.amount > 0 and budget["closed"]):
                continue
            if change.kind is BudgetKind.PER_CUSTOMER:
                fits = await self._count_customer(session, budget, change.amount, customer)
                why = Lack.CUSTOMER_LIMIT
            else:
                fits = await self._take(session, budget, change.amount)
                why = Lack.BUDGET_EXHAUSTED
            if not fits:
                refused.append(Refused(why, str(budget["_id"]), (change.use.offer,)))
        return refused

    async def _take(self, session: AsyncClientSession, budget: Document, amount: int) -> bool:
        enough = {"remaining": {"$gte": amount}} if amount > 0 else {}
        taken = await self._budgets.update_one(
            {"_id": budget["_id"], **enough}, {"$inc": {"remaining": -amount}}, session=session
        )
        return taken.modified_count == 1

    async def _count_customer(
        self, session: AsyncClientSession, budget: Document, amount: int, customer: str | None
    ) -> bool:
        """Two at once change one document: the transaction of one of them is tried again."""
        if customer is None:  # an order of its own: nobody knows of any other
            return amount <= int(budget["limit"])
        key = f"{budget['owner']}|{customer}"
        known = await self._uses.find_one({"_id": key}, session=session)
        uses = (known["uses"] if known else 0) + amount
        if amount > 0 and uses > budget["limit"]:
            return False
        named = {"v": CUSTOMER_USES.version, "owner": budget["owner"], "customer": customer}
        await self._uses.update_one(
            {"_id": key}, {"$set": {**named, "uses": max(uses, 0)}}, upsert=True, session=session
        )
        return True


@dataclass(frozen=True, slots=True)
class _Change:
    """What a use takes (positive) from a budget, or returns."""

    use: OfferUse
    owner: str
    kind: BudgetKind
    amount: int


def _changes(before: Sequence[OfferUse], after: Sequence[OfferUse]) -> Sequence[_Change]:
    """Returns first: what an order lets go of is there for what it takes."""
    was = {use.key: use for use in before}
    kept = {use.key for use in after}
    gone = [
        _Change(use, owner, kind, -_cost(use, kind))
        for use in before
        if use.key not in kept
        for owner in _owners(use)
        for kind in BudgetKind
    ]
    return gone + [
        _Change(use, owner, kind, _cost(use, kind) - _cost(was.get(use.key), kind))
        for use in after
        for owner in _owners(use)
        for kind in BudgetKind
    ]


def offer_owner(offer: str) -> str:
    """Whose budgets an offer's are."""
    return f"offer:{offer}"


def offer_uses(found: Iterable[Document]) -> Mapping[str, int]:
    """By offer id what stored counts of one customer say; campaigns are left out."""
    return {
        owner.removeprefix("offer:"): each["uses"]
        for each in found
        if (owner := str(each["owner"])).startswith("offer:")
    }


def campaign_owner(campaign: str) -> str:
    """Whose budgets a campaign's are."""
    return f"campaign:{campaign}"


def owners_of(offer: Offer) -> Sequence[str]:
    """Who pays for an offer: itself and its campaign."""
    return [offer_owner(offer.id), *([campaign_owner(offer.campaign)] if offer.campaign else [])]


def _owners(use: OfferUse) -> Sequence[str]:
    return [offer_owner(use.offer), *([campaign_owner(use.campaign)] if use.campaign else [])]


def _cost(use: OfferUse | None, kind: BudgetKind) -> int:
    if use is None:
        return 0
    return use.saving if kind is BudgetKind.SPEND else 1


def _budget_from(found: Document) -> BudgetLeft:
    return BudgetLeft(
        owner=found["owner"],
        kind=BudgetKind(found["kind"]),
        limit=int(found["limit"]),
        remaining=int(found["remaining"]),  # a large one comes as bson.Int64
    )
