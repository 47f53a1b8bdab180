"""Tasks are ended, also those that do not go at the first word or have tasks of their own."""

import asyncio
from contextlib import suppress

import pytest

from api.tasks import PATIENCE_SECONDS, ended, rest


async def stubborn(swallowed: int) -> None:
    """Swallows some cancellations, as the driver does while it looks for a server."""
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            if swallowed == 0:
                raise
            swallowed -= 1


async def test_a_task_that_swallows_cancellations_is_ended() -> None:
    task = asyncio.create_task(stubborn(2))
    await asyncio.sleep(0)
    await ended([task])
    assert task.cancelled()


async def test_a_task_that_is_ended_again_and_again_ends_its_own_first() -> None:
    inner: list[asyncio.Task[None]] = []

    async def parent() -> None:
        inner.extend(asyncio.create_task(stubborn(count)) for count in (0, 3))
        try:
            await asyncio.gather(*inner)
        finally:
            await ended(inner)

    task = asyncio.create_task(parent())
    await asyncio.sleep(0.01)
    await ended([task])
    assert task.cancelled()
    assert all(each.done() for each in inner)


@pytest.mark.parametrize("count", [0, 1])
async def test_what_has_ended_is_left_alone(count: int) -> None:
    tasks = [asyncio.create_task(asyncio.sleep(0)) for _ in range(count)]
    await asyncio.gather(*tasks)
    await ended(tasks)
    assert not any(task.cancelled() for task in tasks)


async def test_who_rests_after_a_swallowed_cancellation_is_ended_at_once() -> None:
    async def swallowing() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await rest(60)

    task = asyncio.create_task(swallowing())
    await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE_SECONDS / 2):
        await ended([task])
    assert task.cancelled()
