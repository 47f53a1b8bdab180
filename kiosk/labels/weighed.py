"""The label of weighed goods, for people, phones and tills.

A Digital Link QR keeps the lot; below stands what a till reads: an EAN-13 with weight or price by
the store's own pattern, or a GS1 DataBar Expanded Stacked.
"""

from kiosk.labels.bitmap import Bitmap, Media
from kiosk.labels.codes import codes_of
from kiosk.labels.goods import WeighedGoods
from kiosk.labels.read_back import checked
from kiosk.labels.weighed_drawing import draw_weighed
from kiosk.labels.weighed_words import words_of
from provenance.identity import StorePattern
from provenance.text import Texts

EAN_MEDIA = Media(58, 60)
DATABAR_MEDIA = Media(80, 100)
"""DataBar with a lot is 75 mm wide at 203 dpi."""


def weighed_label(
    goods: WeighedGoods,
    texts: Texts,
    language: str,
    *,
    pattern: StorePattern | None,
    media: Media | None = None,
) -> Bitmap:
    """The label in `language`, its codes read back as what was weighed.

    With a `pattern` of the store a till reads an EAN, without one a DataBar; `media` are by default
    the usual ones for that. Raises `LabelRefusedError`: a code cannot say it, it does not fit, no
    font has the characters, or what was drawn reads back as something else.
    """
    qr, till = codes_of(goods, pattern)
    media = media or (EAN_MEDIA if pattern else DATABAR_MEDIA)
    label = draw_weighed(words_of(goods, texts, language), qr, till, media)
    return checked(label, [code for code in (qr, till) if code])
