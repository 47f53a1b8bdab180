"""Labels: a GS1 Digital Link QR with what a person wants to read beside it."""

from kiosk.labels.drawing import render_label
from kiosk.labels.fonts import GlyphsMissing
from kiosk.labels.label import HEIGHT_MM, WIDTH_MM, Label, LabelTooSmall
from kiosk.labels.png import LabelUnreadable, checked_png
from kiosk.labels.qr import terminal_qr

__all__ = [
    "HEIGHT_MM",
    "WIDTH_MM",
    "GlyphsMissing",
    "Label",
    "LabelTooSmall",
    "LabelUnreadable",
    "checked_png",
    "render_label",
    "terminal_qr",
]
