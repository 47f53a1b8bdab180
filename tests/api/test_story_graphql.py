"""What screens need to draw a story: the limit of a curve, and where in a journey a gap opens."""

from dataclasses import replace

import httpx
import pytest
from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.archive import Archive
from provenance.store.collection import Document
from tests.api.app_client import ask
from tests.api.app_samples import LINK, PRODUCT

STORY = """query ($code: String!) { scan(code: $code) { ... on Scan {
  limitCelsius temperatures { at } origin { gaps { kind at } steps { at } } } } }"""


@pytest.mark.parametrize(
    ("category", "limit"),
    [("fish/fresh/temperate", 8.0), ("produce/leafy", None), (None, None)],
)
async def test_a_curve_has_the_limit_of_its_kind(
    market: httpx.AsyncClient,
    database: AsyncDatabase[Document],
    category: str | None,
    limit: float | None,
) -> None:
    await Archive(database).products.put([replace(PRODUCT, category=category)])
    found = (await ask(market, STORY, {"code": LINK}))["scan"]
    assert found["limitCelsius"] == limit


async def test_what_is_not_recorded_at_all_stands_before_everything(
    market: httpx.AsyncClient,
) -> None:
    code = f"https://brand.example/01/{PRODUCT.id}/10/NOBODY-KNOWS"
    found = (await ask(market, STORY, {"code": code}))["scan"]["origin"]
    assert found == {"gaps": [{"kind": "ORIGIN_UNKNOWN", "at": None}], "steps": []}
