"""The sample store served for browsers, and the browser."""

import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
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

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Shop:
    """A served sample store: where it is, and what it runs on.

    Its staff is named by role and has `tests.api.app_client.PASSWORD`.
    """

    url: str
    port: int
    mongodb_uri: str
    database: str


@asynccontextmanager
async def open_shop(mongodb_uri: str) -> AsyncIterator[Shop]:
    """The sample store in a database of its own, served and worked for by own processes."""
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


@asynccontextmanager
async def chromium(*more_flags: str) -> AsyncIterator[Browser]:
    """The system's Chromium, headless; where there is none, the one that `make test` fetched."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    flags = [*FLAGS, *more_flags]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened_page(
    browser: Browser,
    shop: Shop,
    *,
    language: str = "en",
    size: tuple[int, int] = (1280, 800),
    elsewhere: tuple[str, ...] = (),
) -> AsyncIterator[Page]:
    """A page in a fresh context; fails in the end on a script's error or a request elsewhere.

    `elsewhere` are beginnings of other addresses that it may ask, such as a scale's agent.
    """
    context = await browser.new_context(
        base_url=shop.url, locale=language, viewport={"width": size[0], "height": size[1]}
    )
    page = await context.new_page()
    faults: list[str] = []
    own = (shop.url, "data:", "blob:", *elsewhere)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(own) else faults.append(f"asked: {asked.url}"),
    )
    try:
        yield page
    finally:
        await context.close()
    assert not faults
