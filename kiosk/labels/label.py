"""What stands on a label."""

from collections.abc import Sequence
from dataclasses import dataclass

from provenance.codes import digital_link
from provenance.identity import Identity
from provenance.text import Message

WIDTH_MM, HEIGHT_MM = 60, 40
"""The usual size of labels on loose and counter goods."""


class LabelError(Exception):
    """A label that must not be printed as asked; the message says what to do."""


class LabelTooSmallError(LabelError):
    """The content does not fit the label at a size that can be scanned and read."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label for one lot or item. `name` is in the label's language; sizes are millimetres.

    `origin` begins the link in the QR (`https://shop.example`).
    """

    identity: Identity
    name: str
    origin: str
    width_mm: int = WIDTH_MM
    height_mm: int = HEIGHT_MM

    @property
    def link(self) -> str:
        """What the QR says. Raises `ValueError` for an identity without a GTIN."""
        return digital_link(self.origin, self.identity)

    @property
    def facts(self) -> Sequence[tuple[Message, Message]]:
        """Caption and value of each fact that the item has, the most important first."""
        identity = self.identity
        days = (
            ("label-use-by", identity.expiry),
            ("label-best-before", identity.best_before),
            ("label-packed-on", identity.packed_on),
            ("label-produced-on", identity.produced_on),
        )
        marks = (("label-lot", identity.lot), ("label-serial", identity.serial))
        return [
            *((Message(key), Message("label-day", {"day": day})) for key, day in days if day),
            *((Message(key), Message("label-mark", {"mark": mark})) for key, mark in marks if mark),
        ]
