"""A shop with a till: the whole application, its offers in force, and a key of scope `till`."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
from pymongo.asynchronous.database import AsyncDatabase
from starlette.applications import Starlette

from api import clock
from api.access.callers import KeyScope
from api.wiring import connected
from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.freshness_ladder import FreshnessLadder, LadderStep
from personalization.offers.benefits.percent import Percent
from personalization.offers.conditions.cart_spend import CartSpend
from personalization.offers.lane import Lane
from personalization.offers.lifecycle import Step, drafted, paused, published
from personalization.offers.offer import Copy, Offer
from personalization.store.market import Market
from provenance.answer import Price, PriceUnit, Product
from provenance.identity import Money
from provenance.prices import ShelfPrice
from provenance.products import PluEntry
from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import application, serving
from tests.api.app_samples import FARM, PRODUCT, STORE, STORE_PLACE
from tests.api.epcis_client import key_of
from tests.api.waiting import until

GRAPES = Product("s1/4023", None, {"en": "Red grapes"})
LADDER = Offer(
    "ladder",
    {"en": Copy("Best soon")},
    (FreshnessLadder(steps=(LadderStep(2, Decimal(20)),)),),
    lane=Lane.MARKDOWN,
)
FIVE_OFF = Offer(
    "five",
    {"en": Copy("5 off from 20")},
    (Amount(amount=500),),
    lane=Lane.CART,
    condition=CartSpend(amount=2000),
    currency="EUR",
)
WELCOME = Offer(
    "welcome",
    {"en": Copy("Half off")},
    (Percent(value=Decimal(50)),),
    lane=Lane.CODE,
    needs_code=True,
)


@dataclass
class Shop:
    """`till` is asked with a key of scope `till`; `client` by nobody in particular."""

    app: Starlette
    client: httpx.AsyncClient
    key: Mapping[str, str]
    database: AsyncDatabase[Document]
    market: Market

    async def till(
        self, path: str, body: object = None, *, key: str = "", method: str = "POST"
    ) -> httpx.Response:
        headers = {**self.key, **({"Idempotency-Key": key} if key else {})}
        return await self.client.request(method, f"/till/{path}", json=body, headers=headers)

    async def priced(self, *lines: Mapping[str, object], **more: object) -> Any:
        """A basket, evaluated."""
        response = await self.till("baskets", {"store": "s1", "lines": lines, **more})
        assert response.status_code == 200, response.text
        return response.json()

    async def sold(self, basket: Mapping[str, Any], order: str) -> Any:
        """A basket, redeemed and paid."""
        body = {"basket": basket["basket"], "order": order}
        redeemed = (await self.till("redemptions", body, key=order)).json()
        capture = {"receipt": f"receipt-{order}"}
        response = await self.till(f"redemptions/{redeemed['id']}/capture", capture)
        assert response.status_code == 200, response.text
        return response.json()

    async def publish(self, *offers: Offer) -> None:
        """Put offers into force, and wait until the application knows."""
        for offer in offers:
            await self._step(drafted(await self.market.offers.get(offer.id), offer, **_by()))
            kept = await self.market.offers.get(offer.id)
            assert kept is not None
            await self._step(published(kept, **_by()))
        await self._known({offer.id for offer in offers}, True)

    async def pause(self, offer: str) -> None:
        """Take an offer out of force, and wait until the application knows."""
        kept = await self.market.offers.get(offer)
        assert kept is not None
        await self._step(paused(kept, **_by()))
        await self._known({offer}, False)

    async def _step(self, step: object) -> None:
        assert isinstance(step, Step), step
        assert await self.market.offers.keep(step)

    async def _known(self, offers: set[str], there: bool) -> None:
        live = self.app.state.offers
        await until(lambda: all((each in live.snapshot.offers) is there for each in offers))


@asynccontextmanager
async def open_shop(database: AsyncDatabase[Document], uri: str) -> AsyncIterator[Shop]:
    """Spinach at 1.00 a piece, grapes at 4.50 a kilogram."""
    archive = Archive(database)
    await archive.products.put([PRODUCT])
    await archive.products.put_plu([PluEntry("s1", "4023", GRAPES.id, own=GRAPES)])
    await archive.places.put([STORE_PLACE, FARM], [STORE])
    await archive.prices.put(
        [
            ShelfPrice(
                "s1",
                product,
                Price(Money(cents, STORE.currency), per),
                datetime(2020, 1, 1, tzinfo=UTC),
            )
            for product, cents, per in (
                (PRODUCT.id, 100, PriceUnit.EACH),
                (GRAPES.id, 450, PriceUnit.KILOGRAM),
            )
        ]
    )
    app = application(uri, database.name)
    async with serving(app) as client, connected(uri) as stored:
        await app.state.live.ready()
        await app.state.offers.ready()
        yield Shop(
            app=app,
            client=client,
            key=await key_of(database, "Tills Ltd", [KeyScope.TILL]),
            database=database,
            market=Market(stored[database.name]),
        )


def spinach(days: int, lot: str = "L1") -> str:
    """What its barcode says: best before in so many days."""
    day = (clock.now().astimezone(STORE.time_zone) + timedelta(days=days)).date()
    return f"(01){PRODUCT.id}(15){day:%y%m%d}(10){lot}"


def lines(*codes: str) -> Sequence[Mapping[str, object]]:
    """One piece of each."""
    return [{"id": str(place), "code": code} for place, code in enumerate(codes, 1)]


def _by() -> dict[str, Any]:
    return {"by": "mia", "now": clock.now()}
