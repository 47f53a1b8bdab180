"""Shelf labels over HTTP and on the command line: live prices and offers, for store staff."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase
from typer.testing import CliRunner, Result

from api import clock
from api.access.callers import Role
from api.commands.label import labels
from api.shelf_labels import Shelves, shelf_labels
from kiosk.labels.shelf import ShelfLabel, ShelfOffer
from personalization.offers.benefits.percent import Percent
from personalization.offers.selector import Selector
from personalization.offers.snapshot import Snapshot
from personalization.situation import Terms
from personalization.store.market import Market
from personalization.zones.floor_plan import FloorPlan, Zone
from provenance.answer import Price, PriceUnit, Product
from provenance.identity import Money
from provenance.prices import ShelfPrice
from provenance.products import PluEntry
from provenance.recalls import RecallNotice
from provenance.store.archive import Archive
from provenance.store.collection import Document
from provenance.text import LANGUAGES
from tests.api.app_client import application, serving, staff_token
from tests.api.app_samples import PRODUCT, STORE, STORE_PLACE
from tests.api.test_offers_live import published
from tests.personalization.marketing_samples import offer
from tests.personalization.zone_samples import box

EUR = STORE.currency
PATH = f"/stores/{STORE.id}/shelf-labels.pdf"
PEARS = Product("s1/4409", None, {"en": "Pears", "es": "Peras"}, category="produce/fruit")
BREAD = Product("09521321000025", "09521321000025", {"en": "Bread"}, category="bakery/bread")
WORDS = dict.fromkeys(LANGUAGES, "Glass")
WEEKS_AGO = timedelta(days=9)
PLAN = FloorPlan(
    STORE.id,
    20,
    20,
    (
        Zone("s1-bakery", {"en": "Bakery"}, box(0, 0, 5, 5), categories=("bakery",)),
        Zone("s1-fruit", {"en": "Fruit"}, box(6, 0, 11, 5), categories=("produce",)),
    ),
)
LESS = offer(
    "leafy",
    benefits=(
        Percent(value=Decimal(20), selector=Selector(categories=frozenset({"produce/leafy"}))),
    ),
)


@pytest.fixture
async def archive(database: AsyncDatabase[Document]) -> Archive:
    """A store with bread, spinach at 20 % off, and pears by their PLU."""
    archive, market, now = Archive(database), Market(database), clock.now()
    await archive.places.put([STORE_PLACE], [STORE])
    await archive.products.put([PRODUCT, BREAD])
    await archive.products.put_plu([PluEntry(STORE.id, "4409", PEARS.id, PEARS)])
    since = now - timedelta(days=1)
    await archive.prices.put(
        [
            ShelfPrice(STORE.id, PRODUCT.id, price(250), since),
            ShelfPrice(STORE.id, BREAD.id, price(310), since),
            ShelfPrice(STORE.id, PEARS.id, price(299, PriceUnit.KILOGRAM), since),
            ShelfPrice("s2", PRODUCT.id, price(999), since),
        ]
    )
    await market.zones.put_plans([PLAN])
    await published(market, LESS)
    return archive


def price(cents: int, per: PriceUnit = PriceUnit.EACH) -> Price:
    return Price(Money(cents, EUR), per)


async def hung(
    archive: Archive, zone: str | None = None, *gtins: str, language: str = "en"
) -> list[ShelfLabel]:
    offers = Snapshot.of(await Market(archive.database).offers.live())
    shelves = Shelves(STORE, PLAN, offers, Terms(), "https://shop.example", language)
    return list(await shelf_labels(archive, shelves, clock.now(), zone=zone, gtins=gtins))


async def test_labels_hang_in_the_order_of_zones_with_price_and_offer(archive: Archive) -> None:
    pears, bread, spinach = Price(Money(299, EUR), PriceUnit.KILOGRAM), price(310), price(250)
    link = "https://shop.example/01/"
    assert await hung(archive) == [
        ShelfLabel("Bread", BREAD.id, bread, None, link + BREAD.id),
        ShelfLabel("Pears", "PLU 4409", pears),
        ShelfLabel(
            "Baby spinach",
            PRODUCT.id,
            spinach,
            ShelfOffer("20 % (en)", Money(200, EUR)),
            link + PRODUCT.id,
        ),
    ]


async def test_a_zone_or_products_may_be_asked_for_in_any_language(archive: Archive) -> None:
    assert [each.name for each in await hung(archive, "s1-bakery")] == ["Bread"]
    assert [each.name for each in await hung(archive, None, PRODUCT.id, language="es")] == [
        "Espinacas tiernas"
    ]
    assert not await hung(archive, "s1-bakery", PRODUCT.id)


async def test_a_price_that_has_changed_is_on_the_next_label(archive: Archive) -> None:
    await archive.prices.put([ShelfPrice(STORE.id, BREAD.id, price(290), clock.now())])
    assert [each.price for each in await hung(archive, "s1-bakery")] == [price(290)]


async def test_what_is_recalled_gets_no_label(archive: Archive) -> None:
    notice = RecallNotice("r", [BREAD.id], WORDS, WORDS, clock.now() - WEEKS_AGO)
    await archive.recalls.put([notice])
    assert not await hung(archive, "s1-bakery")


@pytest.fixture
async def client(
    archive: Archive, database: AsyncDatabase[Document], mongodb_uri: str
) -> AsyncIterator[httpx.AsyncClient]:
    app = application(mongodb_uri, database.name)
    async with serving(app) as client:
        await app.state.offers.ready()
        yield client


async def test_staff_of_a_store_get_a_pdf(
    client: httpx.AsyncClient, database: AsyncDatabase[Document]
) -> None:
    token = await staff_token(client, database, Role.MARKETER)
    headers = {"Authorization": f"Bearer {token}"}
    for query in ("", "?zone=s1-fruit&language=zh", f"?gtin={PRODUCT.id.lstrip('0')}"):
        answer = await client.get(PATH + query, headers=headers)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/stores/s9/shelf-labels.pdf", "no such store"),
        (f"{PATH}?zone=s9-fish", "no such zone"),
        (f"{PATH}?gtin=4006381333931", "Nothing of this has a price"),
    ],
)
async def test_what_is_not_there_is_told_in_words(
    client: httpx.AsyncClient, database: AsyncDatabase[Document], path: str, words: str
) -> None:
    token = await staff_token(client, database)
    answer = await client.get(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 404
    assert words in answer.json()["detail"]


async def test_a_name_that_cannot_be_printed_is_told_of(
    client: httpx.AsyncClient, archive: Archive, database: AsyncDatabase[Document]
) -> None:
    await archive.products.put([replace(BREAD, names={"en": "Bread \U0010fffd"})])
    token = await staff_token(client, database)
    answer = await client.get(PATH, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 422
    assert "Noto Sans CJK" in answer.json()["detail"]


@pytest.mark.parametrize("role", [None, Role.PRODUCER])
async def test_others_get_no_labels(
    client: httpx.AsyncClient, database: AsyncDatabase[Document], role: Role | None
) -> None:
    headers = {}
    if role:
        headers["Authorization"] = f"Bearer {await staff_token(client, database, role)}"
    answer = await client.get(PATH, headers=headers)
    assert answer.status_code == (403 if role else 401)


async def written(archive: Archive, *options: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, labels, ["sheet", *options])


async def test_the_command_writes_a_sheet(
    archive: Archive, mongodb_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRESHLENS_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("FRESHLENS_DATABASE", archive.database.name)
    file = tmp_path / "sheet.pdf"
    to = ("--store", STORE.id, "-o", str(file))
    result = await written(archive, *to)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip().endswith("sheet.pdf: 3 labels")
    assert file.read_bytes().startswith(b"%PDF")
    for options, words in (
        (("--store", "s9"), "no store s9"),
        ((*to, "--zone", "s9-fish"), "no zone"),
        ((*to, "--gtin", "4006381333931"), "Nothing"),
        ((*to, "--language", "fr"), "zh-Hans"),
    ):
        refused = await written(archive, *options)
        assert refused.exit_code == 2
        assert words in refused.stderr
