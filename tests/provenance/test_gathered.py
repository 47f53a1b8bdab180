"""Many small writes go out as few large ones, and each caller hears of its own."""

import asyncio
from collections.abc import Sequence

import pytest

from provenance.gathered import Gathered


class Slow:
    """Writes one call at a time, as long as it is allowed to, and refuses what is negative."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.allowed = asyncio.Event()

    async def __call__(self, values: Sequence[int]) -> None:
        self.calls.append(list(values))
        await self.allowed.wait()
        if min(values) < 0:
            raise ValueError(f"{min(values)} is negative")


async def handed_in(write: Gathered[int], *batches: Sequence[int]) -> list[asyncio.Task[None]]:
    """The first is being written when the others come."""
    tasks = []
    for batch in batches:
        tasks.append(asyncio.create_task(write(batch)))
        for _ in range(3):
            await asyncio.sleep(0)
    return tasks


async def test_what_waits_goes_out_together_in_its_order() -> None:
    slow = Slow()
    tasks = await handed_in(Gathered(slow, 4), [1], [2, 3], [4], [5, 6], [7] * 9, [8])
    slow.allowed.set()
    await asyncio.gather(*tasks)
    assert slow.calls == [[1], [2, 3, 4], [5, 6], [7] * 9, [8]]


async def test_one_is_written_at_once_and_the_next_after_a_pause_too() -> None:
    slow = Slow()
    slow.allowed.set()
    write = Gathered(slow, 10)
    await write([1])
    await write([])
    await write([2])
    assert slow.calls == [[1], [2]]


async def test_a_failure_is_told_to_its_cause_only() -> None:
    slow = Slow()
    tasks = await handed_in(Gathered(slow, 10), [1], [2], [-3], [4])
    slow.allowed.set()
    told = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(each) for each in told] == ["None", "None", "-3 is negative", "None"]
    assert slow.calls == [[1], [2, -3, 4], [2], [-3], [4]]


async def test_a_caller_that_goes_away_disturbs_nobody() -> None:
    slow = Slow()
    first, second, third = await handed_in(Gathered(slow, 10), [1], [2], [3])
    first.cancel()
    second.cancel()
    slow.allowed.set()
    await third
    assert slow.calls == [[1], [2, 3]]
    with pytest.raises(asyncio.CancelledError):
        await first
