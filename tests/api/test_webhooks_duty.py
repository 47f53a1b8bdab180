"""From the outbox to real receivers: retries, dead letters, and what survives a death."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.webhooks.deliveries import CLAIM
from api.webhooks.duty import AT_ONCE
from api.webhooks.outbox import queued, take_over
from api.webhooks.retries import JITTER, MOST_ATTEMPTS, PAUSES, Answer, outcome
from api.webhooks.sender import ATTEMPT_SECONDS, attempt, sending
from api.webhooks.values import Delivery, DeliveryStatus, Webhook
from provenance.store.collection import Document
from provenance.text import Message
from tests.api.waiting import until
from tests.api.webhook_house import NOW, House
from tests.api.webhook_receiver import HANG, LOOPBACK, Receiver, receiving, status


@pytest.fixture
def house(database: AsyncDatabase[Document]) -> House:
    return House(database)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


async def test_a_notification_goes_to_the_webhooks_that_it_is_for(
    house: House, receiver: Receiver
) -> None:
    alarms = await house.webhook(receiver.url("/alarms"), "alarm.*")
    await house.webhook(receiver.url("/recalls"), "recall.*")
    everything = await house.webhook(receiver.url("/all"), "*")
    disabled = await house.webhook(receiver.url("/disabled"), "*")
    await house.webhooks.change(disabled.id, enabled=False)
    await house.tell("n1")
    async with house.working():
        await until(house.ended(DeliveryStatus.DELIVERED, 2))
    secrets = {"/alarms": alarms.secret, "/all": everything.secret}
    assert sorted(each.path for each in receiver.received) == sorted(secrets)
    assert all(each.is_signed_with(secrets[each.path]) for each in receiver.received)
    assert len({each.message for each in receiver.received}) == 1
    assert await house.archive.notifications.waiting(10) == []


async def test_what_is_told_while_it_works_is_sent_within_two_seconds(
    house: House, receiver: Receiver
) -> None:
    await house.webhook(receiver.url())
    async with house.working():
        await asyncio.sleep(0.1)
        await house.tell("n1")
        async with asyncio.timeout(2):
            await until(lambda: receiver.received)


async def test_without_webhooks_the_outbox_empties_too(house: House) -> None:
    await house.tell(*(f"n{number}" for number in range(1200)))

    async def empty() -> bool:
        return await house.archive.notifications.waiting(1) == []

    async with house.working():
        await until(empty)
    assert await house.all() == []


async def test_what_fails_is_tried_again_until_it_works(house: House, receiver: Receiver) -> None:
    webhook = await house.webhook(receiver.url())
    receiver.answer = lambda _: status(500)
    await house.tell("n1")

    async def failing() -> bool:
        found = await house.webhooks.get(webhook.id)
        return found is not None and found.problem is not None

    async with house.working():
        await until(failing)
        [waiting] = await house.all(DeliveryStatus.WAITING)
        assert (waiting.attempts, waiting.answer) == (1, 500)
        assert waiting.next_at is not None
        assert PAUSES[0] <= waiting.next_at - NOW <= PAUSES[0] * (1 + JITTER)
        receiver.answer = lambda _: status(200)
        house.now = waiting.next_at
        await until(house.ended(DeliveryStatus.DELIVERED, 1))
        await until(lambda: _is_well(house, webhook.id))
    assert len({each.message for each in receiver.received}) == 1
    stamps = {each.headers["webhook-timestamp"] for each in receiver.received}
    assert len(stamps) == len(receiver.received) == 2


async def _is_well(house: House, webhook: str) -> bool:
    found = await house.webhooks.get(webhook)
    return found is not None and (found.problem, found.failing_since) == (None, None)


async def test_what_never_works_is_given_up_seen_and_sent_again(
    house: House, receiver: Receiver
) -> None:
    webhook = await house.webhook(receiver.url())
    receiver.answer = lambda _: status(503)
    await house.tell("n1")
    async with house.working():
        for attempts in range(1, MOST_ATTEMPTS + 1):
            await until(lambda: len(receiver.received) == attempts)  # noqa: B023
            await until(lambda: _settled(house, attempts))  # noqa: B023
            house.now += timedelta(hours=15)
        [dead] = await house.all(DeliveryStatus.DEAD)
        assert (dead.attempts, dead.answer) == (MOST_ATTEMPTS, 503)
        assert dead.problem == Message("webhook-answered", {"status": 503})
        known = await house.webhooks.get(webhook.id)
        assert known is not None
        assert known.failing_since == NOW
        assert known.enabled
        receiver.answer = lambda _: status(200)
        again = await house.by_hand.resent(dead.id, house.now)
        assert isinstance(again, Delivery)
        await until(house.ended(DeliveryStatus.DELIVERED, 1))
    assert len({each.message for each in receiver.received}) == 1


async def _settled(house: House, attempts: int) -> bool:
    """Whether the outcome of that attempt is kept."""
    [delivery] = await house.all()
    claimed = delivery.next_at == house.now + CLAIM
    return delivery.attempts == attempts and not claimed and delivery.problem is not None


async def test_all_that_was_given_up_for_a_webhook_is_sent_again_at_once(
    house: House, receiver: Receiver
) -> None:
    webhook = await house.webhook(receiver.url())
    await house.tell("n1", "n2", "n3")
    await take_over(house.archive.notifications, house.webhooks, house.deliveries, NOW)
    await house.deliveries.give_up(webhook.id, Message("webhook-disabled"), NOW)
    assert await house.by_hand.resent_dead(webhook.id, NOW) == 3
    async with house.working():
        await until(house.ended(DeliveryStatus.DELIVERED, 3))


async def test_a_receiver_that_hangs_delays_nobody_else(house: House, receiver: Receiver) -> None:
    async with receiving() as hanging:
        hanging.answer = lambda _: HANG
        await house.webhook(hanging.url())
        await house.webhook(receiver.url())
        await house.tell(*(f"n{number}" for number in range(50)))
        async with house.working(), asyncio.timeout(ATTEMPT_SECONDS / 2):
            await until(lambda: len(receiver.received) == 50)
            await house.tell("later")
            await until(lambda: len(receiver.received) == 51)
            assert len(hanging.received) == AT_ONCE


async def test_a_long_queue_delays_nobody_else(house: House, receiver: Receiver) -> None:
    async with receiving() as busy:
        await house.webhook(busy.url())
        await house.tell(*(f"n{number}" for number in range(400)))
        await take_over(house.archive.notifications, house.webhooks, house.deliveries, NOW)
        await house.webhook(receiver.url())
        await house.tell("later")
        async with house.working():
            await until(lambda: receiver.received)
            assert len(busy.received) < 400


async def test_a_receiver_that_is_gone_disables_its_webhook(
    house: House, receiver: Receiver
) -> None:
    receiver.answer = lambda _: status(410)
    webhook = await house.webhook(receiver.url())
    await house.tell(*(f"n{number}" for number in range(20)))
    async with house.working():
        await until(house.ended(DeliveryStatus.DEAD, 20))
    assert len(receiver.received) < 20
    known = await house.webhooks.get(webhook.id)
    assert known is not None
    assert not known.enabled
    assert known.problem == Message("webhook-gone")
    refused = await house.by_hand.resent((await house.all())[0].id, NOW)
    assert refused == Message("webhook-not-enabled")
    enabled = await house.webhooks.change(webhook.id, enabled=True)
    assert enabled is not None
    assert (enabled.enabled, enabled.problem, enabled.failing_since) == (True, None, None)


async def test_what_waits_for_a_webhook_that_was_removed_is_given_up(
    house: House, receiver: Receiver
) -> None:
    webhook = await house.webhook(receiver.url())
    await house.tell("n1")
    await take_over(house.archive.notifications, house.webhooks, house.deliveries, NOW)
    assert await house.webhooks.remove(webhook.id)
    async with house.working():
        await until(house.ended(DeliveryStatus.DEAD, 1))
    assert (await house.all())[0].problem == Message("webhook-removed")
    assert receiver.received == []


async def test_a_webhook_with_another_address_inside_is_refused_and_tried_again(
    house: House,
) -> None:
    """A name may come to lead to a public address; until then nothing is sent."""
    await house.webhook("https://10.0.0.1/hook")
    await house.tell("n1")

    async def refused() -> bool:
        [waiting] = await house.all(DeliveryStatus.WAITING)
        return waiting.problem is not None and waiting.problem.key == "webhook-address-refused"

    async with house.working():
        await until(house.ended(DeliveryStatus.WAITING, 1))
        await until(refused)


async def _queued(house: House, _: Webhook) -> None:
    """Died after queuing, before the outbox was told."""
    waiting = await house.archive.notifications.waiting(10)
    found = await house.webhooks.all()
    await house.deliveries.queue(queued(waiting, found, house.now))


async def _claimed(house: House, webhook: Webhook) -> None:
    """Died after claiming, before sending."""
    await take_over(house.archive.notifications, house.webhooks, house.deliveries, house.now)
    assert await house.deliveries.claim(webhook.id, house.now)
    assert await house.deliveries.claim(webhook.id, house.now) is None


async def _sent(house: House, webhook: Webhook) -> None:
    """Died after the receiver had it, before that was kept."""
    await take_over(house.archive.notifications, house.webhooks, house.deliveries, house.now)
    delivery = await house.deliveries.claim(webhook.id, house.now)
    assert delivery
    async with sending(LOOPBACK) as client:
        assert (await attempt(client, webhook, delivery, house.now)).problem is None


@pytest.mark.parametrize(("steps", "arrivals"), [(_queued, 1), (_claimed, 1), (_sent, 2)])
async def test_a_death_between_two_steps_loses_nothing(
    house: House,
    receiver: Receiver,
    steps: Callable[[House, Webhook], Awaitable[None]],
    arrivals: int,
) -> None:
    webhook = await house.webhook(receiver.url())
    await house.tell("n1")
    await steps(house, webhook)
    house.now += CLAIM
    async with house.working():
        await until(house.ended(DeliveryStatus.DELIVERED, 1))
        assert await house.archive.notifications.waiting(10) == []
    assert len(receiver.received) == arrivals
    assert len({each.message for each in receiver.received}) == 1


async def test_deaths_at_any_moment_lose_nothing(house: House, receiver: Receiver) -> None:
    await house.webhook(receiver.url())
    for turn in range(12):
        await house.tell(*(f"n{turn}-{number}" for number in range(5)))
        async with house.working():
            await asyncio.sleep(turn * 0.004)
        house.now += CLAIM
    async with house.working():
        await until(house.ended(DeliveryStatus.DELIVERED, 60))
    assert len({each.message for each in receiver.received}) == 60


async def test_an_outcome_that_comes_too_late_changes_nothing(
    house: House, receiver: Receiver
) -> None:
    """A process that was paused past its claim, while another one made the next attempt."""
    webhook = await house.webhook(receiver.url())
    await house.tell("n1")
    await take_over(house.archive.notifications, house.webhooks, house.deliveries, NOW)
    late = await house.deliveries.claim(webhook.id, NOW)
    assert late
    house.now += CLAIM
    async with house.working():
        await until(house.ended(DeliveryStatus.DELIVERED, 1))
    [before] = await house.all()
    failed = Answer(None, Message("webhook-timeout", {"seconds": 10}))
    await house.deliveries.keep(late, outcome(1, failed, NOW, chance=0), NOW)
    assert await house.all() == [before]


def test_an_attempt_is_over_before_its_claim() -> None:
    assert timedelta(seconds=ATTEMPT_SECONDS) < CLAIM
