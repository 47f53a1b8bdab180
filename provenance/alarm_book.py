"""The active alarms in memory, and telling what happens to them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from provenance.alarm_knowledge import Knowledge
from provenance.alarms.alarm import Alarm, AlarmEvent, Change, escalated
from provenance.alarms.kinds import KINDS
from provenance.store.alarm_states import Tracks
from provenance.store.alarms import Guard
from provenance.store.archive import Archive


class AlarmBook:
    """Active alarms that samples raised. `guard` makes a transaction fail when somebody else
    judges by now."""

    def __init__(self, archive: Archive, guard: Guard) -> None:
        self._archive = archive
        self._guard = guard
        self._active: dict[tuple[str, str], Alarm] = {}

    async def read(self) -> None:
        """Read what is active; alarms of other kinds are somebody else's."""
        active = await self._archive.alarms.active()
        self._active = {(alarm.rule, alarm.place): alarm for alarm in active if alarm.kind in KINDS}

    def get(self, rule: str, place: str) -> Alarm | None:
        """The active alarm of a rule at a place."""
        return self._active.get((rule, place))

    def pairs(self) -> Sequence[tuple[str, str]]:
        """The rules and places with an active alarm."""
        return list(self._active)

    def without_rule(self, known: Knowledge, at: datetime) -> list[Change]:
        """Alarms whose rule holds no more clear."""
        return [
            Change(replace(alarm, cleared_at=at), (AlarmEvent.CLEARED,))
            for (rule, place), alarm in self._active.items()
            if not known.holds(rule, place)
        ]

    async def tell(
        self, changes: Sequence[Change], states: Mapping[str, Tracks], at: datetime
    ) -> None:
        """Store what changed and the states that it follows from, all at once."""
        if not changes and not states:
            return
        await self._archive.alarm_states.keep(changes, states, self._guard, at)
        for alarm in (change.alarm for change in changes):
            key = (alarm.rule, alarm.place)
            if alarm.active:
                self._active[key] = alarm
            elif key in self._active and self._active[key].id == alarm.id:
                del self._active[key]

    async def escalate(self, known: Knowledge, at: datetime) -> None:
        """Tell the next level where it is due.

        Who acknowledged is asked of the database only when one is due: others note it there.
        """
        if not self._due(known, at):
            return
        for alarm in await self._archive.alarms.active():
            if (alarm.rule, alarm.place) in self._active:
                self._active[alarm.rule, alarm.place] = alarm
        due = self._due(known, at)
        await self._archive.alarms.escalate(due, self._guard, at)
        for alarm in due:
            self._active[alarm.rule, alarm.place] = alarm

    def _due(self, known: Knowledge, at: datetime) -> Sequence[Alarm]:
        """Alarms as they are once the level that is due is told."""
        its = [(alarm, known.rules[alarm.rule]) for alarm in self._active.values()]
        return escalated(its, at)
