"""What a lot went through, stay by stay: its own time at each place, and what it inherited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from provenance.coldchain.values import Exposure, Window
from provenance.freshness.product_class import FreshnessClass
from provenance.freshness.transient import Goods, after, together
from provenance.stays import Stay

ASSUMED_SHARE = 0.5
"""How far a reading counts as coverage where only the store's default place is known."""

NONE = Exposure()


def history_windows(
    stays: Sequence[Stay], *, produced_at: datetime | None, now: datetime
) -> Sequence[Window]:
    """Every window that `histories` asks for, each once: read their exposures first.

    A parent counts up to the moment a child left it, so one stay can have several windows.
    """
    wanted: dict[Window, None] = {}
    for stay in stays:
        wanted.update(dict.fromkeys(_windows(stay, now)))
        wanted.update(dict.fromkeys(_before(stay, produced_at)))
        for parent in stay.parents:
            wanted.update(dict.fromkeys(_windows(stays[parent], stay.since)))
    return tuple(wanted)


def histories(
    stays: Sequence[Stay],
    exposures: Mapping[Window, Exposure],
    product_class: FreshnessClass,
    *,
    produced_at: datetime | None,
    now: datetime,
) -> Sequence[Exposure]:
    """For each stay all that its goods went through from production to `now`.

    Of several parents the worst counts, in each respect apart: goods of a lot are not told apart
    again once they stood together. What nobody accounts for, before the first stay or after one
    that ended, is time without a place. Goods bring the temperature that they had along.
    """
    inherited: list[_Past] = []

    def through(past: _Past, stay: Stay, until: datetime) -> _Past:
        for window in _windows(stay, until):
            gone, goods = after(product_class, exposures[window], past.goods)
            past = _Past(past.exposure + (_assumed(gone) if stay.assumed else gone), goods)
        return past

    for stay in stays:
        sources = [through(inherited[parent], stays[parent], stay.since) for parent in stay.parents]
        if not sources:
            sources = [
                _Past(*after(product_class, exposures[window], None))
                for window in _before(stay, produced_at)
            ]
        known = [past.goods for past in sources if past.goods]
        inherited.append(
            _Past(_worst([past.exposure for past in sources] or [NONE]), together(known))
        )
    return [through(past, stay, now).exposure for stay, past in zip(stays, inherited, strict=True)]


@dataclass(frozen=True, slots=True)
class _Past:
    """What goods went through, and how warm they are after it."""

    exposure: Exposure
    goods: Goods | None


def _assumed(own: Exposure) -> Exposure:
    return replace(
        own,
        covered=own.covered * ASSUMED_SHARE,
        degree_seconds=own.degree_seconds * ASSUMED_SHARE,
        kinetic_seconds=own.kinetic_seconds * ASSUMED_SHARE,
    )


def _windows(stay: Stay, at: datetime) -> Iterator[Window]:
    """The stay's time up to `at`, and the time without a place if it ended before."""
    until = min(stay.until or at, at)
    if stay.since < until:
        yield Window(stay.place, stay.since, until)
    if max(stay.since, until) < at:
        yield Window(None, max(stay.since, until), at)


def _before(stay: Stay, produced_at: datetime | None) -> Iterator[Window]:
    """The time between production and a first stay."""
    if produced_at and not stay.parents and produced_at < stay.since:
        yield Window(None, produced_at, stay.since)


def _worst(sources: Sequence[Exposure]) -> Exposure:
    if len(sources) == 1:
        return sources[0]
    least_covered = min(sources, key=lambda source: source.coverage)
    return Exposure(
        elapsed=least_covered.elapsed,
        covered=least_covered.covered,
        pessimistic=max(source.pessimistic for source in sources),
        optimistic=max(source.optimistic for source in sources),
        above_limit=max(source.above_limit for source in sources),
        chilled=max(source.chilled for source in sources),
        degree_seconds=least_covered.degree_seconds,
        kinetic_seconds=least_covered.kinetic_seconds,
        excursions=tuple(dict.fromkeys(e for source in sources for e in source.excursions)),
    )
