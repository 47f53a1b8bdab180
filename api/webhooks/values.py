"""A webhook, what is delivered to it, and which topics it is for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from provenance.alarms.alarm import AlarmEvent
from provenance.text import Message

TOPICS = (
    *(f"alarm.{event.value}" for event in AlarmEvent),
    "recall.announced",
    "recall.withdrawn",
    "offer.published",
    "offer.paused",
    "offer.ended",
)
"""Everything that can be chosen."""

TEST_TOPIC = "webhook.test"
"""What a webhook is tried out with, whatever it chose."""

_PATTERN = re.compile(r"\*|[a-z]+(\.[a-z]+)*(\.\*)?")
_SHOWN = 40  # characters of what a caller sent


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where notifications are sent.

    `topics` are patterns as `wants` reads them. `secret` is `whsec_` and base64. `failing_since` is
    the first failure after the last success, and `problem` what went wrong last, or why it is not
    `enabled`.
    """

    id: str
    url: str
    topics: tuple[str, ...]
    secret: str = field(repr=False)
    enabled: bool
    created_by: str
    created_at: datetime
    failing_since: datetime | None = None
    problem: Message | None = None


class DeliveryStatus(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    """For its first attempt, or for the next one."""
    DELIVERED = "delivered"
    DEAD = "dead"
    """Given up; it can be sent again by hand."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notification for one webhook.

    `message` is the receiver's idempotency key (`webhook-id`) and `body` the bytes that are sent,
    both the same in every attempt. `attempts` are those begun; `next_at` is None after the end.
    `answer` is the HTTP status of the last attempt, where there was one, and `problem` what was
    wrong with it.
    """

    id: str
    webhook: str
    message: str
    topic: str
    body: bytes
    queued_at: datetime
    status: DeliveryStatus = DeliveryStatus.WAITING
    attempts: int = 0
    next_at: datetime | None = None
    finished_at: datetime | None = None
    answer: int | None = None
    problem: Message | None = None


def wants(topics: Sequence[str], topic: str) -> bool:
    """Whether a webhook with these patterns is for a topic.

    A pattern is a topic (`alarm.raised`), all topics below one (`alarm.*`) or all there are (`*`).
    """
    return any(
        pattern in ("*", topic)
        or (pattern.endswith(".*") and topic.startswith(pattern.removesuffix("*")))
        for pattern in topics
    )


def topics_problem(topics: Sequence[str]) -> Message | None:
    """What is wrong with patterns: there is none, or one that no topic of ours fits."""
    for pattern in topics or ("",):
        fits = _PATTERN.fullmatch(pattern) and any(wants([pattern], topic) for topic in TOPICS)
        if not fits:
            shown = {"topic": pattern[:_SHOWN], "known": ", ".join(TOPICS)}
            return Message("webhook-topics", shown)
    return None
