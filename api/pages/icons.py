"""The app's icon: our mark, drawn at any size."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

COLOUR = "#00664b"
SIZES = (180, 192, 512)
"""Pixels: of iOS, and the two that an installable app needs (Web App Manifest)."""

_FINER = 4
_TICK = ((0.31, 0.51), (0.44, 0.64), (0.69, 0.37))
"""Within the middle 80 %, which no mask cuts off (Web App Manifest, icon masks)."""


@cache
def icon(size: int) -> bytes:
    """A PNG of `size` × `size` pixels, filled to its edges: whatever shape a phone cuts it to."""
    side = size * _FINER
    image = Image.new("RGB", (side, side), COLOUR)
    draw = ImageDraw.Draw(image)
    points = [(x * side, y * side) for x, y in _TICK]
    width = round(0.085 * side)
    draw.line(points, fill="white", width=width, joint="curve")
    for x, y in (points[0], points[-1]):  # round ends
        draw.circle((x, y), width / 2, fill="white")
    file = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()
