"""Reports, simulation, experiments and exchange: what a marketer reads and does there."""

import csv
import io
import json
import re
import secrets

from playwright.async_api import Page, WebSocketRoute, expect

from tests.screens.report_store import STORE
from tests.screens.scenes_console_reports import OFFERS, at_desk, made_up, simulated, tried
from tests.screens.shop import Shop


async def test_an_offer_is_followed_from_being_shown_to_being_paid(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "en", "reports/offers")
    await page.get_by_role("link", name="10 % off all fish").click()
    await expect(page.get_by_role("heading", name="10 % off all fish")).to_be_visible()
    finding = page.locator("figcaption h2")
    await expect(finding.filter(has_text="At this pace the budget ends on")).to_have_count(2)
    await expect(finding.filter(has_text="“10 % off”:")).to_contain_text("more buyers")
    await expect(finding.filter(has_text="Seen most at: Fish counter.")).to_be_visible()
    await expect(page.locator("fl-curve canvas").first).to_be_visible()


async def test_every_chart_is_a_table_too_and_a_file(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "es", "reports/offers/reports-fish")
    figure = page.locator(".figure").first
    await figure.locator("summary").click()
    await expect(figure.locator("tbody tr")).to_have_count(4)
    async with page.expect_download() as begun:
        await figure.get_by_role("button", name="Descargar").click()
    text = (await (await begun.value).path()).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert rows[1][0] == "Mostrada en pantalla"
    assert int(rows[1][1]) > int(rows[4][1]) > 0
    assert all(len(row) == len(rows[0]) for row in rows)


async def test_days_that_make_no_sense_are_said_and_not_asked(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "en", "reports/freshness")
    await expect(page.locator(".figure")).to_be_visible()
    await page.get_by_role("button", name="From day to day").click()
    await page.get_by_label("From", exact=True).fill("2099-01-01")
    await expect(page.locator(".wrong")).to_have_text("Choose days in order, 400 at most.")
    await expect(page.locator(".figure")).to_be_visible()
    await page.get_by_label("To", exact=True).fill("2099-01-02")
    await expect(page.locator(".wrong")).to_be_empty()
    await expect(page.get_by_text("No goods were sold at a freshness markdown")).to_be_visible()


async def test_the_floor_says_what_is_dead_and_hides_what_few_did(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "en", "reports/floor")
    await expect(page.locator("figcaption h2")).to_contain_text("Fish counter is the busiest zone")
    await expect(page.locator("figcaption h2")).to_contain_text("Dead: Bakery")
    await page.get_by_role("button", name="Mean stay, seconds").click()
    fish = page.locator(".plan-numbers li", has_text="Fish counter")
    await expect(fish).to_contain_text(str(12 + 3 * len("mad1-fish")))
    await page.locator(".desk-side select").select_option("hz1")
    # Other tests of this run may have stood a kiosk there: a few visits, if any.
    few = re.compile("Nobody was noticed in this store in these days|fewer than 50 visits")
    await expect(page.locator("figcaption h2")).to_have_text(few)


async def test_a_simulation_tells_who_would_get_it(page: Page, shop: Shop) -> None:
    await simulated(page, shop, "en")
    await expect(page.locator(".simulated h2").first).to_contain_text("would give away €")
    await expect(page.locator(".example.gets").first).to_contain_text("Cod loin")


async def test_a_simulation_shows_how_far_it_is_and_can_be_stopped(page: Page, shop: Shop) -> None:
    def without_end(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda text: None if '"Simulation"' in str(text) else socket.send(text))

    await page.route_web_socket("**/graphql", without_end)
    await at_desk(page, shop, "es", "simulate/baskets/reports-fish")
    await page.get_by_role("button", name="Simular").click()
    await expect(page.locator(".running")).to_contain_text(re.compile(r"\d+ de \d+ compras"))
    await expect(page.get_by_role("button", name="Simular")).to_be_disabled()
    await page.get_by_role("button", name="Detener").click()
    await expect(page.get_by_role("status")).to_contain_text("Detenida.")
    await expect(page.get_by_role("button", name="Simular")).to_be_enabled()


async def test_a_basket_made_up_says_what_is_missing(page: Page, shop: Shop) -> None:
    await made_up(page, shop, "zh-Hans")
    await expect(page.locator(".example.misses")).to_be_visible()
    await page.locator("input[name=code]").check()
    await page.locator("fl-simulate-moment button.main").click()
    await expect(page.locator(".example")).not_to_contain_text("缺少券码")


async def test_an_experiment_is_written_started_and_stopped(page: Page, shop: Shop) -> None:
    key = f"shelf-{secrets.token_hex(3)}"
    await at_desk(page, shop, "en", "experiments/new")
    await page.get_by_label("The question it answers").fill("Does a wobbler sell honey?")
    await page.get_by_label("Key").first.fill(key)
    await page.get_by_label("control").fill("plain")
    await page.get_by_label("Variant 1").fill("wobbler")
    await page.get_by_label("Share, %").last.fill("60")
    await expect(page.locator(".wrong")).to_have_text(
        "The shares add up to 110.0 %; they must be 100 %."
    )
    await page.get_by_label("Share, %").first.fill("40")
    await page.get_by_role("button", name="Save the draft").click()
    await expect(page.get_by_role("heading", name="Does a wobbler sell honey?")).to_be_visible()
    await expect(page.locator(".arms").first).to_contain_text("40%")
    for step, state in (("Start", "running"), ("Stop for good", "stopped")):
        await page.get_by_role("button", name=step).click()
        await page.locator("dialog[open] button.main").click()
        await expect(page.locator(".state")).to_have_text(state)
    await expect(page.locator(".verdict")).to_contain_text("Nobody has met it yet.")


async def test_a_verdict_comes_with_its_guard_rail(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "en", "experiments/reports-fish")
    await expect(page.locator(".verdict h2")).to_contain_text("Better than the control: 10 % off.")
    await expect(page.locator(".verdict")).to_contain_text("The split is as planned")
    await expect(page.locator(".guards li")).to_have_count(1)


async def test_an_import_is_tried_before_it_is_stored(page: Page, shop: Shop) -> None:
    await tried(page, shop, "en")
    problems = page.locator("fl-import-offers tbody")
    await expect(problems.locator("tr").first).to_contain_text("2benefits[0].value")
    await expect(problems.locator("tr").last).to_contain_text("3the whole")
    name = f"week-{secrets.token_hex(3)}"
    text = OFFERS.splitlines()[0].replace("week-tea", name)
    await page.get_by_role("button", name="Another file").click()
    file = {"name": "tea.jsonl", "mimeType": "text/plain", "buffer": text.encode()}
    await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await page.get_by_role("button", name="As drafts").click()
    await page.get_by_role("button", name="Confirm: read in 1").click()
    await expect(page.get_by_text("Read in: 1. Not taken: 0.")).to_be_visible()
    await page.locator("select[name=status]").select_option("DRAFT")
    async with page.expect_download() as begun:
        await page.get_by_role("button", name="Download").click()
    lines = (await (await begun.value).path()).read_text(encoding="utf-8").splitlines()
    assert name in {json.loads(line)["id"] for line in lines}


async def test_what_is_no_text_is_not_sent(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "en", "exchange")
    file = {"name": "cat.csv", "mimeType": "text/csv", "buffer": b"\xff\xfe\x00cat"}
    await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await expect(page.get_by_role("alert")).to_contain_text("This file is no text.")


async def test_reports_say_so_when_the_server_is_away(page: Page, shop: Shop) -> None:
    await at_desk(page, shop, "es", "reports/freshness", STORE)
    await expect(page.locator(".figure")).to_be_visible()
    await page.route("**/graphql", lambda route: route.abort())
    await page.get_by_role("button", name="7 días").click()
    await expect(page.get_by_role("alert")).to_contain_text("El servidor no responde")
    await expect(page.locator(".figure")).to_be_visible()
    await page.unroute("**/graphql")
    await page.get_by_role("button", name="Volver a intentarlo").click()
    await expect(page.get_by_role("alert").filter(has_text="servidor")).to_have_count(0)
