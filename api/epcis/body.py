"""Reading what is handed in, never more than is taken."""

from typing import Final

from starlette.requests import Request

from api.epcis.problems import Refusal, Trouble
from provenance.capture import BYTES_LIMIT, EVENTS_LIMIT
from provenance.text import Message

LIMITS: Final = {
    "GS1-EPCIS-Capture-Limit": str(EVENTS_LIMIT),
    "GS1-EPCIS-Capture-File-Size-Limit": str(BYTES_LIMIT),
}
"""Headers that announce how many events and bytes one capture takes."""


async def body_of(request: Request) -> bytes | Refusal:
    """The body; 413 as soon as it is too large, whether its length was told or not."""
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdecimal() and int(told) > BYTES_LIMIT:
        return too_large(Message("epcis-refused-bytes", {"most": BYTES_LIMIT}))
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BYTES_LIMIT:
            return too_large(Message("epcis-refused-bytes", {"most": BYTES_LIMIT}))
    return bytes(body)


def too_large(message: Message) -> Refusal:
    """413 with the limits that hold."""
    return Refusal(413, Trouble.CAPTURE_LIMIT, message, headers=LIMITS)
