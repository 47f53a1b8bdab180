"""Use case: everything an offer decision needs to know of a shopper and a cart, gathered once.

Asking writes nothing. Independent questions go out together, and what was not given (no cart, no
session, no codes) costs none.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from personalization.carts.cart import Cart, CartLine
from personalization.carts.lines import lines_of
from personalization.carts.recalls import recalls_on
from personalization.experiments.unit import shopper_unit_id, unit_id
from personalization.offers.context import (
    Line,
    OfferContext,
    RecipeProgress,
    Trigger,
    ZoneVisit,
)
from personalization.offers.policy import StorePolicy
from personalization.redemptions.entering import opened_by
from personalization.shoppers.facts import UNKNOWN, ShopperFacts, facts_of
from personalization.shoppers.suitability import NOTHING, Needs, unsuitable
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.places import Store
from provenance.store.archive import Archive


class Withheld(StrEnum):
    """Why a line that may be sold is still offered nothing."""

    UNSUITABLE = "unsuitable"
    """Not for this shopper, by what they told us they must not eat."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, as far as the request says: anonymous unless there is a session with consent.

    `needs` are what the request itself says the shopper must not eat, `visit` the zone it is sent
    from, `language` a BCP 47 tag.
    """

    store: Store
    cart: Cart | None = None
    session: str | None = None
    visit: ZoneVisit | None = None
    needs: Needs = NOTHING
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a process knows of the terms: roughly what offers may still give away by offer id
    (`left`, `spendable`, as `OfferContext` has it), and the policies of stores that have one."""

    left: Mapping[str, int] = field(default_factory=dict)
    spendable: Mapping[str, int] = field(default_factory=dict)
    policies: Mapping[str, StorePolicy] = field(default_factory=dict)

    def policy(self, store: str) -> StorePolicy:
        """How the store prices."""
        return self.policies.get(store) or StorePolicy(store)


@dataclass(frozen=True, slots=True)
class Situation:
    """A visitor with what is known: ids of cart lines that are `recalled` or `unsuitable`, facts by
    consent, offers that the cart's `codes` open, the `unit` of experiments (None: none), and how
    far the cart is with `recipes` (None: nobody looked)."""

    visitor: Visitor
    now: datetime
    recalled: frozenset[str] = frozenset()
    unsuitable: frozenset[str] = frozenset()
    facts: ShopperFacts = UNKNOWN
    codes: frozenset[str] = frozenset()
    unit: str | None = None
    recipes: tuple[RecipeProgress, ...] | None = None

    @property
    def needs(self) -> Needs:
        """What the shopper must not eat: told now, or kept with consent."""
        return self.visitor.needs | self.facts.needs

    @property
    def lines(self) -> tuple[Line, ...]:
        """The cart's lines; nothing is offered for what is recalled, expired or unsuitable."""
        cart = self.visitor.cart
        if cart is None:
            return ()
        zone = self.visitor.store.time_zone
        return tuple(
            replace(line, blocked=Withheld.UNSUITABLE)
            if line.id in self.unsuitable and line.blocked is None
            else line
            for line in lines_of(cart, now=self.now, zone=zone, recalled=self.recalled)
        )

    @property
    def usable(self) -> tuple[CartLine, ...]:
        """What of the cart may be sold to this shopper and eaten by them, as added."""
        cart = self.visitor.cart
        if cart is None:
            return ()
        good = {line.id for line in self.lines if line.blocked is None}
        return tuple(line for line in cart.lines if line.id in good)

    def context(
        self, trigger: Trigger, terms: Terms, *, scanned: Line | None = None
    ) -> OfferContext:
        """The frozen context of a decision; `scanned` is what is not in the cart yet."""
        visitor, facts = self.visitor, self.facts
        policy = terms.policy(visitor.store.id)
        lines = self.lines if scanned is None else (*self.lines, scanned)
        return OfferContext(
            now=self.now,
            store=visitor.store.id,
            time_zone=visitor.store.time_zone,
            currency=visitor.store.currency,
            lines=tuple(map(policy.floored, lines)),
            policy=policy.money,
            lane_modes={rule.lane: rule.mode for rule in policy.lanes},
            trigger=trigger,
            scanned=scanned.id if scanned else None,
            codes=self.codes,
            language=visitor.language or facts.language,
            visit=visitor.visit,
            segments=facts.segments,
            loyalty=facts.loyalty,
            member=facts.member,
            returning=facts.returning,
            missed_zones=facts.missed_zones,
            recipes=self.recipes,
            unit_id=self.unit,
            budgets=terms.left,
            spendable=terms.spendable,
            used=facts.used,
        )


async def situation(
    archive: Archive,
    market: Market,
    signer: Signer,
    visitor: Visitor,
    *,
    zones: Collection[str] = (),
    recalled: frozenset[str] | None = None,
    now: datetime,
) -> Situation:
    """What is known; `zones` are the ids of the store's zones, `recalled` those of the cart's lines
    that a recall reaches, where somebody has looked already."""
    cart, session = visitor.cart, visitor.session
    if session is None and not (cart and cart.codes):  # most: then tasks cost more than they save
        recalls, facts = await _recalled(archive, cart, now, recalled), UNKNOWN
        codes: Mapping[str, str] = {}
    else:
        recalls, facts, codes = await asyncio.gather(
            _recalled(archive, cart, now, recalled),
            facts_of(
                market,
                session,
                visitor.store,
                zones=zones,
                customer=shopper_unit_id(signer, session) if session else None,
                now=now,
            ),
            opened_by(market, signer, cart.codes if cart else (), now),
        )
    known = Situation(
        visitor,
        now,
        recalled=recalls,
        facts=facts,
        codes=frozenset(codes),
        unit=_unit(signer, visitor, facts),
    )
    return replace(known, unsuitable=await _unsuitable(archive, cart, known.needs))


async def _recalled(
    archive: Archive, cart: Cart | None, now: datetime, known: frozenset[str] | None
) -> frozenset[str]:
    if cart is None or known is not None:
        return known or frozenset()
    return frozenset(await recalls_on(archive, cart, now))


async def _unsuitable(archive: Archive, cart: Cart | None, needs: Needs) -> frozenset[str]:
    if cart is None or not needs:
        return frozenset()
    products = await archive.products.get_many({line.product for line in cart.lines})
    return frozenset(
        line.id
        for line in cart.lines
        if line.product not in products or unsuitable(products[line.product], needs)
    )


def _unit(signer: Signer, visitor: Visitor, facts: ShopperFacts) -> str | None:
    """A shopper who agreed to being linked stays one unit; else each cart is one."""
    if facts.linked and visitor.session is not None:
        return shopper_unit_id(signer, visitor.session)
    return unit_id(signer, visitor.cart.id) if visitor.cart else None
