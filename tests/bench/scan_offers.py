"""What offers add to a scan: ten thousand live ones, beside a cart of twenty lines."""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from decimal import Decimal
from random import Random
from statistics import median
from time import perf_counter

import httpx
from pymongo.asynchronous.database import AsyncDatabase

from api import app
from api.wiring import prepared
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.recipe_progress import RecipeProgressCondition
from personalization.offers.context import Trigger
from personalization.offers.decide import decide
from personalization.offers.exchange import offer_document
from personalization.offers.offer import Copy, Offer, OfferStatus
from personalization.offers.relevance import about
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from personalization.prospect import prospective_line
from personalization.recommendations.begun import looked_at_recipes
from personalization.signing import Signer
from personalization.situation import Terms, Visitor, situation
from personalization.store.market import Market
from personalization.store.offers import OFFERS
from provenance.answer import PriceUnit, Scan
from provenance.scan import Occasion, scan
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.store.prices import PRICES
from tests.bench import questions
from tests.bench.load import Sample, Target, load
from tests.bench.market import stock
from tests.bench.offers import MANY, NEAR, OfferMix
from tests.bench.processes import Served, load_generator, serving
from tests.bench.questions import Story
from tests.bench.report import Budget, Found
from tests.bench.run import Options, Run

CONNECTIONS = 4
LINES = 20
_PLAIN = "GraphQL scan beside a cart, all fields but offers"
_WITH = "GraphQL scan beside a cart, all fields with offers"
_RECIPES = "the same, one offer being about recipes begun"


async def scan_offers(run: Run) -> Found:
    """Scans with and without offers, in turns, and the decision's own time; then the same where a
    live offer asks how far the cart is with recipes."""
    settings = run.named("offers")
    async with prepared(settings, run.uri) as database:
        day = await stock(database, run.now)
        with ExitStack() as stack:
            server = stack.enter_context(serving(app.build, settings, run.uri))
            story = questions.chosen_story(server, day)
            goods = await _goods(database, story.store)
            await database[OFFERS.name].delete_many({})
            await go_live(database, _offers(run.now, goods), run.now)
            cart = _cart(server, story.store, goods)
            decision = await _decision(database, story, cart, run.now)
            targets = {
                _PLAIN: questions.scan_beside(server, story, cart, offers=False),
                _WITH: questions.scan_beside(server, story, cart, offers=True),
            }
            with load_generator() as generator:
                times = await _measured(generator, targets, run.options)
                await go_live(database, [_dish(goods)], run.now)
                times |= await _measured(generator, {_RECIPES: targets[_WITH]}, run.options)
    added = [
        (beside - decision) / plain
        for plain, beside in zip(times[_PLAIN], times[_WITH], strict=True)
    ]
    return Found(
        columns=("ms of the server",),
        rows={
            **{title: (median(found),) for title, found in times.items()},
            "the decision by itself": (decision,),
        },
        budgets=[
            Budget("scan with offers less their decision, ÷ without offers", 1.1, median(added))
        ],
        setting={"live offers": MANY, "of them about the cart": NEAR, "lines of the cart": LINES},
    )


async def _measured(
    generator: ProcessPoolExecutor, targets: Mapping[str, Target], options: Options
) -> dict[str, list[float]]:
    """Milliseconds of the server for each answer, a round after the other; a first does not
    count."""
    times: dict[str, list[float]] = {title: [] for title in targets}
    for number in range(options.rounds + 1):
        for title, target in targets.items():
            sample = await asyncio.wrap_future(
                generator.submit(
                    load,
                    target,
                    seconds=options.seconds / options.rounds,
                    connections=CONNECTIONS,
                )
            )
            if number > 0:
                times[title].append(_each(sample))
    return times


def _dish(goods: Sequence[str]) -> Offer:
    """An offer about recipes that are begun."""
    return Offer(
        id="dish",
        copy={"en": Copy("An offer")},
        benefits=(Percent(value=Decimal(5), selector=Selector(gtins=frozenset({goods[0]}))),),
        condition=RecipeProgressCondition(have_at_least=1),
    )


def _each(sample: Sample) -> float:
    """Milliseconds of a busy server for each answer."""
    return sample.seconds / len(sample.latencies) * 1000


async def _goods(database: AsyncDatabase[Document], store: str) -> Sequence[str]:
    """Products that the store sells by the piece."""
    sold = {"store": store, "per": PriceUnit.EACH.value}
    found: list[str] = await database[PRICES.name].distinct("product", sold)
    return [product for product in found if product.isdecimal()][:LINES]


def _offers(now: datetime, goods: Sequence[str]) -> Sequence[Offer]:
    """Some about the goods in the cart, most about others."""
    mix = OfferMix(Random(4), now.replace(hour=12))  # noqa: S311 - the same in every run
    near = [
        Offer(
            id=f"near-{number}",
            copy={"en": Copy("An offer")},
            benefits=(
                Percent(
                    value=Decimal(5),
                    selector=Selector(gtins=frozenset({goods[number % len(goods)]})),
                ),
            ),
        )
        for number in range(NEAR)
    ]
    return near + [mix.offer(number, near=False) for number in range(NEAR, MANY)]


async def go_live(
    database: AsyncDatabase[Document], offers: Sequence[Offer], now: datetime
) -> None:
    """As if they had been published one by one, which takes minutes."""
    common = {"v": OFFERS.version, "status": OfferStatus.LIVE.value, "revision": 1, "draft": None}
    await database[OFFERS.name].insert_many(
        [
            {
                "_id": offer.id,
                **common,
                "published": offer_document(offer),
                "campaign": None,
                "changed_at": now,
                "changed_by": "bench",
            }
            for offer in offers
        ]
    )


def _cart(server: Served, store: str, goods: Sequence[str]) -> str:
    """A cart with one of each."""
    create = """mutation ($store: ID!) { createCart(input: {storeId: $store}) {
        ... on Cart { id } } }"""
    add = """mutation ($cart: ID!, $code: String!) {
        addToCart(input: {cartId: $cart, code: $code, idempotencyKey: $code}) {
        ... on AddedToCart { cart { id } } ... on CartRefusal { message } } }"""
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30) as client:
        cart = str(questions.asked(client, create, store=store)["createCart"]["id"])
        for code in goods:
            added = questions.asked(client, add, cart=cart, code=code)["addToCart"]
            assert "cart" in added, added
    return cart


async def _decision(
    database: AsyncDatabase[Document], story: Story, cart_id: str, now: datetime
) -> float:
    """Milliseconds that deciding takes, and on what is about the scan; the median.

    Each decision comes after a scan, as on the server: in a row of its own kind it would find all
    that it needs in the processor's caches.
    """
    archive, market = Archive(database), Market(database)
    listed, known_stores = await archive.places.known()
    stores = {store.id: store for store in known_stores}
    places = {place.epc: place for place in listed if place.epc}
    occasion = Occasion(now=now, stores=stores, places=places, store_id=story.store)
    scanned = await scan(archive, story.code, occasion)
    assert isinstance(scanned, Scan)
    snapshot = Snapshot.of(await market.offers.live())
    visitor = Visitor(stores[story.store], await market.carts.get(cart_id, now))
    known = await situation(archive, market, Signer("s" * 32), visitor, now=now)
    known = await looked_at_recipes(archive, snapshot, known, scanned.product)
    line = prospective_line(scanned, visitor.store, known.needs, now)
    context = known.context(Trigger.SCAN, Terms(), scanned=line)
    times = []
    for _ in range(200):
        await scan(archive, story.code, occasion)
        before = perf_counter()
        about(decide(snapshot, context), snapshot, context)
        times.append((perf_counter() - before) * 1000)
    return median(times)
