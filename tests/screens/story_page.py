"""A bare page with the kiosk's script and styles, to try the story's elements one by one."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, Route

from kiosk.screens import parts, screen_headers
from tests.screens.scenes_kiosk import code_that_shows
from tests.screens.shop import Shop

STORY = Path(__file__).parents[2] / "kiosk/web/src/shared/story/story.graphql"
_ASK = """async ({query, code, store, language}) => {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: {"Content-Type": "application/json", "Accept-Language": language},
    body: JSON.stringify({query, variables: {code, context: {storeId: store, language}}}),
  });
  window.scan = (await answer.json()).data.scan;
  return window.scan;
}"""
_ADD = """([tag, properties, language, zone]) => {
  const element = document.createElement(tag);
  const Formats = element.formats?.constructor;
  const given = new Function("scan", `return (${properties})`);
  const voice = {language: () => language, token: () => undefined};
  Object.assign(element, {formats: Formats && new Formats(language, zone), voice});
  Object.assign(element, given.call({voice}, window.scan));
  document.querySelector("main").append(element);
}"""


async def opened_story(
    page: Page, shop: Shop, shows: str, store: str = "mad1", language: str = "en"
) -> Mapping[str, Any]:
    """A page that knows the story of a sample code; returns it."""
    script = parts("kiosk")
    styles = "".join(f'<link rel="stylesheet" href="{each}">' for each in script.stylesheets)

    async def bare(route: Route) -> None:
        await route.fulfill(
            content_type="text/html; charset=utf-8",
            headers=screen_headers(shop.url.replace("http", "ws", 1)),
            body=f'<!doctype html><html lang="{language}"><head><title>Story</title>{styles}'
            f'<script type="module" src="{script.script}"></script></head>'
            "<body><main></main></body></html>",
        )

    await page.route("**/story", bare)
    await page.goto("/story")
    text = STORY.read_text()
    fragments = re.findall(r"^fragment .*?^}", text, re.M | re.S)
    query = """query ($code: String!, $context: ScanContext) { scan(code: $code, context: $context)
      { ... on Scan { ...ScanVerdict ...ScanStory
        offers { ...OfferCard } offerHints { ...OfferHintCard } } } }"""
    used = [each for each in fragments if "on QrCode" not in each]
    scan: Mapping[str, Any] = await page.evaluate(
        _ASK,
        {
            "query": "\n".join([*used, query]),
            "code": code_that_shows(shows, store=store),
            "store": store,
            "language": language,
        },
    )
    return scan


async def shown(
    page: Page, tag: str, properties: str, language: str = "en", zone: str = "Europe/Madrid"
) -> Locator:
    """An element with properties: a JavaScript object, in which `scan` is the story."""
    await page.evaluate(_ADD, [tag, properties, language, zone])
    return page.locator(tag)
