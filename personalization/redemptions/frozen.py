"""Priced baskets as bytes: what a till carries in its basket token, and what a redemption keeps."""

import zlib
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from personalization.redemptions.basket import PricedBasket

_LONGEST = 4 << 20  # bytes: 500 lines take a tenth of it


def frozen(basket: PricedBasket) -> bytes:
    """The basket, compressed JSON."""
    return zlib.compress(_ENCODER.encode(basket))


def thawed(data: bytes) -> PricedBasket:
    """The basket that `frozen` made. Raises `ValueError` for anything else."""
    inflate = zlib.decompressobj()
    try:
        return _DECODER.decode(inflate.decompress(data, _LONGEST))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError("not a basket of ours") from error


def _written(value: object) -> str:
    if isinstance(value, ZoneInfo):
        return value.key
    raise NotImplementedError(type(value))


def _read(kind: type, value: Any) -> Any:
    if kind is ZoneInfo:
        return ZoneInfo(value)
    raise NotImplementedError(kind)


_ENCODER = msgspec.json.Encoder(enc_hook=_written, order="deterministic")
_DECODER = msgspec.json.Decoder(PricedBasket, dec_hook=_read)
