"""The door: who comes in, and who came too often."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from api.access.allowances import UNCOUNTED, Allowances, counted_address
from api.access.authentication import Rejected
from api.access.callers import Action, Anonymous, Caller

CallerFrom = Callable[[str | None], Awaitable[Caller | Rejected]]
"""Reads an Authorization header."""

_CLOSED_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class TooSoon:
    """The caller has used up its allowance: come again after `seconds` (1 or more)."""

    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """When to come again (RFC 9110, 10.2.3)."""
        return {"Retry-After": str(self.seconds)}

    @property
    def detail(self) -> str:
        """For whoever writes the client."""
        return (
            f"Too many requests: try again in {self.seconds} s, and send fewer a second. "
            "A device or partner can be given a key with a higher rate."
        )


class Door:
    """Every request and every operation of a socket passes here once."""

    def __init__(
        self,
        caller_from: CallerFrom,
        allowances: Allowances,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._caller_from = caller_from
        self._allowances = allowances
        self._clock = clock
        self._closed_until: dict[str, float] = {}

    async def admitted(
        self, authorization: str | None, connection: HTTPConnection, action: Action
    ) -> Caller | Rejected | TooSoon:
        """Who comes in with this Authorization header, counted; a wrong one counts by address.

        A credential that came too soon is not looked up again before it may come: a flood costs
        the database nothing. Actions in `UNCOUNTED` are for everyone, always.
        """
        if action in UNCOUNTED:
            return await self._caller_from(authorization)
        if authorization is not None and authorization in self._closed_until:
            left = self._closed_until[authorization] - self._clock()
            if left > 0:
                return _too_soon(left)
            del self._closed_until[authorization]
        caller = await self._caller_from(authorization)
        counted = Anonymous() if isinstance(caller, Rejected) else caller
        wait = self._allowances.wait(counted, address_of(connection), self._clock())
        if not wait:
            return caller
        if authorization is not None:
            if len(self._closed_until) >= _CLOSED_REMEMBERED:
                self._closed_until.clear()
            self._closed_until[authorization] = self._clock() + wait
        return _too_soon(wait)

    def too_soon(self, caller: Caller, connection: HTTPConnection) -> TooSoon | None:
        """Count one more operation of a caller who is in already, on a socket."""
        wait = self._allowances.wait(caller, address_of(connection), self._clock())
        return _too_soon(wait) if wait else None


def address_of(connection: HTTPConnection) -> str:
    """Where a connection comes from, as it is counted."""
    return counted_address(connection.client.host) if connection.client else ""


def _too_soon(wait: float) -> TooSoon:
    return TooSoon(int(wait) + 1)
