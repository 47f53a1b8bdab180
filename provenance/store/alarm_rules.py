"""Alarm rules, and what explains a warm case, as staff set them."""

from collections.abc import Sequence
from hashlib import blake2s

from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.database import AsyncDatabase

from provenance.alarms.rules import AlarmRule, Cause, Escalation, Scope
from provenance.alarms.suppression import Interval, Suppression
from provenance.alarms.values import AlarmKind, Level, Severity
from provenance.coldchain.series import from_ms, to_ms
from provenance.places import PlaceKind
from provenance.store.collection import Collection, Document, Written, put

_NUMBER = {"bsonType": ["double", "null"]}

ALARM_RULES = Collection(
    name="alarm_rules",
    required=("kind", "places", "place_kinds", "severity"),
    properties={
        "kind": {"bsonType": "string"},
        "places": {"bsonType": "array", "items": {"bsonType": "string"}},
        "place_kinds": {"bsonType": "array", "items": {"bsonType": "string"}},
        "severity": {"enum": [severity.value for severity in Severity]},
        "threshold": _NUMBER,
        "clear": _NUMBER,
        "delay": {"bsonType": "double"},
    },
)
ALARM_SUPPRESSIONS = Collection(
    name="alarm_suppressions",
    required=("place", "cause", "since", "until", "daily"),
    properties={
        "place": {"bsonType": "string"},
        "cause": {"enum": [cause.value for cause in Cause]},
        "since": {"bsonType": "date"},
        "until": {"bsonType": "date"},
        "daily": {"bsonType": "bool"},
        "expires": {"bsonType": "date"},
    },
    indexes=(IndexModel([("expires", ASCENDING)], name="expires", expireAfterSeconds=7 * 86_400),),
)
"""Announced defrosts and start-ups; those that do not come back are forgotten after a week."""


class AlarmRules:
    """The rules of one database, and the announced suppressions."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database
        self._rules = database[ALARM_RULES.name]
        self._suppressions = database[ALARM_SUPPRESSIONS.name]

    async def all(self) -> Sequence[AlarmRule]:
        """Every rule, by id."""
        return [rule_from(each) async for each in self._rules.find().sort("_id", ASCENDING)]

    async def set(self, rule: AlarmRule) -> AlarmRule:
        """Store a rule under its id, new or instead of the one before."""
        await put(self._database, ALARM_RULES, [{"_id": rule.id, **rule_document(rule)}])
        return rule_from({"_id": rule.id, **rule_document(rule)})

    async def put_new(self, rules: Sequence[AlarmRule]) -> int:
        """Store those whose id is not taken (defaults never undo what staff changed); how many."""
        taken = {each["_id"] async for each in self._rules.find({}, {"_id": 1})}
        new = [rule for rule in rules if rule.id not in taken]
        for rule in new:
            await self.set(rule)
        return len(new)

    async def remove(self, rule: str) -> bool:
        """Forget a rule; its active alarms clear. False when there was none."""
        return (await self._rules.delete_one({"_id": rule})).deleted_count == 1

    async def suppressions(self) -> Sequence[Suppression]:
        """All that is announced."""
        return [_suppression_from(each) async for each in self._suppressions.find()]

    async def suppress(self, suppression: Suppression) -> Written:
        """Store an announcement under its id; repeating it changes nothing."""
        until = from_ms(suppression.interval.until)
        document = {
            "_id": suppression.id,
            "place": suppression.place,
            "cause": suppression.interval.cause.value,
            "since": from_ms(suppression.interval.since),
            "until": until,
            "daily": suppression.daily,
            **({} if suppression.daily else {"expires": until}),
        }
        return await put(self._database, ALARM_SUPPRESSIONS, [document])

    async def resume(self, suppression: str) -> bool:
        """Withdraw an announcement; False when there was none."""
        return (await self._suppressions.delete_one({"_id": suppression})).deleted_count == 1


def rule_document(rule: AlarmRule) -> Document:
    """A rule as stored, without its id."""
    return {
        "kind": rule.kind.value,
        "places": list(rule.scope.places),
        "place_kinds": [kind.value for kind in rule.scope.kinds],
        "severity": rule.severity.value,
        "threshold": None if rule.threshold is None else float(rule.threshold),
        "delay": float(rule.delay),
        "window": rule.window,
        "clear": None if rule.clear is None else float(rule.clear),
        "clear_delay": float(rule.clear_delay),
        "intervals": rule.intervals,
        "suppressed_by": sorted(cause.value for cause in rule.suppressed_by),
        "recovery": float(rule.recovery),
        "escalation": [
            {"level": step.level.value, "minutes": float(step.minutes)} for step in rule.escalation
        ],
    }


def rule_from(document: Document) -> AlarmRule:
    """The stored rule."""
    return AlarmRule(
        id=document["_id"],
        kind=AlarmKind(document["kind"]),
        scope=Scope(
            tuple(document["places"]), tuple(PlaceKind(kind) for kind in document["place_kinds"])
        ),
        severity=Severity(document["severity"]),
        threshold=document["threshold"],
        delay=document["delay"],
        window=document["window"],
        clear=document["clear"],
        clear_delay=document["clear_delay"],
        intervals=document["intervals"],
        suppressed_by=frozenset(Cause(cause) for cause in document["suppressed_by"]),
        recovery=document["recovery"],
        escalation=tuple(
            Escalation(Level(step["level"]), step["minutes"]) for step in document["escalation"]
        ),
        revision=_revision(document),
    )


def _revision(document: Document) -> str:
    """A digest of what decides when the condition is met."""
    judged = ("kind", "threshold", "delay", "window", "clear", "clear_delay", "intervals")
    told = repr([document[name] for name in judged])
    return blake2s(told.encode(), digest_size=6).hexdigest()


def _suppression_from(document: Document) -> Suppression:
    return Suppression(
        id=document["_id"],
        place=document["place"],
        interval=Interval(
            Cause(document["cause"]), to_ms(document["since"]), to_ms(document["until"])
        ),
        daily=document["daily"],
    )
