"""Ending asyncio tasks that talk to the database."""

import asyncio
from collections.abc import Collection
from typing import Any

PATIENCE_SECONDS = 3.0
"""Longer than the driver looks for a server. Cancelling a task again while it still cleans up after
the first time would leave the driver's locks taken for ever."""


def is_ending() -> bool:
    """Whether the running task was cancelled, into whatever error the driver has made of that."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def rest(seconds: float) -> None:
    """Sleep, unless the running task was cancelled and the driver has swallowed it: then end."""
    if is_ending():
        raise asyncio.CancelledError
    await asyncio.sleep(seconds)


async def ended(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel until it works: the driver swallows a cancellation while it looks for a server.

    Who waits here may be cancelled in the same way, and again: it still sees all of them end.
    """
    pending = set(tasks)
    cancelled: asyncio.CancelledError | None = None
    while pending:
        for task in pending:
            task.cancel()
        try:
            await asyncio.wait(pending, timeout=PATIENCE_SECONDS)
        except asyncio.CancelledError as error:
            cancelled = error
        pending = {task for task in pending if not task.done()}
    if cancelled is not None:
        raise cancelled
