"""From the outbox to deliveries: one for each webhook that a notification is for."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from api.webhooks.deliveries import Deliveries
from api.webhooks.signing import body_of, message_id
from api.webhooks.store import Webhooks
from api.webhooks.values import TEST_TOPIC, Delivery, Webhook, wants
from provenance.store.notifications import Notification, Notifications

BATCH = 500


async def take_over(
    outbox: Notifications, webhooks: Webhooks, deliveries: Deliveries, now: datetime
) -> bool:
    """Queue what the oldest waiting notifications mean, then note that they are taken over.

    Whoever dies in between is followed by one who does it again, and queues nothing twice. Answers
    whether there may be more.
    """
    waiting = await outbox.waiting(BATCH)
    if not waiting:
        return False
    await deliveries.queue(queued(waiting, await webhooks.all(), now))
    await outbox.sent_on([each.id for each in waiting], now)
    return len(waiting) == BATCH


def queued(
    notifications: Sequence[Notification], webhooks: Sequence[Webhook], now: datetime
) -> list[Delivery]:
    """The deliveries of notifications to all enabled webhooks that they are for."""
    return [
        delivery_of(notification, webhook, now)
        for notification in notifications
        for webhook in webhooks
        if webhook.enabled and wants(webhook.topics, notification.topic)
    ]


def trial(webhook: Webhook, now: datetime) -> Delivery:
    """A delivery to try a webhook out with."""
    notification = Notification(
        f"test:{secrets.token_hex(8)}", TEST_TOPIC, now, {"webhookId": webhook.id}
    )
    return delivery_of(notification, webhook, now)


def delivery_of(notification: Notification, webhook: Webhook, now: datetime) -> Delivery:
    """One notification for one webhook, not yet tried."""
    return Delivery(
        id=sha256(f"{webhook.id}|{notification.id}".encode()).hexdigest()[:24],
        webhook=webhook.id,
        message=message_id(notification.id),
        topic=notification.topic,
        body=body_of(notification),
        queued_at=now,
    )
