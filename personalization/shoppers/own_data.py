"""A shopper's own data: take a consent back, see everything that is held, have it erased."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from personalization.experiments.unit import shopper_unit_id, unit_id
from personalization.shoppers.consent import WORDING, Purpose
from personalization.shoppers.profile import Profile
from personalization.signing import Signer
from personalization.store.holdings import HOLDINGS, Identifiers, linked_carts
from personalization.store.market import Market
from provenance.store.collection import Document
from provenance.text import Message


@dataclass(frozen=True, slots=True)
class HeldData:
    """What one collection holds: `documents` as stored, `summary` for people."""

    collection: str
    purposes: frozenset[Purpose]
    documents: Sequence[Document]

    @property
    def summary(self) -> Message:
        """How much of what it is."""
        key = f"shoppers-held-{self.collection.replace('_', '-')}"
        return Message(key, {"count": len(self.documents)})


async def withdraw(
    market: Market,
    signer: Signer,
    session: str,
    purposes: Collection[Purpose],
    *,
    surface: str,
    now: datetime,
) -> Profile | None:
    """Take consent back and remove what rested on it; None where nothing was ever agreed to.

    Safe to repeat: what an interruption left is removed then.
    """
    who = await _identifiers(market, signer, session)
    profile = await market.shoppers.withdraw(
        session, purposes, wording=WORDING, surface=surface, now=now
    )
    for holding in HOLDINGS:
        if holding.rests_on in purposes:
            await holding.withdraw(market.database, who)
    return profile


async def everything_held(market: Market, signer: Signer, session: str) -> Sequence[HeldData]:
    """All that is stored of a shopper, by collection; empty where there is nothing."""
    who = await _identifiers(market, signer, session)
    held: dict[str, HeldData] = {}
    for holding in HOLDINGS:
        name = holding.collection.name
        rests_on = frozenset([holding.rests_on] if holding.rests_on else [])
        if name in held:
            known = held[name]
            held[name] = HeldData(name, known.purposes | rests_on, known.documents)
        elif documents := await holding.found(market.database, who):
            held[name] = HeldData(name, rests_on, documents)
    return list(held.values())


def as_json(held: Sequence[HeldData]) -> str:
    """All of it as one JSON object by collection; times are RFC 3339."""
    documents = {each.collection: each.documents for each in held}
    return msgspec.json.encode(documents).decode()


async def erase(market: Market, signer: Signer, session: str) -> Sequence[HeldData]:
    """Remove all that is stored of a shopper; what it was.

    No consent holds from here on, so nothing new can come meanwhile. Should it be interrupted, a
    duty of `freshlens work` goes on with it.
    """
    await market.shoppers.begin_forgetting(session)
    held = await everything_held(market, signer, session)
    who = await _identifiers(market, signer, session)
    for holding in HOLDINGS:
        await holding.erase(market.database, who)
    return held


async def _identifiers(market: Market, signer: Signer, session: str) -> Identifiers:
    carts = await linked_carts(market.database, session)
    units = (shopper_unit_id(signer, session), *(unit_id(signer, cart) for cart in carts))
    return Identifiers(session, tuple(carts), units)
