"""Labels: one picture of one bit a dot, with codes that were read back before it leaves."""

from kiosk.labels.bitmap import DPI_203, DPI_300, Bitmap, Media, pdf, png
from kiosk.labels.drawing import item_label
from kiosk.labels.label import MEDIA, Label
from kiosk.labels.printer import PrinterAwayError, send
from kiosk.labels.qr import terminal_qr
from kiosk.labels.refusals import LabelRefusedError
from kiosk.labels.zpl import zpl

__all__ = [
    "DPI_203",
    "DPI_300",
    "MEDIA",
    "Bitmap",
    "Label",
    "LabelRefusedError",
    "Media",
    "PrinterAwayError",
    "item_label",
    "pdf",
    "png",
    "send",
    "terminal_qr",
    "zpl",
]
