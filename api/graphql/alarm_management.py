"""GraphQL: what alarms there are, taking them on, and the rules that raise them."""

from datetime import datetime, timedelta
from typing import Annotated

import strawberry
from graphql import GraphQLError

from api.access.callers import Action, Staff
from api.access.declared import Requires
from api.graphql.alarm_types import Alarm, AlarmRule, alarms_of
from api.graphql.context import Context, Request
from api.graphql.described import described
from provenance.alarms import rules, values
from provenance.alarms.kinds import rule_refusal
from provenance.alarms.suppression import Interval, Suppression
from provenance.coldchain.series import to_ms
from provenance.places import PlaceKind
from provenance.text import Message

LONGEST_NOTE = 1_000
MOST_RULES = 500
MOST_PLACES = 1_000
LONGEST_SUPPRESSION = timedelta(hours=24)
FARTHEST_SUPPRESSION = timedelta(days=31)


@strawberry.input(description="An alarm that somebody takes on.")
class AcknowledgeAlarmInput:
    alarm_id: strawberry.ID = described("The alarm.")
    note: str | None = described("What is done about it, up to 1,000 characters.", default=None)


@strawberry.input(description="Who is told of an alarm that nobody acknowledges.")
class AlarmEscalationInput:
    level: values.Level = described("Who.")
    minutes: float = described("Minutes after it was raised.")


@strawberry.input(description="An alarm rule, whole. See `AlarmRule` for what the fields mean.")
class SetAlarmRuleInput:
    id: strawberry.ID = described("A new id, or that of the rule to change.")
    kind: values.AlarmKind = described("What is judged.")
    severity: values.Severity = described("How bad its alarms are.", default=values.Severity.MAJOR)
    place_ids: list[strawberry.ID] = described("Places or stores; none: all.", default_factory=list)
    place_kinds: list[PlaceKind] = described("Kinds of places; none: all.", default_factory=list)
    threshold: float | None = described("Inclusive; °C or % RH; 1 for a door.", default=None)
    delay_minutes: float = described("How long it must be reached.", default=0.0)
    window_hours: int | None = described("Hours to add the delay up in.", default=None)
    clear: float | None = described("The value at which it clears.", default=None)
    clear_delay_minutes: float = described("How long it must be so.", default=0.0)
    intervals: int = described("Sampling intervals of silence.", default=3)
    suppressed_by: list[rules.Cause] = described("What holds it back.", default_factory=list)
    recovery_minutes: float = described("And how long after that.", default=0.0)
    escalation: list[AlarmEscalationInput] | None = described(
        "Who is told later; the manager after 30 and the area after 120 minutes when left out.",
        default=None,
    )


@strawberry.input(description="An alarm rule to take away.")
class RemoveAlarmRuleInput:
    id: strawberry.ID = described("The rule.")


@strawberry.input(description="A time in which a place is warm for a known reason.")
class SuppressAlarmsInput:
    idempotency_key: str = described("Made by the caller; repeating a request changes nothing.")
    place_id: strawberry.ID = described("The place.")
    cause: rules.Cause = described("The reason: rules say which ones hold them back.")
    since: datetime | None = described("When it begins; now when left out.", default=None)
    minutes: float = described("How long, up to 1,440.")
    daily: bool = described("Whether it comes back every 24 hours.", default=False)


@strawberry.input(description="A suppression to take back.")
class ResumeAlarmsInput:
    suppression_id: strawberry.ID = described("The suppression.")


@strawberry.type(description="Alarms, newest first.")
class AlarmPage:
    alarms: list[Alarm] = described("This page.")
    end_cursor: str | None = described("Continues as `after`; null on the last page.")


@strawberry.type(description="Why something about alarms was not done, in words.")
class AlarmRefusal:
    message: str = described("What is wrong.")
    hint: str = described("What to do about it.")


@strawberry.type(description="An alarm rule that is gone; its active alarms clear.")
class AlarmRuleRemoved:
    id: strawberry.ID = described("Its id.")


@strawberry.type(description="An announced time in which alarms of a place may be held back.")
class AlarmSuppression:
    id: strawberry.ID = described("Its id, to take it back.")


AcknowledgeAlarmResult = Annotated[
    Alarm | AlarmRefusal,
    strawberry.union("AcknowledgeAlarmResult", description="The alarm as it is, or why not."),
]
SetAlarmRuleResult = Annotated[
    AlarmRule | AlarmRefusal,
    strawberry.union("SetAlarmRuleResult", description="The rule as it is now, or why not."),
]
RemoveAlarmRuleResult = Annotated[
    AlarmRuleRemoved | AlarmRefusal,
    strawberry.union("RemoveAlarmRuleResult", description="That it is gone, or why not."),
]
SuppressAlarmsResult = Annotated[
    AlarmSuppression | AlarmRefusal,
    strawberry.union("SuppressAlarmsResult", description="The suppression, or why there is none."),
]


async def alarms(
    info: Request,
    store_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="Of this store; all when left out.")
    ] = None,
    active: Annotated[
        bool | None, strawberry.argument(description="Those that last, or those that cleared.")
    ] = None,
    first: Annotated[int, strawberry.argument(description="How many, 1 to 100.")] = 20,
    after: Annotated[
        str | None, strawberry.argument(description="`endCursor` of the page before.")
    ] = None,
) -> AlarmPage:
    store, count = info.context.archive.alarms, min(max(first, 1), 100)
    last = await store.get(after) if after else None
    if after and last is None:
        message = "`after` is no cursor of this list: use an `endCursor` that it gave."
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})
    found = await store.latest(store=store_id, active=active, first=count + 1, before=last)
    page = found[:count]
    return AlarmPage(
        alarms=await alarms_of(page, info.context),
        end_cursor=page[-1].id if len(found) > count else None,
    )


async def alarm_rules(info: Request) -> list[AlarmRule]:
    return [AlarmRule.of(rule) for rule in await info.context.archive.alarm_rules.all()]


async def acknowledge_alarm(
    info: Request,
    input: Annotated[AcknowledgeAlarmInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> AcknowledgeAlarmResult:
    request, caller = info.context, info.context.caller
    assert isinstance(caller, Staff)  # noqa: S101 - Requires(ACKNOWLEDGE_ALARM) lets no other in
    note = (input.note or "").strip() or None
    if note and len(note) > LONGEST_NOTE:
        return _refusal(request, Message("alarm-note-too-long", {"most": LONGEST_NOTE}))
    found = await request.archive.alarms.acknowledge(
        input.alarm_id, by=caller.name, note=note, now=request.now
    )
    if found is None:
        return _refusal(request, Message("alarm-unknown"))
    return (await alarms_of([found], request))[0]


async def set_alarm_rule(
    info: Request,
    input: Annotated[SetAlarmRuleInput, strawberry.argument(description="The rule.")],  # noqa: A002
) -> SetAlarmRuleResult:
    request, rule = info.context, _rule(input)
    if problem := rule_refusal(rule):
        hint = request.say(Message("alarm-rule-refused-hint"))
        return AlarmRefusal(message=request.say(problem), hint=hint)
    places = set(rule.scope.places)
    if len(places) > MOST_PLACES or len(await request.archive.places.by_ids(places)) < len(places):
        return _refusal(request, Message("alarm-rule-unknown-place"))
    known = await request.archive.alarm_rules.all()
    if len(known) >= MOST_RULES and rule.id not in {each.id for each in known}:
        return _refusal(request, Message("alarm-rule-too-many", {"most": MOST_RULES}))
    return AlarmRule.of(await request.archive.alarm_rules.set(rule))


async def remove_alarm_rule(
    info: Request,
    input: Annotated[RemoveAlarmRuleInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> RemoveAlarmRuleResult:
    if not await info.context.archive.alarm_rules.remove(input.id):
        return _refusal(info.context, Message("alarm-rule-unknown"))
    return AlarmRuleRemoved(id=input.id)


async def suppress_alarms(
    info: Request,
    input: Annotated[SuppressAlarmsInput, strawberry.argument(description="Where and when.")],  # noqa: A002
) -> SuppressAlarmsResult:
    request = info.context
    if not 0 < input.minutes <= LONGEST_SUPPRESSION.total_seconds() / 60:
        return _refusal(request, Message("alarm-suppression-minutes"))
    if not 1 <= len(input.idempotency_key) <= 100:
        return _refusal(request, Message("alarm-suppression-key"))
    if not await request.archive.places.by_ids([input.place_id]):
        return _refusal(request, Message("alarm-unknown-place"))
    since = input.since or request.now
    name = f"{input.place_id}|{input.idempotency_key}"
    if abs(since - request.now) > FARTHEST_SUPPRESSION:
        return _refusal(request, Message("alarm-suppression-since"))
    interval = Interval(input.cause, to_ms(since), to_ms(since + timedelta(minutes=input.minutes)))
    await request.archive.alarm_rules.suppress(
        Suppression(name, input.place_id, interval, daily=input.daily)
    )
    return AlarmSuppression(id=strawberry.ID(name))


async def resume_alarms(
    info: Request,
    input: Annotated[ResumeAlarmsInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> SuppressAlarmsResult:
    if not await info.context.archive.alarm_rules.resume(input.suppression_id):
        return _refusal(info.context, Message("alarm-suppression-unknown"))
    return AlarmSuppression(id=input.suppression_id)


def _rule(given: SetAlarmRuleInput) -> rules.AlarmRule:
    steps = given.escalation
    return rules.AlarmRule(
        id=given.id,
        kind=given.kind,
        scope=rules.Scope(tuple(given.place_ids), tuple(given.place_kinds)),
        severity=given.severity,
        threshold=given.threshold,
        delay=given.delay_minutes,
        window=given.window_hours,
        clear=given.clear,
        clear_delay=given.clear_delay_minutes,
        intervals=given.intervals,
        suppressed_by=frozenset(given.suppressed_by),
        recovery=given.recovery_minutes,
        escalation=rules.ESCALATION
        if steps is None
        else tuple(rules.Escalation(step.level, step.minutes) for step in steps),
    )


def _refusal(context: Context, message: Message) -> AlarmRefusal:
    hint = Message(f"{message.key}-hint")
    return AlarmRefusal(message=context.say(message), hint=context.say(hint))


@strawberry.type
class AlarmQuery:
    """To be inherited by the schema's Query type."""

    alarms: AlarmPage = strawberry.field(
        resolver=alarms,
        description="Alarms, newest first.",
        extensions=[Requires(Action.WATCH_ALARMS)],
    )
    alarm_rules: list[AlarmRule] = strawberry.field(
        resolver=alarm_rules,
        description="All alarm rules, by id.",
        extensions=[Requires(Action.WATCH_ALARMS)],
    )


@strawberry.type
class AlarmMutation:
    """To be inherited by the schema's Mutation type."""

    acknowledge_alarm = strawberry.mutation(
        acknowledge_alarm,
        description="Take an alarm on; it goes up no further. The first acknowledgement counts.",
        extensions=[Requires(Action.ACKNOWLEDGE_ALARM)],
    )
    set_alarm_rule = strawberry.mutation(
        set_alarm_rule,
        description="Add an alarm rule or change one. It judges what was measured in the last day "
        "anew, so what lasts is raised, and what it finds no longer wrong clears.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    remove_alarm_rule = strawberry.mutation(
        remove_alarm_rule,
        description="Take an alarm rule away; its active alarms clear.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    suppress_alarms = strawberry.mutation(
        suppress_alarms,
        description="Announce a defrost or start-up. Rules that name the cause tell only what "
        "still holds afterwards; readings are judged and count for freshness all the same.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
    resume_alarms = strawberry.mutation(
        resume_alarms,
        description="Take an announced suppression back.",
        extensions=[Requires(Action.MANAGE_ALARMS)],
    )
