"""GraphQL: alarms and their rules as staff see them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Self

import strawberry

from api.graphql.context import Context
from api.graphql.described import described
from api.graphql.identity_types import Place, Product
from provenance.alarms import alarm, rules, values
from provenance.alarms.sentences import sentence
from provenance.alarms.shelf_life import lots_of
from provenance.places import Place as KnownPlace
from provenance.places import PlaceKind

strawberry.enum(
    values.AlarmKind, name="AlarmKind", description="What is wrong; more kinds may come."
)
strawberry.enum(
    values.Severity,
    name="AlarmSeverity",
    description="How bad it is, acknowledged and cleared or not.",
)
strawberry.enum(
    values.Level, name="AlarmLevel", description="Who is asked to see to it, nearest first."
)
strawberry.enum(
    rules.Cause, name="AlarmSuppressionCause", description="What may explain a warm place."
)


@strawberry.type(description="A lot that loses shelf life because its place is too warm.")
class AlarmLot:
    thing: str = described("The lot's key, `01/{gtin}/10/{lot}`.")
    lot: str | None = described("Its lot number.")
    product: Product | None = described("The trade item; null when it is known no more.")
    days_lost: float = described(
        "Days it lasts less (P10) than if it had been kept as its kind should be since the place "
        "became too warm; in halves."
    )
    days_left: float = described("Days it had left (P10) when `daysLost` last changed.")

    @classmethod
    def of(cls, value: Mapping[str, object], product: Product | None) -> Self:
        return cls(
            thing=str(value["thing"]),
            lot=str(value["lot"]) if value["lot"] else None,
            product=product,
            days_lost=_number(value["days_lost"]) or 0.0,
            days_left=_number(value["days_left"]) or 0.0,
        )


@strawberry.type(description="Something wrong at a place: one at a time for a rule and a place.")
class Alarm:
    id: strawberry.ID = described("Its id: `{rule}|{place}|{started at}`.")
    rule_id: strawberry.ID = described(
        "The rule that raised it; `SHELF_LIFE`, which is no rule of staff, for that kind."
    )
    kind: values.AlarmKind = described("What is wrong.")
    severity: values.Severity = described("How bad it is.")
    sentence: str = described("The alarm in one sentence, in the asked language.")
    place: Place | None = described("Where; null when the place is known no more.")
    store_id: strawberry.ID | None = described("The store that the place belongs to.")
    active: bool = described("Whether it lasts.")
    started_at: datetime = described("Since when what it tells of has been so.")
    raised_at: datetime = described("When it was raised, after the rule's delay and suppressions.")
    cleared_at: datetime | None = described("When it was over; null while it lasts.")
    acknowledged_at: datetime | None = described("When somebody took it on.")
    acknowledged_by: str | None = described("Who took it on (staff name).")
    note: str | None = described("What they noted.")
    level: values.Level = described("Who was told by now.")
    escalated_at: datetime | None = described("When the last level above the shelf was told.")
    sensor: str | None = described("The sensor that measured last.")
    threshold: float | None = described("The rule's threshold: °C, % RH, or 1 for an open door.")
    latest: float | None = described("The last value measured, in the threshold's unit.")
    worst: float | None = described("The value furthest beyond the threshold.")
    affected_lots: int | None = described(
        "How many lots lose half a day or more; null but for SHELF_LIFE."
    )
    lots: list[AlarmLot] = described(
        "These lots, at most 200, those that lose most first; none but for SHELF_LIFE."
    )

    @classmethod
    def of(
        cls,
        value: alarm.Alarm,
        place: KnownPlace | None,
        products: Mapping[str, Product],
        context: Context,
    ) -> Self:
        name = context.name_of(place) if place else value.place
        data = value.data
        affected = data.get("affected")
        return cls(
            id=strawberry.ID(value.id),
            rule_id=strawberry.ID(value.rule),
            kind=value.kind,
            severity=value.severity,
            sentence=context.say(sentence(value, name, context.now)),
            place=Place.of(place) if place else None,
            store_id=strawberry.ID(value.store) if value.store else None,
            active=value.active,
            started_at=value.started_at,
            raised_at=value.raised_at,
            cleared_at=value.cleared_at,
            acknowledged_at=value.acknowledged_at,
            acknowledged_by=value.acknowledged_by,
            note=value.note,
            level=value.level,
            escalated_at=value.escalated_at,
            sensor=str(data["sensor"]) if "sensor" in data else None,
            threshold=_number(data.get("threshold")),
            latest=_number(data.get("latest")),
            worst=_number(data.get("worst")),
            affected_lots=affected if isinstance(affected, int) else None,
            lots=[AlarmLot.of(lot, products.get(str(lot["gtin"]))) for lot in lots_of(value)],
        )


async def alarms_of(found: Sequence[alarm.Alarm], context: Context) -> list[Alarm]:
    """Alarms with their places and the products of their lots, which are read at once."""
    places = await context.archive.places.by_ids({each.place for each in found})
    products: dict[str, Product] = {}
    if gtins := {str(lot["gtin"]) for each in found for lot in lots_of(each)}:
        speech, known = context.speech(), await context.archive.products.get_many(gtins)
        products = {gtin: Product.of(product, speech) for gtin, product in known.items()}
    return [Alarm.of(each, places.get(each.place), products, context) for each in found]


@strawberry.type(description="After how long an unacknowledged alarm is told to whom.")
class AlarmEscalation:
    level: values.Level = described("Who is told.")
    minutes: float = described("Minutes after it was raised.")


@strawberry.type(description="When an alarm is raised, where, and who is told.")
class AlarmRule:
    id: strawberry.ID = described("Its id.")
    kind: values.AlarmKind = described("What is judged.")
    severity: values.Severity = described("How bad its alarms are.")
    place_ids: list[strawberry.ID] = described(
        "Places it holds at, with what stands in them; a store's id means all of the store. None "
        "means everywhere."
    )
    place_kinds: list[PlaceKind] = described("Kinds of places it holds at; none means every kind.")
    threshold: float | None = described("Inclusive; °C, % RH, or 1 for an open door.")
    delay_minutes: float = described("How long the threshold must be reached.")
    window_hours: int | None = described(
        "The delay counts in all within these last hours; null: without a break."
    )
    clear: float | None = described("The value at which it clears; null: beyond the threshold.")
    clear_delay_minutes: float = described("How long it must be so.")
    intervals: int = described("Sampling intervals without data, for silence.")
    suppressed_by: list[rules.Cause] = described("What holds its notifications back.")
    recovery_minutes: float = described("How long after that it still does.")
    escalation: list[AlarmEscalation] = described("Who is told later.")

    @classmethod
    def of(cls, value: rules.AlarmRule) -> Self:
        return cls(
            id=strawberry.ID(value.id),
            kind=value.kind,
            severity=value.severity,
            place_ids=_ids(value.scope.places),
            place_kinds=list(value.scope.kinds),
            threshold=value.threshold,
            delay_minutes=value.delay,
            window_hours=value.window,
            clear=value.clear,
            clear_delay_minutes=value.clear_delay,
            intervals=value.intervals,
            suppressed_by=sorted(value.suppressed_by),
            recovery_minutes=value.recovery,
            escalation=[
                AlarmEscalation(level=step.level, minutes=step.minutes) for step in value.escalation
            ],
        )


def _ids(names: Iterable[str]) -> list[strawberry.ID]:
    return [strawberry.ID(name) for name in names]


def _number(value: object) -> float | None:
    return value if isinstance(value, float) else None
