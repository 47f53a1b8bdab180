"""Drawing on a label: millimetres, one font family, and text that knows how wide it may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from kiosk.labels.bitmap import Bitmap, Media
from kiosk.labels.fonts import Family
from kiosk.labels.wrapping import lines, shortened

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Page:
    """A picture in the making. Places are dots from its upper left; `dots` makes them of mm."""

    media: Media
    family: Family
    image: Image.Image
    draw: ImageDraw.ImageDraw

    @classmethod
    def blank(cls, media: Media, family: Family) -> "Page":
        """A white label."""
        size = media.dots(media.width_mm), media.dots(media.height_mm)
        image = Image.new("1", size, 1)
        return cls(media, family, image, ImageDraw.Draw(image))

    @property
    def bitmap(self) -> Bitmap:
        """What was drawn."""
        return Bitmap(self.image, self.media.dpi)

    @property
    def width(self) -> int:
        """Dots across."""
        return self.image.width

    @property
    def height(self) -> int:
        """Dots down."""
        return self.image.height

    def dots(self, mm: float) -> int:
        """A length in dots."""
        return self.media.dots(mm)

    def font(self, mm: float, *, bold: bool = False) -> Font:
        """The font whose em is so many millimetres."""
        return self.family.font(self.dots(mm), bold=bold)

    def write(self, x: int, baseline: int, text: str, font: Font, *, anchor: str = "ls") -> None:
        """Text in black; `anchor` as Pillow names them, else it begins at `x` on the baseline."""
        self.draw.text((x, baseline), text, 0, font, anchor=anchor)

    def rule(self, left: int, right: int, y: int, mm: float = 0.25) -> None:
        """A thin line across."""
        self.draw.rectangle((left, y, right - 1, y + max(self.dots(mm), 1) - 1), 0)


def within(font: Font, room: int) -> Callable[[str], bool]:
    """Whether text set in `font` is at most `room` dots wide."""
    return lambda text: font.getlength(text) <= room


def largest(page: Page, text: str, sizes_mm: Sequence[float], room: int, *, bold: bool) -> Font:
    """The first size in which the text fits `room` on one line, else the last."""
    fonts = [page.font(size, bold=bold) for size in sizes_mm]
    return next((font for font in fonts if within(font, room)(text)), fonts[-1])


def set_in_lines(
    page: Page, text: str, sizes_mm: Sequence[float], room: int, most: int
) -> tuple[list[str], float]:
    """Bold text as large as fits on one line, else on up to `most`, else cut; and its size in mm.

    What is cut ends in an ellipsis.
    """
    for count in range(1, most + 1):
        for size in sizes_mm:
            fits = within(page.font(size, bold=True), room)
            if len(wrapped := lines(text, fits)) <= count:
                return wrapped, size
    kept = wrapped[: most - 1]
    rest = text
    for line in kept:
        rest = rest[rest.index(line) + len(line) :].strip()
    return [*kept, shortened(rest, fits)], size
