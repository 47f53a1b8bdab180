"""Labels: one picture of one bit a dot, with codes that were read back before it leaves."""

from kiosk.labels.bitmap import DPI_203, DPI_300, Bitmap, Media, pdf, png
from kiosk.labels.drawing import item_label
from kiosk.labels.goods import WeighedGoods, reprinted
from kiosk.labels.label import MEDIA, Label
from kiosk.labels.printer import PrinterAwayError, send
from kiosk.labels.qr import terminal_qr
from kiosk.labels.refusals import LabelRefusedError
from kiosk.labels.weighed import DATABAR_MEDIA, EAN_MEDIA, weighed_label
from kiosk.labels.zpl import zpl

__all__ = [
    "DATABAR_MEDIA",
    "DPI_203",
    "DPI_300",
    "EAN_MEDIA",
    "MEDIA",
    "Bitmap",
    "Label",
    "LabelRefusedError",
    "Media",
    "PrinterAwayError",
    "WeighedGoods",
    "item_label",
    "pdf",
    "png",
    "reprinted",
    "send",
    "terminal_qr",
    "weighed_label",
    "zpl",
]
