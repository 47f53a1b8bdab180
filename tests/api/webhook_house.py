"""Notifications, webhooks and the duty between them, on one database at a moment of ours."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from pymongo.asynchronous.database import AsyncDatabase

from api.tasks import ended
from api.webhooks.by_hand import ByHand
from api.webhooks.deliveries import Deliveries
from api.webhooks.duty import WebhookDuty
from api.webhooks.store import NewWebhook, Webhooks
from api.webhooks.values import Delivery, DeliveryStatus, Webhook
from api.work.lease import acquired
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.notifications import Notification
from tests.api.webhook_receiver import LOOPBACK

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


class House:
    """One database, its moment, and what is told and sent."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.now = NOW
        self.archive = Archive(database)
        self.webhooks = Webhooks(database)
        self.deliveries = Deliveries(database)
        self.by_hand = ByHand(database)

    async def webhook(self, url: str, *topics: str) -> Webhook:
        added = await self.webhooks.add(NewWebhook(url, topics or ("*",), "ana"), self.now)
        assert isinstance(added, Webhook)
        return added

    async def tell(self, *ids: str, topic: str = "alarm.raised") -> None:
        told = [Notification(each, topic, self.now, {"alarmId": each}) for each in ids]
        async with self.archive.database.client.start_session() as session:
            await self.archive.notifications.tell(session, told)

    async def all(self, status: DeliveryStatus | None = None) -> list[Delivery]:
        return await self.deliveries.latest(1000, status=status)

    def ended(self, status: DeliveryStatus, count: int) -> Callable[[], Awaitable[bool]]:
        async def reached() -> bool:
            return len(await self.all(status)) == count

        return reached

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        lease = await acquired(self.archive.database, "webhooks", "test", timedelta(0))
        assert lease
        duty = WebhookDuty(self.archive, LOOPBACK, lambda: self.now)
        task = asyncio.create_task(duty.run(lease))
        try:
            yield
            assert not task.done()
        finally:
            await ended([task])
