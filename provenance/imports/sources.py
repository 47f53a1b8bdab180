"""Files as streams of documents: JSON, JSON Lines, CSV, plain or gzip; memory stays flat.

A broken line costs that line only. A file that cannot be read at all gives one refusal.
"""

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedIOBase, BytesIO
from pathlib import Path

import orjson

from provenance.imports.records import Refused
from provenance.imports.rows import Columns
from provenance.text import Message

LONGEST_LINE = 16 * 2**20
"""In bytes; a MongoDB document may be no larger either."""
LARGEST_DOCUMENT = 256 * 2**20
"""In bytes, unpacked; more than this must come line by line."""
_PATIENCE = 100
_BOM = b"\xef\xbb\xbf"
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at a line of a file (from 1), and how many bytes of the file lie behind it."""

    line: int
    value: object | Refused
    position: int = 0


class Source:
    """An opened file: its lines, and how far into it we are (in packed bytes)."""

    def __init__(self, raw: BufferedIOBase, lines: BufferedIOBase) -> None:
        self._raw = raw
        self._lines = lines
        self.first = lines.readline(LONGEST_LINE + 1)

    @property
    def position(self) -> int:
        """How many bytes of the file were read."""
        return self._raw.tell()

    def numbered(self) -> Iterator[tuple[int, bytes | None]]:
        """The lines that are not blank, numbered from 1; None for one that is too long."""
        line, number = self.first.removeprefix(_BOM), 1
        while line:
            if len(line) > LONGEST_LINE:
                self._skip_rest(line)
                yield number, None
            elif stripped := line.strip():
                yield number, stripped
            line, number = self._lines.readline(LONGEST_LINE + 1), number + 1

    def whole(self) -> bytes | None:
        """Everything, or None where it is too large for one document."""
        rest = self._lines.read(LARGEST_DOCUMENT - len(self.first) + 1)
        content = self.first + rest
        return content.removeprefix(_BOM) if len(content) <= LARGEST_DOCUMENT else None

    def _skip_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._lines.readline(LONGEST_LINE)


def entries(path: Path, columns: Columns | None) -> Iterator[Entry]:
    """The documents of a JSON file, or the rows of a list that has `columns`.

    Lists may come as CSV or as JSON objects; what the file starts with decides.
    """
    line = 0
    try:
        with ExitStack() as closing:
            source = _opened(path, closing)
            if not source.first:
                yield _refused(1, "imports-file-empty")
            elif not _is_text(source.first):
                yield _refused(1, "imports-file-binary")
            else:
                for entry in _documents(path, source, columns):
                    line = entry.line
                    yield entry
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield _refused(line + 1, "imports-file-gzip")
    except IsADirectoryError:
        yield _refused(1, "imports-file-folder")
    except OSError as error:
        yield _refused(line + 1, "imports-file-unreadable", why=error.strerror or str(error))


def entries_in(content: bytes, columns: Columns | None) -> Iterator[Entry]:
    """The same of what is in memory, plain: what it starts with decides."""
    source = Source(BytesIO(content), BytesIO(content))
    if not source.first:
        yield _refused(1, "imports-file-empty")
    elif not _is_text(source.first):
        yield _refused(1, "imports-file-binary")
    else:
        yield from _documents(Path(), source, columns)


def _opened(path: Path, closing: ExitStack) -> Source:
    raw = closing.enter_context(path.open("rb"))
    if raw.peek(2)[:2] == b"\x1f\x8b":
        return Source(raw, closing.enter_context(gzip.GzipFile(fileobj=raw)))
    return Source(raw, raw)


def _documents(path: Path, source: Source, columns: Columns | None) -> Iterable[Entry]:
    if columns is not None and not _starts_as_json(source.first):
        return _rows(source, columns)
    if set(path.suffixes) & set(_LINES) or isinstance(_parsed(source.first), dict):
        return _json_lines(source)
    return _json_document(source)


def _is_text(line: bytes) -> bool:
    try:
        return b"\0" not in line and (_starts_as_json(line) or bool(line.decode()))
    except UnicodeDecodeError:
        return False


def _starts_as_json(line: bytes) -> bool:
    return line.removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")


def _json_document(source: Source) -> Iterator[Entry]:
    content = source.whole()
    if content is None:
        yield _refused(1, "imports-file-large", mebibytes=LARGEST_DOCUMENT // 2**20)
        return
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        yield _refused(error.lineno, "imports-file-json", why=error.msg)
        return
    yield Entry(1, document, source.position)


def _json_lines(source: Source) -> Iterator[Entry]:
    """The first lines are held back until one looks like JSON: a wrong file gives one refusal."""
    held: list[Entry] | None = []
    for number, line in source.numbered():
        value = Refused(Message("imports-line-long")) if line is None else _parsed(line)
        entry = Entry(number, value, source.position)
        if held is None:
            yield entry
        elif line is not None and _starts_as_json(line):
            yield from (*held, entry)
            held = None
        else:
            held.append(entry)
            if len(held) == _PATIENCE:
                break
    if held is not None:
        yield _refused(1, "imports-file-not-json")


def _parsed(line: bytes) -> object | Refused:
    try:
        value: object = orjson.loads(line.removeprefix(_BOM))
    except orjson.JSONDecodeError as error:
        return Refused(Message("imports-line-json", {"why": error.msg, "column": error.colno}))
    return value


def _rows(source: Source, columns: Columns) -> Iterator[Entry]:
    header: list[str] | None = None
    for number, line in source.numbered():
        cells = Refused(Message("imports-line-long")) if line is None else _cells(line)
        if header is None:
            names = _header(cells, columns)
            if isinstance(names, Refused):
                yield Entry(number, names)
                return
            header = names
        elif isinstance(cells, Refused):
            yield Entry(number, cells, source.position)
        elif len(cells) != len(header):
            counts = {"cells": len(cells), "columns": len(header)}
            wrong = Refused(Message("imports-row-cells", counts))
            yield Entry(number, wrong, source.position)
        else:
            yield Entry(number, dict(zip(header, cells, strict=True)), source.position)


def _cells(line: bytes) -> list[str] | Refused:
    """One row (RFC 4180) on one line: a quote left open spoils its own row only."""
    try:
        return next(csv.reader([line.decode()], strict=True))
    except UnicodeDecodeError:
        return Refused(Message("imports-row-encoding"))
    except csv.Error as error:
        return Refused(Message("imports-row-csv", {"why": str(error)}))


def _header(cells: list[str] | Refused, columns: Columns) -> list[str] | Refused:
    """The names in a header row, or what is wrong with them."""
    if isinstance(cells, Refused):
        return cells
    names = [cell.strip() for cell in cells]
    known = " ".join(columns.known)
    if unknown := [name for name in names if name not in columns.known]:
        args = {"unknown": ", ".join(unknown)[:200], "known": known}
        return Refused(Message("imports-columns-unknown", args))
    if missing := [name for name in columns.needed if name not in names]:
        args = {"missing": ", ".join(missing), "known": known}
        return Refused(Message("imports-columns-missing", args))
    if len(set(names)) < len(names):
        return Refused(Message("imports-columns-twice"))
    return names


def _refused(line: int, key: str, **args: object) -> Entry:
    return Entry(line, Refused(Message(key, args)))
