"""An app with a stream that never ends by itself, for tests: `python served_app.py PORT`."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from api import server
from api.settings import Settings


async def stream(request: Request) -> StreamingResponse:
    async def lines() -> AsyncIterator[str]:
        yield "first\n"
        await request.app.state.stopping.wait()
        yield "last\n"

    return StreamingResponse(lines())


def main() -> None:
    port = int(sys.argv[1])
    settings = Settings(data=Path(), public_url=f"http://127.0.0.1:{port}", port=port)
    server.leave_on_sigterm()
    try:
        with server.listening(settings) as listener:
            server.serve(Starlette(routes=[Route("/", stream)]), listener)
    finally:
        print("tidied up", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
