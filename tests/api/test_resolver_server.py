"""The resolver behind a real server: raw paths, HEAD and headers as they go over the wire."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from api import app
from api.settings import Settings
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import SECRET
from tests.api.resolver_samples import BRAND, LEVELS, LINKED, LINKSET, ORIGIN
from tests.bench.processes import serving

PATIENCE = 20.0


@pytest.fixture
def port(database: AsyncDatabase[Document], mongodb_uri: str) -> Iterator[int]:
    settings = Settings(
        data=Path(), public_url=ORIGIN, database=database.name, secret=SECRET, log_format="json"
    )
    with serving(app.build, settings, mongodb_uri) as served:
        yield served.port


def exchanged(port: int, head: str) -> tuple[str, dict[str, str], bytes]:
    """Status line, headers and body of the answer to a request, byte for byte."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(f"{head}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    top, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = top.decode("latin-1").split("\r\n")
    headers = [line.partition(": ")[::2] for line in lines]
    assert len(dict(headers)) == len(headers), "no header comes twice"
    return status, dict(headers), body


async def test_requests_over_the_wire(database: AsyncDatabase[Document], port: int) -> None:
    await Archive(database).links.put(LEVELS)

    def asked(head: str) -> tuple[str, dict[str, str], bytes]:
        return exchanged(port, head)

    path = f"/{LINKED}/10/a%2Fb%25"
    status, headers, body = await asyncio.to_thread(asked, f"GET {path}/?x=%2f&y HTTP/1.1")
    assert status == "HTTP/1.1 307 Temporary Redirect"
    assert headers["location"] == f"{BRAND}/product?x=%2f&y"
    assert headers["link"].startswith(f"<{ORIGIN}{path}?linkType=linkset>; ")
    assert body == b""

    accept = f"Accept: {LINKSET}"
    linkset = await asyncio.to_thread(asked, f"GET {path} HTTP/1.1\r\n{accept}")
    head = await asyncio.to_thread(asked, f"HEAD {path} HTTP/1.1\r\n{accept}")
    assert linkset[2].startswith(b'{"linkset":[{"anchor":')
    assert head[2] == b""
    assert head[1] | {"date": ""} == linkset[1] | {"date": ""}

    status, headers, _ = await asyncio.to_thread(asked, f"OPTIONS {path} HTTP/1.1")
    assert (status, "content-length" in headers) == ("HTTP/1.1 204 No Content", False)
    assert 'rel="linkset"' in headers["link"]
    for bad in ("/01/%FF", "/01/\xff", f"{path}\xe9", "/%00", "//evil.example/01/123"):
        status, headers, _ = await asyncio.to_thread(asked, f"GET {bad} HTTP/1.1")
        assert status.split()[1] in ("400", "404"), bad
        assert "location" not in headers
