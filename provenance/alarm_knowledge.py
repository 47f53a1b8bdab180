"""What judging needs to know beside the samples: places, rules, sensors, what was announced."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from provenance.alarms.kinds import KINDS, rule_refusal
from provenance.alarms.rules import AlarmRule
from provenance.alarms.suppression import Interval, Suppression
from provenance.alarms.values import AlarmKind, Measure, Sample
from provenance.places import Place
from provenance.sensors import Sensor
from provenance.store.alarm_states import TrackKey
from provenance.store.archive import Archive

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Read whole; places, rules and sensors are by id, the rest by place."""

    places: Mapping[str, Place] = field(default_factory=dict)
    rules: Mapping[str, AlarmRule] = field(default_factory=dict)
    rules_at: Mapping[str, Sequence[AlarmRule]] = field(default_factory=dict)
    sensors: Mapping[str, Sensor] = field(default_factory=dict)
    announced: Mapping[str, Sequence[Suppression]] = field(default_factory=dict)

    def holds(self, rule: str, place: str) -> bool:
        """Whether a rule holds at a place."""
        return any(each.id == rule for each in self.rules_at.get(place, ()))

    def key(self, rule: AlarmRule, sensor: str) -> TrackKey:
        """How a sensor is judged by a rule: another key means that it must be judged afresh."""
        known = self.sensors.get(sensor)
        told = f"/{known.bias_kelvin:g}/{known.interval.total_seconds():g}" if known else ""
        return TrackKey(rule.id, f"{rule.revision}{told}", sensor)

    def judges(self, rule: AlarmRule, place: Place, sensor: str) -> bool:
        """Whether a rule judges a sensor: silent is only one that belongs to the place."""
        return rule.kind is not AlarmKind.SILENCE or sensor in place.sensors

    def is_current(self, key: TrackKey, place: str) -> bool:
        """Whether a sensor at a place is still judged so."""
        rule, where = self.rules.get(key.rule), self.places.get(place)
        return (
            rule is not None
            and where is not None
            and self.holds(rule.id, place)
            and self.judges(rule, where, key.sensor)
            and self.key(rule, key.sensor) == key
        )

    def every(self, sensor: str) -> int:
        """A sensor's sampling interval in ms."""
        return (self.sensors.get(sensor) or Sensor(sensor)).interval // _MILLISECOND

    def corrected(
        self, rule: AlarmRule, sensor: str, samples: Iterable[Sample]
    ) -> Sequence[Sample]:
        """Samples in order of time, without the sensor's known bias."""
        known = self.sensors.get(sensor)
        if known and known.bias_kelvin and KINDS[rule.kind].measure is Measure.TEMPERATURE:
            samples = (Sample(ms, value - known.bias_kelvin) for ms, value in samples)
        return sorted(samples)

    def quiet(self, place: str, since: int, until: int) -> Sequence[Interval]:
        """The announced times at a place that touch a time (ms)."""
        return [
            interval
            for suppression in self.announced.get(place, ())
            for interval in suppression.between(since, until)
        ]


async def knowledge(archive: Archive) -> Knowledge:
    """Everything as it is stored now; rules that cannot be used are passed over."""
    places, _ = await archive.places.known()
    rules = [rule for rule in await archive.alarm_rules.all() if rule_refusal(rule) is None]
    announced: dict[str, list[Suppression]] = defaultdict(list)
    for suppression in await archive.alarm_rules.suppressions():
        announced[suppression.place].append(suppression)
    sensors = await archive.sensors.by_ids(name for place in places for name in place.sensors)
    return Knowledge(
        places={place.id: place for place in places},
        rules={rule.id: rule for rule in rules},
        rules_at={
            place.id: [rule for rule in rules if rule.scope.covers(place)] for place in places
        },
        sensors=sensors,
        announced=announced,
    )
