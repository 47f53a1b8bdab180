"""The operations board: floor and alarms live, and what it does in trouble."""

from datetime import timedelta

from playwright.async_api import Browser, Page, Route, expect

from provenance.text import LANGUAGES
from tests.api.app_client import PASSWORD
from tests.screens.cold_store import archive_of, warmed
from tests.screens.cut import network
from tests.screens.shop import Shop, opened_page
from tests.screens.staff import logged_in

QUICKLY = 8_000
"""Milliseconds in which a board must notice, on a busy machine too."""


async def opened(page: Page, shop: Shop, view: str, *, store: str = "mad1") -> None:
    """A view of the board, for a store that no picture is taken of."""
    await logged_in(page, shop, "operations", f"/ops?lang=en#/{view}")
    await page.locator(".desk-side select").select_option(store)
    await expect(page.locator(".link-live")).to_be_visible()


async def test_a_warm_place_is_seen_taken_on_and_known_on_every_board(
    browser: Browser, page: Page, shop: Shop
) -> None:
    await opened(page, shop, "floor")
    async with opened_page(browser, shop) as other:
        await opened(other, shop, "alarms")
        await warmed(shop, "mad1-meat", 9.6, for_=timedelta(minutes=40))
        place = page.locator(".floor-place", has_text="Meat cabinet")
        await expect(place).to_contain_text("9.6")
        await expect(place).to_contain_text("Too warm")
        told = page.get_by_role("article").filter(has_text="Meat cabinet: 8 °C or warmer")
        await expect(told).to_contain_text("Goes to: Area manager")
        await told.get_by_role("button", name="Take it on").click()
        await told.get_by_label("What is done about it").fill("Moved to the cold room.")
        await told.get_by_role("button", name="I take it on").click()
        await expect(told).to_contain_text("operations takes care of it")
        seen = other.get_by_role("article").filter(has_text="Meat cabinet: 8 °C or warmer")
        await expect(seen).to_contain_text("Moved to the cold room.")
        await place.click()
        await expect(page.locator("fl-temperature canvas")).to_be_visible()
        await expect(page.locator("fl-place")).to_contain_text("too warm from 5.0 °C")


async def test_a_session_that_ends_loses_no_note(page: Page, shop: Shop) -> None:
    await warmed(shop, "mad1-fish", 9.1, for_=timedelta(minutes=40))
    await opened(page, shop, "alarms")
    told = page.get_by_role("article").filter(has_text="Fish counter: 8 °C or warmer")
    await told.get_by_role("button", name="Take it on").click()
    await told.get_by_label("What is done about it").fill("More ice.")
    await page.route("**/graphql", _with_a_dead_session, times=1)
    await told.get_by_role("button", name="I take it on").click()
    dialog = page.locator("dialog.login")
    await dialog.locator("input[name=name]").fill("operations")
    await dialog.locator("input[name=password]").fill(PASSWORD)
    await dialog.locator("button.main").click()
    await expect(told).to_contain_text("More ice.")
    await expect(told).to_contain_text("operations takes care of it")


async def _with_a_dead_session(route: Route) -> None:
    await route.continue_(headers={**route.request.headers, "authorization": "Bearer ended"})


async def test_a_network_that_is_away_is_said_and_what_was_seen_stays(
    browser: Browser, shop: Shop
) -> None:
    async with (
        network(shop.port) as line,
        opened_page(browser, shop, elsewhere=(line.url,)) as page,
    ):
        through = Shop(line.url, line.port, shop.mongodb_uri, shop.database)
        await opened(page, through, "floor")
        await expect(page.locator(".floor-place").first).to_be_visible()
        await line.cut()
        await expect(page.get_by_text("Reconnecting…")).to_be_visible(timeout=QUICKLY)
        await expect(
            page.get_by_text("The server does not answer. What you see is of")
        ).to_be_visible()
        await expect(page.locator(".floor-place").first).to_be_visible()
        await line.heal()
        await expect(page.locator(".link-live")).to_be_visible(timeout=2 * QUICKLY)
        await expect(page.locator(".notice.warn")).to_have_count(0)


async def test_a_clock_an_hour_off_is_said_and_times_stay_right(page: Page, shop: Shop) -> None:
    await page.add_init_script("{ const now = Date.now; Date.now = () => now() + 3_600_000; }")
    await opened(page, shop, "floor")
    await expect(page.get_by_text("This computer's clock is wrong.")).to_be_visible()
    row = page.locator(".floor-row", has_text="Backroom, chilled")
    await row.click()
    await expect(page.locator(".place-head")).to_contain_text("minute")


async def test_the_board_speaks_each_language_without_a_reload(page: Page, shop: Shop) -> None:
    await opened(page, shop, "floor")
    said = {"en": "Fish counter", "zh-Hans": "水产柜台", "es": "Pescadería"}
    assert said.keys() == set(LANGUAGES)
    for language, counter in said.items():
        await page.locator(f".languages button[lang={language}]").click()
        await expect(page.locator(".floor-plan")).to_contain_text(counter)


async def test_others_are_told_whose_board_it_is(page: Page, shop: Shop) -> None:
    await logged_in(page, shop, "marketer", "/ops?lang=en")
    await expect(page.get_by_text("This board is for store operations.")).to_be_visible()
    await expect(page.locator(".link-live")).to_have_count(0)


async def test_a_defrost_is_announced_at_its_place_and_taken_back(page: Page, shop: Shop) -> None:
    await opened(page, shop, "floor/mad1-dry")
    await page.get_by_role("button", name="Announce a defrost…").click()
    await page.get_by_label("Minutes from now").fill("25")
    await page.get_by_role("button", name="Announce it").click()
    await expect(page.get_by_text("Announced until")).to_be_visible()
    async with archive_of(shop) as archive:
        known = await archive.alarm_rules.suppressions()
        assert [each.place for each in known if each.place == "mad1-dry"] == ["mad1-dry"]
        await page.get_by_role("button", name="Take it back").click()
        await expect(page.get_by_role("button", name="Announce a defrost…")).to_be_visible()
        known = await archive.alarm_rules.suppressions()
        assert not [each for each in known if each.place == "mad1-dry"]
