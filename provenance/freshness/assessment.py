"""How fresh a thing is: one verdict from its temperature history, its dates, and what overrides.

    windows = history_windows(stays, produced_at=dates.produced_at, now=now)
    exposures = await readings.exposures(windows, product_class)
    assess(product_class, dates, zone=…, now=…, stays=stays, exposures=exposures, …)

It is an estimate of quality and never says that something is safe.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from provenance.answer import Excursion, Freshness, FreshnessBasis, FreshnessState
from provenance.coldchain.values import Exposure, Window
from provenance.freshness.dates import Dates, end_of, known_dates
from provenance.freshness.history import histories
from provenance.freshness.product_class import FreshnessClass
from provenance.freshness.reserve import Reserve
from provenance.places import Place
from provenance.stays import Stay
from provenance.text import Message

__all__ = ["Dates", "assess", "known_dates"]

NOTHING = timedelta(0)
DAY = timedelta(days=1)
SOONEST, LATEST_SOON = timedelta(days=2), timedelta(days=7)
"""SOON begins when a fifth of the life is left, but neither later nor earlier than these."""
FRESH_SCORE = 60
FULLY_COVERED = 0.9
HARMFUL_CHILL = timedelta(hours=1)
"""Time below the chilling threshold that is worth a word (assumption)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The stay that is judged: the worst of `among` that it could be, here or elsewhere."""

    position: int
    stay: Stay
    past: Exposure
    among: int
    elsewhere: bool


def assess(
    product_class: FreshnessClass | None,
    dates: Dates,
    *,
    zone: ZoneInfo,
    now: datetime,
    stays: Sequence[Stay] = (),
    exposures: Mapping[Window, Exposure] | None = None,
    things: Collection[str] = (),
    store: str | None = None,
    places: Mapping[str, Place] | None = None,
    recalled: bool = False,
) -> Freshness:
    """The freshness of the stay in `store` of one of `things`, else of their worst one.

    `stays` may also hold those of what the `things` were made of (without `things` all are their
    own); `exposures` those of `history_windows`, needed with a class and stays.
    `zone` is where its dates end. A recall comes first, then a safety limit exceeded, the use-by
    date, the best-before date, and then what is left on the pessimistic estimate.
    """
    judged = None
    if stays:
        pasts: Sequence[Exposure] = [Exposure()] * len(stays)
        if product_class:
            pasts = histories(
                stays, exposures or {}, product_class, produced_at=dates.produced_at, now=now
            )
        judged = _judged(stays, pasts, things, store, product_class)
    if product_class and judged and judged.past.covered > 0:
        found = _by_temperature(product_class, judged, dates, zone, now)
    else:
        found = _by_dates(dates, zone, now)
    override = _override(product_class, judged, dates, zone=zone, now=now, recalled=recalled)
    if override:
        found = _overridden(found, *override)
    if judged is None:
        return found
    return replace(
        found,
        coverage=min(1.0, judged.past.coverage),
        excursions=_excursions(judged.past, now),
        mean_kinetic_celsius=judged.past.mean_kinetic_celsius,
        stay=judged.position,
        place=(places or {}).get(judged.stay.place or ""),
    )


def _judged(
    stays: Sequence[Stay],
    pasts: Sequence[Exposure],
    things: Collection[str],
    store: str | None,
    product_class: FreshnessClass | None,
) -> Judged | None:
    """The worst open stay in the store; else the worst that ended there; else the worst open one.

    Where none is open, the goods are what the last known stays left behind.
    """
    own = [n for n, stay in enumerate(stays) if not things or stay.thing in things]
    left = {parent for stay in stays for parent in stay.parents}
    still = [n for n in own if stays[n].until is None] or [n for n in own if n not in left]
    in_store = [n for n in own if store is not None and stays[n].store == store]
    here = [n for n in in_store if stays[n].until is None] or in_store
    candidates = here or still
    if not candidates:
        return None
    worst = max(
        candidates, key=lambda n: (_too_warm(product_class, pasts[n]), pasts[n].pessimistic)
    )
    elsewhere = store is not None and not here
    return Judged(worst, stays[worst], pasts[worst], len(candidates), elsewhere)


def _too_warm(product_class: FreshnessClass | None, past: Exposure) -> bool:
    safety = product_class.safety if product_class else None
    return safety is not None and past.above_limit > safety.allowed.total_seconds()


def _by_temperature(
    product_class: FreshnessClass, judged: Judged, dates: Dates, zone: ZoneInfo, now: datetime
) -> Freshness:
    """What is left on the estimate, kept at the assumed temperature and capped by the use-by.

    Sensors may show a little too little or too much: the interval is wider by this doubt about
    what was measured, which is no more than the optimistic consumption.
    """
    rate = product_class.rate.relative_rate(product_class.storage_celsius)
    life = product_class.p10_life / rate
    doubt, past = product_class.sensor_doubt, judged.past
    left = _left(product_class.p10_life, past.pessimistic + past.optimistic * doubt)
    remaining = left / rate
    upper = _left(product_class.p90_life, past.optimistic / (1 + doubt)) / rate
    limit, last_day, until_use_by = "model", False, None
    if dates.use_by:
        until_use_by = max(NOTHING, end_of(dates.use_by, zone) - now)
        limit = "use-by" if until_use_by < remaining else "model"
        remaining, upper = min(remaining, until_use_by), min(upper, until_use_by)
        last_day = dates.use_by == now.astimezone(zone).date()
    score = round(100 * (remaining / life))
    explanation = _kept(product_class, judged, remaining, limit)
    return Freshness(
        state=_state(remaining, life, score, last_day=last_day),
        score=score,
        remaining=remaining,
        remaining_upper=upper,
        basis=FreshnessBasis.TEMPERATURE_HISTORY,
        coverage=judged.past.coverage,
        explanation=explanation,
        assumed_celsius=product_class.storage_celsius,
        reserve=Reserve(product_class, left, past.above_limit, until_use_by),
    )


def _left(life: timedelta, consumed: float) -> timedelta:
    return timedelta(seconds=max(0.0, life.total_seconds() - consumed))


def _state(
    remaining: timedelta, life: timedelta | None, score: int | None, *, last_day: bool
) -> FreshnessState:
    if remaining <= NOTHING:
        return FreshnessState.PAST_BEST
    if last_day or remaining < DAY:
        return FreshnessState.LAST_DAY
    if remaining < min(max((life or NOTHING) / 5, SOONEST), LATEST_SOON):
        return FreshnessState.SOON
    return FreshnessState.FRESH if (score or 0) >= FRESH_SCORE else FreshnessState.GOOD


def _kept(
    product_class: FreshnessClass, judged: Judged, remaining: timedelta, limit: str
) -> Message:
    past = judged.past
    if remaining <= NOTHING:
        return Message("freshness-used-up")
    chilled = past.chilled > HARMFUL_CHILL.total_seconds()
    stay = "elsewhere" if judged.elsewhere else "worst" if judged.among > 1 else "one"
    return Message(
        "freshness-kept",
        {
            "measured": "all" if past.coverage >= FULLY_COVERED else "part",
            "coverage": int(100 * past.coverage),
            "mean": round(past.mean_celsius or 0.0, 1) + 0.0,  # never "-0"
            "days": remaining.days,
            "assumed": product_class.storage_celsius,
            "limit": limit,
            "chilled": "yes" if chilled else "no",
            "stay": stay,
            "places": judged.among,
        },
    )


def _by_dates(dates: Dates, zone: ZoneInfo, now: datetime) -> Freshness:
    """What the dates alone say; the earlier of use-by and best-before is the end."""
    last = min((day for day in (dates.use_by, dates.best_before) if day), default=None)
    if last is None:
        return Freshness(
            state=FreshnessState.UNKNOWN,
            score=None,
            remaining=None,
            remaining_upper=None,
            basis=FreshnessBasis.NONE,
            coverage=0.0,
            explanation=Message("freshness-unknown"),
        )
    end, today = end_of(last, zone), now.astimezone(zone).date()
    remaining = max(NOTHING, end - now)
    life = end - dates.produced_at if dates.produced_at else None
    score = None
    if life and life > NOTHING:
        score = round(100 * min(1.0, remaining / life))
    kind = "freshness-by-use-by" if last == dates.use_by else "freshness-by-best-before"
    return Freshness(
        state=_state(remaining, life, score, last_day=last == today),
        score=score,
        remaining=remaining,
        remaining_upper=None,
        basis=FreshnessBasis.DATES,
        coverage=0.0,
        explanation=Message(kind, {"date": last, "days": (last - today).days}),
    )


def _override(
    product_class: FreshnessClass | None,
    judged: Judged | None,
    dates: Dates,
    *,
    zone: ZoneInfo,
    now: datetime,
    recalled: bool,
) -> tuple[FreshnessState, Message] | None:
    """What counts before any estimate."""
    if recalled:
        return FreshnessState.DO_NOT_EAT, Message("freshness-recalled")
    safety = product_class.safety if product_class else None
    if safety and judged and _too_warm(product_class, judged.past):
        hours = {
            "hours": round(judged.past.above_limit / 3600, 1),
            "limit": safety.celsius,
            "allowed": round(safety.allowed / timedelta(hours=1), 1),
        }
        return FreshnessState.DO_NOT_EAT, Message("freshness-too-warm", hours)
    if dates.use_by and now >= end_of(dates.use_by, zone):
        return FreshnessState.EXPIRED, Message("freshness-expired", {"date": dates.use_by})
    if dates.best_before and now >= end_of(dates.best_before, zone):
        message = Message("freshness-past-best-before", {"date": dates.best_before})
        return FreshnessState.PAST_BEST, message
    return None


def _overridden(found: Freshness, state: FreshnessState, explanation: Message) -> Freshness:
    """Past its best-before the estimate still informs; in the other cases nothing is left."""
    found = replace(found, state=state, explanation=explanation)
    if state is FreshnessState.PAST_BEST:
        return found
    return replace(found, score=0, remaining=NOTHING, remaining_upper=NOTHING, reserve=None)


def _excursions(past: Exposure, now: datetime) -> Sequence[Excursion]:
    """Oldest first; one that reaches up to now still lasts."""
    return tuple(
        replace(each, until=None) if each.until and each.until >= now else each
        for each in sorted(past.excursions, key=lambda each: each.since)
    )
