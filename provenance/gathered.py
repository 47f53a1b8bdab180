"""Many small writes as few large ones (group commit).

While one write is under way, what others hand in waits, and goes out together in the next one. So
writers in one process never collide at one place, and a thousand devices that send one record each
cost as little as one that sends a thousand.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
_Part = tuple[Sequence[T], "asyncio.Future[None]"]


class Gathered(Generic[T]):
    """A write that many may call at once; in the order they called.

    `write` takes several values, and repeating it changes nothing; `most` values go out together,
    or a single caller's.
    """

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[object]], most: int) -> None:
        self._write = write
        self._most = most
        self._waiting: deque[_Part[T]] = deque()
        self._writing: asyncio.Task[None] | None = None

    async def __call__(self, values: Sequence[T]) -> None:
        """Return when these are written; raises what writing them raises."""
        if not values:
            return
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((values, written))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        await written

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._write_together(self._next())
        finally:
            self._writing = None

    def _next(self) -> Sequence[_Part[T]]:
        parts = [self._waiting.popleft()]
        size = len(parts[0][0])
        while self._waiting and (size := size + len(self._waiting[0][0])) <= self._most:
            parts.append(self._waiting.popleft())
        return parts

    async def _write_together(self, parts: Sequence[_Part[T]]) -> None:
        """Write the values of some callers; if that fails each alone, as one may be the cause."""
        try:
            await self._write([value for values, _ in parts for value in values])
        except Exception as error:
            if len(parts) == 1:
                _end(parts[0][1], error)
                return
            for part in parts:
                await self._write_together([part])
        else:
            for _, written in parts:
                _end(written)


def _end(written: "asyncio.Future[None]", error: Exception | None = None) -> None:
    if written.done():  # who waited was cancelled
        return
    if error is None:
        written.set_result(None)
    else:
        written.set_exception(error)
