"""What stands on the label of a lot or an item that is not weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.labels.bitmap import Media
from provenance.codes import digital_link
from provenance.identity import Identity
from provenance.text import Message

MEDIA = Media(60, 40)
"""The usual size of labels on loose and counter goods."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label for one lot or item. `name` is in the label's language.

    `origin` begins the link in the QR (`https://shop.example`).
    """

    identity: Identity
    name: str
    origin: str
    media: Media = MEDIA

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
