"""The two doors that shoppers use: GraphQL with a phone, and a checkout's till."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from seed.simulate.http import RefusedError

Json = dict[str, Any]

_PAUSE = 1.0  # seconds before the next try, where the server names none
_LATER = frozenset({429, 503})
_TRIES = 60

_SESSION = "mutation { startShopperSession { token } }"


async def _answered(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    """The answer of a server that may be away or busy for a minute. Raises `RefusedError`."""
    for _ in range(_TRIES):
        try:
            response = await client.send(request)
        except httpx.TransportError:
            await asyncio.sleep(_PAUSE)
            continue
        if response.status_code not in _LATER:
            return response
        await asyncio.sleep(float(response.headers.get("Retry-After", _PAUSE)))
    raise RefusedError(f"{request.url} does not answer")


@dataclass(frozen=True, slots=True)
class Phone:
    """A shopper's phone (or a kiosk), with a session of its own; `language` is BCP 47."""

    client: httpx.AsyncClient
    language: str
    session: str | None = None

    @classmethod
    async def unlocked(cls, client: httpx.AsyncClient, language: str) -> "Phone":
        """A phone whose app has just begun a session."""
        told = await cls(client, language).ask(_SESSION)
        return cls(client, language, told["startShopperSession"]["token"])

    async def ask(self, query: str, **variables: Any) -> Json:
        """The `data` of an answer. Raises `RefusedError`."""
        headers = {"Accept-Language": self.language}
        if self.session is not None:
            headers["Authorization"] = f"Bearer {self.session}"
        body = {"query": query, "variables": variables}
        request = self.client.build_request("POST", "/graphql", json=body, headers=headers)
        response = await _answered(self.client, request)
        told = response.json() if response.is_success else {}
        if not told.get("data") or "errors" in told:
            raise RefusedError(f"{response.status_code} from {response.url}: {response.text}")
        data: Json = told["data"]
        return data


@dataclass(frozen=True, slots=True)
class Till:
    """A checkout with a key of scope `till`."""

    client: httpx.AsyncClient
    key: str

    async def evaluate(self, basket: Mapping[str, Any], language: str) -> Json:
        """The priced basket. Raises `RefusedError`."""
        return await self._post("/till/baskets", basket, language)

    async def sell(self, basket: str, order: str, cart: str | None) -> Json:
        """Redeem a basket's token and take the money: the captured redemption, or the 409 with a
        basket that can be had. Raises `RefusedError`."""
        held = await self._post("/till/redemptions", {"basket": basket, "order": order}, key=order)
        if "id" not in held:
            return held
        paid = {"receipt": f"R-{order}"} | ({"cartId": cart} if cart else {})
        return await self._post(f"/till/redemptions/{held['id']}/capture", paid)

    async def take_back(self, store: str, order: str, line: str) -> Json:
        """One unit of a line is brought back. Raises `RefusedError`."""
        goods = {"store": store, "order": order, "lines": [{"id": line, "quantity": 1}]}
        return await self._post("/till/returns", goods, key=f"{order}-back")

    async def _post(
        self, path: str, body: Mapping[str, Any], language: str = "en", key: str | None = None
    ) -> Json:
        headers = {"Authorization": f"Bearer {self.key}", "Accept-Language": language}
        if key is not None:
            headers["Idempotency-Key"] = key
        request = self.client.build_request("POST", path, json=body, headers=headers)
        response = await _answered(self.client, request)
        if response.is_error and response.status_code != 409:
            raise RefusedError(f"{response.status_code} from {response.url}: {response.text}")
        told: Json = response.json()
        return told
