"""A label as a printer sees it: dots, black or white. PNG, PDF and ZPL are encodings of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

MM_PER_INCH = 25.4
DPI_203 = 8 * MM_PER_INCH
"""Printers “of 203 dpi” have 8 dots a millimetre."""

DPI_300 = 300.0


@dataclass(frozen=True, slots=True)
class Media:
    """What is printed on: its size in millimetres, and the printer's dots an inch."""

    width_mm: float
    height_mm: float
    dpi: float = DPI_203

    def dots(self, mm: float) -> int:
        """A length in dots, rounded."""
        return round(mm * self.dpi / MM_PER_INCH)

    def least_dots(self, mm: float) -> int:
        """The fewest dots that are not shorter than a length."""
        return -int(-mm * self.dpi // MM_PER_INCH)


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture of one bit a pixel (Pillow's mode "1", 0 is black), and its dots an inch."""

    image: Image.Image
    dpi: float = DPI_203


def png(bitmap: Bitmap) -> bytes:
    """The picture as a PNG file that knows its size on paper."""
    file = BytesIO()
    bitmap.image.save(file, "PNG", dpi=(bitmap.dpi, bitmap.dpi), optimize=True)
    return file.getvalue()


def pdf(bitmaps: Sequence[Bitmap]) -> bytes:
    """The pictures as pages of a PDF file, each in its own size; there is at least one.

    Pillow packs pages of one bit by CCITT Group 4 (ITU-T T.6), which loses nothing.
    """
    first, *others = (bitmap.image for bitmap in bitmaps)
    file = BytesIO()
    first.save(file, "PDF", resolution=bitmaps[0].dpi, save_all=True, append_images=others)
    return file.getvalue()
