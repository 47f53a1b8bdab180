"""When a delivery is tried again, and when it is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from api.webhooks.values import DeliveryStatus
from provenance.text import Message

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
"""After each failed attempt but the last: eight attempts in 21 hours or a little more."""

MOST_ATTEMPTS = len(PAUSES) + 1
JITTER = 0.2
"""The part by which a pause may be longer, so that what failed together does not return so."""

GONE = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: `problem` None is success.

    `status` is HTTP's, None where no answer came; `wait` is what the receiver asked for
    (`Retry-After`).
    """

    status: int | None
    problem: Message | None = None
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a delivery after an attempt; `next_at` is None after the end."""

    status: DeliveryStatus
    next_at: datetime | None
    answer: Answer


def outcome(attempts: int, answer: Answer, now: datetime, *, chance: float) -> Outcome:
    """Delivered, given up or tried again.

    `attempts` counts this one, from 1; `chance` is a random number from 0 to 1. A receiver that
    asks for more time than the schedule gives has it, up to the longest pause.
    """
    if answer.problem is None:
        return Outcome(DeliveryStatus.DELIVERED, None, answer)
    if attempts >= MOST_ATTEMPTS or answer.status == GONE:
        return Outcome(DeliveryStatus.DEAD, None, answer)
    pause = PAUSES[attempts - 1]
    if answer.wait is not None:
        pause = max(pause, min(answer.wait, PAUSES[-1]))
    return Outcome(DeliveryStatus.WAITING, now + pause * (1 + JITTER * chance), answer)
