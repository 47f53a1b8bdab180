"""What every worker knows of offers: kept true by the process's change stream."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import structlog
from pymongo.errors import PyMongoError

from api.live import RETRY_SECONDS, reached
from personalization.offers.offer import BudgetKind, Offer
from personalization.offers.snapshot import Snapshot
from personalization.store.budgets import BUDGETS, owners_of
from personalization.store.experiments import EXPERIMENTS, HOLDOUTS
from personalization.store.market import Market
from personalization.store.offers import OFFERS

_MANY = 50
"""Changed offers from which on building the index anew is quicker than changing it."""


@dataclass(slots=True)
class _Changed:
    """What is to be read anew."""

    everything: bool = False
    offers: set[str] = field(default_factory=set)
    experiments: bool = False
    budget_owners: set[str] = field(default_factory=set)


class OffersLive:
    """The live offers, experiments and holdouts as one snapshot, and roughly what budgets hold.

    A follower of `Live`: changes are noted as they come and read together, so a burst of them
    (an import, a rush at the tills) costs a few questions. `budgets` is what each offer may still
    give away, in redemptions or minor units (absent: no bound), `spendable` the minor units of
    those with a spend budget; only redeeming says it exactly.
    """

    collections = frozenset({OFFERS.name, EXPERIMENTS.name, HOLDOUTS.name, BUDGETS.name})

    def __init__(self, market: Market, told: Callable[[], None] = lambda: None) -> None:
        """`told` is called when decisions may come out differently from now on."""
        self.snapshot = Snapshot.of(())
        self.budgets: Mapping[str, int] = {}
        self.spendable: Mapping[str, int] = {}
        self._market = market
        self._told = told
        self._changed = _Changed()
        self._woken = asyncio.Event()
        self._read = asyncio.Event()

    async def ready(self) -> None:
        """Return once the offers are known.

        Raises `pymongo.errors.ServerSelectionTimeoutError` when the database was not reached yet.
        """
        await reached(self._read)

    def started(self) -> None:
        """The stream is open: everything may have changed."""
        self._changed.everything = True
        self._woken.set()

    def changed(self, collection: str, key: str) -> None:
        """Note what changed; a budget's key is `{owner}:{kind}`."""
        if collection == OFFERS.name:
            self._changed.offers.add(key)
        elif collection == BUDGETS.name:
            self._changed.budget_owners.add(key.rpartition(":")[0])
        else:
            self._changed.experiments = True
        self._woken.set()

    async def run(self) -> None:
        """Read what changed until cancelled; a database that is away is waited for."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            changed, self._changed = self._changed, _Changed()
            before = self._state()
            try:
                await self._follow(changed)
            except PyMongoError as error:
                structlog.get_logger().warning("offers not read", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
                self.started()
            if self._state() != before:
                self._told()

    def _state(self) -> tuple[str, frozenset[str]]:
        """What decisions rest on, but for how much exactly is left."""
        spent = (offer for offer, left in self.budgets.items() if left <= 0)
        return self.snapshot.hash, frozenset(spent)

    async def _follow(self, changed: _Changed) -> None:
        if changed.everything:
            self.snapshot = await self._whole()
            self.budgets, self.spendable = await self._left(self.snapshot.offers.values())
            self._read.set()
            return
        if changed.experiments:
            stored = self._market.experiments
            self.snapshot = self.snapshot.with_experiments(
                await stored.all(), await stored.holdouts()
            )
        if changed.offers:
            self.snapshot = await self._with(changed.offers)
        owners = changed.budget_owners
        await self._read_budgets(
            {
                offer.id: offer
                for offer in self.snapshot.offers.values()
                if offer.id in changed.offers or not owners.isdisjoint(owners_of(offer))
            },
            changed.offers,
        )

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
