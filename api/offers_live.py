"""What every worker knows of offers: kept true by the process's change stream."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

from api.following import Change, Following
from personalization.offers.offer import BudgetKind, Offer
from personalization.offers.policy import StorePolicy
from personalization.offers.snapshot import Snapshot
from personalization.situation import Terms
from personalization.store.budgets import BUDGETS, owners_of
from personalization.store.experiments import EXPERIMENTS, HOLDOUTS
from personalization.store.market import Market
from personalization.store.offers import OFFERS
from personalization.store.policies import STORE_POLICIES

_MANY = 50
"""Changed offers from which on building the index anew is quicker than changing it."""
_TRIALS = frozenset({EXPERIMENTS.name, HOLDOUTS.name})


class OffersLive(Following):
    """The live offers, experiments and holdouts as one snapshot, and roughly what budgets hold.

    `budgets` is what each offer may still give away, in redemptions or minor units (absent: no
    bound), `spendable` the minor units of those with a spend budget; only redeeming says it
    exactly. `policies` are those of stores that have one.
    """

    collections = frozenset({OFFERS.name, BUDGETS.name, STORE_POLICIES.name}) | _TRIALS
    what = "offers"

    def __init__(self, market: Market, told: Callable[[], None] = lambda: None) -> None:
        """`told` is called when decisions may come out differently from now on."""
        super().__init__()
        self.snapshot = Snapshot.of(())
        self.budgets: Mapping[str, int] = {}
        self.spendable: Mapping[str, int] = {}
        self.policies: Mapping[str, StorePolicy] = {}
        self._market = market
        self._told = told

    @property
    def terms(self) -> Terms:
        """What decisions are made under."""
        return Terms(self.budgets, self.spendable, self.policies)

    async def read_all(self) -> None:
        """All that is live."""
        with self._telling():
            self.policies = await self._market.store_policies.all()
            self.snapshot = await self._whole()
            self.budgets, self.spendable = await self._left(self.snapshot.offers.values())

    async def read_again(self, changed: AbstractSet[Change]) -> None:
        """Offers, and of budgets (their key is `{owner}:{kind}`) those of their owners."""
        offers = {key for collection, key in changed if collection == OFFERS.name}
        owners = {
            key.rpartition(":")[0] for collection, key in changed if collection == BUDGETS.name
        }
        with self._telling():
            if any(collection in _TRIALS for collection, _ in changed):
                stored = self._market.experiments
                self.snapshot = self.snapshot.with_experiments(
                    await stored.all(), await stored.holdouts()
                )
            if any(collection == STORE_POLICIES.name for collection, _ in changed):
                self.policies = await self._market.store_policies.all()
            if offers:
                self.snapshot = await self._with(offers)
            spent = {
                offer.id: offer
                for offer in self.snapshot.offers.values()
                if offer.id in offers or not owners.isdisjoint(owners_of(offer))
            }
            await self._read_budgets(spent, offers)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        before = self._state()
        try:
            yield
        finally:
            if self._state() != before:
                self._told()

    def _state(self) -> tuple[object, ...]:
        """What decisions rest on, but for how much exactly is left."""
        spent = (offer for offer, left in self.budgets.items() if left <= 0)
        return self.snapshot.hash, frozenset(spent), self.policies

    async def _whole(self) -> Snapshot:
        stored = self._market.experiments
        offers, experiments, holdouts = await asyncio.gather(
            self._market.offers.live(), stored.all(), stored.holdouts()
        )
        return Snapshot.of(offers, experiments, holdouts)

    async def _with(self, changed: set[str]) -> Snapshot:
        live = {offer.id: offer for offer in await self._market.offers.live(changed)}
        now = self.snapshot
        if len(changed) >= _MANY:
            kept = {key: offer for key, offer in now.offers.items() if key not in changed}
            return Snapshot.of(
                [*kept.values(), *live.values()], now.experiments.values(), now.holdouts
            )
        for offer in changed - live.keys():
            now = now.without(offer)
        for published in live.values():
            now = now.with_offer(published)
        return now

    async def _read_budgets(self, offers: Mapping[str, Offer], gone: set[str]) -> None:
        if offers or gone:
            left, spendable = await self._left(offers.values())
            stale = offers.keys() | gone
            self.budgets = {**_without(self.budgets, stale), **left}
            self.spendable = {**_without(self.spendable, stale), **spendable}

    async def _left(self, offers: Iterable[Offer]) -> tuple[Mapping[str, int], Mapping[str, int]]:
        budgets, offers = self._market.budgets, list(offers)
        return await budgets.left(offers), await budgets.left(offers, {BudgetKind.SPEND})


def _without(left: Mapping[str, int], stale: AbstractSet[str]) -> Mapping[str, int]:
    return {offer: each for offer, each in left.items() if offer not in stale}
