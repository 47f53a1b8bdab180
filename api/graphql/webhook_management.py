"""GraphQL: where notifications are sent, and what became of them."""

from typing import Annotated

import strawberry
from graphql import GraphQLError

from api.access.callers import Action, Staff
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.webhook_types import (
    TOPICS_TEXT,
    Webhook,
    WebhookAdded,
    WebhookDelivery,
    WebhookDeliveryPage,
    WebhookRefusal,
    WebhookRemoved,
)
from api.webhooks import values
from api.webhooks.addresses import url_problem
from api.webhooks.by_hand import ByHand
from api.webhooks.deliveries import Deliveries
from api.webhooks.store import NewWebhook, Webhooks
from provenance.text import Message


@strawberry.input(description="A webhook to add.")
class AddWebhookInput:
    url: str = described("The address that is sent to: https, at a public address.")
    topics: list[str] = described(TOPICS_TEXT)


@strawberry.input(description="What to change of a webhook.")
class ChangeWebhookInput:
    webhook_id: strawberry.ID = described("The webhook.")
    topics: list[str] | None = described(TOPICS_TEXT, default=None)
    enabled: bool | None = described("Whether anything is sent to it.", default=None)


@strawberry.input(description="A webhook to take away.")
class RemoveWebhookInput:
    webhook_id: strawberry.ID = described("The webhook.")


@strawberry.input(description="A webhook to try out.")
class TestWebhookInput:
    webhook_id: strawberry.ID = described("The webhook.")


@strawberry.input(description="A delivery to send again.")
class ResendDeliveryInput:
    delivery_id: strawberry.ID = described("The delivery.")


AddWebhookResult = Annotated[
    WebhookAdded | WebhookRefusal,
    strawberry.union("AddWebhookResult", description="The webhook with its secret, or why not."),
]
ChangeWebhookResult = Annotated[
    Webhook | WebhookRefusal,
    strawberry.union("ChangeWebhookResult", description="The webhook as it is now, or why not."),
]
RemoveWebhookResult = Annotated[
    WebhookRemoved | WebhookRefusal,
    strawberry.union("RemoveWebhookResult", description="That it is gone, or why not."),
]
SendResult = Annotated[
    WebhookDelivery | WebhookRefusal,
    strawberry.union("SendResult", description="The delivery that waits now, or why none does."),
]


async def webhooks(info: Request) -> list[Webhook]:
    return [Webhook.of(each, info.context) for each in await _webhooks(info.context).all()]


async def webhook_deliveries(
    info: Request,
    status: Annotated[
        values.DeliveryStatus | None, strawberry.argument(description="Of this status only.")
    ] = None,
    webhook_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="To this webhook only.")
    ] = None,
    first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 20,
    after: Annotated[
        str | None, strawberry.argument(description="`endCursor` of the page before.")
    ] = None,
) -> WebhookDeliveryPage:
    store, count = Deliveries(info.context.archive.database), min(max(first, 1), 100)
    last = await store.get(after) if after else None
    if after and last is None:
        message = "`after` is no cursor of this list: use an `endCursor` that it gave."
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
    found = await store.latest(count + 1, status=status, webhook=webhook_id, before=last)
    page = found[:count]
    return WebhookDeliveryPage(
        deliveries=[WebhookDelivery.of(each, info.context) for each in page],
        end_cursor=page[-1].id if len(found) > count else None,
    )


async def add_webhook(
    info: Request,
    input: Annotated[AddWebhookInput, strawberry.argument(description="Where and what.")],  # noqa: A002
) -> AddWebhookResult:
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(MANAGE_ALARMS) lets no other in
    url, topics = input.url.strip(), tuple(input.topics)
    problem = url_problem(url, request.webhook_networks) or values.topics_problem(topics)
    if problem:
        return _refusal(request, problem)
    added = await _webhooks(request).add(NewWebhook(url, topics, caller.name), request.now)
    if isinstance(added, Message):
        return _refusal(request, added)
    return WebhookAdded(webhook=Webhook.of(added, request), secret=added.secret)


async def change_webhook(
    info: Request,
    input: Annotated[ChangeWebhookInput, strawberry.argument(description="What.")],  # noqa: A002
) -> ChangeWebhookResult:
    request = info.context
    if input.topics is None and input.enabled is None:
        return _refusal(request, Message("webhook-nothing-to-change"))
    if input.topics is not None and (problem := values.topics_problem(input.topics)):
        return _refusal(request, problem)
    changed = await _webhooks(request).change(
        input.webhook_id, topics=input.topics, enabled=input.enabled
    )
    if changed is None:
        return _refusal(request, Message("webhook-unknown"))
    return Webhook.of(changed, request)


async def remove_webhook(
    info: Request,
    input: Annotated[RemoveWebhookInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> RemoveWebhookResult:
    if not await _webhooks(info.context).remove(input.webhook_id):
        return _refusal(info.context, Message("webhook-unknown"))
    return WebhookRemoved(id=input.webhook_id)


async def test_webhook(
    info: Request,
    input: Annotated[TestWebhookInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> SendResult:
    by_hand = ByHand(info.context.archive.database)
    return _sent(info.context, await by_hand.tried(input.webhook_id, info.context.now))


async def resend_delivery(
    info: Request,
    input: Annotated[ResendDeliveryInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> SendResult:
    by_hand = ByHand(info.context.archive.database)
    return _sent(info.context, await by_hand.resent(input.delivery_id, info.context.now))


def _sent(context: Context, result: values.Delivery | Message) -> SendResult:
    if isinstance(result, Message):
        return _refusal(context, result)
    return WebhookDelivery.of(result, context)


def _webhooks(context: Context) -> Webhooks:
    return Webhooks(context.archive.database)


def _refusal(context: Context, message: Message) -> WebhookRefusal:
    hint = Message(f"{message.key}-hint", message.args)
    return WebhookRefusal(message=context.say(message), hint=context.say(hint))


@strawberry.type
class WebhookQuery:
    """To be inherited by the schema's Query type."""

    webhooks: list[Webhook] = strawberry.field(
        resolver=webhooks,
        description="All webhooks, the oldest first.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    webhook_deliveries: WebhookDeliveryPage = strawberry.field(
        resolver=webhook_deliveries,
        description="What was sent to webhooks, waits or was given up, newest first; what has "
        "ended is kept for 30 days.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )


@strawberry.type
class WebhookMutation:
    """To be inherited by the schema's Mutation type."""

    add_webhook = strawberry.mutation(
        add_webhook,
        description="Add a webhook. Each notification is sent at least once, in no promised order, "
        "with `webhook-id` to know it again by.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    change_webhook = strawberry.mutation(
        change_webhook,
        description="Change the topics of a webhook, disable it or enable it again. What waits for "
        "it while it is disabled is given up.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    remove_webhook = strawberry.mutation(
        remove_webhook,
        description="Take a webhook away; what waits for it is given up.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    test_webhook = strawberry.mutation(
        test_webhook,
        description="Send `webhook.test` to a webhook, whatever its topics; `webhookDeliveries` "
        "says what became of it.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    resend_delivery = strawberry.mutation(
        resend_delivery,
        description="Send a delivery again from the first attempt on, with the same `webhook-id`.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
