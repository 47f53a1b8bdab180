"""A lot that is cast again and again, under other names as long as its own."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import bson
from bson.raw_bson import RawBSONDocument

from provenance.store.collection import Document

Pieces = Sequence[bytes]
"""A document in BSON, cut so that every second piece is a name."""


@dataclass(frozen=True, slots=True)
class Mould:
    """A lot's passport and the events of its story, in BSON.

    Its names are replaced by others as long, so that all else stays valid: the number of the lot
    and of those it was made from (`lots`, its own first), the hashes of the events, the pallets
    that carried them.
    """

    lots: Sequence[str]
    hashes: Sequence[str]
    pallets: Sequence[str]
    passport: Pieces
    events: Sequence[Pieces]

    def passport_of(self, number: int) -> RawBSONDocument:
        """The passport of one copy, counted from 0."""
        return _filled(self.passport, self._names(number))

    def events_of(self, number: int) -> Iterator[RawBSONDocument]:
        """The events of one copy."""
        names = self._names(number)
        return (_filled(event, names) for event in self.events)

    def _names(self, number: int) -> Mapping[bytes, bytes]:
        names: dict[str, str] = {}
        for kind in (self.lots, self.pallets):
            for position, name in enumerate(kind):
                names[name] = f"{position}{number:0{len(name) - 1}d}"
        for position, hash_ in enumerate(self.hashes):
            names[hash_] = hashlib.sha256(f"{number}/{position}".encode()).hexdigest()
        return {old.encode(): new.encode() for old, new in names.items()}


def made_mould(passport: Document, events: Sequence[Document]) -> Mould:
    """The mould of a stored passport and the stored events that it tells of."""
    own = passport["_id"].rpartition("/")[2]
    named = (each["name"].split("/") for each in passport["lineage"])
    others = {parts[3] for parts in named if parts[0] == "01" and len(parts) == 4} - {own}
    hashes = [re.split("[;?]", event["hash"])[1] for event in events]
    encoded = [bson.encode(document) for document in (passport, *events)]
    pallets = {found for each in encoded for found in re.findall(rb"\b00/(\d{18})", each)}
    lots, carriers = [own, *sorted(others)], sorted(pallet.decode() for pallet in pallets)
    names = "|".join(map(re.escape, [*lots, *hashes, *carriers])).encode()
    pieces = [re.split(b"(%b)" % names, each) for each in encoded]
    return Mould(lots, hashes, carriers, pieces[0], pieces[1:])


def _filled(pieces: Pieces, names: Mapping[bytes, bytes]) -> RawBSONDocument:
    return RawBSONDocument(b"".join([names.get(piece, piece) for piece in pieces]))
