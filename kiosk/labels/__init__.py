"""Labels: a GS1 Digital Link QR with what a person wants to read beside it."""

from kiosk.labels.drawing import render_label
from kiosk.labels.fonts import GlyphsMissingError
from kiosk.labels.label import HEIGHT_MM, WIDTH_MM, Label, LabelError, LabelTooSmallError
from kiosk.labels.png import LabelUnreadableError, checked_png
from kiosk.labels.qr import terminal_qr

__all__ = [
    "HEIGHT_MM",
    "WIDTH_MM",
    "GlyphsMissingError",
    "Label",
    "LabelError",
    "LabelTooSmallError",
    "LabelUnreadableError",
    "checked_png",
    "render_label",
    "terminal_qr",
]
