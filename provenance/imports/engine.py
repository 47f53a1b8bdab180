"""The import itself: read, store in batches, count, and report every refusal; safe to repeat."""

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from provenance.imports.records import Counts, Refusal, Refused
from provenance.imports.rows import Columns
from provenance.imports.sources import Entry, entries, entries_in
from provenance.store.collection import Written
from provenance.store.refused import NotTaken, unless_refused
from provenance.text import Message

T = TypeVar("T")

BATCH = 500
"""Records that are written together."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch; `refused` by position in it."""

    written: Written
    refused: Mapping[int, Refused] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of input: how a document becomes records, and how records are stored.

    `columns` are those of a list; None means documents in JSON only.
    """

    records: Callable[[Mapping[str, object]], Iterable[T | Refused]]
    write: Callable[[Sequence[T]], Awaitable[Outcome]]
    columns: Columns | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: bytes read of all (packed) bytes, and what became of the records."""

    bytes_read: int
    bytes_total: int
    counts: Counts


async def import_files(
    kind: Kind[T],
    files: Sequence[Path],
    *,
    refused: Callable[[Refusal], None],
    progress: Callable[[Progress], None] = lambda _: None,
) -> Counts:
    """Import files one after the other; each refusal is handed to `refused` as it is met.

    Raises what the database driver raises when the database is away; what was stored until then
    stays, and the same import can be run again.
    """
    sizes = [path.stat().st_size if path.is_file() else 0 for path in files]
    counts, before = Counts(), 0
    for path, size in zip(files, sizes, strict=True):
        run = _Run(kind, str(path), refused)
        async for position in run.through(entries(path, kind.columns)):
            progress(Progress(before + min(position, size), sum(sizes), counts + run.counts))
        counts, before = counts + run.counts, before + size
        progress(Progress(before, sum(sizes), counts))
    return counts


async def import_documents(
    kind: Kind[T],
    documents: Iterable[Mapping[str, object]],
    *,
    name: str,
    refused: Callable[[Refusal], None],
) -> Counts:
    """Import documents or rows from memory; refusals name `name` and count from 1."""
    run = _Run(kind, name, refused)
    numbered = (Entry(number, document) for number, document in enumerate(documents, start=1))
    async for _ in run.through(numbered):
        pass
    return run.counts


async def import_content(
    kind: Kind[T], content: bytes, *, name: str, refused: Callable[[Refusal], None]
) -> Counts:
    """Import what a file would hold from memory; refusals name `name`."""
    run = _Run(kind, name, refused)
    async for _ in run.through(entries_in(content, kind.columns)):
        pass
    return run.counts


class _Run(Generic[T]):
    """The import of one file."""

    def __init__(self, kind: Kind[T], file: str, refused: Callable[[Refusal], None]) -> None:
        self.counts = Counts()
        self._kind = kind
        self._file = file
        self._refused = refused
        self._batch: list[tuple[int, T]] = []

    async def through(self, found: Iterable[Entry]) -> AsyncIterator[int]:
        """Import all entries; yields the position in the file after each batch."""
        for entry in found:
            for record in self._records(entry.value):
                if isinstance(record, Refused):
                    self._refuse(entry.line, record)
                    continue
                self._batch.append((entry.line, record))
                if len(self._batch) == BATCH:
                    await self._flush()
                    yield entry.position
        await self._flush()

    def _records(self, value: object) -> Iterator[T | Refused]:
        """The records of one document, of a list of them, or why there are none."""
        match value:
            case Refused():
                yield value
            case list():
                for index, one in enumerate(value):
                    yield from (_within(f"/{index}", record) for record in self._of_one(one))
            case _:
                yield from self._of_one(value)

    def _of_one(self, document: object) -> Iterable[T | Refused]:
        if isinstance(document, Mapping):
            return self._kind.records(document)
        return [Refused(Message("imports-not-object"))]

    def _refuse(self, line: int, refused: Refused) -> None:
        self.counts += Counts(read=1, refused=1)
        self._refused(Refusal(self._file, line, refused))

    async def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if batch and isinstance(await self._written(batch), NotTaken):
            for line, record in batch:  # one by one tells which of them it was
                if isinstance(refusal := await self._written([(line, record)]), NotTaken):
                    reason = Message("imports-database-refused", {"why": refusal.why})
                    self._refuse(line, Refused(reason))

    async def _written(self, batch: Sequence[tuple[int, T]]) -> NotTaken | None:
        """Write records and count them, or say why the database does not take them."""
        outcome = await unless_refused(self._kind.write([record for _, record in batch]))
        if isinstance(outcome, NotTaken):
            return outcome
        for position, why in outcome.refused.items():
            self._refuse(batch[position][0], why)
        taken = len(batch) - len(outcome.refused)
        self.counts += Counts(taken, outcome.written.stored, outcome.written.unchanged)
        return None


def _within(pointer: str, record: T | Refused) -> T | Refused:
    if isinstance(record, Refused):
        return Refused(record.reason, pointer + record.pointer)
    return record
