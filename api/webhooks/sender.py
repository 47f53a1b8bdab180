"""One attempt to deliver: signed, bounded in time and size, and never led elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from ssl import SSLContext

import httpx

from api.webhooks.addresses import Network
from api.webhooks.retries import GONE, Answer
from api.webhooks.signing import signed_headers
from api.webhooks.transport import CONNECT_SECONDS, CheckedTransport, RefusedTargetError
from api.webhooks.values import Delivery, Webhook
from provenance.text import Message

ATTEMPT_SECONDS = 10.0
"""For all of an attempt: looking the name up, connecting, sending and the answer."""
ANSWER_BYTES = 16 * 1024
"""Read of an answer's body, so that a receiver can finish writing it; none of it is kept."""


@asynccontextmanager
async def sending(
    networks: tuple[Network, ...], tls: SSLContext | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client for `attempt`, which may reach public addresses and `networks`.

    Receivers' certificates are checked against `tls`, else against the usual authorities or those
    in the file that SSL_CERT_FILE names. Proxies of the environment are not used: they would look
    names up again.
    """
    transport = CheckedTransport(networks, tls or httpx.create_ssl_context())
    async with httpx.AsyncClient(
        transport=transport,
        timeout=httpx.Timeout(ATTEMPT_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=False,
    ) as client:
        yield client


async def attempt(
    client: httpx.AsyncClient, webhook: Webhook, delivery: Delivery, now: datetime
) -> Answer:
    """Send a delivery once; whatever goes wrong is in the answer."""
    headers = {
        "content-type": "application/json",
        "user-agent": "freshlens",
        **signed_headers(webhook.secret, delivery.message, delivery.body, now),
    }
    answered: httpx.Response | None = None
    try:
        async with (
            asyncio.timeout(ATTEMPT_SECONDS),
            client.stream("POST", webhook.url, content=delivery.body, headers=headers) as answered,
        ):
            await _read(answered)
    except RefusedTargetError as error:
        return Answer(None, error.problem)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        if answered is None:
            return Answer(None, _unanswered(error))
    assert answered is not None  # noqa: S101 - every other way has returned
    return _judged(answered, now)


async def _read(answered: httpx.Response) -> None:
    size = 0
    async for chunk in answered.aiter_raw():  # raw: what is packed stays so
        size += len(chunk)
        if size > ANSWER_BYTES:
            return


def _unanswered(error: Exception) -> Message:
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Message("webhook-timeout", {"seconds": int(ATTEMPT_SECONDS)})
    return Message("webhook-unreachable", {"why": str(error) or type(error).__name__})


def _judged(answered: httpx.Response, now: datetime) -> Answer:
    """Only 2xx is success (Standard Webhooks, "Delivery success and failure")."""
    status = answered.status_code
    if answered.is_success:
        return Answer(status)
    if answered.is_redirect:
        return Answer(status, Message("webhook-redirected", {"status": status}))
    if status == GONE:
        return Answer(status, Message("webhook-gone"))
    wait = _retry_after(answered.headers.get("retry-after", ""), now)
    return Answer(status, Message("webhook-answered", {"status": status}), wait)


def _retry_after(header: str, now: datetime) -> timedelta | None:
    """Seconds or a date (RFC 9110, 10.2.3); None for neither."""
    if header.isascii() and header.isdecimal():
        return timedelta(seconds=min(int(header), 10**6))
    try:
        return parsedate_to_datetime(header) - now
    except (ValueError, TypeError):  # no date, or one without a zone
        return None
