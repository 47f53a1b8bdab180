"""The second kind of alarm: not that a place is warm, but what the lots in it lose by that.

One for a place, as long as one of its alarms of high temperature lasts. `data` holds `warm_since`,
from when losses count; `affected`, how many lots lose half a day or more; `most_lost`, the days
that the worst of them loses; and `lots`, these lots, the worst first, each with `thing`, `gtin`,
`lot`, `days_lost` and `days_left`. Days are lost in halves, and the alarm changes only when a lot
loses another half or leaves: what a lot was said to have lost is not taken back while it lasts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from provenance.alarms.alarm import Alarm, AlarmEvent, Change, alarm_id
from provenance.alarms.rules import AlarmRule
from provenance.alarms.shelf_life_loss import LotLoss
from provenance.alarms.values import AlarmKind
from provenance.places import Place

RULE = AlarmRule("SHELF_LIFE", AlarmKind.SHELF_LIFE)
"""Ours, not staff's: no rule that they make can have this id."""

STEP = timedelta(hours=12)
DAY = timedelta(days=1)
MOST_LOTS = 200
"""Lots that one alarm lists; `affected` counts all."""


def deviations(active: Sequence[Alarm]) -> Mapping[str, datetime]:
    """Since when each place is too warm, of those that are, from all active alarms.

    While an alarm of shelf life lasts, losses go on to count from where they did.
    """
    since: dict[str, datetime] = {}
    for alarm in active:
        if alarm.kind is AlarmKind.HIGH_TEMPERATURE:
            since[alarm.place] = min(alarm.started_at, since.get(alarm.place, alarm.started_at))
    for alarm in active:
        if alarm.kind is RULE.kind and alarm.place in since:
            since[alarm.place] = datetime.fromisoformat(str(alarm.data["warm_since"]))
    return since


def raised_or_changed(
    place: Place, known: Alarm | None, since: datetime, losses: Sequence[LotLoss], now: datetime
) -> Change | None:
    """What becomes of a warm place's alarm, from what all lots that stand there lost."""
    before = dict(_said(known)) if known else {}
    lost = {
        loss.thing: max(loss.lost // STEP * STEP / DAY, before.get(loss.thing, 0.0))
        for loss in losses
    }
    worst = sorted(
        (loss for loss in losses if lost[loss.thing] > 0),
        key=lambda loss: (-lost[loss.thing], loss.thing),
    )
    if not worst:
        return cleared(known, now) if known else None
    listed = worst[:MOST_LOTS]
    if (
        known
        and known.data.get("affected") == len(worst)
        and before == {loss.thing: lost[loss.thing] for loss in listed}
    ):
        return None
    data = {
        "warm_since": since.isoformat(),
        "affected": len(worst),
        "most_lost": lost[worst[0].thing],
        "lots": [_told(loss, lost[loss.thing]) for loss in listed],
    }
    if known:
        return Change(replace(known, data=data))
    alarm = Alarm(
        id=alarm_id(RULE.id, place.id, now),
        rule=RULE.id,
        kind=RULE.kind,
        place=place.id,
        store=place.store,
        severity=RULE.severity,
        started_at=now,
        raised_at=now,
        data=data,
    )
    return Change(alarm, (AlarmEvent.RAISED,))


def cleared(alarm: Alarm, now: datetime) -> Change:
    """That its place is well again, or that the lots have left."""
    return Change(replace(alarm, cleared_at=now), (AlarmEvent.CLEARED,))


def lots_of(alarm: Alarm) -> Sequence[Mapping[str, object]]:
    """The lots that an alarm lists; none for one of another kind."""
    lots = alarm.data.get("lots")
    return lots if isinstance(lots, list) else ()


def _said(alarm: Alarm) -> Iterator[tuple[str, float]]:
    for lot in lots_of(alarm):
        lost = lot["days_lost"]
        if isinstance(lost, float):
            yield str(lot["thing"]), lost


def _told(loss: LotLoss, lost: float) -> Mapping[str, object]:
    return {
        "thing": loss.thing,
        "gtin": loss.gtin,
        "lot": loss.lot,
        "days_lost": lost,
        "days_left": round(loss.left / DAY, 1),
    }
