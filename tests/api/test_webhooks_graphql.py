"""Webhooks and their deliveries, as operations manage them in GraphQL."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api.access.callers import Anonymous, ApiKey, Caller, KeyScope, Role, Staff
from api.graphql.context import Context
from api.graphql.schema import build_schema
from api.webhooks.deliveries import Deliveries
from api.webhooks.outbox import take_over
from api.webhooks.store import MOST_WEBHOOKS, Webhooks
from provenance.store.collection import Document
from provenance.store.notifications import Notification
from provenance.text import LANGUAGES, Message
from tests.api.graphql_context import running_context

SCHEMA = build_schema(production=False)
URL = "https://erp.example/hooks/T0ken"

ADD = """
mutation ($input: AddWebhookInput!) {
  addWebhook(input: $input) {
    ... on WebhookAdded {
      secret webhook { id url topics enabled createdBy failingSince problem }
    }
    ... on WebhookRefusal { message hint }
  }
}
"""
CHANGE = """
mutation ($input: ChangeWebhookInput!) {
  changeWebhook(input: $input) {
    ... on Webhook { id topics enabled }
    ... on WebhookRefusal { message hint }
  }
}
"""
REMOVE = """
mutation ($input: RemoveWebhookInput!) {
  removeWebhook(input: $input) {
    ... on WebhookRemoved { id }
    ... on WebhookRefusal { message hint }
  }
}
"""
TEST = """
mutation ($input: TestWebhookInput!) {
  testWebhook(input: $input) {
    ... on WebhookDelivery { id topic status attempts nextAt webhookId }
    ... on WebhookRefusal { message hint }
  }
}
"""
RESEND = """
mutation ($input: ResendDeliveryInput!) {
  resendDelivery(input: $input) {
    ... on WebhookDelivery { id status attempts messageId problem }
    ... on WebhookRefusal { message hint }
  }
}
"""
WEBHOOKS = "{ webhooks { id url topics enabled createdBy failingSince problem } }"
DELIVERIES = """
query ($status: WebhookDeliveryStatus, $webhook: ID, $first: Int, $after: String) {
  webhookDeliveries(status: $status, webhookId: $webhook, first: $first, after: $after) {
    deliveries { id messageId topic body status attempts nextAt finishedAt answer problem }
    endCursor
  }
}
"""


@pytest.fixture
async def context(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    staff = Staff("olga", Role.OPERATIONS)
    async with running_context(database, mongodb_uri, staff) as context:
        yield context


async def answer(context: Context, operation: str, **given: object) -> Any:
    result = await SCHEMA.execute(operation, variable_values=given, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    [found] = result.data.values()
    return found


async def added(context: Context, url: str = URL, *topics: str) -> Any:
    return await answer(context, ADD, input={"url": url, "topics": topics or ["*"]})


async def dead(context: Context) -> str:
    """The id of a delivery that was given up, to a webhook that is there."""
    webhook = (await added(context))["webhook"]["id"]
    archive, deliveries = context.archive, Deliveries(context.archive.database)
    told = [Notification("alarm:a:raised", "alarm.raised", context.now, {"alarmId": "a"})]
    async with archive.database.client.start_session() as session:
        await archive.notifications.tell(session, told)
    webhooks = Webhooks(archive.database)
    await take_over(archive.notifications, webhooks, deliveries, context.now)
    await deliveries.give_up(webhook, Message("webhook-answered", {"status": 503}), context.now)
    [given_up] = await deliveries.latest(10)
    return given_up.id


async def test_a_webhook_shows_its_secret_once(context: Context) -> None:
    made = await added(context, URL, "alarm.*")
    assert made["secret"].startswith("whsec_")
    assert await answer(context, WEBHOOKS) == [made["webhook"]]
    assert made["webhook"]["createdBy"] == "olga"
    assert made["webhook"]["topics"] == ["alarm.*"]
    again = await SCHEMA.execute("{ webhooks { secret } }", context_value=context)
    assert again.errors


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"url": "http://erp.example/"}, "https"),
        ({"url": "https://10.0.0.1/"}, "10.0.0.1"),
        ({"url": "https://me:pw@erp.example/"}, "password"),
        ({"url": "not a url"}, "no address"),
        ({"topics": ["alarms.*"]}, "alarms.*"),
        ({"topics": []}, "no topic"),
    ],
)
async def test_what_cannot_be_a_webhook_is_refused_in_words(
    context: Context, given: dict[str, object], word: str
) -> None:
    refused = await answer(context, ADD, input={"url": URL, "topics": ["*"], **given})
    assert word in refused["message"]
    assert refused["hint"]
    assert await answer(context, WEBHOOKS) == []


async def test_an_address_has_one_webhook(context: Context) -> None:
    await added(context)
    assert "already" in (await added(context))["message"]
    assert len(await answer(context, WEBHOOKS)) == 1


async def test_there_are_not_too_many_webhooks(context: Context) -> None:
    for number in range(MOST_WEBHOOKS):
        await added(context, f"{URL}/{number}")
    refused = await added(context)
    assert (refused["message"], str(MOST_WEBHOOKS) in refused["hint"]) == (
        "There are too many webhooks.",
        True,
    )


async def test_a_webhook_is_changed_and_removed(context: Context) -> None:
    webhook = (await added(context))["webhook"]["id"]
    changed = await answer(context, CHANGE, input={"webhookId": webhook, "enabled": False})
    assert changed == {"id": webhook, "topics": ["*"], "enabled": False}
    refused = await answer(context, TEST, input={"webhookId": webhook})
    assert "disabled" in refused["message"]
    topics = {"webhookId": webhook, "topics": ["recall.*"]}
    assert (await answer(context, CHANGE, input=topics))["topics"] == ["recall.*"]
    nothing = await answer(context, CHANGE, input={"webhookId": webhook})
    assert nothing["message"]
    assert (await answer(context, CHANGE, input={**topics, "topics": ["x"]}))["message"]
    assert await answer(context, REMOVE, input={"webhookId": webhook}) == {"id": webhook}
    for operation in (REMOVE, TEST):
        refused = await answer(context, operation, input={"webhookId": webhook})
        assert "no such webhook" in refused["message"]
    assert (await answer(context, CHANGE, input=topics))["hint"]


async def test_a_trial_waits_to_be_sent(context: Context) -> None:
    webhook = (await added(context, URL, "recall.*"))["webhook"]["id"]
    trial = await answer(context, TEST, input={"webhookId": webhook})
    assert (trial["topic"], trial["status"], trial["attempts"]) == ("webhook.test", "WAITING", 0)
    assert trial["nextAt"]
    again = await answer(context, TEST, input={"webhookId": webhook})
    assert again["id"] != trial["id"]


async def test_a_dead_letter_is_seen_in_words_and_sent_again(context: Context) -> None:
    delivery = await dead(context)
    [seen] = (await answer(context, DELIVERIES, status="DEAD"))["deliveries"]
    assert (seen["id"], seen["topic"], seen["status"]) == (delivery, "alarm.raised", "DEAD")
    assert json.loads(seen["body"])["data"] == {"alarmId": "a"}
    said = {
        (await answer(replace(context, languages=[language]), DELIVERIES))["deliveries"][0][
            "problem"
        ]
        for language in LANGUAGES
    }
    assert len(said) == len(LANGUAGES)
    assert all("503" in problem for problem in said)
    again = await answer(context, RESEND, input={"deliveryId": delivery})
    assert again == {
        "id": delivery,
        "status": "WAITING",
        "attempts": 0,
        "messageId": seen["messageId"],
        "problem": None,
    }
    assert (await answer(context, DELIVERIES, status="DEAD"))["deliveries"] == []
    unknown = await answer(context, RESEND, input={"deliveryId": "x"})
    assert "no such delivery" in unknown["message"]


async def test_deliveries_are_read_page_by_page_newest_first(context: Context) -> None:
    webhook = (await added(context))["webhook"]["id"]
    made = [(await answer(context, TEST, input={"webhookId": webhook}))["id"] for _ in range(5)]
    read: list[str] = []
    after = None
    for _ in range(3):
        page = await answer(context, DELIVERIES, webhook=webhook, first=2, after=after)
        read += [each["id"] for each in page["deliveries"]]
        after = page["endCursor"]
    assert after is None
    assert sorted(read) == sorted(made)
    assert read[0] == made[-1]
    assert (await answer(context, DELIVERIES, webhook="other"))["deliveries"] == []
    wrong = await SCHEMA.execute(DELIVERIES, variable_values={"after": "x"}, context_value=context)
    assert wrong.errors
    assert wrong.errors[0].extensions == {"code": "BAD_USER_INPUT"}


KEY = ApiKey("k", "Farm", frozenset(KeyScope))


@pytest.mark.parametrize("caller", [Anonymous(), Staff("m", Role.MARKETER), KEY])
async def test_only_operations_manage_webhooks(context: Context, caller: Caller) -> None:
    denied = replace(context, caller=caller)
    one = {"webhookId": "x"}
    for operation, given in [
        (ADD, {"url": URL, "topics": ["*"]}),
        (CHANGE, one),
        (REMOVE, one),
        (TEST, one),
        (RESEND, {"deliveryId": "x"}),
        (WEBHOOKS, None),
        (DELIVERIES, None),
    ]:
        variables = {"input": given} if given else {}
        result = await SCHEMA.execute(operation, variable_values=variables, context_value=denied)
        assert result.errors
        assert result.errors[0].extensions
        assert result.errors[0].extensions["code"] in ("FORBIDDEN", "UNAUTHENTICATED")


async def test_the_audit_log_says_who_did_it_without_secrets(context: Context) -> None:
    made = await added(context)
    webhook = made["webhook"]["id"]
    await answer(context, REMOVE, input={"webhookId": webhook})
    removed, added_ = await context.audit.latest(2)
    assert [(each.what, each.who) for each in (added_, removed)] == [
        ("addWebhook", "olga"),
        ("removeWebhook", "olga"),
    ]
    assert removed.targets["webhook_id"] == webhook
    written = str([each async for each in context.archive.database.audit.find()])
    assert "T0ken" not in written
    assert made["secret"] not in written
