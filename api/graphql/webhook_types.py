"""GraphQL: webhooks and what is delivered to them."""

from datetime import datetime

import strawberry

from api.graphql.context import Context
from api.graphql.described import described
from api.webhooks import values

TOPICS_TEXT = "Topics, such as `alarm.raised`; `alarm.*` is all below `alarm`, `*` is everything."


@strawberry.type(description="Where notifications are sent, signed by Standard Webhooks 1.0.0.")
class Webhook:
    id: strawberry.ID = described("Its id.")
    url: str = described("The address that is sent to.")
    topics: list[str] = described(TOPICS_TEXT)
    enabled: bool = described("Whether anything is sent to it.")
    created_by: str = described("The staff name, or `command line`.")
    created_at: datetime = described("When it was added.")
    failing_since: datetime | None = described("The first failure after the last success.")
    problem: str | None = described("What went wrong last; null after a success.")

    @staticmethod
    def of(webhook: values.Webhook, context: Context) -> "Webhook":
        return Webhook(
            id=strawberry.ID(webhook.id),
            url=webhook.url,
            topics=list(webhook.topics),
            enabled=webhook.enabled,
            created_by=webhook.created_by,
            created_at=webhook.created_at,
            failing_since=webhook.failing_since,
            problem=context.say(webhook.problem) if webhook.problem else None,
        )


strawberry.enum(
    values.DeliveryStatus,
    name="WebhookDeliveryStatus",
    description="WAITING for an attempt, DELIVERED, or DEAD: given up, to be sent again by hand.",
)


@strawberry.type(description="One notification for one webhook.")
class WebhookDelivery:
    id: strawberry.ID = described("Its id.")
    webhook_id: strawberry.ID = described("The webhook.")
    message_id: str = described("The `webhook-id` header, the same in every attempt.")
    topic: str = described("The notification's topic.")
    body: str = described("The JSON that is sent.")
    status: values.DeliveryStatus = described("How far it is.")
    queued_at: datetime = described("When it was made.")
    attempts: int = described("Attempts begun; 8 before it is given up.")
    next_at: datetime | None = described("When the next attempt is due; null after the end.")
    finished_at: datetime | None = described("When it was delivered or given up.")
    answer: int | None = described("HTTP status of the last attempt, where there was an answer.")
    problem: str | None = described("What was wrong with the last attempt.")

    @staticmethod
    def of(delivery: values.Delivery, context: Context) -> "WebhookDelivery":
        return WebhookDelivery(
            id=strawberry.ID(delivery.id),
            webhook_id=strawberry.ID(delivery.webhook),
            message_id=delivery.message,
            topic=delivery.topic,
            body=delivery.body.decode(),
            status=delivery.status,
            queued_at=delivery.queued_at,
            attempts=delivery.attempts,
            next_at=delivery.next_at,
            finished_at=delivery.finished_at,
            answer=delivery.answer,
            problem=context.say(delivery.problem) if delivery.problem else None,
        )


@strawberry.type(description="Deliveries, newest first.")
class WebhookDeliveryPage:
    deliveries: list[WebhookDelivery] = described("This page.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


@strawberry.type(description="A new webhook.")
class WebhookAdded:
    webhook: Webhook = described("The webhook.")
    secret: str = described("Signs what is sent (`whsec_` and base64). It is shown this once.")


@strawberry.type(description="A webhook that is gone; what waited for it is given up.")
class WebhookRemoved:
    id: strawberry.ID = described("Its id.")


@strawberry.type(description="Why something about webhooks was not done, in words.")
class WebhookRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")
