"""The agent at a real server, a real wire and a real socket: weighing, selling, printing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from websockets.exceptions import InvalidStatus

from api import clock
from api.access.devices import DeviceKind
from kiosk.metrology import Chain, fingerprint, price_to_pay
from kiosk.scale import prices
from kiosk.scale.printing import NetworkPrinter
from kiosk.scale.sales_log import FILE, verify
from kiosk.scale.simulator import Fault
from seed.codes import SampleCode, sample_codes
from tests.api.processes import free_port
from tests.screens.cut import network
from tests.screens.devices import device_key
from tests.screens.scale_counter import ScaleCounter, counter, talking
from tests.screens.shop import Shop


@pytest.fixture(scope="module")
async def key(shop: Shop) -> str:
    return await device_key(shop, DeviceKind.SCALE, name="Counter under test")


@pytest.fixture
async def here(shop: Shop, key: str, tmp_path: Path) -> AsyncIterator[ScaleCounter]:
    async with counter(tmp_path, shop.url, key) as opened:
        yield opened


def sample(shows: str, store: str = "hz1") -> SampleCode:
    codes = sample_codes(clock.now().date())
    return next(code for code in codes if (code.shows, code.store) == (shows, store))


async def test_goods_are_weighed_priced_sold_once_and_printed(here: ScaleCounter) -> None:
    screen = here.screen
    assert (await screen.ask("select", code="4011"))["type"] == "done"
    here.scale.put(1250)
    weight = await screen.ready(1250)
    assert weight["total"] == price_to_pay(1250, 990) == 1238
    printed = await screen.ask("print", requestId="first")
    assert (printed["type"], printed["number"], printed["again"]) == ("printed", 1, False)

    repeated = await screen.ask("print", requestId="first")
    assert (repeated["number"], repeated["again"]) == (1, True)
    assert repeated["packedAt"] == printed["packedAt"]
    refused = await screen.ask("print", requestId="second")
    assert refused["code"] == "take-off"
    assert [file.name for file in here.labels.iterdir()] == ["label-000001.png"]

    here.scale.put(0)
    await screen.until(lambda told: told.get("state") == "empty" and not told["finished"])
    assert screen.now["selected"]["goods"] is None, "the next customer begins anew"
    again = await screen.ask("reprint", number=1)
    assert (again["number"], again["packedAt"]) == (1, printed["packedAt"])
    assert (await screen.ask("reprint", number=9))["code"] == "unknown-number"


async def test_the_label_says_what_was_weighed_and_the_log_holds_it(
    here: ScaleCounter, tmp_path: Path
) -> None:
    await here.screen.ask("language", language="zh-CN")
    await here.screen.ask("select", code=sample("GOOD").code)
    here.scale.put(500)
    weight = await here.screen.ready(500)
    goods = here.screen.now["selected"]["goods"]
    await here.screen.ask("print", requestId="label")
    with Image.open(here.labels / "label-000001.png") as label:
        read = {code.text for code in zxingcpp.read_barcodes(label.convert("L"))}
    link, bars = sorted(read, reverse=True)
    assert link.startswith(f"https://shop.example/01/{goods['gtin']}/10/{goods['lot']}?")
    assert "3103=000500" in link
    assert bars.startswith(f"(01){goods['gtin']}(3103)000500(3922){weight['total']:04}")
    log = tmp_path / "log" / FILE
    assert isinstance(verify(log), Chain)
    assert f'"metrology":"{fingerprint()}"' in log.read_text()
    assert f'"total":{weight["total"]}' in log.read_text()


async def test_an_offer_for_the_lot_lowers_the_price_of_a_kilogram(here: ScaleCounter) -> None:
    await here.screen.ask("select", code=sample("GOOD").code)
    goods = here.screen.now["selected"]["goods"]
    assert goods["unitPrice"]["minorUnits"] < goods["listPrice"]["minorUnits"] == 12_800
    assert goods["offersIn"]
    assert set(goods["offersIn"]) <= set(goods["offers"])


async def test_a_lot_may_be_named_beside_a_number(here: ScaleCounter) -> None:
    lot = sample("GOOD").code.rpartition("/")[2]
    await here.screen.ask("select", code="1204", lot=lot)
    assert here.screen.now["selected"]["goods"]["lot"] == lot


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("two for one!", "unknown-goods"),
        ("9521234999997", "unknown-goods"),
        (sample("recall", "mad1").code, "recalled"),
        (sample("EXPIRED", "mad1").code, "not-to-be-sold"),
        (sample("excursion", "mad1").code, "not-to-be-sold"),
        (sample("weighed").code, "weighed-before"),
        (sample("price in code").code, "weighed-before"),
        ("9521234003175", "sold-each"),
        ("9521234004998", "no-price"),
    ],
)
async def test_what_is_not_sold_by_weight_is_refused_in_words(
    here: ScaleCounter, code: str, refused: str
) -> None:
    await here.screen.ask("select", code="4011")
    answer = await here.screen.ask("select", code=code)
    assert answer["code"] == refused
    assert answer["message"]
    assert answer["hint"]
    assert here.screen.now["selected"]["goods"] is None, "what is not known is not sold as before"


async def test_nothing_is_printed_unless_a_weight_may_be_sold(here: ScaleCounter) -> None:
    screen = here.screen
    assert (await screen.ask("print", requestId="x"))["code"] == "nothing-selected"
    await screen.ask("select", code="4011")
    for grams, state in ((0, "empty"), (80, "below-minimum"), (15_100, "over"), (-40, "negative")):
        here.scale.put(grams)
        weight = await screen.until(lambda told, state=state: told.get("state") == state)  # type: ignore[misc]
        assert weight["total"] is None
        assert (await screen.ask("print", requestId="x"))["code"] == f"not-{state}"
    here.scale.put(1250)
    await screen.until(lambda told: told.get("state") == "moving")
    assert (await screen.ask("print", requestId="x"))["code"] == "not-moving"
    await here.scale.fail(Fault.SILENT)
    await screen.until(lambda told: told.get("state") == "unknown")
    assert screen.now["weight"]["grams"] is None
    assert screen.now["link"]["state"] == "silent"
    assert (await screen.ask("print", requestId="x"))["code"] == "not-unknown"
    assert not here.labels.exists()


async def test_tare_zero_and_clear(here: ScaleCounter) -> None:
    screen = here.screen
    await screen.until(lambda told: told.get("state") == "empty")
    assert (await screen.ask("tare"))["code"] == "tare-nothing-there"
    here.scale.put(45)
    await screen.until(lambda told: told.get("state") == "below-minimum")
    assert (await screen.ask("tare"))["type"] == "done"
    await screen.ask("select", code="4011")
    here.scale.put(545)
    weight = await screen.ready(500)
    assert (weight["grams"], weight["tareGrams"], weight["total"]) == (545, 45, 495)
    await screen.ask("select", code="4225")
    assert (await screen.ready(545))["tareGrams"] == 0, "other goods, no tare"
    await screen.ask("tare", grams=20)
    assert (await screen.ready(525))["tareGrams"] == 20
    await screen.ask("untare")
    await screen.ready(545)
    assert (await screen.ask("zero"))["code"] == "zero-not-done"
    await screen.ask("clear")
    assert screen.now["selected"]["goods"] is None
    here.scale.put(25)
    await screen.until(lambda told: told.get("grams") == 25 and told["stable"])
    assert (await screen.ask("zero"))["type"] == "done"
    await screen.until(lambda told: told.get("state") == "empty")


async def test_a_scale_that_cannot_be_set_to_zero_from_here(
    shop: Shop, key: str, tmp_path: Path
) -> None:
    async with counter(tmp_path, shop.url, key, protocol="cas") as here:
        assert (await here.screen.ask("zero"))["code"] == "zero-by-hand"


async def test_a_printer_that_is_away_loses_no_sale(shop: Shop, key: str, tmp_path: Path) -> None:
    port = free_port()
    printer = NetworkPrinter("127.0.0.1", port)
    async with counter(tmp_path, shop.url, key, printer=printer) as here:
        screen = here.screen
        await screen.ask("select", code="4011")
        here.scale.put(1250)
        await screen.ready(1250)
        refused = await screen.ask("print", requestId="kept")
        assert (refused["code"], refused["number"]) == ("printer-away", 1)
        assert f"127.0.0.1:{port}" in refused["message"]
        here.scale.put(0)
        await screen.until(lambda told: told.get("state") == "empty")

        got = bytearray()

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            got.extend(await reader.read())
            writer.close()

        async with await asyncio.start_server(take, "127.0.0.1", port):
            printed = await screen.ask("print", requestId="kept")
            assert (printed["type"], printed["number"], printed["again"]) == ("printed", 1, False)
        assert got.startswith(b"^XA")
        said = [line.split('"kind":"')[1].split('"')[0] for line in lines(tmp_path)]
        assert said == ["sale", "not-printed", "printed"]


def lines(folder: Path) -> list[str]:
    return (folder / "log" / FILE).read_text().splitlines()


async def test_while_the_server_is_away_the_last_prices_count_with_their_age(
    shop: Shop, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        network(shop.port) as between,
        counter(tmp_path, between.url, key) as here,
    ):
        screen = here.screen
        await screen.ask("select", code="4011")
        asked_at = screen.now["selected"]["goods"]["askedAt"]
        await between.cut()
        assert (await screen.ask("select", code="4225"))["code"] == "server-away"
        assert (await screen.ask("select", code="4011"))["type"] == "done"
        goods = screen.now["selected"]["goods"]
        assert (goods["cached"], goods["askedAt"]) == (True, asked_at)
        here.scale.put(1250)
        await screen.ready(1250)
        monkeypatch.setattr(prices, "FRESH", timedelta(0))
        assert (await screen.ask("print", requestId="away"))["type"] == "printed"
        assert '"cached":true' in lines(tmp_path)[0]
        here.scale.put(0)
        await screen.until(lambda told: told.get("state") == "empty" and not told["finished"])
        monkeypatch.setattr(prices, "KEPT", timedelta(0))
        assert (await screen.ask("select", code="4011"))["code"] == "price-too-old"
        await between.heal()
        assert (await screen.ask("select", code="4011"))["type"] == "done"
        assert screen.now["selected"]["goods"]["cached"] is False


async def test_a_key_that_nobody_knows_is_told(shop: Shop, tmp_path: Path) -> None:
    async with counter(tmp_path, shop.url, "fl_nobody_0000000000000000") as here:
        assert (await here.screen.ask("select", code="4011"))["code"] == "key-refused"
        assert here.screen.now["hello"]["device"] is None


async def test_only_pages_of_the_server_get_in(here: ScaleCounter, shop: Shop) -> None:
    for origin in ("https://evil.example", shop.url.replace("127.0.0.1", "localhost"), "null"):
        with pytest.raises(InvalidStatus, match="403"):
            async with talking(here.running.port, origin):
                pass


async def test_what_is_no_message_is_refused_and_the_screen_stays(here: ScaleCounter) -> None:
    refused = await here.screen.ask("sell", price=1)
    assert refused["code"] == "not-understood"


async def test_it_says_who_it_is_in_the_screens_language(here: ScaleCounter) -> None:
    await here.screen.ask("language", language="es")
    hello = await here.screen.until(
        lambda told: told["type"] == "hello" and told["device"] is not None
    )
    assert hello["device"] == "Counter under test"
    assert hello["metrology"]["hash"] == fingerprint()
    assert hello["metrology"]["certified"] is False
    assert "Sin certificar" in hello["metrology"]["notice"]
    assert "báscula" in here.screen.now["link"]["message"]
    assert hello["plate"] == {"interval": 5, "maximum": 15_000, "minimum": 100}


@pytest.mark.quiet
async def test_a_weight_is_on_the_socket_within_150_ms_of_the_wire(here: ScaleCounter) -> None:
    late = []
    for grams in range(200, 1_400, 200):
        here.scale.put(grams)
        await here.screen.until(lambda told, grams=grams: told.get("grams") == grams)  # type: ignore[misc]
        sent = next(at for at, weight in here.scale.sent if weight == grams)
        told = next(at for at, message in here.screen.told if message.get("grams") == grams)
        late.append(told - sent)
    assert max(late) < 0.15
