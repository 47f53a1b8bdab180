"""What the codes on the label of weighed goods say, understood once more before they are drawn."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.labels.goods import WeighedGoods
from kiosk.labels.refusals import CodeImpossibleError
from provenance.codes import digital_link, in_store_code, read_code
from provenance.identity import Identity, StoreCodes, StorePattern, Symbology
from provenance.text import Message

_GROUP_SEPARATOR = "\x1d"
_FIXED_LENGTH = ("01", "17", "15", "310")
"""AIs after which no separator stands (GS1 General Specifications, 7.8.5)."""


class CodeKind(StrEnum):
    QR = "QR"
    EAN = "EAN"
    """EAN-13, EAN-8 or UPC-A."""
    DATABAR = "DataBar"
    """GS1 DataBar Expanded Stacked."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code on a label: what it is drawn from, and the text that a scanner hands over."""

    kind: CodeKind
    drawn: str
    read: str


def link_code(link: str) -> Code:
    """A QR with a link."""
    return Code(CodeKind.QR, link, link)


def codes_of(goods: WeighedGoods, pattern: StorePattern | None) -> tuple[Code | None, Code]:
    """The QR (None without a GTIN) and what a till reads: an EAN by the store's `pattern`, without
    one a DataBar. Raises `CodeImpossibleError` where one cannot say what was weighed."""
    qr = link_code(digital_link(goods.link_origin, goods.identity)) if goods.gtin else None
    if qr:
        _understood(qr, goods.identity, goods, None)
    till = _by_elements(goods) if pattern is None else _by_pattern(goods, pattern)
    return qr, till


def _by_pattern(goods: WeighedGoods, pattern: StorePattern) -> Code:
    try:
        digits = in_store_code(pattern, goods.plu, goods.net_grams, goods.total)
    except ValueError as error:
        raise _impossible(CodeKind.EAN) from error
    code = Code(CodeKind.EAN, digits, digits.zfill(13) if len(digits) == 12 else digits)
    by_weight = "W" in pattern.pattern
    meant = Identity(
        plu=goods.plu.lstrip("0") or "0",
        net_weight_grams=float(goods.net_grams) if by_weight else None,
        price_in_code=goods.total if "P" in pattern.pattern else None,
    )
    return _understood(code, meant, goods, pattern)


def _by_elements(goods: WeighedGoods) -> Code:
    """AIs 01, 310n, 392n, 17 (else 15) and 10; the amount is in the store's own currency."""
    if goods.gtin is None:
        raise _impossible(CodeKind.DATABAR)
    kilograms = ("3103", f"{goods.net_grams:06}")
    payable = (f"392{goods.total.currency.exponent}", f"{goods.total.minor_units:04}")
    elements = [("01", goods.gtin), kilograms, payable]
    if last_day := goods.use_by or goods.best_before:
        elements.append(("17" if goods.use_by else "15", last_day.strftime("%y%m%d")))
    if goods.lot:
        elements.append(("10", goods.lot))
    bracketed = "".join(f"({ai}){value}" for ai, value in elements)
    code = Code(CodeKind.DATABAR, bracketed, _transmitted(elements))
    meant = Identity(
        gtin=goods.gtin,
        lot=goods.lot,
        expiry=goods.use_by,
        best_before=None if goods.use_by else goods.best_before,
        net_weight_grams=float(goods.net_grams),
        price_in_code=goods.total,
    )
    return _understood(code, meant, goods, None)


def _transmitted(elements: list[tuple[str, str]]) -> str:
    """Elements as a scanner sends them: a separator after each of variable length but the last."""
    text = "".join(
        ai + value + ("" if ai.startswith(_FIXED_LENGTH) else _GROUP_SEPARATOR)
        for ai, value in elements
    )
    return text.removesuffix(_GROUP_SEPARATOR)


def _understood(
    code: Code, meant: Identity, goods: WeighedGoods, pattern: StorePattern | None
) -> Code:
    """The same code, which our own reading of codes takes for what was meant."""
    store = StoreCodes((pattern,) if pattern else (), goods.total.currency)
    symbology = Symbology.DATABAR if code.kind is CodeKind.DATABAR else None
    today = goods.packed_at.date()
    if read_code(code.read, today=today, symbology=symbology, store=store) != meant:
        raise _impossible(code.kind)
    return code


def _impossible(kind: CodeKind) -> CodeImpossibleError:
    return CodeImpossibleError(Message("label-code-impossible", {"code": kind.value}))
