"""`freshlens webhook …`: where notifications are sent, and what became of them."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Annotated, NoReturn, TypeVar

import typer
from pymongo.asynchronous.database import AsyncDatabase
from rich.table import Column, Table

from api import clock
from api.access.audit import COMMAND_LINE, AuditLog, Deed, Outcome
from api.access.callers import Action
from api.commands import err, out, print_json
from api.settings import settings_from
from api.webhooks.addresses import url_problem
from api.webhooks.by_hand import ByHand
from api.webhooks.deliveries import Deliveries
from api.webhooks.sender import ATTEMPT_SECONDS
from api.webhooks.store import NewWebhook, Webhooks
from api.webhooks.values import Delivery, DeliveryStatus, Webhook, topics_problem
from api.wiring import PACKAGES, opened
from provenance.store.collection import Document
from provenance.text import Message, Texts

T = TypeVar("T")
Database = AsyncDatabase[Document]

webhooks = typer.Typer(
    no_args_is_help=True, help="Webhooks: alarms and recalls sent on to other systems, signed."
)

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Id = Annotated[str, typer.Argument(help="The webhook's id, as `webhook list` shows.")]

_PATIENCE = ATTEMPT_SECONDS + 5.0  # seconds that a trial is waited for
_LOOK = 0.2


@webhooks.command("add")
def add(
    url: Annotated[str, typer.Argument(help="Where to: https, at a public address.")],
    topic: Annotated[
        list[str], typer.Option(help="What: alarm.raised, alarm.*, * …; repeat for more.")
    ],
    as_json: Json = False,
) -> None:
    """Add a webhook. Its secret is shown this once and cannot be shown again."""
    networks = settings_from(os.environ).webhook_networks
    if problem := url_problem(url, networks) or topics_problem(topic):
        _refuse(problem)
    wanted = NewWebhook(url, tuple(topic), COMMAND_LINE)
    added = _change("webhook add", "", lambda database: Webhooks(database).add(wanted, clock.now()))
    if as_json:
        print_json({"secret": added.secret, **_webhook(added)})
        return
    err.print(f"Webhook {added.id} added. Keep its secret: it is not shown again.")
    out.print(added.secret, markup=False, soft_wrap=True)


@webhooks.command("list")
def list_(as_json: Json = False) -> None:
    """List the webhooks, and what is wrong with them."""
    found = _run(lambda database: Webhooks(database).all())
    if as_json:
        print_json([_webhook(each) for each in found])
        return
    table = Table(_id_column(), "url", "topics", "enabled", "failing since", "problem")
    for each in found:
        since = f"{each.failing_since:%Y-%m-%d %H:%M}" if each.failing_since else "–"
        enabled = "yes" if each.enabled else "no"
        problem = _said(each.problem) or "–"
        table.add_row(each.id, each.url, ", ".join(each.topics), enabled, since, problem)
    out.print(table)


@webhooks.command("enable")
def enable(webhook_id: Id) -> None:
    """Send to a webhook again."""
    _switch("webhook enable", webhook_id, enabled=True)


@webhooks.command("disable")
def disable(webhook_id: Id) -> None:
    """Send nothing to a webhook; what waits for it is given up."""
    _switch("webhook disable", webhook_id, enabled=False)


@webhooks.command("remove")
def remove(webhook_id: Id) -> None:
    """Take a webhook away; what waits for it is given up."""

    async def removed(database: Database) -> bool | Message:
        return await Webhooks(database).remove(webhook_id) or Message("webhook-unknown")

    _change("webhook remove", webhook_id, removed)


@webhooks.command("test")
def try_out(webhook_id: Id, as_json: Json = False) -> None:
    """Send `webhook.test` to a webhook through `freshlens work`, and wait for the answer.

    The status is 1 unless the receiver took it.
    """

    async def tried(database: Database) -> Delivery | Message:
        delivery = await ByHand(database).tried(webhook_id, clock.now())
        for _ in range(int(_PATIENCE / _LOOK)):
            if isinstance(delivery, Message) or delivery.status is DeliveryStatus.DELIVERED:
                break
            if delivery.problem:
                break
            await asyncio.sleep(_LOOK)
            delivery = await Deliveries(database).get(delivery.id) or delivery
        return delivery

    delivery = _change("webhook test", webhook_id, tried)
    if as_json:
        print_json(_delivery(delivery))
    elif delivery.status is DeliveryStatus.DELIVERED:
        out.print(f"The receiver answered {delivery.answer}.")
    elif delivery.attempts == 0:
        err.print("Nobody sent it yet: is `freshlens work` running?")
    else:
        err.print(_said(delivery.problem) or "There is no answer yet.", markup=False)
    if delivery.status is not DeliveryStatus.DELIVERED:
        raise typer.Exit(1)


@webhooks.command("deliveries")
def deliveries(
    status: Annotated[DeliveryStatus | None, typer.Option(help="Of this status only.")] = None,
    webhook: Annotated[str | None, typer.Option(help="To the webhook of this id only.")] = None,
    first: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 50,
    as_json: Json = False,
) -> None:
    """List deliveries, newest first; `--status dead` are those that were given up."""
    found = _run(
        lambda database: Deliveries(database).latest(first, status=status, webhook=webhook)
    )
    if as_json:
        print_json([_delivery(each) for each in found])
        return
    table = Table(_id_column(), "topic", "status", "attempts", "next attempt", "problem")
    for each in found:
        due = f"{each.next_at:%Y-%m-%d %H:%M:%S}" if each.next_at else "–"
        problem = _said(each.problem) or "–"
        table.add_row(each.id, each.topic, each.status.value, str(each.attempts), due, problem)
    out.print(table)


@webhooks.command("resend")
def resend(
    delivery_id: Annotated[
        str | None, typer.Argument(help="The id, as `webhook deliveries` shows.")
    ] = None,
    all_of: Annotated[
        str | None, typer.Option(help="Or all that were given up for the webhook of this id.")
    ] = None,
) -> None:
    """Send again, from the first attempt on, with the same `webhook-id`."""
    if all_of is not None and delivery_id is None:
        count = _change(
            "webhook resend", all_of, lambda found: ByHand(found).resent_dead(all_of, clock.now())
        )
        err.print(f"To be sent again: {count}")
    elif delivery_id is not None and all_of is None:
        _change(
            "webhook resend",
            delivery_id,
            lambda found: ByHand(found).resent(delivery_id, clock.now()),
        )
    else:
        raise typer.BadParameter("name a delivery, or a webhook with --all-of")


def _switch(what: str, webhook_id: str, *, enabled: bool) -> None:
    async def changed(database: Database) -> Webhook | Message:
        found = await Webhooks(database).change(webhook_id, enabled=enabled)
        return found or Message("webhook-unknown")

    _change(what, webhook_id, changed)


def _run(question: Callable[[Database], Awaitable[T]]) -> T:
    async def asked() -> T:
        async with opened(settings_from(os.environ)) as database:
            return await question(database)

    return asyncio.run(asked())


def _change(what: str, target: str, change: Callable[[Database], Awaitable[T | Message]]) -> T:
    """Do something and write it down; a `Message` is a refusal, and ends the command."""

    async def changed(database: Database) -> T | Message:
        result = await change(database)
        outcome = Outcome.REFUSED if isinstance(result, Message) else Outcome.OK
        given = {"id": result.id if isinstance(result, Webhook) else target}
        now, action = clock.now(), Action.MANAGE_ALARMS
        deed = Deed(now, COMMAND_LINE, None, action, what, outcome, None, given)
        await AuditLog(database).note(deed)
        return result

    result = _run(changed)
    if isinstance(result, Message):
        _refuse(result)
    return result


def _refuse(problem: Message) -> NoReturn:
    hint = Message(f"{problem.key}-hint", problem.args)
    err.print(f"{_said(problem)} {_said(hint)}", markup=False, soft_wrap=True)
    raise typer.Exit(2)


def _said(message: Message | None) -> str | None:
    return Texts(PACKAGES)(message, "en") if message else None


def _id_column() -> Column:
    """Whole, to be copied."""
    return Column("id", no_wrap=True)


def _webhook(webhook: Webhook) -> dict[str, object]:
    """Without its secret."""
    return {
        "id": webhook.id,
        "url": webhook.url,
        "topics": webhook.topics,
        "enabled": webhook.enabled,
        "createdBy": webhook.created_by,
        "createdAt": webhook.created_at,
        "failingSince": webhook.failing_since,
        "problem": _said(webhook.problem),
    }


def _delivery(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "webhookId": delivery.webhook,
        "messageId": delivery.message,
        "topic": delivery.topic,
        "status": delivery.status,
        "attempts": delivery.attempts,
        "queuedAt": delivery.queued_at,
        "nextAt": delivery.next_at,
        "finishedAt": delivery.finished_at,
        "answer": delivery.answer,
        "problem": _said(delivery.problem),
    }
