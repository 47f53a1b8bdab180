"""Acting through the HTTP doors, as a device or a partner with a key does."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from seed.simulate.sensors import Record

RECORDS_AT_ONCE = 2_000
_PAUSE = 1.0  # seconds before the next try, where the server names none
_LATER = frozenset({429, 503})
_PATIENCE = 120.0  # seconds that a capture job is waited for
_LOOK = 0.2


class RefusedError(Exception):
    """The server does not take what we send, and will not later; the message is its answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many records were taken, and how many were refused."""

    accepted: int = 0
    refused: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(self.accepted + other.accepted, self.refused + other.refused)


@dataclass(frozen=True, slots=True)
class Captured:
    """How a capture job ended; `errors` are the server's words."""

    success: bool
    errors: Sequence[str]


class HttpDoor:
    """The server at `url`, which knows `key`; closed by `client.close()`.

    A server that is away, or busy, is waited for: what is sent twice is stored once.
    """

    def __init__(self, url: str, key: str) -> None:
        self._client = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=30
        )

    def send(self, records: Sequence[Record]) -> Sent:
        """Hand in sensor records. Raises `RefusedError`."""
        sent = Sent()
        for first in range(0, len(records), RECORDS_AT_ONCE):
            some = list(records[first : first + RECORDS_AT_ONCE])
            told = self._posted("/readings", some, "application/json").json()
            sent += Sent(told["accepted"], told["refused"])
        return sent

    def capture(self, document: Mapping[str, Any]) -> Captured:
        """Hand in an EPCIS document, and wait for its job. Raises `RefusedError`."""
        taken = self._posted("/epcis/capture", document, "application/ld+json")
        # its address is public, and may be another than the one we reach the server at
        path = f"/epcis/capture/{taken.headers['Location'].rpartition('/')[2]}"
        for _ in range(round(_PATIENCE / _LOOK)):
            job = self._until_answered(lambda: self._client.get(path)).json()
            if not job["running"]:
                return Captured(job["success"], [str(each["detail"]) for each in job["errors"]])
            time.sleep(_LOOK)
        raise RefusedError(f"the capture job at {path} does not end")

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def _posted(self, path: str, value: object, media_type: str) -> httpx.Response:
        body, headers = orjson.dumps(value), {"Content-Type": media_type}
        return self._until_answered(lambda: self._client.post(path, content=body, headers=headers))

    def _until_answered(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        while True:
            try:
                response = ask()
            except httpx.TransportError:
                time.sleep(_PAUSE)
                continue
            if response.status_code not in _LATER:
                break
            time.sleep(float(response.headers.get("Retry-After", _PAUSE)))
        if response.is_error:
            raise RefusedError(f"{response.status_code} from {response.url}: {response.text}")
        return response
