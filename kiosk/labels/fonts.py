"""Fonts for labels: those of the system, and never a box in place of a character.

No wheel of a kept CJK font is small (Noto Sans SC alone is 8 MB), and shops that print Chinese
have Chinese fonts, so we look for the usual ones and say which package to install. Pillow finds
them by file name in the font folders of Linux, macOS and Windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

from kiosk.labels.refusals import GlyphsMissingError

_NO_CHARACTER = "\U0010ffff"  # a noncharacter: every font draws its "missing" sign
_PROBE_SIZE = 24
_BUILT_IN = "the font that Pillow brings"


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: its regular and bold files, and the font's place in a collection file."""

    regular: str
    bold: str
    index: int = 0

    def font(self, size: int, *, bold: bool = False) -> FreeTypeFont:
        """The font at `size` dots. Raises `OSError` where the machine does not have it."""
        return _loaded(self.bold if bold else self.regular, size, self.index)


FAMILIES: Sequence[Family] = (
    Family("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 2),  # 2: simplified Chinese forms
    Family("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"),
    Family("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    Family("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    Family("wqy-microhei.ttc", "wqy-microhei.ttc"),
    Family("Hiragino Sans GB.ttc", "Hiragino Sans GB.ttc"),
    Family("msyh.ttc", "msyhbd.ttc"),
    Family("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    Family("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    Family("Arial.ttf", "Arial Bold.ttf"),
    Family("arial.ttf", "arialbd.ttf"),
    Family(_BUILT_IN, _BUILT_IN),
)
"""Families in order of preference, the widest coverage first; Pillow's own prints English only."""


def family_for(text: str, families: Sequence[Family] = FAMILIES) -> Family:
    """The first family present that has every character of `text`.

    Raises `GlyphsMissingError` naming what the best of them lacks.
    """
    lacking = "".join(sorted(set(text)))
    for family in families:
        try:
            family.font(_PROBE_SIZE, bold=True)
            missing = _missing(text, family.font(_PROBE_SIZE))
        except OSError:
            continue
        if not missing:
            return family
        lacking = min(lacking, missing, key=len)
    raise GlyphsMissingError(lacking)


def _missing(text: str, font: FreeTypeFont) -> str:
    """The characters that the font draws as it draws a missing one."""
    sign = bytes(font.getmask(_NO_CHARACTER))
    return "".join(
        character
        for character in sorted(set(text))
        if not character.isspace() and bytes(font.getmask(character)) == sign
    )


@lru_cache(maxsize=64)
def _loaded(file: str, size: int, index: int) -> FreeTypeFont:
    if file == _BUILT_IN and isinstance(built_in := ImageFont.load_default(size), FreeTypeFont):
        return built_in
    return ImageFont.truetype(file, size, index=index)
