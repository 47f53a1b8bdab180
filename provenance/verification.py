"""Whether what is stored about a lot is still what was recorded.

Every event is hashed anew from its document (CBV 2.0, 8.9) and read anew, and the lot's passport is
built anew; each is compared with what is stored. Who can write the database can also change an
event, its hash and the passport so that they agree: that is only seen against the `Entry`s of an
earlier day that were kept elsewhere. The recorder and the record time of an event are ours, not in
its hash; they too are compared with kept entries only.
"""

from asyncio import to_thread
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from provenance.epcis import Problem, read_document
from provenance.passport import Passport, passport
from provenance.projection import gather
from provenance.store.archive import Archive
from provenance.store.kept_events import (
    KeptEvent,
    KeptPassport,
    stored_event,
    stored_passport,
)
from provenance.text import Message
from provenance.trace import MAX_EVENTS


class ProblemKind(StrEnum):
    UNREADABLE = "UNREADABLE"
    HASH_DIFFERS = "HASH_DIFFERS"
    FIELD_DIFFERS = "FIELD_DIFFERS"
    EVENT_MISSING = "EVENT_MISSING"
    PASSPORT_DIFFERS = "PASSPORT_DIFFERS"
    ENTRY_DIFFERS = "ENTRY_DIFFERS"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something that is not as it was recorded; `event_id` is None where it is not one event."""

    kind: ProblemKind
    event_id: str | None
    message: Message


@dataclass(frozen=True, slots=True)
class Entry:
    """What to keep elsewhere of an event: its key (its hash id), its recorder and record time.

    The key of an error declaration is the hash with its time, as it bears the hash of what it
    takes back.
    """

    key: str
    recorded_by: str | None
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what is wrong.

    `complete` is False where more events belong to the lot than one check reads.
    """

    thing: str
    checked_at: datetime
    entries: Sequence[Entry]
    problems: Sequence[Discrepancy]
    complete: bool

    @property
    def sound(self) -> bool:
        """True when all was checked and nothing is wrong."""
        return self.complete and not self.problems


async def verify(
    archive: Archive, thing: str, *, now: datetime, against: Sequence[Entry] = ()
) -> Verification | None:
    """Check all that is stored about a lot or an instance; None where nothing ever was.

    `against` are entries of an earlier day. At most `MAX_EVENTS` events are read.
    """
    kept = await archive.kept_events.passport(thing)
    if kept is None:
        return None
    built = await _built(archive, thing)
    names = {*(built.lineage if built else ()), *kept.lineage, thing}
    keys = {*kept.steps, *(entry.key for entry in against)}
    events = await archive.kept_events.of(names, keys, most=MAX_EVENTS + 1)
    complete, events = len(events) <= MAX_EVENTS, events[:MAX_EVENTS]
    problems = await to_thread(lambda: [each for one in events for each in _changed(one, now)])
    known = {event.key: Entry(event.key, event.recorded_by, event.recorded_at) for event in events}
    if complete:
        problems += _missing(kept, known)
        problems += _against(against, known)
        unchanged = await archive.kept_events.passport(thing)
        if built and not kept.dirty and unchanged and unchanged.revision == kept.revision:
            problems += _told_otherwise(kept, stored_passport(built))
    entries = tuple(known[key] for key in sorted(known))
    return Verification(thing, now, entries, tuple(problems), complete)


async def _built(archive: Archive, thing: str) -> Passport | None:
    """The passport that the evidence makes now; None where a field is no more what it was.

    Capture stores no such field: the comparison of each event names the one.
    """
    try:
        return passport(await gather(archive.events, thing))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _changed(event: KeptEvent, now: datetime) -> Iterator[Discrepancy]:
    """What its own document says against what stands beside it."""
    given = "recordTime" in event.document
    found = read_document(
        event.document,
        now=now,
        recorded_by=event.recorded_by,
        recorded_at=None if given else event.recorded_at,
    )
    read = found[0] if found else Problem("", Message("epcis-not-an-event"))
    if isinstance(read, Problem):
        yield _discrepancy(ProblemKind.UNREADABLE, event.event_id, field=read.pointer or "/")
        return
    should = stored_event(read)
    if should["_id"] != event.key or should["hash"] != event.fields.get("hash"):
        yield _discrepancy(ProblemKind.HASH_DIFFERS, event.event_id, hash=should["hash"])
        return
    names = sorted(should.keys() | event.fields.keys())
    if fields := [name for name in names if should.get(name) != event.fields.get(name)]:
        yield _discrepancy(ProblemKind.FIELD_DIFFERS, event.event_id, fields=", ".join(fields))


def _missing(kept: KeptPassport, known: Mapping[str, Entry]) -> Iterator[Discrepancy]:
    """Steps of the journey whose events are gone."""
    for step in kept.fields.get("steps", ()):
        if step["hash"] not in known:
            yield _discrepancy(ProblemKind.EVENT_MISSING, step["event_id"], hash=step["hash"])


def _against(against: Sequence[Entry], known: Mapping[str, Entry]) -> Iterator[Discrepancy]:
    """Entries of an earlier day that are not there as they were."""
    for entry in against:
        found = known.get(entry.key)
        if found is None:
            yield _discrepancy(ProblemKind.EVENT_MISSING, None, hash=entry.key)
        elif found != entry:
            yield _discrepancy(
                ProblemKind.ENTRY_DIFFERS,
                entry.key,
                who=entry.recorded_by or "–",
                time=entry.recorded_at.isoformat() if entry.recorded_at else "–",
            )


def _told_otherwise(kept: KeptPassport, built: Mapping[str, object]) -> Iterator[Discrepancy]:
    """What the passport tells and the evidence does not, or the other way round."""
    if fields := sorted(name for name in built if built[name] != kept.fields.get(name)):
        yield _discrepancy(ProblemKind.PASSPORT_DIFFERS, None, fields=", ".join(fields))


def _discrepancy(kind: ProblemKind, event_id: str | None, **args: object) -> Discrepancy:
    key = f"verification-{kind.value.lower().replace('_', '-')}"
    return Discrepancy(kind, event_id, Message(key, args))
