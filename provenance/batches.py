"""Batches that devices send: JSON or lines of JSON, read alike at every door.

A batch is one record, a list of records, an object with such a list as its one member (JSON), or
one record a line (NDJSON). Each record is judged by itself: bad ones do not spoil good ones.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

import orjson

from provenance.coldchain.series import from_ms, to_ms
from provenance.text import Message

T = TypeVar("T")

CLOCK_AHEAD: Final = timedelta(minutes=5)
"""How far a device's clock may run ahead of ours."""

_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a record cannot be used: its position in the batch from 0, the field, and in words.

    `field` is empty when it is about the whole record.
    """

    index: int
    field: str
    message: Message


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: how many records were used, and which were refused, and why."""

    accepted: int
    refused: Sequence[Unfit]


class UnfitError(Exception):
    """A field of a record cannot be used; `judged` makes an `Unfit` of it."""

    def __init__(self, field: str, key: str, **args: object) -> None:
        self.field, self.message = field, Message(key, {"field": field, **args})


@dataclass(frozen=True, slots=True)
class BatchFormat:
    """How a batch is wrapped: `member` holds the list where it is an object; `most` records."""

    member: str
    most: int

    def read_json(self, body: bytes) -> Sequence[object] | Message:
        """The values of a batch in JSON, not yet looked at, or why there are none."""
        try:
            value: object = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            return _not_json(error)
        if isinstance(value, dict) and self.member in value:
            value = value[self.member]
            if not isinstance(value, list):
                return Message("batch-not-a-list", {"member": self.member})
        return self._counted(value if isinstance(value, list) else [value])

    def read_lines(self, body: bytes) -> Sequence[object] | Message:
        """The values of a batch in NDJSON, blank lines passed over; a line that is no JSON is
        `Unfit`.

        Positions count the lines that are not blank.
        """
        lines = [line for line in body.splitlines() if line.strip()]
        counted = self._counted(lines)
        if isinstance(counted, Message):
            return counted
        return [_line(index, line) for index, line in enumerate(lines)]

    def _counted(self, values: Sequence[object]) -> Sequence[object] | Message:
        if not values:
            return Message("batch-empty")
        if len(values) > self.most:
            return Message("batch-too-many", {"count": len(values), "limit": self.most})
        return values


def judged(values: Sequence[object], read: Callable[[object], T]) -> Sequence[T | Unfit]:
    """Each value as `read` makes it, or the first thing that is wrong with it (where `read` raises
    `UnfitError`), in order."""
    return [_judged(index, value, read) for index, value in enumerate(values)]


def only_known(record: Mapping[object, object], known: Collection[str]) -> None:
    """Raises `UnfitError` for a field of another name."""
    for name in record:
        if name not in known:
            raise UnfitError(shown(name), "batch-unknown-field", known=", ".join(known))


def moment(record: Mapping[str, object], now: datetime, oldest: timedelta) -> datetime:
    """The record's `at`, UTC: RFC 3339 with a zone, or whole milliseconds since 1970.

    Raises `UnfitError` where it is neither, lies ahead of `now` or is older than `oldest`.
    """
    ms = _milliseconds(record.get("at"))
    if ms > to_ms(now + CLOCK_AHEAD):
        raise UnfitError("at", "batch-in-the-future", at=shown(record["at"]), now=_told(now))
    if ms < to_ms(now - oldest):
        facts = {"at": shown(record["at"]), "now": _told(now), "days": oldest.days}
        raise UnfitError("at", "batch-too-old", **facts)
    return from_ms(ms)


def shown(value: object) -> str:
    """A value inside a sentence, cut to 60 characters."""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return text if len(text) <= 60 else f"{text[:59]}…"


def _judged(index: int, value: object, read: Callable[[object], T]) -> T | Unfit:
    if isinstance(value, Unfit):
        return value
    try:
        return read(value)
    except UnfitError as error:
        return Unfit(index, error.field, error.message)


def _line(index: int, line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Unfit(index, "", _not_json(error))


def _not_json(error: orjson.JSONDecodeError) -> Message:
    return Message("batch-not-json", {"line": str(error.lineno), "column": str(error.colno)})


def _milliseconds(at: object) -> int:
    if isinstance(at, int) and not isinstance(at, bool):
        return at
    if isinstance(at, str) and _TIME.fullmatch(at):
        try:
            return to_ms(datetime.fromisoformat(at.upper()))
        except ValueError:
            pass  # there is no such day or hour
    raise UnfitError("at", "batch-no-time", value=shown(at))


def _told(now: datetime) -> str:
    return now.isoformat(timespec="seconds").replace("+00:00", "Z")
