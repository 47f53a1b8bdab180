"""Redemptions on a real database: exact under concurrency, and the same however often repeated."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.database import AsyncDatabase

from api.wiring import connected
from personalization.offers.offer import Budget, BudgetKind, Campaign, Offer
from personalization.redemptions.basket import KeptQuote, Promised
from personalization.redemptions.redemption import (
    Lack,
    OrderTaken,
    Redemption,
    RedemptionState,
    Refused,
    Return,
    ReturnedLine,
)
from personalization.store.market import Market
from personalization.store.redemptions import Redemptions
from provenance.store.collection import Document
from tests.personalization.redemption_samples import NOW, basket, order, use

USAGE, SPEND, CUSTOMER = BudgetKind.USAGE, BudgetKind.SPEND, BudgetKind.PER_CUSTOMER


@pytest.fixture
async def market(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Market]:
    async with connected(mongodb_uri) as client:
        yield Market(client[database.name])


async def opened(market: Market, *budgets: Budget, campaign: Campaign | None = None) -> None:
    offer = Offer("a", {}, (), budgets=budgets, campaign=campaign.id if campaign else None)
    await market.budgets.open_budgets(None, offer, campaign)


async def left(market: Market) -> dict[str, int]:
    return {f"{each.owner}:{each.kind}": each.remaining for each in await market.budgets.of()}


async def nothing_to_check(session: AsyncClientSession) -> None:
    pass


async def test_a_thousand_at_once_on_a_budget_of_a_hundred_are_exactly_a_hundred(
    market: Market,
) -> None:
    await opened(market, Budget(USAGE, 100), Budget(SPEND, 100_000))
    answers = await asyncio.gather(
        *(
            market.redemptions.reserve(f"r{number}", order(number), basket(use()), NOW)
            for number in range(1000)
        )
    )
    assert sum(isinstance(answer, Redemption) for answer in answers) == 100
    assert await left(market) == {"offer:a:USAGE": 0, "offer:a:SPEND": 90_000}
    stored = await market.database["redemptions"].count_documents({"state": "RESERVED"})
    assert stored == 100


async def test_two_workers_share_a_budget(
    market: Market, database: AsyncDatabase[Document], mongodb_uri: str
) -> None:
    await opened(market, Budget(SPEND, 1_000))
    async with connected(mongodb_uri) as other:
        workers = [market.redemptions, Redemptions(other[database.name])]
        answers = await asyncio.gather(
            *(
                workers[number % 2].reserve(f"r{number}", order(number), basket(use()), NOW)
                for number in range(60)
            )
        )
    assert sum(isinstance(answer, Redemption) for answer in answers) == 10
    assert await left(market) == {"offer:a:SPEND": 0}


@pytest.mark.parametrize(
    ("budget", "savings", "same_order", "used"),
    [
        pytest.param(Budget(SPEND, 1000), (200, 500), False, 700, id="spend"),
        pytest.param(Budget(USAGE, 1000), (200, 500), True, 1, id="usage counts an order once"),
        pytest.param(Budget(SPEND, 100), (100, 100), False, 100, id="the second is refused"),
        pytest.param(Budget(SPEND, 100), (101,), False, 0, id="never more than is left"),
        pytest.param(Budget(USAGE, 5), (0,), False, 1, id="points cost a use"),
    ],
)
async def test_budgets_count_what_was_redeemed(
    market: Market, budget: Budget, savings: tuple[int, ...], same_order: bool, used: int
) -> None:
    await opened(market, budget)
    for position, saving in enumerate(savings):
        number = 0 if same_order else position
        await market.redemptions.reserve(f"r{number}", order(number), basket(use("a", saving)), NOW)
    (now,) = await market.budgets.of()
    assert now.limit - now.remaining == used


async def test_a_campaign_bounds_all_its_offers(market: Market) -> None:
    campaign = Campaign("c", "Autumn", "ana", budgets=(Budget(SPEND, 250),))
    await opened(market, campaign=campaign)
    uses = [use("a", 150, "c"), use("b", 150, "c")]
    refused = await market.redemptions.reserve("r", order(1), basket(*uses), NOW)
    assert refused == [Refused(Lack.BUDGET_EXHAUSTED, "campaign:c:SPEND", ("b",))]
    assert await left(market) == {"campaign:c:SPEND": 250}  # all or nothing
    await market.redemptions.reserve("r", order(1), basket(uses[0]), NOW)
    assert await left(market) == {"campaign:c:SPEND": 100}


async def test_a_customer_redeems_no_more_than_the_limit_however_parallel(market: Market) -> None:
    await opened(market, Budget(CUSTOMER, 2))
    answers = await asyncio.gather(
        *(
            market.redemptions.reserve(
                f"{who}{number}", order(f"{who}{number}"), basket(use(), customer=who), NOW
            )
            for who in ("ana", "ben")
            for number in range(8)
        )
    )
    fine = Counter(each.basket.customer for each in answers if isinstance(each, Redemption))
    assert fine == {"ana": 2, "ben": 2}
    assert await market.budgets.used_by("ana") == {"a": 2}


async def test_repeating_a_request_changes_nothing(market: Market) -> None:
    await opened(market, Budget(USAGE, 10))
    first = await market.redemptions.reserve("r", order(1), basket(use()), NOW)
    answers = await asyncio.gather(
        *(market.redemptions.reserve("r", order(1), basket(use()), NOW) for _ in range(20))
    )
    assert all(answer == first for answer in answers)
    captured = [await market.redemptions.capture("r", "0815", NOW) for _ in range(2)]
    assert captured[0] == captured[1]
    reversed_ = [await market.redemptions.reverse("r", NOW) for _ in range(2)]
    assert reversed_[0] == reversed_[1]
    assert await left(market) == {"offer:a:USAGE": 10}


async def test_requests_for_one_order_at_once_redeem_it_once(market: Market) -> None:
    await opened(market, Budget(USAGE, 10))
    answers = await asyncio.gather(
        *(market.redemptions.reserve(f"r{n}", order(1), basket(use()), NOW) for n in range(10))
    )
    assert sum(isinstance(answer, Redemption) for answer in answers) == 1
    assert sum(isinstance(answer, OrderTaken) for answer in answers) == 9
    assert await left(market) == {"offer:a:USAGE": 9}


async def test_a_reversed_order_can_be_redeemed_anew(market: Market) -> None:
    await opened(market, Budget(USAGE, 1))
    await market.redemptions.reserve("r1", order(1), basket(use()), NOW)
    await market.redemptions.reverse("r1", NOW)
    again = await market.redemptions.reserve("r2", order(1), basket(use()), NOW)
    assert isinstance(again, Redemption)
    assert await market.redemptions.of_order(order(1)) == again


async def test_what_was_never_paid_expires_and_gives_back_what_it_held(market: Market) -> None:
    await opened(market, Budget(SPEND, 1_000))
    for number in range(3):
        await market.redemptions.reserve(f"r{number}", order(number), basket(use()), NOW)
    await market.redemptions.capture("r0", "0815", NOW)
    later = NOW + timedelta(minutes=30)
    assert await market.redemptions.expire(nothing_to_check, later - timedelta(seconds=1)) == 0
    assert await market.redemptions.expire(nothing_to_check, later, most=1) == 1
    assert await market.redemptions.expire(nothing_to_check, later) == 1
    assert await market.redemptions.expire(nothing_to_check, later) == 0
    assert await left(market) == {"offer:a:SPEND": 900}
    found = await market.redemptions.by_id("r1")
    assert found is not None
    assert found.state is RedemptionState.EXPIRED
    assert await market.redemptions.capture("r1", "0816", later) == found  # too late


async def test_a_sweeper_that_lost_its_turn_expires_nothing(market: Market) -> None:
    class LostError(Exception):
        pass

    async def lost(session: AsyncClientSession) -> None:
        raise LostError

    await opened(market, Budget(USAGE, 1))
    await market.redemptions.reserve("r", order(1), basket(use()), NOW)
    with pytest.raises(LostError):
        await market.redemptions.expire(lost, NOW + timedelta(hours=1))
    assert await left(market) == {"offer:a:USAGE": 0}


async def test_a_new_version_keeps_what_was_used(market: Market) -> None:
    await opened(market, Budget(USAGE, 10), Budget(SPEND, 500))
    await market.redemptions.reserve("r", order(1), basket(use()), NOW)
    await opened(market, Budget(USAGE, 3))
    assert await left(market) == {"offer:a:USAGE": 2}
    await opened(market, Budget(USAGE, 3))
    assert await left(market) == {"offer:a:USAGE": 2}
    await opened(market, Budget(SPEND, 500))
    assert await left(market) == {"offer:a:SPEND": 400}


async def test_what_is_left_to_an_offer_is_the_least_of_its_budgets(market: Market) -> None:
    campaign = Campaign("c", "Autumn", "ana", budgets=(Budget(SPEND, 40),))
    await opened(market, Budget(USAGE, 100), Budget(CUSTOMER, 1), campaign=campaign)
    offers = [Offer("a", {}, (), campaign="c"), Offer("b", {}, ())]
    assert await market.budgets.left(offers) == {"a": 40}


def quote(units: int = 1) -> KeptQuote:
    return KeptQuote(
        quote="q",
        line="1",
        part="1~q",
        quantity=units,
        of=2,
        list_price=1000,
        price=900,
        offers=(Promised("a", 1, None, 100),),
        until=NOW + timedelta(minutes=30),
    )


async def test_a_quote_is_redeemed_up_to_its_quantity(market: Market) -> None:
    quoted = basket(use(), quotes=(quote(),))
    answers = await asyncio.gather(
        *(market.redemptions.reserve(f"r{n}", order(n), quoted, NOW) for n in range(5))
    )
    fine = [answer for answer in answers if isinstance(answer, Redemption)]
    assert len(fine) == 2
    assert [Refused(Lack.QUOTE_USED, "q", ("a",))] in answers
    await market.redemptions.reverse(fine[0].id, NOW)
    assert isinstance(await market.redemptions.reserve("r9", order(9), quoted, NOW), Redemption)


async def test_a_return_moves_what_changed_and_only_once(market: Market) -> None:
    await opened(market, Budget(SPEND, 1_000), Budget(USAGE, 10))
    await market.redemptions.reserve("r", order(1), basket(use("a", 300)), NOW)
    sold = await market.redemptions.capture("r", "0815", NOW)
    assert sold is not None
    rest = basket(use("a", 100))
    back = Return("k", NOW, (ReturnedLine("1", 1),), value=300, refund=200)
    after = await market.redemptions.take_back(sold, rest, back)
    assert isinstance(after, Redemption)
    assert (after.paid, after.returns) == (sold.paid - 200, (back,))
    assert await left(market) == {"offer:a:SPEND": 900, "offer:a:USAGE": 9}
    assert await market.redemptions.take_back(sold, rest, back) is None  # changed meanwhile
    await market.redemptions.reverse("r", NOW)
    assert await left(market) == {"offer:a:SPEND": 1_000, "offer:a:USAGE": 10}


async def test_an_order_that_earns_another_discount_by_a_return_needs_its_budget(
    market: Market,
) -> None:
    await opened(market, Budget(USAGE, 1))
    await market.redemptions.reserve("other", order(1), basket(use("a")), NOW)
    await market.redemptions.reserve("r", order(2), basket(use("b")), NOW)
    sold = await market.redemptions.capture("r", "0815", NOW)
    assert sold is not None
    back = Return("k", NOW, (), value=0, refund=0)
    assert await market.redemptions.take_back(sold, basket(use("a")), back) == [
        Refused(Lack.BUDGET_EXHAUSTED, "offer:a:USAGE", ("a",))
    ]
    assert await market.redemptions.by_id("r") == sold


async def test_a_receipt_lists_what_was_sold_until_the_sale_is_reversed(market: Market) -> None:
    sold = basket(use("a", 300))
    await market.redemptions.reserve("r", order(1), sold, NOW)
    assert await market.receipts.get("r") is None
    await market.redemptions.capture("r", "0815", NOW)
    receipt = await market.receipts.get("r")
    assert receipt is not None
    assert (receipt.number, receipt.total, receipt.lists("p")) == ("0815", 700, True)
    assert [(line.quantity, line.full, line.paid) for line in receipt.lines] == [(1, 1000, 700)]
    await market.redemptions.reverse("r", NOW)
    assert await market.receipts.get("r") is None
