"""Every screen in a real Chromium, on a real server with the sample store."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.async_api import Browser, Page, async_playwright
from pymongo import AsyncMongoClient

from api import clock
from api.access.authentication import new_staff
from api.access.callers import Role
from api.access.store import AccessStore
from api.wiring import COLLECTIONS
from provenance.store.archive import Archive
from provenance.store.collection import Document, prepare
from seed import load
from tests.api.app_client import PASSWORD
from tests.api.processes import free_port, ready, running

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Shop:
    """A served sample store: where it is, and what it runs on. Staff is named by its role and has
    `tests.api.app_client.PASSWORD`."""

    url: str
    port: int
    mongodb_uri: str
    database: str


@pytest.fixture(scope="session")
async def shop(mongodb_uri: str) -> AsyncIterator[Shop]:
    """The sample store, served by processes of its own for the whole run."""
    name, port = f"freshlens_screens_{secrets.token_hex(4)}", free_port()
    async with AsyncMongoClient[Document](mongodb_uri, tz_aware=True, w="majority") as client:
        database, now = client[name], clock.now()
        await prepare(database, COLLECTIONS)
        await load(Archive(database), now=now, progress=lambda *_: None)
        access = AccessStore(database)
        for role in Role:
            await access.add_staff(new_staff(role.value, role, PASSWORD, now))
        async with (
            running("serve", mongodb_uri, name, port),
            running("work", mongodb_uri, name),
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as server,
        ):
            await ready(server)
            yield Shop(f"http://127.0.0.1:{port}", port, mongodb_uri, name)
        await client.drop_database(name)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the whole run; each page has a context of its own."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        await chromium.close()


@pytest.fixture
async def page(browser: Browser, shop: Shop) -> AsyncIterator[Page]:
    """A page in a fresh context; the test fails on an error in the page or a request elsewhere."""
    context = await browser.new_context(
        base_url=shop.url, locale="en-GB", viewport={"width": 1280, "height": 800}
    )
    opened = await context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(f"error: {error}"))
    opened.on(
        "request",
        lambda request: (
            faults.append(f"foreign: {request.url}")
            if not request.url.startswith((shop.url, "data:", "blob:"))
            else None
        ),
    )
    yield opened
    await context.close()
    assert not faults
