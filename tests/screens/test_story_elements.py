"""The story's elements in a real browser, on real answers of the sample store."""

import io
import json

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Locator, Page, Request, expect

from provenance.text import LANGUAGES
from tests.screens.scenes_kiosk import code_that_shows
from tests.screens.shop import Shop
from tests.screens.story_page import opened_story, shown


@pytest.mark.parametrize(
    ("shows", "store", "state", "word"),
    [
        ("FRESH", "mad1", "fresh", "Fresh"),
        ("LAST_DAY", "mad1", "last-day", "Last day"),
        ("EXPIRED", "mad1", "expired", "Expired"),
        ("UNKNOWN", "mad1", "unknown", "Not known"),
    ],
)
async def test_a_verdict_is_a_word_an_icon_and_a_colour(
    page: Page, shop: Shop, shows: str, store: str, state: str, word: str
) -> None:
    scan = await opened_story(page, shop, shows, store)
    verdict = await shown(page, "fl-verdict", "{scan}")
    await expect(verdict.locator(f".state-{state} svg.state-icon")).to_be_visible()
    await expect(verdict.locator(".word")).to_have_text(word)
    await expect(verdict).to_contain_text(scan["freshness"]["explanation"])
    await expect(verdict).to_contain_text("not a statement about safety")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_same_verdict_in_every_language(page: Page, shop: Shop, language: str) -> None:
    await opened_story(page, shop, "LAST_DAY", language=language)
    verdict = await shown(page, "fl-verdict", "{scan}", language)
    words = {"en": "Last day", "es": "Último día", "zh-Hans": "最后一天"}
    await expect(verdict.locator(".word")).to_have_text(words[language])


async def test_a_journey_is_drawn_on_land_with_its_pins_and_scale(page: Page, shop: Shop) -> None:
    await opened_story(page, shop, "FRESH")
    journey = await shown(page, "fl-journey", "{origin: scan.origin}")
    drawing = journey.get_by_role("img", name="Map of the journey")
    await expect(drawing.locator(".pin").first).to_be_visible()
    await expect(drawing.locator(".land")).to_have_count(1)
    await expect(drawing.locator(".scale-text")).to_contain_text("km")
    box = await drawing.bounding_box()
    assert box is not None
    for pin in await drawing.locator(".pin, .place-name").all():
        mark = await pin.bounding_box()
        assert mark is not None
        assert box["x"] <= mark["x"]
        assert mark["x"] + mark["width"] <= box["x"] + box["width"]


async def test_a_timeline_shows_who_recorded_and_what_cannot_be(page: Page, shop: Shop) -> None:
    scan = await opened_story(page, shop, "impossible order")
    timeline = await shown(page, "fl-timeline", "{origin: scan.origin, thing: scan.lot.id}")
    steps = scan["origin"]["steps"]
    await expect(timeline.locator("time")).to_have_count(len(steps))
    letters = steps[0]["eventHash"].rpartition(";")[2][:8]
    await expect(timeline.locator("code").first).to_have_text(f"#{letters}")
    await expect(timeline.locator(".impossible")).to_contain_text("Impossible order")


async def test_a_curve_is_drawn_and_said(page: Page, shop: Shop) -> None:
    await opened_story(page, shop, "excursion")
    given = (
        "{points: scan.temperatures, limit: scan.limitCelsius, "
        "excursions: scan.freshness.excursions}"
    )
    curve = await shown(page, "fl-temperature", given)
    await expect(curve.locator("canvas")).to_be_visible()
    await expect(curve.get_by_role("img")).to_have_attribute(
        "aria-label", "Temperature: Between 0.3 °C and 18.6 °C."
    )
    await expect(curve.locator(".excursions")).to_contain_text("limit 8 °C")
    await curve.get_by_text("As a table").click()
    await expect(curve.get_by_role("cell", name="18.6 °C")).to_be_visible()
    assert {(0, 102, 75), (179, 58, 0)} <= await _colours(curve.locator(".plot"))  # curve, limit
    await page.emulate_media(color_scheme="dark")
    assert {(111, 211, 176), (255, 154, 102)} <= await _colours(curve.locator(".plot"))


async def _colours(shown: Locator) -> set[object]:
    picture = Image.open(io.BytesIO(await shown.screenshot())).convert("RGB")
    return {colour for _, colour in picture.getcolors(picture.width * picture.height) or ()}


async def test_what_if_asks_once_the_slider_rests(page: Page, shop: Shop) -> None:
    await opened_story(page, shop, "FRESH")
    asked: list[float] = []

    def note(request: Request) -> None:
        if request.url.endswith("/graphql"):
            asked.append(json.loads(request.post_data or "{}")["variables"]["steps"][0]["hours"])

    page.on("request", note)
    code = code_that_shows("FRESH", store="mad1")
    context = '{storeId: "mad1", language: "en"}'
    what_if = await shown(
        page,
        "fl-what-if",
        f"{{code: {code!r}, context: {context}, kept: scan.freshness.assumedCelsius}}",
    )
    await expect(what_if.locator(".lasting")).to_contain_text("hours less")
    hours = what_if.get_by_label("Left out for")
    for _ in range(4):
        await hours.press("ArrowLeft")
    await expect(what_if.locator(".lasting")).to_contain_text("As long as before")
    assert asked == [2, 0]


async def test_a_recipe_goes_to_the_phone_by_its_code(page: Page, shop: Shop) -> None:
    scan = await opened_story(page, shop, "FRESH", language="es")
    await shown(page, "fl-recipes", "{recipes: scan.recipes}", "es")
    await page.get_by_role("button", name="Enviar a mi teléfono").first.click()
    dialog = page.get_by_role("dialog", name=scan["recipes"][0]["title"])
    symbol = dialog.get_by_role("img")
    await expect(symbol).to_be_visible()
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(await symbol.screenshot())))
    assert code.text.endswith(f"/recipes/{scan['recipes'][0]['id']}?lang=es")
    found = await page.request.get(code.text[code.text.index("/recipes/") :])
    assert scan["recipes"][0]["title"] in await found.text()
    await dialog.get_by_role("button", name="Cerrar").click()
    await expect(dialog).to_be_hidden()


async def test_reviews_say_their_stars_in_words(page: Page, shop: Shop) -> None:
    scan = await opened_story(page, shop, "FRESH")
    reviews = await shown(page, "fl-reviews", "{reviews: scan.reviews}")
    count = scan["reviews"]["rating"]["count"]
    await expect(reviews.locator(".rating")).to_contain_text(f"{count} reviews")
    await expect(reviews.get_by_role("img", name="5 out of 5 stars").first).to_be_visible()
    await expect(reviews.get_by_text("Verified purchase").first).to_be_visible()


async def test_an_offer_says_what_it_costs_why_and_what_is_missing(page: Page, shop: Shop) -> None:
    scan = await opened_story(page, shop, "FRESH")
    await shown(page, "fl-offer", "{offer: scan.offers[0], price: scan.price}")
    await shown(page, "fl-offer", "{hint: scan.offerHints[0]}")
    cost = scan["price"]["amount"]["minorUnits"] - scan["offers"][0]["saving"]["minorUnits"]
    await expect(page.locator(".offer .price b")).to_have_text(f"€{cost / 100:.2f} per kg")
    await expect(page.locator(".offer .reason")).to_have_text(scan["offers"][0]["reason"])
    await expect(page.locator(".offer.near")).to_contain_text(scan["offerHints"][0]["hint"])
