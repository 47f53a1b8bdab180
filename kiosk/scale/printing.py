"""From a sale to paper: its label drawn, read back, and handed to a printer."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol as Interface
from urllib.parse import urlsplit

from kiosk.labels import Bitmap, Media, png, send, zpl
from kiosk.labels.printer import PORT
from kiosk.labels.weighed import weighed_label
from kiosk.scale.sale import Sale
from provenance.identity import StorePattern
from provenance.text import Texts


class Printer(Interface):
    """Where labels come out."""

    async def put_out(self, label: Bitmap, name: str) -> None:
        """Print one. Raises `LabelRefusedError` (`PrinterAwayError`), `OSError`."""


@dataclass(frozen=True, slots=True)
class NetworkPrinter:
    """A ZPL printer in the network."""

    host: str
    port: int

    async def put_out(self, label: Bitmap, name: str) -> None:  # noqa: ARG002 - of files
        """Send its dots."""
        await send(zpl(label), self.host, self.port)


@dataclass(frozen=True, slots=True)
class Folder:
    """Labels as PNG files, to try out without a printer."""

    path: Path

    async def put_out(self, label: Bitmap, name: str) -> None:
        """Write `label-{name}.png`."""
        await asyncio.to_thread(self._write, png(label), name)

    def _write(self, data: bytes, name: str) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / f"label-{name}.png").write_bytes(data)


def printer_at(text: str) -> Printer:
    """The printer in an address: `tcp://host[:9100]`, else a folder. Raises `ValueError`."""
    if not text.startswith("tcp://"):
        return Folder(Path(text))
    parts = urlsplit(text)
    if not parts.hostname:
        raise ValueError("give tcp://host or tcp://host:9100")
    return NetworkPrinter(parts.hostname, parts.port or PORT)


@dataclass(frozen=True, slots=True)
class LabelMaker:
    """How labels of this scale look. With the store's `pattern`, goods with a PLU have an EAN that
    every till reads; all others have a DataBar. `media` None: what fits the code."""

    texts: Texts
    pattern: StorePattern | None = None
    media: Media | None = None

    async def label(self, sale: Sale, reprints: int | None = None) -> Bitmap:
        """The label, drawn and read back beside the weighing. Raises `LabelRefusedError`."""
        return await asyncio.to_thread(
            weighed_label,
            sale.label(reprints),
            self.texts,
            sale.language,
            pattern=self.pattern if sale.plu else None,
            media=self.media,
        )
