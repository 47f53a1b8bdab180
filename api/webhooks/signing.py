"""How a receiver knows that a message is ours: Standard Webhooks 1.0.0, symmetric signatures."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

import orjson

from provenance.store.notifications import Notification

_PREFIX = "whsec_"
_SECRET_BYTES = 32  # 24 to 64 (Standard Webhooks, "Signature scheme")


def new_secret() -> str:
    """A secret for one webhook, in the form that receivers' libraries take."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def message_id(notification: str) -> str:
    """The `webhook-id` of a notification: the same for every webhook and in every attempt.

    A digest, because the standard forbids full stops, which are signed as separators.
    """
    return f"msg_{hashlib.sha256(notification.encode()).hexdigest()[:32]}"


def body_of(notification: Notification) -> bytes:
    """The JSON that is sent: `type`, `timestamp` of what happened (UTC) and `data`."""
    happened = notification.at.astimezone(UTC)
    body = {"type": notification.topic, "timestamp": happened, "data": dict(notification.data)}
    return orjson.dumps(body, default=str, option=orjson.OPT_UTC_Z)


def signed_headers(secret: str, message: str, body: bytes, now: datetime) -> Mapping[str, str]:
    """The three headers of an attempt at `now`; receivers refuse one that is minutes old."""
    timestamp = str(int(now.timestamp()))
    content = b".".join((message.encode(), timestamp.encode(), body))
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signature = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
    return {
        "webhook-id": message,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    }
