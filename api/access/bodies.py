"""Bodies are read to a limit and no further, however they are sent."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import Message

from api.access.callers import Action

BODY_BYTES: Mapping[Action, int] = {
    Action.CAPTURE: 12 << 20,
    Action.SEND_READINGS: 4 << 20,
    Action.SEND_INSIGHTS: 4 << 20,
    Action.MANAGE_LINKS: 4 << 20,
    Action.REDEEM: 1 << 20,
}
"""The most that any endpoint of an action takes; one that refuses in its own words does so below.
"""

_ANY_BODY_BYTES = 64 << 10


class BodyTooLargeError(Exception):
    """The body is longer than the `limit` of its action, in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"The body is too large: {limit} bytes at most.")
        self.limit = limit


def within_limit(request: Request, action: Action) -> Request:
    """The request, whose body raises `BodyTooLargeError` as soon as more than the limit has come.

    Raises it at once where the length is announced.
    """
    limit = BODY_BYTES.get(action, _ANY_BODY_BYTES)
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise BodyTooLargeError(limit)
    came = 0

    async def receive() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if came > limit:
            raise BodyTooLargeError(limit)
        return message

    return Request(request.scope, receive)
