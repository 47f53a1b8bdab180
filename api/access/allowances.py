"""How many requests a second each caller may send to one process.

Nothing is stored: the counts live in the memory of the process and hold for it alone, so an
installation with four processes lets four times as much through.

Callers without a session count by address. Behind a proxy every shopper would have the proxy's:
let the proxy send X-Forwarded-For, and name its address in FORWARDED_ALLOW_IPS (uvicorn's variable;
127.0.0.1 without it), so that the shoppers' own addresses are seen.
"""

import ipaddress
from collections.abc import Mapping
from functools import lru_cache

from api.access.callers import Action, Anonymous, ApiKey, Caller, Shopper, Staff

REMEMBERED = 100_000
"""Callers that are counted at once; of more, those with the most left are forgotten."""

RATES: Mapping[type[Caller], float] = {Shopper: 20, Staff: 50, ApiKey: 200}
"""Requests a second, for ever; a key may carry a rate of its own, and anonymous callers have the
installation's."""

BURST_SECONDS = 4
"""What nobody asked for in so many seconds may be asked for at once."""

_ROUNDING = 1e-6  # seconds: sums of floats

UNCOUNTED = frozenset({Action.OBSERVE})
"""Whoever watches over the process must not be kept out by those who flood it."""


class Allowances:
    """What is left to each caller: token buckets, kept as the moment when each is full again.

    That moment is all that needs to be known (the generic cell rate algorithm, ITU-T I.371,
    annex A): a full bucket is one whose moment has passed, and need not be remembered.
    """

    def __init__(self, anonymous: float, *, remembered: int = REMEMBERED) -> None:
        """`anonymous` is the rate of an address without a session; 0 is no limit."""
        self._anonymous = anonymous
        self._remembered = remembered
        self._full_at: dict[str, float] = {}

    def wait(self, caller: Caller, address: str, now: float) -> float:
        """Count one request; 0 when it may go on, else seconds to wait (and it does not count).

        `address` is where it comes from; `now` counts seconds from any beginning.
        """
        match caller:
            case ApiKey(id=name):
                who, rate = f"key {name}", caller.rate or RATES[ApiKey]
            case Shopper(session):
                who, rate = f"shopper {session}", RATES[Shopper]
            case Staff(name=name):
                who, rate = f"staff {name}", RATES[Staff]
            case Anonymous():
                if not self._anonymous:
                    return 0.0
                who, rate = f"at {counted_address(address)}", self._anonymous
        full_at = max(self._full_at.get(who, now), now)
        wait = full_at - now - max(BURST_SECONDS - 1 / rate, 0.0)
        if wait > _ROUNDING:
            return wait
        self._full_at[who] = full_at + 1 / rate
        if len(self._full_at) > self._remembered:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Keep those who asked for much: half of what is remembered at most, so it is rare."""
        counted = sorted(self._full_at.items(), key=lambda each: each[1], reverse=True)
        kept = counted[: self._remembered // 2]
        self._full_at = {who: full_at for who, full_at in kept if full_at > now}


@lru_cache(maxsize=4_096)
def counted_address(address: str) -> str:
    """An IPv4 address, or the /64 network of an IPv6 one: a household or machine has all of it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
