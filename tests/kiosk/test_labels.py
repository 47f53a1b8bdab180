"""Labels: what stands on them, and that nothing leaves that would not scan."""

from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from kiosk.labels import Label, Media, item_label, png, terminal_qr
from kiosk.labels.codes import link_code
from kiosk.labels.drawing import render_label
from kiosk.labels.fonts import FAMILIES, Family, family_for
from kiosk.labels.read_back import checked
from kiosk.labels.refusals import (
    GlyphsMissingError,
    LabelTooSmallError,
    LabelUnreadableError,
)
from kiosk.labels.wrapping import lines, shortened
from provenance.codes import read_code
from provenance.identity import Identity
from provenance.text import LANGUAGES, Texts

TEXTS = Texts(["kiosk"])
SALMON = Identity(
    gtin="09506000134352", lot="S-47", expiry=date(2026, 11, 24), packed_on=date(2026, 11, 20)
)
NAMES = {
    "en": "Salmon fillet",
    "zh-Hans": "三文鱼柳（带皮）",
    "es": "Lomo de salmón, ración pequeña",
}
ORIGIN = "https://shop.example"


def needs_font_for(text: str) -> None:
    try:
        family_for(text)
    except GlyphsMissingError:
        pytest.skip("no font here has these characters")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_reads_back_as_the_item_it_was_made_for(language: str) -> None:
    needs_font_for(NAMES[language] + "三")
    file = png(item_label(Label(SALMON, NAMES[language], ORIGIN), TEXTS, language))
    with Image.open(BytesIO(file)) as image:
        assert (image.mode, image.size) == ("1", (60 * 8, 40 * 8))
        assert image.info["dpi"] == pytest.approx((203.2, 203.2), abs=0.1)
        code = zxingcpp.read_barcodes(image.convert("L"))[0]
    assert code.text == f"{ORIGIN}/01/09506000134352/10/S-47?17=261124&13=261120"
    assert read_code(code.text, today=date(2026, 11, 21)) == SALMON


def test_a_label_says_its_dates_and_lot_in_its_language() -> None:
    label = Label(SALMON, "", ORIGIN)
    said = {
        language: [
            (TEXTS(caption, language), TEXTS(value, language)) for caption, value in label.facts
        ]
        for language in LANGUAGES
    }
    assert said == {
        "en": [("Use by", "Nov 24, 2026"), ("Packed on", "Nov 20, 2026"), ("Lot", "S-47")],
        "zh-Hans": [("保质期至", "2026年11月24日"), ("包装日期", "2026年11月20日"),
                    ("批号", "S-47")],
        "es": [("Fecha de caducidad", "24 nov 2026"), ("Envasado el", "20 nov 2026"),
               ("Lote", "S-47")],
    }  # fmt: skip


def test_each_language_makes_a_different_label() -> None:
    needs_font_for("三")
    label = Label(SALMON, "X", ORIGIN)
    assert (
        len({render_label(label, TEXTS, language).image.tobytes() for language in LANGUAGES}) == 3
    )


def test_everything_at_once_still_fits_the_usual_label() -> None:
    day = date(2026, 11, 24)
    full = Identity(
        gtin="09506000134352", lot="A" * 20, serial="1" * 12, best_before=day, packed_on=day
    )
    label = Label(full, "A name that is so long that it can never stand here whole " * 3, ORIGIN)
    assert item_label(label, TEXTS, "es")


@pytest.mark.parametrize(("width", "height"), [(20, 40), (60, 20), (35, 60)])
def test_a_label_that_is_too_small_is_refused(width: int, height: int) -> None:
    label = Label(SALMON, "Salmon", ORIGIN, Media(width, height))
    with pytest.raises(LabelTooSmallError) as refused:
        render_label(label, TEXTS, "en")
    assert "larger" in TEXTS(refused.value.message, "en")


def test_more_facts_than_there_is_room_for_are_refused() -> None:
    day = date(2026, 11, 24)
    full = Identity("09506000134352", None, "W" * 20, "W" * 20, None, day, day, day, day)
    with pytest.raises(LabelTooSmallError) as refused:
        render_label(Label(full, "Salmon", ORIGIN), TEXTS, "es")
    assert "fechas y números" in TEXTS(refused.value.message, "es")
    assert render_label(Label(full, "Salmon", ORIGIN, Media(60, 60)), TEXTS, "es")


def test_a_character_that_no_font_has_is_refused_and_never_a_box() -> None:
    with pytest.raises(GlyphsMissingError) as refused:
        render_label(Label(SALMON, "Salmon \U0010fffd", ORIGIN), TEXTS, "en")
    assert "fonts-noto-cjk" in TEXTS(refused.value.message, "en")
    assert refused.value.characters == "\U0010fffd"


def test_a_family_without_the_characters_or_without_a_file_is_passed_over() -> None:
    latin = Family("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    absent = Family("no-such-font.ttf", "no-such-font.ttf")
    needs_font_for("a三")
    assert family_for("a三", (absent, latin, *FAMILIES)) not in (absent, latin)
    with pytest.raises(GlyphsMissingError):
        family_for("a", (absent,))


def test_a_machine_without_fonts_prints_english() -> None:
    assert family_for("Salmon 250 g", FAMILIES[-1:]) is FAMILIES[-1]
    with pytest.raises(GlyphsMissingError):
        family_for("Salmón", FAMILIES[-1:])


def test_a_damaged_label_is_refused() -> None:
    label = Label(SALMON, "Salmon", ORIGIN)
    bitmap = render_label(label, TEXTS, "en")
    ImageDraw.Draw(bitmap.image).rectangle((20, 60, 140, 180), fill=0)
    with pytest.raises(LabelUnreadableError) as refused:
        checked(bitmap, [link_code(label.link)])
    assert "nothing was printed" in TEXTS(refused.value.message, "en")


def test_a_label_that_says_another_link_is_refused() -> None:
    bitmap = item_label(Label(SALMON, "Salmon", ORIGIN), TEXTS, "en")
    with pytest.raises(LabelUnreadableError):
        checked(bitmap, [link_code(f"{ORIGIN}/01/09506000134352/10/S-48")])


def test_a_code_too_many_is_refused() -> None:
    bitmap = item_label(Label(SALMON, "Salmon", ORIGIN), TEXTS, "en")
    with pytest.raises(LabelUnreadableError) as refused:
        checked(bitmap, [])
    assert "reads as a code" in TEXTS(refused.value.message, "en")


def test_a_code_of_one_store_has_no_label() -> None:
    with pytest.raises(ValueError, match="GTIN"):
        render_label(Label(Identity(plu="4011"), "Bananas", ORIGIN), TEXTS, "en")


def fits_eight(text: str) -> bool:
    return len(text) <= 8


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("", []),
        ("one", ["one"]),
        ("one two three", ["one two", "three"]),
        ("unbreakable", ["unbreaka", "ble"]),
        ("挪威大西洋三文鱼柳，带皮", ["挪威大西洋三文鱼", "柳，带皮"]),
        ("挪威大西洋三文鱼，带皮", ["挪威大西洋三文", "鱼，带皮"]),
        ("挪威大西洋三文（带皮）", ["挪威大西洋三文", "（带皮）"]),
    ],
)
def test_lines_break_where_the_script_allows(text: str, wrapped: list[str]) -> None:
    assert lines(text, fits_eight) == wrapped


def test_a_text_that_is_cut_short_shows_it() -> None:
    assert shortened("as it is", fits_eight) == "as it is"
    assert shortened("cut in the middle", fits_eight) == "cut in…"


@pytest.mark.parametrize("link", [f"{ORIGIN}/01/09506000134352", "x", "http://127.0.0.1:8000/" * 5])
def test_a_terminal_shows_a_code_that_scans_in_every_theme(link: str) -> None:
    rows = []
    for line in terminal_qr(link).splitlines():
        assert line.startswith("\x1b[38;5;16;48;5;231m")
        assert line.endswith("\x1b[0m")
        halves = line.removeprefix("\x1b[38;5;16;48;5;231m").removesuffix("\x1b[0m")
        rows.append([character not in "▀█" for character in halves])
        rows.append([character not in "▄█" for character in halves])
    image = Image.new("1", (len(rows[0]), len(rows)))
    image.putdata([white for row in rows for white in row])
    big = image.resize((image.width * 4, image.height * 4)).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(big)] == [link]
