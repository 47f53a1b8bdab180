"""The duty that sends notifications on to webhooks.

At least once, in no promised order. A receiver that hangs or fails holds up only what is sent to
it: each webhook has a few places of its own for attempts that are under way.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from random import SystemRandom
from urllib.parse import urlsplit

import httpx
import structlog
from pymongo.errors import PyMongoError

from api.tasks import ended
from api.webhooks.addresses import Network
from api.webhooks.deliveries import Deliveries
from api.webhooks.outbox import take_over
from api.webhooks.retries import GONE, Outcome, outcome
from api.webhooks.sender import attempt, sending
from api.webhooks.store import Webhooks
from api.webhooks.values import Delivery, DeliveryStatus, Webhook
from api.work.lease import Lease
from provenance.store.archive import Archive
from provenance.text import Message

LOOK_SECONDS = 0.5
AT_ONCE = 4
"""Attempts under way to one webhook."""

_log = structlog.get_logger()
_chance = SystemRandom().random


class WebhookDuty:
    """Needs no check of its lease: attempts are claimed one by one, and may be made again."""

    name = "webhooks"

    def __init__(
        self,
        archive: Archive,
        networks: tuple[Network, ...],
        clock: Callable[[], datetime],
    ) -> None:
        self._outbox = archive.notifications
        self._webhooks = Webhooks(archive.database)
        self._deliveries = Deliveries(archive.database)
        self._networks = networks
        self._clock = clock
        self._under_way: Counter[str] = Counter()
        self._ended = asyncio.Event()

    async def run(self, lease: Lease) -> None:  # noqa: ARG002 - a duty's signature
        """Send what waits and what comes, until cancelled; attempts under way are left then."""
        attempts: set[asyncio.Task[None]] = set()
        self._under_way.clear()
        async with sending(self._networks) as client:
            try:
                while True:
                    self._ended.clear()
                    more = await take_over(
                        self._outbox, self._webhooks, self._deliveries, self._clock()
                    )
                    await self._begin(client, attempts)
                    if not more:
                        with suppress(TimeoutError):
                            await asyncio.wait_for(self._ended.wait(), LOOK_SECONDS)
            finally:
                await ended(attempts)

    async def _begin(self, client: httpx.AsyncClient, attempts: set[asyncio.Task[None]]) -> None:
        """Begin what is due wherever there is a place for it."""
        waited_for = await self._deliveries.webhooks_waited_for()
        if not waited_for:
            return
        known = {webhook.id: webhook for webhook in await self._webhooks.all()}
        for each in waited_for:
            webhook = known.get(each)
            if webhook is None or not webhook.enabled:
                await self._give_up(each, webhook)
                continue
            # counted once: a place that is free again is for the next turn, after the others
            for _ in range(AT_ONCE - self._under_way[each]):
                delivery = await self._deliveries.claim(each, self._clock())
                if delivery is None:
                    break
                self._under_way[each] += 1
                task = asyncio.create_task(self._attempt(client, webhook, delivery))
                attempts.add(task)
                task.add_done_callback(attempts.discard)

    async def _give_up(self, webhook: str, known: Webhook | None) -> None:
        why = Message("webhook-removed" if known is None else "webhook-disabled")
        count = await self._deliveries.give_up(webhook, why, self._clock())
        _log.error("webhook deliveries given up", webhook=webhook, why=why.key, count=count)

    async def _attempt(
        self, client: httpx.AsyncClient, webhook: Webhook, delivery: Delivery
    ) -> None:
        try:
            answer = await attempt(client, webhook, delivery, self._clock())
            now = self._clock()
            result = outcome(delivery.attempts, answer, now, chance=_chance())
            await self._deliveries.keep(delivery, result, now)
            if answer.problem is None:
                if webhook.problem:
                    await self._webhooks.worked(webhook.id)
            else:
                gone = answer.status == GONE
                await self._webhooks.failed(webhook.id, answer.problem, now, disable=gone)
                _tell(webhook, delivery, result, answer.problem)
        except PyMongoError as error:  # it is made again when its claim has run out
            _log.warning("webhook attempt not kept", error=type(error).__name__)
        except Exception:
            _log.exception("webhook attempt broken off", delivery=delivery.id)
        finally:
            self._under_way[webhook.id] -= 1
            self._ended.set()


def _tell(webhook: Webhook, delivery: Delivery, result: Outcome, problem: Message) -> None:
    """To the log, without secrets: of an address only the host, for some have a token in it."""
    given_up = result.status is DeliveryStatus.DEAD
    tell = _log.error if given_up else _log.warning
    tell(
        "webhook delivery given up" if given_up else "webhook delivery failed",
        webhook=webhook.id,
        host=urlsplit(webhook.url).hostname,
        delivery=delivery.id,
        attempt=delivery.attempts,
        why=problem.key,
        status=result.answer.status,
    )
    if result.answer.status == GONE:
        _log.error("webhook disabled: its receiver is gone", webhook=webhook.id)
