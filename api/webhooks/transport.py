"""HTTP to the very addresses that were judged.

A name is looked up here, once for each request, and the connection is made to what was found: a
name that resolves to something else a moment later (DNS rebinding) changes nothing. Connections are
not kept, so none that was made for one name can serve another at the same address.
"""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx

from api.webhooks.addresses import Address, Network, is_allowed, is_within, literal
from provenance.text import Message

CONNECT_SECONDS = 4.0
_LOOKUPS = 64
"""At once; names whose servers do not answer must not hold up the others."""
_ADDRESSES = 3
"""Tried of one name, so that one that is unreachable (IPv6 in many networks) is no failure."""


class RefusedTargetError(httpx.TransportError):
    """The target may not be sent to, or there is none; `problem` says why."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.key)
        self.problem = problem


class CheckedTransport(httpx.AsyncHTTPTransport):
    """Connects to public addresses and to `networks`, and without TLS only to `networks`."""

    def __init__(self, networks: Sequence[Network], tls: ssl.SSLContext) -> None:
        super().__init__(
            verify=tls,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        )
        self._networks = networks
        self._lookups = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="webhook-names")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send to the first address that takes the connection.

        Raises `RefusedTargetError` when any address of the name is not allowed, or none is known.
        """
        name = request.url.host
        addresses = await self._addresses(name, request.url.port)
        for address in addresses:
            self._check(name, address, secure=request.url.scheme == "https")
        request.extensions = {**request.extensions, "sni_hostname": name}  # what TLS verifies
        named = request.url
        failed: httpx.TransportError | None = None
        for address in addresses[:_ADDRESSES]:
            request.url = named.copy_with(host=str(address))
            try:
                return await super().handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = failed or error
        raise failed or RefusedTargetError(Message("webhook-name-unknown", {"host": name}))

    async def aclose(self) -> None:
        """Close; a lookup that hangs is left behind."""
        self._lookups.shutdown(wait=False, cancel_futures=True)
        await super().aclose()

    async def _addresses(self, host: str, port: int | None) -> Sequence[Address]:
        if address := literal(host):
            return (address,)
        try:
            found = await asyncio.get_running_loop().run_in_executor(
                self._lookups, _looked_up, host, port
            )
        except OSError as error:
            raise RefusedTargetError(Message("webhook-name-unknown", {"host": host})) from error
        return found

    def _check(self, host: str, address: Address, *, secure: bool) -> None:
        if not is_allowed(address, self._networks):
            arguments = {"host": host, "address": str(address)}
            raise RefusedTargetError(Message("webhook-address-refused", arguments))
        if not secure and not is_within(address, self._networks):
            raise RefusedTargetError(Message("webhook-url-insecure"))


def _looked_up(host: str, port: int | None) -> Sequence[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # an IPv6 address may end with the zone it is valid in
    known = (literal(str(where[0]).partition("%")[0]) for *_, where in found)
    return tuple(dict.fromkeys(address for address in known if address is not None))
