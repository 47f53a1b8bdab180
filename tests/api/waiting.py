"""Waiting for what another task or process does."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable

from pymongo.errors import PyMongoError


async def until(holds: Callable[[], object | Awaitable[object]]) -> None:
    """Wait, half a minute at most, until it is true; a database that is away is waited for."""
    for _ in range(600):
        try:
            found = holds()
            if await found if isawaitable(found) else found:
                return
        except PyMongoError:
            pass
        await asyncio.sleep(0.05)
    raise AssertionError("it never came true")
