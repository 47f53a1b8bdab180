"""An experiment on an offer, over shoppers who buy more often where they see it: by as much as was
planted, which its result must find again."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from personalization.offers.offer import Offer
from personalization.offers.references import Named, references
from personalization.zones.floor_plan import Zone
from seed.campaigns import sample_offers
from seed.shoppers import Ware, beacons, floor_plan, wares
from seed.simulate import shoppers_queries as queries
from seed.simulate.http import RefusedError
from seed.simulate.shoppers import SECONDS_IN_A_ZONE, Shop
from seed.simulate.shoppers_crowd import AT_ONCE
from seed.simulate.shoppers_doors import Json, Phone
from seed.simulate.shoppers_way import heard


@dataclass(frozen=True, slots=True)
class Trial:
    """An offer that is tried out, the zone where it speaks up, and what those buy who buy."""

    offer: Offer
    store: str
    zone: Zone
    ware: Ware


@dataclass(frozen=True, slots=True)
class Planted:
    """Shoppers buy with the likelihood `base`, and `uplift` times more where they see the offer:
    0.1 is ten per cent more."""

    base: float
    uplift: float

    def likely(self, sees: bool) -> float:
        """How likely somebody buys."""
        return self.base * (1 + self.uplift * sees)


def trial(experiment: str, store: str, shop: Shop) -> Trial:
    """What a store tries out in an experiment. Raises `RefusedError` where it is nothing."""
    offers = {
        each.experiment.experiment: each
        for each in sample_offers()
        if each.experiment and _named(each, Named.ZONE)
    }
    offer = offers.get(experiment)
    if offer is None:
        known = ", ".join(offers)
        raise RefusedError(f"no sample offer of a zone is tried out by that: use one of {known}")
    zones, products = _named(offer, Named.ZONE), _named(offer, Named.PRODUCT)
    [zone] = [each for each in floor_plan(store).zones if each.id in zones]
    ware = next(each for each in wares(store, shop.day) if each.product in products)
    return Trial(offer, store, zone, ware)


def _named(offer: Offer, kind: Named) -> frozenset[str]:
    return frozenset(each.id for each in references(offer) if each.named is kind)


async def try_out(
    shop: Shop,
    what: Trial,
    planted: Planted,
    count: int,
    *,
    seed: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Let `count` shoppers meet the offer, or not, as the experiment says, and buy or not.

    `progress` is told how many were there. Raises `RefusedError`.
    """
    places, done = asyncio.Semaphore(AT_ONCE), 0

    async def comes(number: int) -> None:
        nonlocal done
        async with places:
            draw = Random(f"trial {seed} {number}")  # noqa: S311 - a story, no secret
            await _visit(shop, what, planted, draw)
            done += 1
            progress(done)

    try:
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                group.create_task(comes(number))
    except* RefusedError as several:
        raise several.exceptions[0] from None


async def _visit(shop: Shop, what: Trial, planted: Planted, draw: Random) -> None:
    phone = await Phone.unlocked(shop.client, "en")
    wanted = {"storeId": what.store, "language": phone.language}
    cart = (await phone.ask(queries.CREATE_CART, input=wanted))["createCart"]["id"]
    signals = heard(beacons(what.store), what.zone, SECONDS_IN_A_ZONE, shop.clock(), draw)
    context: Json = {"storeId": what.store, "cartId": cart, "beacons": signals}
    told = (await phone.ask(queries.HERE, context=context))["entering"]
    if told["exposureTokens"]:
        await phone.ask(queries.REPORT, shown={"tokens": told["exposureTokens"]})
    sees = what.offer.id in {each["id"] for each in told["offers"]}
    if draw.random() >= planted.likely(sees):
        return
    goods: Json = {"id": "1", "code": what.ware.code}
    if what.ware.weighed:
        goods |= {"weightGrams": 500.0}
    basket = {"store": what.store, "cartId": cart, "lines": [goods]}
    priced = await shop.till.evaluate(basket, phone.language)
    await shop.till.sell(priced["basket"], secrets.token_hex(8), cart)


async def marketer(shop: Shop, name: str, password: str) -> Phone:
    """A member of staff who logged in. Raises `RefusedError`."""
    nobody = Phone(shop.client, "en")
    told = (await nobody.ask(queries.LOG_IN, input={"name": name, "password": password}))["logIn"]
    if "message" in told:
        raise RefusedError(told["message"])
    return Phone(shop.client, "en", told["token"])


async def result(reader: Phone, experiment: str) -> Json:
    """What the marketers' report says of an experiment. Raises `RefusedError`."""
    found: Json = (await reader.ask(queries.RESULT, key=experiment))["experimentResult"]
    return found
