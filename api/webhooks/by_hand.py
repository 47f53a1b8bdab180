"""What people have sent by hand: a trial of a webhook, and what was given up, once more."""

from datetime import datetime

from pymongo.asynchronous.database import AsyncDatabase

from api.webhooks.deliveries import Deliveries
from api.webhooks.outbox import trial
from api.webhooks.store import Webhooks
from api.webhooks.values import Delivery, Webhook
from provenance.store.collection import Document
from provenance.text import Message


class ByHand:
    """On one database. `freshlens work` does the sending; a refusal is a `Message`."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._webhooks = Webhooks(database)
        self._deliveries = Deliveries(database)

    async def tried(self, webhook_id: str, now: datetime) -> Delivery | Message:
        """Queue a delivery of `webhook.test`."""
        webhook = await self._enabled(webhook_id)
        if isinstance(webhook, Message):
            return webhook
        delivery = trial(webhook, now)
        await self._deliveries.queue([delivery])
        return await self._deliveries.get(delivery.id) or delivery

    async def resent(self, delivery_id: str, now: datetime) -> Delivery | Message:
        """Begin again with a delivery."""
        unknown = Message("webhook-delivery-unknown")
        found = await self._deliveries.get(delivery_id)
        if found is None:
            return unknown
        webhook = await self._enabled(found.webhook)
        if isinstance(webhook, Message):
            return webhook
        return await self._deliveries.resend(delivery_id, now) or unknown

    async def resent_dead(self, webhook_id: str, now: datetime) -> int | Message:
        """Begin again with all that were given up for a webhook; how many they are."""
        webhook = await self._enabled(webhook_id)
        if isinstance(webhook, Message):
            return webhook
        return await self._deliveries.resend_dead(webhook.id, now)

    async def _enabled(self, webhook_id: str) -> Webhook | Message:
        webhook = await self._webhooks.get(webhook_id)
        if webhook is None:
            return Message("webhook-unknown")
        return webhook if webhook.enabled else Message("webhook-not-enabled")
