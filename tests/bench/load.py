"""A load generator: keep-alive HTTP/1.1 connections that ask as fast as they are answered."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from time import perf_counter

import uvloop

PATIENCE = 30.0
"""Seconds beyond its time after which a load gives up."""

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of the server at a loopback port.

    `requests` are whole HTTP/1.1 requests, sent in turn. A right answer has the `status` and
    `contains` these bytes somewhere.
    """

    port: int
    requests: Sequence[bytes]
    status: int
    contains: bytes


@dataclass(frozen=True, slots=True)
class Sample:
    """What a load met: the seconds it took, and those from each question to its answer's end."""

    seconds: float
    latencies: Sequence[float]


class WrongAnswerError(Exception):
    """The server answered something else, so its speed means nothing."""


def load(target: Target, *, seconds: float, connections: int, first: int = 0) -> Sample:
    """Ask for some seconds, beginning with the request at position `first`.

    Raises `WrongAnswerError`, `ConnectionError`, or `TimeoutError` where no answer comes.
    """
    return uvloop.run(_load(target, seconds, connections, first))


async def _load(target: Target, seconds: float, connections: int, first: int) -> Sample:
    requests = islice(cycle(target.requests), first, None)
    latencies: list[float] = []
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(seconds + PATIENCE):
        opened = [
            await loop.create_connection(
                lambda: _Connection(target, requests, latencies), "127.0.0.1", target.port
            )
            for _ in range(connections)
        ]
        start = perf_counter()
        for transport, connection in opened:
            connection.begin(transport, start + seconds)
        await asyncio.gather(*(connection.done for _, connection in opened))
    return Sample(perf_counter() - start, latencies)


class _Connection(asyncio.Protocol):
    """One connection that asks one question at a time, and notes how long each took."""

    def __init__(self, target: Target, requests: Iterator[bytes], latencies: list[float]) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._target = target
        self._requests = requests
        self._latencies = latencies
        self._answer = bytearray()
        self._length: int | None = None

    def begin(self, transport: asyncio.Transport, end: float) -> None:
        """Ask until the performance counter stands at `end`."""
        self._transport = transport
        self._end = end
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if self._length is None:
            self._length = _whole_length(self._answer)
        if self._length is None or len(self._answer) < self._length:
            return
        now = perf_counter()
        self._latencies.append(now - self._asked)
        if not self._is_right():
            self.done.set_exception(WrongAnswerError(self._answer[:2000].decode()))
            self._transport.abort()
        elif now >= self._end:
            self.done.set_result(None)
            self._transport.close()
        else:
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))

    def _ask(self) -> None:
        self._answer.clear()
        self._length = None
        self._asked = perf_counter()
        self._transport.write(next(self._requests))

    def _is_right(self) -> bool:
        status = int(self._answer[9:12])
        return status == self._target.status and self._target.contains in self._answer


def _whole_length(answer: bytearray) -> int | None:
    """Bytes of head and body together, once the head is there."""
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return None
    found = _LENGTH.search(answer, 0, head)
    return head + 4 + (int(found[1]) if found else 0)
