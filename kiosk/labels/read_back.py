"""Reading a label back before it leaves: what does not say what was meant is not printed."""

from collections.abc import Collection

import zxingcpp

from kiosk.labels.bitmap import Bitmap
from kiosk.labels.codes import Code, CodeKind
from kiosk.labels.refusals import LabelUnreadableError
from provenance.text import Message

_KINDS = {
    zxingcpp.BarcodeFormat.QRCode: CodeKind.QR,
    zxingcpp.BarcodeFormat.EAN13: CodeKind.EAN,  # UPC-A too, with a zero before it
    zxingcpp.BarcodeFormat.EAN8: CodeKind.EAN,
    zxingcpp.BarcodeFormat.DataBarExpStk: CodeKind.DATABAR,
    zxingcpp.BarcodeFormat.DataBarExp: CodeKind.DATABAR,  # so short that one row holds it
}


def checked(bitmap: Bitmap, codes: Collection[Code]) -> Bitmap:
    """The same picture, which has these codes and no other.

    Raises `LabelUnreadableError` naming the first that is missing, else one that is too many.
    """
    grey = bitmap.image.convert("L")
    found = {  # a set: a DataBar's rows may be found together and once more
        (_KINDS.get(code.format), code.text)
        for code in zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)
    }
    for code in codes:
        if (code.kind, code.read) not in found:
            said = {"code": code.kind.value, "text": code.drawn}
            raise LabelUnreadableError(Message("label-unreadable", said))
    if more := found - {(code.kind, code.read) for code in codes}:
        text = next(text for _, text in more)
        raise LabelUnreadableError(Message("label-another-code", {"text": text}))
    return bitmap
