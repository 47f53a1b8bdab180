"""What Prometheus reads: how many requests, how they ended, how long they took."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """One application's numbers, in a registry of their own."""

    media_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "freshlens_requests",
            "HTTP requests by part and status.",
            ["part", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "freshlens_request_seconds",
            "Time to the last byte of the answer, by part.",
            ["part"],
            buckets=_SECONDS,
            registry=self._registry,
        )

    def exposition(self) -> bytes:
        """All numbers in Prometheus's text format."""
        return generate_latest(self._registry)

    @property
    def middleware(self) -> Middleware:
        """Counts and times every HTTP request."""
        return Middleware(_Measured, metrics=self)

    def count(self, part: str, status: int, seconds: float) -> None:
        """One request is done."""
        self._requests.labels(part, str(status)).inc()
        self._seconds.labels(part).observe(seconds)


class _Measured:
    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        start = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._metrics.count(_part(scope["path"]), status, time.perf_counter() - start)


def _part(path: str) -> str:
    """The first segment where it is one of ours: paths are made by callers, labels must be few."""
    first = path.split("/")[1]
    return first if first in {"graphql", "01", "epcis", "static", "health", "metrics"} else "other"
