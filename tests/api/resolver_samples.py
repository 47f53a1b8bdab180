"""Links for tests of the resolver, and asking for them byte for byte."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from pymongo import AsyncMongoClient

from api.wiring import COLLECTIONS
from provenance.codes import compressed, read_linked
from provenance.identity import CodeRefusal
from provenance.links.link import Level, Link
from provenance.links.link_types import DEFAULT, GS1_VOCABULARY
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from tests.api.app_client import application, serving
from tests.api.app_samples import FARM, LOT, PRODUCT, STORE, STORE_PLACE, journey
from tests.provenance.link_samples import TODAY

ORIGIN = "https://shop.example"
"""The public address of the application under test."""

KNOWN = f"01/{PRODUCT.id}"
"""A product that we know, without links of its own."""
KNOWN_LOT = f"{KNOWN}/10/{LOT}"

LINKED = "01/09506000134352"
"""A product that we do not know, with links."""
LINKED_LOT = f"{LINKED}/10/L1"
PLACE = "414/9521321000018"

BRAND = "https://brand.example"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LINKSET = "application/linkset+json"


def a_link(type_: str, path: str, **more: Any) -> Link:
    return Link(GS1_VOCABULARY + type_, BRAND + path, more.pop("title", "A page"), **more)


LEVELS = (
    Level(
        LINKED,
        (
            Link(DEFAULT, f"{BRAND}/product", "Risotto rice"),
            a_link("pip", "/product", hreflang=("en",), media_type="text/html"),
            a_link("faqs", "/faqs?of=rice#top"),
            a_link("instructions", "/en", hreflang=("en",), media_type="text/html"),
            a_link("instructions", "/es", hreflang=("es",), media_type="text/html"),
            a_link("instructions", "/zh", hreflang=("zh-CN",), media_type="application/pdf"),
            a_link("support", "/at", context=("AT",)),
            a_link("support", "/de", context=("DE",)),
            a_link("masterData", "/data", media_type="application/json", forwards_query=False),
        ),
        "Risotto rice",
    ),
    Level(LINKED_LOT, (a_link("recallStatus", "/lot"), a_link("faqs", "/lot-faqs"))),
    Level(
        PLACE,
        (
            Link(DEFAULT, f"{BRAND}/shop", "Our shop"),
            a_link("locationInfo", "/shop", media_type="text/html"),
        ),
    ),
)


@asynccontextmanager
async def resolver(mongodb_uri: str) -> AsyncIterator[httpx.AsyncClient]:
    """An application with a small market and `LEVELS`, in a database of its own, to be asked only.

    A demand of the standard is a test, and they are many: one application serves a whole module.
    """
    name = f"freshlens_test_{secrets.token_hex(4)}"
    async with AsyncMongoClient[Document](mongodb_uri, tz_aware=True) as mongodb:
        try:
            await prepare(mongodb[name], COLLECTIONS)
            archive = Archive(mongodb[name])
            await archive.products.put([PRODUCT])
            await archive.places.put([STORE_PLACE, FARM], [STORE])
            await archive.events.capture(journey())
            await archive.links.put(LEVELS)
            async with serving(application(mongodb_uri, name)) as client:
                yield client
        finally:
            await mongodb.drop_database(name)


async def resolved(
    client: httpx.AsyncClient,
    path: str,
    *,
    method: str = "GET",
    accept: str | None = None,
    language: str | None = None,
) -> httpx.Response:
    """The answer to a request for a raw path and query, redirects not followed."""
    headers = {"Accept": accept or "*/*", "Accept-Language": language or "*"}
    url = httpx.URL(str(client.base_url)).copy_with(raw_path=f"/{path}".encode())
    return await client.request(method, url, headers=headers)


def short(path: str) -> str:
    """The compressed form of a path."""
    thing = read_linked(f"/{path}", today=TODAY)
    assert not isinstance(thing, CodeRefusal)
    return compressed(thing)


def location(response: httpx.Response) -> str:
    """Where a redirect leads, at the brand's."""
    assert response.status_code == 307, response.text
    return response.headers["location"].removeprefix(BRAND)
