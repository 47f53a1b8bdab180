"""What the console loads before anybody can work: log in, and the list of offers."""

import gzip

from playwright.async_api import Page, Response, expect

from tests.screens.shop import Shop
from tests.screens.staff import logged_in

MOST_BYTES = 160_000


async def test_the_first_load_is_light(page: Page, shop: Shop) -> None:
    loaded: list[Response] = []

    def note(response: Response) -> None:
        loaded.append(response)

    page.on("response", note)
    await logged_in(page, shop, "marketer", "/console?lang=en")
    await expect(page.locator(".offers tbody tr")).not_to_have_count(0)
    own = [each for each in loaded if "/graphql" not in each.url and each.url.startswith("http")]
    weights = [len(gzip.compress(await each.body(), 6)) for each in own]
    assert sum(weights) <= MOST_BYTES, f"{sum(weights)} bytes gzip in {len(own)} files"
