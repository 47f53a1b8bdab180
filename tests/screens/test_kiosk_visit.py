"""A visit at the kiosk: pairing, scanning, languages, and what is left of it."""

import re

import pytest
from playwright.async_api import Page, Request, expect

from api import clock
from seed.codes import FNC1, sample_codes
from seed.lots import sample_day
from tests.screens.devices import device_key
from tests.screens.scenes_kiosk import code_that_shows, open_kiosk
from tests.screens.shop import Shop
from tests.screens.wedge import scan, scan_at_once


async def test_a_kiosk_is_paired_by_scanning_its_key(page: Page, shop: Shop) -> None:
    await page.goto("/kiosk")
    await scan(page, "4011")
    await expect(page.locator(".wrong")).to_contain_text("no device key")
    await scan(page, f"fl_{'0' * 16}_{'x' * 43}")
    await expect(page.locator(".wrong")).to_contain_text("opens nothing")
    await scan(page, await device_key(shop, "kiosk", "hz1", "hz1-fish"))
    await expect(page.locator(".head")).to_contain_text("Freshlens Market Hangzhou · Fish counter")
    await page.reload()
    await expect(page.locator("fl-attract h1")).to_be_visible()


async def test_the_key_in_the_address_is_taken_out_of_sight(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    assert "#" not in page.url


@pytest.mark.parametrize(
    ("shows", "store", "word"),
    [("FRESH", "mad1", "Fresh"), ("LAST_DAY", "mad1", "Last day"), ("weighed", "hz1", "Not known")],
)
async def test_a_scan_anywhere_shows_the_verdict(
    page: Page, shop: Shop, shows: str, store: str, word: str
) -> None:
    await open_kiosk(page, shop, store=store)
    await page.locator(".controls .button").last.focus()  # Enter would press it
    await scan(page, code_that_shows(shows, store=store))
    await expect(page.locator(".verdict .word")).to_have_text(word)
    await expect(page.locator("main.cart")).to_have_count(0)


async def test_the_separator_of_a_data_matrix_survives_the_keyboard(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop, store="hz1")
    codes = sample_codes(sample_day(clock.now()))
    code = next(each.code for each in codes if FNC1 in each.code)
    await scan(page, f"\x02{code}")
    await expect(page.locator(".verdict .word")).to_have_text("Fresh")


@pytest.mark.parametrize(
    ("code", "title", "says"),
    [
        ("https://shop.example/menu", "names no product", "We never open links"),
        ("9521234003178", "misread", "check digit"),
        ("https://id.gs1.org/01/0952", "cannot read", "Scan again"),
        ("asdf;lkj ~!@", "cannot read", "Scan the barcode"),
        ("9521234999997", "do not know", "9521234999997"),
    ],
)
async def test_what_names_nothing_is_refused_in_words(
    page: Page, shop: Shop, code: str, title: str, says: str
) -> None:
    await open_kiosk(page, shop)
    await scan(page, code)
    await expect(page.locator(".miss h1")).to_contain_text(title)
    await expect(page.locator(".miss")).to_contain_text(says)
    await expect(page.locator(".miss")).to_contain_text("ever opened")


async def test_a_number_is_typed_where_no_scanner_reads_it(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    await scan(page, "asdf;lkj ~!@")
    await page.locator(".miss").get_by_role("button", name="Type the number").click()
    for digit in "95212340031745":  # two slips: one digit wrong, one too many
        await page.get_by_role("button", name=digit, exact=True).click()
    await page.get_by_role("button", name="Delete the last digit").click()
    await page.get_by_role("button", name="Look it up").click()
    await expect(page.locator(".miss h1")).to_contain_text("misread")
    await page.locator(".controls").get_by_role("button", name="Type it").click()
    field = page.locator(".type-in input")
    await expect(field).to_have_value("9521234003174")
    await field.press("Backspace")
    await field.press_sequentially("x5", delay=80)  # a keyboard does as well
    await field.press("Enter")
    await expect(page.locator(".verdict")).to_be_visible()
    await expect(page.locator(".type-in")).to_be_hidden()


async def test_a_scan_shuts_the_keypad(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    await page.get_by_role("button", name="Type it").click()
    await page.get_by_role("button", name="7", exact=True).click()
    await scan_at_once(page, code_that_shows("SOON"))
    await expect(page.locator(".verdict .word")).to_have_text("Eat soon")
    await expect(page.locator(".type-in")).to_be_hidden()
    await page.get_by_role("button", name="Type it").click()
    await expect(page.locator(".type-in input")).to_have_value("")


async def test_half_a_code_is_told_from_a_wrong_one(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    await scan(page, code_that_shows("SOON"))
    await expect(page.locator(".verdict")).to_be_visible()
    await scan(page, "https://id.gs1.org/01/0952", end="")
    await expect(page.locator(".miss h1")).to_have_text("Only a part of the code came over")


async def test_the_language_changes_without_a_reload(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    await scan(page, code_that_shows("FRESH", store="mad1"))
    await expect(page.locator(".why")).to_contain_text("on average")
    await page.evaluate("window.same = true")
    for name, lang, title, sentence, counter, wall in (
        ("Español", "es", "Lomo de salmón", "de media", "Pescadería", "Lácteos"),
        ("中文", "zh-Hans", "大西洋", "平均", "水产柜台", "乳品墙"),
    ):
        await page.get_by_role("button", name=name, exact=True).click()
        await expect(page.locator(".verdict h1")).to_contain_text(title)
        await expect(page.locator(".why")).to_contain_text(sentence)
        await expect(page.locator(".why")).to_contain_text(counter)
        await expect(page.locator(".head")).to_contain_text(wall)
        assert await page.locator("html").get_attribute("lang") == lang
    assert await page.evaluate("window.same")


async def test_offers_that_were_really_shown_are_reported_once(page: Page, shop: Shop) -> None:
    reported: list[str] = []

    def take(request: Request) -> None:
        if "reportShown" in (request.post_data or ""):
            reported.append(str(request.post_data))

    page.on("request", take)
    await open_kiosk(page, shop, store="hz1", zone="hz1-meat")
    await expect(page.locator("fl-attract .offer")).to_be_visible()
    await scan(page, code_that_shows("GOOD", store="hz1"))
    await expect(page.locator(".item .offers")).to_be_visible()
    await page.get_by_role("button", name="Español").click()
    await expect(page.locator(".item .offers h2")).to_have_text("Su precio hoy")
    await expect(page.locator(".why")).to_contain_text("de media")
    await scan(page, code_that_shows("recall"))
    await expect(page.locator("main.recall")).to_be_visible()
    assert len(reported) == 2  # those of the place, those of the item


async def test_an_offer_for_those_who_stay_waits_for_that(page: Page, shop: Shop) -> None:
    await page.clock.install()
    await open_kiosk(page, shop, zone="mad1-fish")
    await scan_at_once(page, code_that_shows("FRESH", store="mad1"))
    offers = page.locator(".item .offers")
    await expect(offers).to_be_visible()
    await expect(offers).not_to_contain_text("while you are here")
    await page.clock.run_for(16_000)
    await expect(offers).to_contain_text("while you are here")


async def test_the_story_is_read_chapter_by_chapter(page: Page, shop: Shop) -> None:
    await open_kiosk(page, shop)
    await scan(page, code_that_shows("FRESH", store="mad1"))
    await expect(page.locator("fl-journey svg .land")).to_be_attached()
    await expect(page.locator(".timeline li")).not_to_have_count(0)
    await page.get_by_role("tab", name="Origin").press("ArrowRight")
    await expect(page.locator(".plot canvas")).to_be_visible()
    await page.get_by_role("tab", name="At home").click()
    await expect(page.locator("fl-what-if")).to_contain_text("It would last")
    await page.get_by_role("tab", name="Recipes").click()
    await page.get_by_role("button", name="Send to my phone").first.click()
    await expect(page.locator("dialog svg.qr")).to_be_visible()


async def test_nothing_of_a_visit_outlives_it(page: Page, shop: Shop) -> None:
    await page.clock.install()
    await open_kiosk(page, shop)
    await page.clock.run_for(70_000)  # nobody came, nobody is asked
    await expect(page.locator("fl-idle dialog")).to_be_hidden()
    await page.get_by_role("button", name="Español").click()
    await page.locator(".size").click()
    await scan_at_once(page, code_that_shows("SOON"))
    await page.locator(".buying .main").click()
    await expect(page.locator(".controls .count")).to_have_text("1")
    await page.clock.run_for(46_000)
    await expect(page.locator("fl-idle dialog")).to_contain_text("¿Sigue ahí?")
    await scan_at_once(page, code_that_shows("FRESH", store="mad1"))
    await expect(page.locator("fl-idle dialog")).to_be_hidden()
    await page.clock.run_for(66_000)
    await expect(page.locator("fl-attract h1")).to_have_text("Scan it. See how fresh it is.")
    await expect(page.locator(".controls .count")).to_have_count(0)
    await expect(page.locator("html")).not_to_have_class(re.compile("larger"))
    assert await page.evaluate("Object.keys({...localStorage, ...sessionStorage})") == [
        "freshlens-device"
    ]


async def test_who_is_asked_may_leave_at_once(page: Page, shop: Shop) -> None:
    await page.clock.install()
    await open_kiosk(page, shop)
    await scan_at_once(page, code_that_shows("SOON"))
    await expect(page.locator(".verdict")).to_be_visible()
    await page.clock.run_for(46_000)
    await page.get_by_role("button", name="Start over now").click()
    await expect(page.locator("fl-attract h1")).to_be_visible()
    await expect(page.locator("fl-idle dialog")).to_be_hidden()
