"""What all till requests have in common: who asks, reading bodies, saying no."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from typing import Any, TypeVar

import msgspec
import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.access.callers import ApiKey
from api.live import Live
from api.offers_live import OffersLive
from api.problems import PROBLEM
from api.readings.language import language_of
from api.till.answers import Say
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.places import Store
from provenance.store.archive import Archive
from provenance.text import Message, Texts

LONGEST_KEY = 100

D = TypeVar("D", bound=msgspec.Struct)


class RefusedError(Exception):
    """The request is refused with this problem document (RFC 9457)."""

    def __init__(
        self,
        status: int,
        detail: Message,
        facts: Callable[[Say], Mapping[str, Any]] = lambda _: {},
    ) -> None:
        super().__init__(detail.key)
        self.status = status
        self.detail = detail
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Desk:
    """What tills are served with. `clock` tells the present moment, UTC."""

    archive: Archive
    market: Market
    live: Live
    offers: OffersLive
    signer: Signer
    texts: Texts
    clock: Callable[[], datetime]

    async def store(self, store_id: str) -> Store:
        """The store of that id. Raises `RefusedError` where there is none."""
        await self.live.ready()
        store = self.live.stores.get(store_id)
        if store is None:
            raise RefusedError(404, Message("till-unknown-store", {"store": store_id}))
        return store

    def say(self, request: Request) -> Say:
        """Speak the caller's language."""
        language = language_of(request)
        return lambda message: self.texts(message, language)

    def refusal(self, request: Request, refused: RefusedError) -> Response:
        """The problem document."""
        say = self.say(request)
        problem = {
            "status": refused.status,
            "title": say(Message("till-refused")),
            "detail": say(refused.detail),
            **refused.facts(say),
        }
        return Response(orjson.dumps(problem), refused.status, media_type=PROBLEM)


def organisation(request: Request) -> str:
    """Whose till it is."""
    caller = request.state.caller
    assert isinstance(caller, ApiKey)  # noqa: S101 - Action.REDEEM lets no other in
    return caller.organisation


async def read(request: Request, kind: type[D]) -> D:
    """The body. Raises `RefusedError` (400) that names the member which is wrong."""
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.MsgspecError as error:  # in the words of the library: for whoever writes tills
        raise RefusedError(400, Message("till-body", {"problem": str(error)})) from None


def keyed(request: Request, purpose: str) -> str:
    """The id of what this request makes, from its Idempotency-Key: the same for a repetition.

    Raises `RefusedError` (400) without one.
    """
    key = request.headers.get("idempotency-key", "").strip()
    if not 1 <= len(key) <= LONGEST_KEY:
        raise RefusedError(400, Message("till-key-needed", {"most": LONGEST_KEY}))
    name = f"{purpose}|{organisation(request)}|{key}"
    return blake2s(name.encode(), digest_size=16).hexdigest()


def answer(document: Mapping[str, Any], status: int = 200) -> Response:
    """JSON."""
    return Response(orjson.dumps(document), status, media_type="application/json")
