"""Budgets hold on three nodes whose primary is killed in the middle of it."""

import asyncio
import time
from pathlib import Path

from pymongo.errors import ConnectionFailure

from api.wiring import connected
from personalization.offers.offer import Budget, BudgetKind, Offer
from personalization.redemptions.redemption import OrderTaken, Redemption, Refused
from personalization.store import market
from personalization.store.market import Market
from provenance.store.collection import prepare
from tests.api.replica_set import replica_set
from tests.personalization.redemption_samples import NOW, basket, order, use

ORDERS, BUDGET = 1_000, 100


async def test_a_budget_of_a_hundred_is_exactly_spent_though_the_primary_is_killed(
    tmp_path: Path,
) -> None:
    acknowledged: set[str] = set()
    refused = 0
    half = asyncio.Event()

    async with replica_set(tmp_path) as nodes, connected(nodes.uri) as client:
        database = client["shop"]
        await prepare(database, market.COLLECTIONS)
        shop = Market(database)
        budgets = (Budget(BudgetKind.USAGE, BUDGET), Budget(BudgetKind.SPEND, 1_000_000))
        await shop.budgets.open_budgets(None, Offer("a", {}, (), budgets=budgets), None)

        async def redeem(number: int) -> None:
            """As a till does: it asks again with its key until it has an answer."""
            nonlocal refused
            while True:
                try:
                    answer = await shop.redemptions.reserve(
                        f"r{number}", order(number), basket(use()), NOW
                    )
                except ConnectionFailure:
                    await asyncio.sleep(0.2)
                    continue
                assert not isinstance(answer, OrderTaken)
                if isinstance(answer, Redemption):
                    acknowledged.add(answer.id)
                    if len(acknowledged) == BUDGET // 2:
                        half.set()
                else:
                    assert all(isinstance(each, Refused) for each in answer)
                    refused += 1
                return

        async def kill_midway() -> float:
            await half.wait()
            nodes.kill(await nodes.primary())
            return time.perf_counter()

        killing = asyncio.create_task(kill_midway())
        await asyncio.gather(*(redeem(number) for number in range(ORDERS)))
        gone_for = time.perf_counter() - await killing

        stored = {str(each["_id"]) async for each in database["redemptions"].find({}, {"_id": 1})}
        left = {each.kind: each.remaining for each in await shop.budgets.of()}

    assert stored == acknowledged  # none lost, none that nobody was told of
    assert (len(acknowledged), refused) == (BUDGET, ORDERS - BUDGET)
    assert left == {BudgetKind.USAGE: 0, BudgetKind.SPEND: 1_000_000 - BUDGET * 100}
    print(f"all {ORDERS} answered {gone_for:.1f} s after the primary was killed")  # noqa: T201
