"""A real HTTP receiver of webhooks, which answers as a test wants and remembers what came."""

import asyncio
import base64
import hmac
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

import orjson

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
HANG = b""
"""An answer that never comes."""


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> str:
        return self.headers["webhook-id"]

    @property
    def topic(self) -> str:
        return str(orjson.loads(self.body)["type"])

    def is_signed_with(self, secret: str) -> bool:
        """As a receiver checks it: Standard Webhooks 1.0.0, "Signature scheme"."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        timestamp = self.headers["webhook-timestamp"]
        content = f"{self.message}.{timestamp}.".encode() + self.body
        right = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
        return hmac.compare_digest(self.headers["webhook-signature"], f"v1,{right}")


def status(code: int, *headers: str, length: int = 0) -> bytes:
    """An answer without its body, after which the connection is closed."""
    lines = [f"HTTP/1.1 {code} x", f"content-length: {length}", "connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def kept_open(answer: bytes) -> bytes:
    """The answer, after which the receiver waits until the sender leaves."""
    return answer.replace(b"connection: close\r\n", b"")


@dataclass
class Receiver:
    """`answer` says what is answered; `received` is what came so far."""

    port: int = 0
    answer: Callable[[Received], bytes] = lambda _: status(204)
    received: list[Received] = field(default_factory=list)
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def url(self, path: str = "/hook", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.add(writer)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            signature = next((line for line in head if line.startswith("webhook-signature")), "")
            headers["webhook-signature"] = signature.partition(": ")[2]
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            received = Received(head[0].split(" ")[1], headers, body)
            self.received.append(received)
            said = self.answer(received)
            if said == HANG:
                await reader.read()  # until the sender leaves
            writer.write(said)
            await writer.drain()
            if b"connection: close" not in said:
                await reader.read()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.writers.discard(writer)
            writer.close()


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A receiver on a port of its own of 127.0.0.1."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0, ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        for writer in tuple(receiver.writers):
            writer.close()
