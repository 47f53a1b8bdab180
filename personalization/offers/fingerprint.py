"""A digest that names a context."""

import hashlib
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from personalization.offers.context import OfferContext


def context_hash(context: OfferContext) -> str:
    """32 hex digits; the same for equal contexts, in every process."""
    return hashlib.blake2b(_ENCODER.encode(context), digest_size=16).hexdigest()


def _encoded(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value.key
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(type(value).__name__)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_encoded, order="deterministic")
