"""A shopper's visit: through the zones, scanning, with a cart, to the till; by the public doors.

What a shopper does follows from the persona, a seed and the answers. Nobody waits: a minute in a
zone is told by what the phone heard in it.
"""

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

import httpx

from personalization.zones.floor_plan import Zone
from seed.shoppers import Persona, Ware, beacons, floor_plan, wares
from seed.simulate import shoppers_queries as queries
from seed.simulate.shoppers_diary import Diary
from seed.simulate.shoppers_doors import Json, Phone, Till
from seed.simulate.shoppers_told import (
    BroughtBack,
    Came,
    Carted,
    Entered,
    GaveUp,
    Happening,
    Paid,
    Promised,
    Refused,
    Scanned,
)
from seed.simulate.shoppers_way import heard, way

SECONDS_IN_A_ZONE = 24.0
"""Of which a phone tells its first request there."""
_LEFT_ALONE = frozenset({"EXPIRED", "DO_NOT_EAT"})
_LIGHTEST, _HEAVIEST = 250, 700  # grams of a piece of what is weighed
_CHANGES_MIND = 0.1


@dataclass(frozen=True, slots=True)
class Shop:
    """The server that is shopped at: `till` has a key, `coupon` is the welcome code (None: nobody
    has one), `clock` tells the present moment (UTC), `day` is the sample day."""

    client: httpx.AsyncClient
    till: Till
    day: date
    clock: Callable[[], datetime]
    coupon: str | None = None


class Visit:
    """One visit of a shopper; the `number` and the `seed` draw what is left to chance.

    A `curious` one asks with each scan what would make other offers apply, and what goes with it.
    """

    def __init__(
        self,
        shop: Shop,
        persona: Persona,
        *,
        number: int = 0,
        seed: int = 0,
        curious: bool = False,
    ) -> None:
        self._shop = shop
        self._persona = persona
        self._curious = curious
        self._draw = Random(f"{seed} {number}")  # noqa: S311 - a story, no secret
        self._phone = Phone(shop.client, persona.language)
        self._cart = ""
        self._place: Json = {}
        self._lines: Sequence[Json] = ()
        self._bought: dict[str, Ware] = {}
        self._quotes: list[str] = []
        self._diary = Diary()
        self._wanted = self._list_by_zone()

    async def happenings(self) -> AsyncIterator[Happening]:
        """What happens, one after the other. Raises `RefusedError` where the server is not one
        with the sample in it."""
        yield await self._come()
        if self._likely(self._persona.pairs):
            yield await self._pair()
        for zone in self._zones():
            async for each in self._in_zone(zone):
                yield each
        async for each in self._at_the_till():
            yield each
        await self._diary.report(self._phone, self._cart)

    async def _come(self) -> Came:
        persona, shop = self._persona, self._shop
        self._phone = await Phone.unlocked(shop.client, persona.language)
        if persona.agrees:
            await self._agree()
        self._cart = await self._new_cart(self._phone)
        told = await self._phone.ask(
            queries.CAME, store=persona.store, cart=self._cart, context=self._context
        )
        slots = (told["presentation"] or {}).get("slots", [])
        return Came(self._heard_of(told["offersHere"], told["presentation"]), slots)

    async def _agree(self) -> None:
        texts = (await self._phone.ask(queries.CONSENT_TEXTS))["consentTexts"]
        purposes = list(self._persona.agrees)
        given = {"purposes": purposes, "wording": texts[0]["wording"], "surface": "app"}
        await self._phone.ask(queries.AGREE, input=given)

    async def _new_cart(self, phone: Phone) -> str:
        wanted = {"storeId": self._persona.store, "language": phone.language}
        return str((await phone.ask(queries.CREATE_CART, input=wanted))["createCart"]["id"])

    async def _pair(self) -> Happening:
        """Go on with a kiosk's cart."""
        kiosk = await Phone.unlocked(self._shop.client, self._persona.language)
        invited = {"cartId": await self._new_cart(kiosk)}
        shown = (await kiosk.ask(queries.START_PAIRING, input=invited))["startPairing"]
        key = {
            "token": shown["qrText"],
            "cartId": self._cart,
            "idempotencyKey": secrets.token_hex(8),
        }
        return await self._change("paired", queries.PAIR_CART, "pairCart", key)

    def _zones(self) -> Sequence[Zone]:
        persona, plan = self._persona, floor_plan(self._persona.store)
        browsed = [
            zone.id for zone in plan.zones if zone.categories and self._likely(persona.browses)
        ]
        return way(plan, [*self._wanted, *browsed])

    def _list_by_zone(self) -> dict[str, list[Ware]]:
        sold = wares(self._persona.store, self._shop.day)
        found: dict[str, list[Ware]] = {}
        for sku in self._persona.wants:
            there = [ware for ware in sold if ware.sku == sku]
            if there:
                ware = self._draw.choice(there)
                found.setdefault(ware.zone, []).append(ware)
        return found

    async def _in_zone(self, zone: Zone) -> AsyncIterator[Happening]:
        persona, now = self._persona, self._shop.clock()
        signals = heard(beacons(persona.store), zone, SECONDS_IN_A_ZONE, now, self._draw)
        self._place = {"beacons": signals}
        told = await self._phone.ask(queries.HERE, context=self._context)
        visit = told["zoneVisit"]
        found, seconds = visit["zone"], visit["dwellSeconds"]
        self._place = {"visit": {"zoneId": found["id"], "dwellSeconds": seconds}} if found else {}
        here = [*self._heard_of(told["entering"]), *self._heard_of(told["dwelling"])]
        here = list({each["id"]: each for each in here}.values())
        if found:
            self._note("DWELL", zoneId=found["id"], seconds=max(seconds, 1.0))
        yield Entered(found["name"] if found else None, seconds, here)
        wanted = self._wanted.get(zone.id, [])
        stands = [ware for ware in wares(persona.store, self._shop.day) if ware.zone == zone.id]
        looks_at = [ware for ware in stands if ware.sku not in persona.wants]
        extra = [self._draw.choice(looks_at)] if looks_at and self._likely(persona.browses) else []
        for ware in [*wanted, *extra]:
            async for each in self._consider(ware, ware in wanted, {each["id"] for each in here}):
                yield each

    async def _consider(self, ware: Ware, wanted: bool, here: set[str]) -> AsyncIterator[Happening]:
        tempted = self._likely(self._persona.takes_offers)
        grams = float(self._draw.randrange(_LIGHTEST, _HEAVIEST, 10))
        told = await self._phone.ask(
            queries.SCAN, code=ware.code, context=self._context, why=self._curious
        )
        scan = told["scan"]
        yield Scanned(scan)
        if "product" not in scan:
            return
        self._note("SCAN", productId=ware.product)
        offers = self._heard_of(scan)
        if scan["unsuitable"] or scan["freshness"]["state"] in _LEFT_ALONE:
            return
        if not wanted and not (offers and tempted):
            return
        given: Json = {
            "cartId": self._cart,
            "code": ware.code,
            "idempotencyKey": secrets.token_hex(8),
        }
        if ware.weighed:
            given["weightGrams"] = grams
        added = await self._change("added", queries.ADD, "addToCart", given, ware)
        yield added
        if isinstance(added, Carted):
            self._note("ADD", productId=ware.product)
            if here & {each["id"] for each in offers}:  # it ends with this place: have it kept
                yield await self._ask_for_promise(ware)

    async def _ask_for_promise(self, ware: Ware) -> Happening:
        line = next(line for line, each in reversed(self._bought.items()) if each == ware)
        wanted = {"cartId": self._cart, "lineId": line, "context": self._context}
        found = (await self._phone.ask(queries.QUOTE, input=wanted))["quoteOffer"]
        if "token" not in found:
            return Refused("promise", found["message"])
        self._quotes.append(found["token"])
        return Promised(self._name(line), found)

    async def _at_the_till(self) -> AsyncIterator[Happening]:
        persona = self._persona
        self._place = {}
        if len(self._lines) > 1 and self._likely(_CHANGES_MIND):
            line = self._draw.choice(self._lines)["id"]
            gone = {"cartId": self._cart, "lineId": line}
            yield await self._change("removed", queries.REMOVE, "removeFromCart", gone)
        if persona.enters_code and self._shop.coupon and self._lines:
            code = {"cartId": self._cart, "code": self._shop.coupon}
            yield await self._change("code", queries.ENTER_CODE, "enterCode", code)
        if not self._lines or self._likely(persona.gives_up):
            yield GaveUp()
            return
        order = secrets.token_hex(8)
        basket = await self._paid(order)
        if basket is None:
            yield GaveUp()
            return
        yield Paid(basket, {line["id"]: line["name"] for line in self._lines})
        if self._likely(persona.brings_back):
            line = self._draw.choice(basket["lines"])["id"]
            yield BroughtBack(await self._shop.till.take_back(persona.store, order, line))

    async def _paid(self, order: str) -> Json | None:
        """The basket as it was sold; None where nothing of it may be."""
        till, persona = self._shop.till, self._persona
        lines = [
            {"id": line["id"], "code": self._bought[line["id"]].code}
            | ({"weightGrams": line["weightGrams"]} if line["weightGrams"] else {})
            | {"quantity": line["quantity"]}
            for line in self._lines
        ]
        asked: Json = {"store": persona.store, "lines": lines, "cartId": self._cart}
        asked |= {"quotes": self._quotes}
        if persona.enters_code and self._shop.coupon:
            asked["codes"] = [self._shop.coupon]
        basket = await till.evaluate(asked, persona.language)
        if not basket["lines"]:
            return None
        sold = await till.sell(basket["basket"], order, self._cart)
        if "id" not in sold:  # a budget ran out meanwhile
            basket = sold["basket"]
            await till.sell(basket["basket"], order, self._cart)
        return basket

    async def _change(
        self, what: str, mutation: str, field: str, given: Json, ware: Ware | None = None
    ) -> Happening:
        """Change the cart, and take note of what it is then."""
        answer = await self._phone.ask(mutation, input=given, context=self._context)
        told = answer[field]
        if "message" in told:
            return Refused(what, told["message"])
        cart = told.get("cart", told)
        self._cart, self._lines = cart["id"], cart["lines"]
        if ware is not None and told.get("line"):
            self._bought[told["line"]["id"]] = ware
        pricing = cart["pricing"] or {}
        self._heard_of(pricing)
        return Carted(what, pricing)

    def _heard_of(self, *answers: Json | None) -> list[Json]:
        """The offers of an answer, whose tokens are kept to be reported."""
        for answer in answers:
            self._diary.tokens += (answer or {}).get("exposureTokens") or []
        return (answers[0] or {}).get("offers") or []

    @property
    def _context(self) -> Json:
        """Where and for whom: a `ScanContext`."""
        persona = self._persona
        return {
            "storeId": persona.store,
            "language": persona.language,
            "cartId": self._cart,
            "diets": list(persona.diets),
            "allergens": list(persona.allergens),
            **self._place,
        }

    def _note(self, kind: str, **facts: Any) -> None:
        self._diary.note(kind, self._shop.clock(), **facts)

    def _name(self, line: str) -> str:
        return next(str(each["name"]) for each in self._lines if each["id"] == line)

    def _likely(self, chance: float) -> bool:
        return self._draw.random() < chance
