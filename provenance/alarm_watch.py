"""Judging what sensors tell as it comes, by one process at a time.

Memory holds where every sensor stands; the database is told at once of what happens to an alarm,
and every few seconds of the rest. After a break the stream of readings is read on from the last
position that was kept, and what is heard twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from provenance.alarm_book import AlarmBook
from provenance.alarm_knowledge import Knowledge, knowledge
from provenance.alarms.alarm import Alarm, Change
from provenance.alarms.following import Track, followed, is_late, taken_up
from provenance.alarms.kinds import KINDS
from provenance.alarms.lifecycle import Seen, changes
from provenance.alarms.rules import AlarmRule, Cause
from provenance.alarms.suppression import Interval, door_intervals
from provenance.alarms.values import DAY_MS, HOUR_MS, Measure, Sample
from provenance.coldchain.series import from_ms
from provenance.places import Place
from provenance.store.alarm_states import TrackKey
from provenance.store.alarms import Guard
from provenance.store.archive import Archive

LOOKBACK_MS = DAY_MS
"""A rule that begins judges what was measured so long before (or within its window), so that it
knows what lasts; what was over by then is no alarm any more."""

SUPPRESSIONS_MS = 3 * DAY_MS
"""How far back suppressions matter: as far as late samples do."""

PLACES_AT_ONCE = 200
"""Places whose states one transaction keeps."""


@dataclass(frozen=True, slots=True)
class Heard:
    """New samples of one sensor, in any order."""

    place: str
    sensor: str
    measure: Measure
    samples: Sequence[Sample]


class AlarmWatch:
    """Where judging stands. `guard` makes a transaction fail when somebody else judges by now."""

    def __init__(self, archive: Archive, guard: Guard) -> None:
        self._archive = archive
        self._book = AlarmBook(archive, guard)
        self._knowledge = Knowledge()
        self._tracks: dict[str, dict[TrackKey, Track]] = {}
        self._doors: dict[str, Sequence[Interval]] = {}
        self._begun: set[tuple[str, TrackKey]] = set()
        self._unsaved: set[str] = set()

    async def begin(self, now: int) -> None:
        """Read where judging stood."""
        self._tracks = await self._archive.alarm_states.all()
        await self._book.read()
        await self.learn(now)

    async def learn(self, now: int) -> None:
        """Read places, rules, sensors and suppressions anew; rules that are new or other begin,
        alarms of those that hold no more clear."""
        known = self._knowledge = await knowledge(self._archive)
        self._begun = {(place, key) for place, key in self._begun if known.is_current(key, place)}
        for place_id, tracks in self._tracks.items():
            for key in [key for key in tracks if not known.is_current(key, place_id)]:
                del tracks[key]
                self._unsaved.add(place_id)
        found = self._book.without_rule(known, from_ms(now))
        for place in known.places.values():
            found += await self._begin(place, now)
        await self._tell(found, now)

    async def catch_up(self, now: int) -> None:
        """Judge what was stored since, where the stream cannot be read on from where it was."""
        missed: list[Heard] = []
        for place, tracks in self._tracks.items():
            stood: dict[tuple[Measure, str], int] = {}
            for key, track in tracks.items():
                its = (KINDS[self._knowledge.rules[key.rule].kind].measure, key.sensor)
                stood[its] = max(track.now.at or 0, stood.get(its, 0))
            for measure in {measure for measure, _ in stood}:
                since = min(at for (other, _), at in stood.items() if other is measure) + 1
                stored = await self._archive.alarm_states.samples(place, measure, since, now)
                missed += [
                    Heard(place, sensor, measure, new)
                    for sensor, samples in stored.items()
                    if (new := [s for s in samples if s.ms > stood.get((measure, sensor), 0)])
                ]
        await self.hear(missed, now)

    async def hear(self, heard: Iterable[Heard], now: int) -> None:
        """Judge new samples, and tell at once what they change."""
        by_place: dict[str, list[Heard]] = defaultdict(list)
        for each in heard:
            by_place[each.place].append(each)
        found: list[Change] = []
        for place_id, its in by_place.items():
            if any(each.measure is Measure.DOOR for each in its):
                self._doors.pop(place_id, None)
            for rule in self._knowledge.rules_at.get(place_id, ()):
                place, measure = self._knowledge.places[place_id], KINDS[rule.kind].measure
                if fitting := [each for each in its if each.measure is measure]:
                    found += await self._judge(rule, place, fitting, now)
        await self._tell([change for change in found if change.events], now)

    async def pass_time(self, now: int) -> None:
        """Notice silence, doors that stay open, suppressions that end, and alarms that nobody
        acknowledged; tell how far active alarms have come."""
        lasting = set(self._book.pairs())
        for place_id, tracks in self._tracks.items():
            for key, track in tracks.items():
                tracks[key] = passed = self._passed(
                    self._knowledge.rules[key.rule], key, track, now
                )
                if passed is not track:
                    self._unsaved.add(place_id)
                if passed.now.episode:
                    lasting.add((key.rule, place_id))
        found: list[Change] = []
        for rule_id, place_id in sorted(lasting):
            rule, place = self._knowledge.rules[rule_id], self._knowledge.places[place_id]
            found += await self._changes(rule, place, (), now)
        await self._tell(found, now)
        await self._book.escalate(self._knowledge, from_ms(now))

    async def keep(self, position: Mapping[str, Any] | None, now: int) -> None:
        """Keep where judging stands, and the position of the stream up to which it heard all."""
        unsaved = sorted(self._unsaved)
        for first in range(0, len(unsaved), PLACES_AT_ONCE):
            some = unsaved[first : first + PLACES_AT_ONCE]
            states = {place: self._tracks[place] for place in some}
            await self._book.tell((), states, from_ms(now))
        self._unsaved.clear()
        if position is not None:
            await self._archive.alarm_states.keep_position(position, from_ms(now))

    async def _begin(self, place: Place, now: int) -> Sequence[Change]:
        """Judge by rules that are new here what was measured lately, one read for each measure."""
        known, tracks = self._knowledge, self._tracks.get(place.id, {})
        new: dict[Measure, list[tuple[AlarmRule, TrackKey]]] = defaultdict(list)
        for rule in known.rules_at[place.id]:
            for sensor in {*place.sensors, *(key.sensor for key in tracks)}:
                key = known.key(rule, sensor)
                if key not in tracks and (place.id, key) not in self._begun:
                    new[KINDS[rule.kind].measure].append((rule, key))
                    self._begun.add((place.id, key))
        for measure, its in new.items():
            since = now - max(_lookback(rule) for rule, _ in its)
            stored = await self._archive.alarm_states.samples(place.id, measure, since, now)
            for rule, key in its:
                samples = known.corrected(rule, key.sensor, stored.get(key.sensor, ()))
                recent = [each for each in samples if each.ms >= now - _lookback(rule)]
                if recent and known.judges(rule, place, key.sensor):
                    every = known.every(key.sensor)
                    track, _ = followed(KINDS[rule.kind], rule, Track(), recent, every)
                    # what was over before the rule began stays so, also after a late sample
                    track = self._passed(rule, key, Track(track.now, (track.now,)), now)
                    self._tracks.setdefault(place.id, {})[key] = track
                    self._unsaved.add(place.id)
        begun = {rule.id: rule for its in new.values() for rule, _ in its}
        found = [await self._changes(rule, place, (), now) for rule in begun.values()]
        return [change for some in found for change in some]

    async def _judge(
        self, rule: AlarmRule, place: Place, heard: Sequence[Heard], now: int
    ) -> Sequence[Change]:
        """Follow sensors by one rule."""
        known, kind = self._knowledge, KINDS[rule.kind]
        tracks = self._tracks.setdefault(place.id, {})
        ended: list[Seen] = []
        again: list[int] = []
        for each in heard:
            if not known.judges(rule, place, each.sensor):
                continue
            key = known.key(rule, each.sensor)
            track = tracks.get(key, Track())
            last = (track.now.at, track.now.value)
            fresh = known.corrected(rule, each.sensor, each.samples)
            fresh = [sample for sample in fresh if sample != last]
            if fresh and is_late(track, fresh[0].ms):
                if start := taken_up(track, fresh[0].ms):
                    newest = max(fresh[-1].ms, track.now.at or 0)
                    track, since = start
                    again.append(since)
                    stored = await self._archive.alarm_states.samples(
                        place.id, kind.measure, since, newest
                    )
                    fresh = known.corrected(rule, each.sensor, stored.get(each.sensor, ()))
                else:
                    fresh = [sample for sample in fresh if not is_late(track, sample.ms)]
            track, episodes = followed(kind, rule, track, fresh, known.every(each.sensor))
            tracks[key] = self._passed(rule, key, track, now)
            ended += [(each.sensor, episode) for episode in episodes]
            self._unsaved.add(place.id)
        alarms = None
        if again:
            alarms = await self._archive.alarms.since(rule.id, place.id, from_ms(min(again)))
        return await self._changes(rule, place, ended, now, alarms)

    def _passed(self, rule: AlarmRule, key: TrackKey, track: Track, now: int) -> Track:
        every = self._knowledge.every(key.sensor)
        state = KINDS[rule.kind].passed(rule, track.now, now, every)
        return track if state is track.now else replace(track, now=state)

    async def _changes(
        self,
        rule: AlarmRule,
        place: Place,
        ended: Sequence[Seen],
        now: int,
        alarms: Sequence[Alarm] | None = None,
    ) -> Sequence[Change]:
        """What ended and lasting episodes mean for the rule's alarms at a place."""
        lasting = [
            (key.sensor, track.now.episode)
            for key, track in self._tracks.get(place.id, {}).items()
            if key.rule == rule.id and track.now.episode
        ]
        active = self._book.get(rule.id, place.id)
        if not (ended or lasting or active):
            return ()
        if alarms is None:
            alarms = [active] if active else []
        quiet = await self._quiet(rule, place.id, now)
        return changes(rule, place, alarms, [*ended, *lasting], quiet, now=now)

    async def _quiet(self, rule: AlarmRule, place: str, now: int) -> Sequence[Interval]:
        if not rule.suppressed_by:
            return ()
        since = now - SUPPRESSIONS_MS
        if Cause.DOOR in rule.suppressed_by and place not in self._doors:
            doors = await self._archive.alarm_states.samples(place, Measure.DOOR, since, now)
            self._doors[place] = [each for its in doors.values() for each in door_intervals(its)]
        return [*self._knowledge.quiet(place, since, now + DAY_MS), *self._doors.get(place, ())]

    async def _tell(self, found: Sequence[Change], now: int) -> None:
        """Tell of changes, with the states that they follow from."""
        places = {change.alarm.place for change in found if change.events}
        states = {place: self._tracks.get(place, {}) for place in places}
        await self._book.tell(found, states, from_ms(now))
        self._unsaved -= places


def _lookback(rule: AlarmRule) -> int:
    return max(LOOKBACK_MS, (rule.window or 0) * HOUR_MS)
