"""The log of sales and prints on disk: only ever appended to, each line safe before the next step.

A folder holds one log, and one agent has it at a time.
"""

import fcntl
import os
from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import orjson

from kiosk.metrology import Broken, Chain, Kind, sealed, verified
from kiosk.metrology.chain import followed
from kiosk.scale.sale import Sale

FILE = "sales.jsonl"
_REMEMBERED = 10_000  # sales whose label can be printed again


class LogBrokenError(Exception):
    """The log was tampered with or damaged; nothing is sold on it. The message says where."""


class LogTakenError(Exception):
    """Another agent writes this log."""


class SalesLog:
    """The log in `folder`, for us alone.

    Raises `LogBrokenError`, `LogTakenError`, `OSError`.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / FILE
        self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._fd)
            raise LogTakenError(f"another agent writes {self._path}") from None
        self._chain = Chain()
        self._sales: OrderedDict[int, Sale] = OrderedDict()
        self._by_request: dict[str, int] = {}
        self._printed: set[int] = set()
        self._reprints: dict[int, int] = {}
        self.last_number = 0
        try:
            self._read()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let others have it."""
        os.close(self._fd)

    def sale(self, number: int) -> Sale | None:
        """A sale of the last 10,000."""
        return self._sales.get(number)

    def sale_of(self, request_id: str) -> Sale | None:
        """The sale that a request was turned into."""
        number = self._by_request.get(request_id)
        return None if number is None else self._sales.get(number)

    def was_printed(self, number: int) -> bool:
        """Whether its label came out."""
        return number in self._printed

    def reprints(self, number: int) -> int:
        """How often its label came out again."""
        return self._reprints.get(number, 0)

    def sold(self, sale: Sale) -> None:
        """Write a sale down, before its label is printed."""
        self._append(Kind.SALE, msgspec.to_builtins(sale))

    def printed(self, number: int, at: datetime) -> None:
        """Its label came out."""
        self._append(Kind.PRINTED, {"number": number, "at": at.isoformat()})

    def not_printed(self, number: int, at: datetime, why: str) -> None:
        """Its label did not come out."""
        self._append(Kind.NOT_PRINTED, {"number": number, "at": at.isoformat(), "why": why})

    def reprinted(self, number: int, at: datetime) -> None:
        """The label of `number` came out again."""
        self._append(Kind.REPRINTED, {"number": number, "at": at.isoformat()})

    def _append(self, kind: Kind, fields: dict[str, Any]) -> None:
        line = sealed(self._chain.head, kind, fields)
        os.write(self._fd, line + b"\n")
        os.fsync(self._fd)
        chain = followed(self._chain, line)
        assert chain is not None  # noqa: S101 - we have just sealed it
        self._chain = chain
        self._remember(kind, fields)

    def _read(self) -> None:
        """Take in what is there; a line cut short by a power failure is owned up to."""
        torn = None
        for line in _lines(self._path):
            after = followed(self._chain, line)
            if after is None:
                torn = line
                self._chain = Chain(self._chain.head, self._chain.lines + 1)
                continue
            self._chain = after
            entry = orjson.loads(line)
            if entry["kind"] != Kind.TORN:
                self._remember(Kind(entry["kind"]), entry)
            torn = None
        if self._path.stat().st_size and not _ends_with_a_line(self._path):
            os.write(self._fd, b"\n")
            if torn is not None:
                self._append(Kind.TORN, {"torn": sha256(torn).hexdigest()})
        if isinstance(checked := verify(self._path), Broken):
            raise LogBrokenError(f"{self._path} does not hold together from line {checked.line} on")

    def _remember(self, kind: Kind, fields: dict[str, Any]) -> None:
        if kind is Kind.TORN:
            return
        number = fields["number"]
        match kind:
            case Kind.SALE:
                sale = msgspec.convert(fields, Sale)
                self._sales[number] = sale
                self._by_request[sale.request_id] = number
                self.last_number = number
                if len(self._sales) > _REMEMBERED:
                    _, old = self._sales.popitem(last=False)
                    self._by_request.pop(old.request_id, None)
                    self._printed.discard(old.number)
                    self._reprints.pop(old.number, None)
            case Kind.PRINTED:
                self._printed.add(number)
            case Kind.REPRINTED:
                self._reprints[number] = self._reprints.get(number, 0) + 1


def verify(path: Path) -> Chain | Broken:
    """Whether a log holds together: its last hash and length, or the first line that does not."""
    return verified(_lines(path))


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line.removesuffix(b"\n")


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"
