"""PNG, PDF and ZPL hold the same dots."""

import re
import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.labels import DPI_300, Bitmap, pdf, png, weighed_label, zpl
from tests.kiosk.label_samples import BANANAS, BY_WEIGHT, TEXTS

GRAPHIC = re.compile(
    rb"\^XA\^PW(\d+)\^LL(\d+)\^LH0,0\^PQ(\d+)\^FO0,0\^GFA,(\d+),(\d+),(\d+),(.*)\^FS\^XZ\n"
)


@st.composite
def pictures(draw: st.DrawFn) -> Bitmap:
    """Runs of dots, as codes and text are, and rows that repeat."""
    width, height = draw(st.integers(1, 70)), draw(st.integers(1, 12))
    row = st.lists(st.tuples(st.booleans(), st.integers(1, 40)), min_size=1, max_size=8)
    image = Image.new("1", (width, height), 1)
    for y, runs in enumerate(draw(st.lists(row, min_size=height, max_size=height))):
        dots = [black for black, length in runs for _ in range(length)][:width]
        for x, black in enumerate(dots):
            image.putpixel((x, y), 0 if black else 1)
        if y and draw(st.booleans()):
            image.paste(image.crop((0, y - 1, width, y)), (0, y))
    return Bitmap(image)


def drawn_by_a_printer(label: bytes) -> tuple[Image.Image, int]:
    """What ZPL says, as the programming guide has it (`^GF`); and how many copies."""
    found = GRAPHIC.fullmatch(label)
    assert found, label[:80]
    width, height, copies, sent, size, row_bytes = (int(found[each]) for each in range(1, 7))
    assert sent == size == row_bytes * height
    rows: list[str] = []
    row, times = "", 0
    for code in found[7].decode():
        if code in ",!":
            row = row.ljust(row_bytes * 2, "0" if code == "," else "F")
        elif code == ":":
            row = rows[-1]
        elif "G" <= code <= "Y":
            times += ord(code) - ord("F")
        elif "g" <= code <= "z":
            times += (ord(code) - ord("f")) * 20
        else:
            row += code * max(times, 1)
            times = 0
        if len(row) == row_bytes * 2:
            rows.append(row)
            row = ""
    assert (len(rows), row) == (height, "")
    black = Image.frombytes("1", (row_bytes * 8, height), bytes.fromhex("".join(rows)))
    assert not black.crop((width, 0, row_bytes * 8, height)).getbbox()  # no dot beside the label
    return black.crop((0, 0, width, height)), copies


def black_dots(image: Image.Image) -> list[tuple[int, int]]:
    return [
        (x, y)
        for y in range(image.height)
        for x in range(image.width)
        if image.getpixel((x, y)) == 0
    ]


@settings(deadline=None)
@given(pictures())
def test_a_printer_draws_dot_by_dot_what_was_made(bitmap: Bitmap) -> None:
    black, _ = drawn_by_a_printer(zpl(bitmap))
    assert black_dots(black.point(lambda dot: not dot)) == black_dots(bitmap.image)


@settings(deadline=None)
@given(pictures())
def test_a_png_keeps_every_dot(bitmap: Bitmap) -> None:
    with Image.open(BytesIO(png(bitmap))) as image:
        assert image.mode == "1"
        assert image.info["dpi"] == pytest.approx((bitmap.dpi, bitmap.dpi), abs=0.1)
        assert image.tobytes() == bitmap.image.tobytes()


def pages_of(file: bytes) -> list[Image.Image]:
    """The pictures in a PDF of ours, each unpacked as the fax image that it is (T.6)."""
    pages = []
    for part in file.split(b"/Subtype /Image")[1:]:
        header, rest = part.split(b"stream\n", 1)
        length = int(re.search(rb"/Length (\d+)", header)[1])  # type: ignore[index]
        width = int(re.search(rb"/Width (\d+)", header)[1])  # type: ignore[index]
        height = int(re.search(rb"/Height (\d+)", header)[1])  # type: ignore[index]
        white = 1 if b"/BlackIs1 true" in header else 0
        tags = {256: width, 257: height, 258: 1, 259: 4, 262: white, 273: 110, 278: height}
        tags |= {279: length}
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, tags[tag]) for tag in sorted(tags))
        tiff = b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries
        tiff = tiff.ljust(110, b"\0") + rest[:length]
        with Image.open(BytesIO(tiff)) as image:
            pages.append(image.copy())
    return pages


def test_a_pdf_has_a_page_for_each_label_in_its_own_size_and_every_dot() -> None:
    label = weighed_label(BANANAS, TEXTS, "en", pattern=BY_WEIGHT)
    other = Bitmap(label.image.rotate(90, expand=True), label.dpi)
    file = pdf([label, other])
    boxes = re.findall(rb"/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+)", file)
    millimetres = [[round(float(side) / 72 * 25.4, 6) for side in box] for box in boxes]
    assert millimetres == [[58, 60], [60, 58]]
    assert [page.tobytes() for page in pages_of(file)] == [
        label.image.tobytes(),
        other.image.tobytes(),
    ]


def test_a_label_is_printed_as_often_as_asked() -> None:
    label = weighed_label(BANANAS, TEXTS, "en", pattern=BY_WEIGHT)
    black, copies = drawn_by_a_printer(zpl(label, copies=3))
    assert copies == 3
    assert black.size == (58 * 8, 60 * 8)
    assert len(zpl(label)) < black.width * black.height / 8  # hexadecimal, and yet smaller


def test_printers_of_300_dpi_have_300_dots_an_inch() -> None:
    assert Bitmap(Image.new("1", (1, 1)), DPI_300).dpi == 300
